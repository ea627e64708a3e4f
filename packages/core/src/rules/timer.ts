/** The window of a timer: when it began, when it ends, and since when it stands still. */
import type { ContentStateStart } from "@activitysmith/schema";
import type { ActivityState, TimerWindow } from "../model.ts";

type TimerContent = Extract<ContentStateStart, { type: "timer" }>;

/** A timer that shows time; the legacy one shows steps. */
function showsTime(content: ContentStateStart): content is TimerContent {
	return content.type === "timer" && content.number_of_steps === undefined;
}

/** Written out, so that leaving a default out and sending it are the same state. */
export function withTimerDefaults(content: ContentStateStart): ContentStateStart {
	if (!showsTime(content)) return content;
	return { ...content, counts_down: content.counts_down ?? true, is_running: content.is_running ?? true };
}

/** A duration that was sent starts a new window; otherwise the window is kept, and moves by the length of a pause. */
export function timerWindow(
	base: ActivityState | undefined,
	content: ContentStateStart,
	durationSent: boolean,
	now: number,
): TimerWindow | undefined {
	if (!showsTime(content)) return undefined;
	const kept = durationSent ? undefined : base?.timer;
	const startsAt = kept?.startsAt ?? now;
	const pause = content.is_running === false ? (kept?.pausedAt ?? now) : undefined;
	const resumedAfter = pause === undefined && kept?.pausedAt !== undefined ? now - kept.pausedAt : 0;
	const begin = startsAt + resumedAfter;
	return {
		startsAt: begin,
		...(content.duration_seconds !== undefined && { endsAt: begin + Math.round(content.duration_seconds * 1000) }),
		...(pause !== undefined && { pausedAt: pause }),
	};
}

export function freezeTimer(state: ActivityState, now: number): ActivityState {
	if (!state.timer || state.timer.pausedAt !== undefined) return state;
	return { ...state, timer: { ...state.timer, pausedAt: now } };
}
