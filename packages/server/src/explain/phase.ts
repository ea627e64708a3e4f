/** Where a stream or a Live Activity stands, whatever the devices. */
import type { ActivityFacts, Subject } from "./facts.ts";
import { ago, clockTime, span, until } from "./words.ts";

const HOUR_MS = 3_600_000;
/** iOS ends a Live Activity after 8 hours, and removes it from the lock screen 4 hours later. */
export const LONGEST_RUN_MS = 8 * HOUR_MS;
/** From this age on, the next update of a stream gives it a fresh activity. */
const ROTATION_MS = 7.5 * HOUR_MS;

/** In which nothing of it is meant to be updated on screens. */
export const quietPhases = [
	"paused",
	"waiting_for_update",
	"limit_reached",
	"expired",
	"ended",
	"dismissed_everywhere",
	"replaced",
] as const;

export const phases = ["running", "rotation_due", ...quietPhases] as const;

export type Phase = (typeof phases)[number];

/** Whether something of it is meant to be updated on screens. */
export const isLive = (phase: Phase): phase is "running" | "rotation_due" =>
	phase === "running" || phase === "rotation_due";

export function phaseOf({ now, stream, activity, running, limit }: Subject): Phase {
	if (stream?.paused) return "paused";
	const isOver = activity === null || activity.ended !== null || activity.dismissed || hasRunOut(activity, now);
	if (stream && isOver && (stream.kept || activity?.dismissed) && running >= limit) return "limit_reached";
	if (stream?.kept && !(activity && hasRunOut(activity, now))) return "waiting_for_update";
	if (activity === null) return "ended";
	if (activity.replacedBy !== null) return "replaced";
	if (activity.dismissed) return "dismissed_everywhere";
	if (hasRunOut(activity, now)) return "expired";
	if (activity.ended) return "ended";
	return stream && now >= activity.startedAt + ROTATION_MS ? "rotation_due" : "running";
}

function hasRunOut({ startedAt, ended }: ActivityFacts, now: number): boolean {
	return (ended?.at ?? now) >= startedAt + LONGEST_RUN_MS;
}

/** What has become of it, as the end of a sentence that begins with its name. */
export function story(phase: Phase, subject: Subject): string {
	const { now, stream, activity, running, limit } = subject;
	const since = activity ? `since ${clockTime(activity.startedAt)}` : "";
	switch (phase) {
		case "running":
			return `runs ${since}`;
		case "rotation_due":
			return `runs ${since}, almost as long as iOS lets it: the next update moves it to a fresh Live Activity${activity?.rotatesAt && activity.rotatesAt > now ? `, and the server does so by itself ${until(activity.rotatesAt, now)}` : ""}`;
		case "paused":
			return "is paused: its updates are kept, and nothing shows them until somebody resumes it";
		case "waiting_for_update":
			return "shows nothing at the moment: its state is kept, as after a pause, and the next update starts it again";
		case "limit_reached":
			return `cannot start: ${running} Live Activities run, and the account may have ${limit}. End one, or raise the limit`;
		case "expired":
			return `had run for ${span(LONGEST_RUN_MS)}, the longest that iOS allows${stream ? ": the next update starts a fresh one" : ""}`;
		case "ended":
			return activity?.ended ? `ended ${ago(activity.ended.at, now)}` : "has ended";
		case "dismissed_everywhere":
			return `was swiped away on every device${stream ? ": the next update starts it again" : ""}`;
		case "replaced":
			return `was replaced by a fresh Live Activity of its stream, ${activity?.replacedBy}: ask about ${activity?.streamKey ?? "that"}`;
	}
}
