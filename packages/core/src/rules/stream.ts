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

export type StreamDecision =
	| { operation: "started" | "paused"; presentation: Presentation }
	| { operation: "rotated" | "updated" | "noop"; presentation: Presentation; activity: Activity };

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
	if (stream?.paused) return { operation: "paused", presentation };
	if (!activity || !isRunning(activity, now)) return { operation: "started", presentation };
	const retargeted = !sameChannels(activity.presentation.channels, presentation.channels);
	const old = now >= activity.startedAt + ROTATE_ON_PUT_MS;
	if (retargeted || old) return { operation: "rotated", presentation, activity };
	const same = showsTheSame(activity.presentation, presentation, sent);
	return { operation: same ? "noop" : "updated", presentation, activity };
}
