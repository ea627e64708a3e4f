/** What a PUT on a stream does, as a pure decision. */
import type { Activity, Presentation, Stream } from "../model.ts";
import { isRunning, ROTATE_ON_PUT_MS } from "./lifecycle.ts";
import type { SentState } from "./merge.ts";
import { mergePresentation, type SentPresentation, showsTheSame } from "./presentation.ts";
import { sameChannels } from "./targeting.ts";

export interface StreamPut {
	stream: Stream | undefined;
	/** The stream's activity, running or not. */
	activity: Activity | undefined;
	sent: SentPresentation & { content_state: SentState };
	/** Channels that the request asks for, or those of its key; used when the stream keeps none. */
	channels: Presentation["channels"];
	/** The request itself names channels. */
	channelsSent: boolean;
	now: number;
}

/** With the reason, in words. */
export type StreamDecision = { presentation: Presentation; because: string } & (
	| { operation: "started" | "paused" }
	| { operation: "rotated" | "updated" | "noop"; activity: Activity }
);

/** An ended stream: its state is forgotten, that the key was used is not. */
export function forget(stream: Stream): Stream {
	return { ...stream, activityId: null, kept: null, dismissal: {} };
}

/** What the stream shows or would show, if it is remembered. */
export function rememberedPresentation(
	stream: Stream | undefined,
	activity: Activity | undefined,
): Presentation | undefined {
	return activity?.presentation ?? stream?.kept ?? undefined;
}

export function decideStreamPut({ stream, activity, sent, channels, channelsSent, now }: StreamPut): StreamDecision {
	const base = rememberedPresentation(stream, activity);
	const wanted = base && !channelsSent ? base.channels : channels;
	const presentation = mergePresentation(base, sent, wanted, now);
	if (stream?.paused) {
		return { operation: "paused", presentation, because: "the stream is paused: its state is kept, nothing is sent" };
	}
	if (!activity || !isRunning(activity, now)) {
		return { operation: "started", presentation, because: notRunning(stream, activity) };
	}
	const before = activity.presentation;
	if (!sameChannels(before.channels, presentation.channels)) {
		const because = `the channels changed from ${named(before.channels)} to ${named(presentation.channels)}`;
		return { operation: "rotated", presentation, activity, because };
	}
	if (now >= activity.startedAt + ROTATE_ON_PUT_MS) {
		return { operation: "rotated", presentation, activity, because: "the activity was at least 7 h 30 min old" };
	}
	if (showsTheSame(before, presentation, sent)) {
		return {
			operation: "noop",
			presentation,
			activity,
			because: "state, actions and channels are those last accepted",
		};
	}
	return { operation: "updated", presentation, activity, because: "what the activity shows has changed" };
}

function named(channels: Presentation["channels"]): string {
	return channels ? channels.join(", ") : "every device";
}

function notRunning(stream: Stream | undefined, activity: Activity | undefined): string {
	if (!stream) return "the stream key was never used";
	if (activity?.dismissed) return "the last activity was dismissed on every device";
	return activity || stream.kept ? "no activity runs: the kept state starts again" : "the stream had ended";
}
