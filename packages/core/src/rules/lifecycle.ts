/** When an activity runs, when it is replaced by a fresh one, and when it leaves the lock screen. */
import type { Activity, Dismissal, Stream } from "../model.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** iOS ends a Live Activity after 8 hours. https://developer.apple.com/documentation/activitykit/displaying-live-data-with-live-activities */
export const MAX_RUNNING_MS = 8 * HOUR;
/** iOS removes an ended Live Activity from the lock screen after 4 hours at the latest (same page). */
export const MAX_ENDED_MS = 4 * HOUR;
/** A PUT replaces an activity of this age. */
export const ROTATE_ON_PUT_MS = 7 * HOUR + 30 * MINUTE;
/** The server replaces an activity of this age by itself, a little later for some so that not all go at once. */
const ROTATE_UNASKED_MS = 7 * HOUR + 45 * MINUTE;
const ROTATION_JITTER_MS = 10 * MINUTE;
/** How long a replaced activity waits for its successor to be ready on the device. */
export const REPLACEMENT_MS = MINUTE;

export const DEFAULT_DISMISSAL = { stream: 2, activity: 3 } as const;

export function isRunning(activity: Activity, now: number): boolean {
	return !activity.ended && !activity.dismissed && !activity.replaced && now < activity.startedAt + MAX_RUNNING_MS;
}

/** Spread by a hash of the id (FNV-1a), so that every process and every restart agrees. */
function jitter(id: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
	return (hash >>> 0) % ROTATION_JITTER_MS;
}

/** When something next happens to the activity without a request. */
export function nextDeadline(activity: Activity, now: number): number | null {
	if (activity.dismissed) return null;
	if (activity.replaced) return activity.replaced.at + REPLACEMENT_MS;
	if (activity.ended) return null;
	const rotation = activity.startedAt + ROTATE_UNASKED_MS + jitter(activity.id);
	return activity.streamKey !== null && rotation > now ? rotation : activity.startedAt + MAX_RUNNING_MS;
}

/** What a deadline asks for. Rotating unasked needs a PUT since the last rotation: a stream that went quiet ends. */
export function atDeadline(
	activity: Activity,
	stream: Stream | undefined,
	now: number,
): "rotate" | "expire" | "wait" | "dismiss" {
	if (activity.replaced) return now >= activity.replaced.at + REPLACEMENT_MS ? "dismiss" : "wait";
	if (now >= activity.startedAt + MAX_RUNNING_MS) return "expire";
	const wanted =
		stream && !stream.paused && stream.activityId === activity.id && stream.lastPutAt >= activity.startedAt;
	if (wanted && now >= activity.startedAt + ROTATE_UNASKED_MS) return "rotate";
	return "wait";
}

/** A later request that says nothing about the dismissal keeps what an earlier one said. */
export function latestDismissal(before: Dismissal, sent: Dismissal): Dismissal {
	return Object.keys(sent).length > 0 ? sent : before;
}

/** When an ended activity leaves the lock screen. */
export function dismissAt(dismissal: Dismissal, defaultMinutes: number, now: number): number {
	const asked =
		dismissal.seconds !== undefined ? dismissal.seconds * SECOND : (dismissal.minutes ?? defaultMinutes) * MINUTE;
	return now + Math.min(asked, MAX_ENDED_MS);
}
