/** Streams: a key, its newest state, and whatever activity shows it at the moment. */
import {
	errors,
	type LiveActivityStreamDeleteRequest,
	type LiveActivityStreamDeleteResponse,
	type LiveActivityStreamPutResponse,
	type LiveActivityStreamRequest,
} from "@activitysmith/schema";
import type { Activity, Presentation, Stream } from "../model.ts";
import type { Awaitable } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { isRunning, latestDismissal, nextDeadline } from "../rules/lifecycle.ts";
import { dismissalOf } from "../rules/merge.ts";
import { decideStreamPut, forget, rememberedPresentation } from "../rules/stream.ts";
import { mayChange, requestedChannels, sameChannels } from "../rules/targeting.ts";
import { type Steps, step } from "../steps.ts";
import {
	audienceOf,
	endActivity,
	newActivity,
	nextVersion,
	reached,
	saveChanged,
	saveStarted,
	viewers,
} from "./activity.ts";
import { type Context, refuseOverLimit, resolveChannels, timestamp } from "./context.ts";

/** A key of some channels may not touch what was sent to others. */
function refuseForeign(
	{ caller }: Context,
	shown: Presentation | undefined,
	forbidden: typeof errors.cannotUpdate | typeof errors.cannotEnd,
): void {
	const owner = caller.account.id;
	if (shown && !mayChange(caller, { accountId: owner, presentation: shown })) throw new Refusal(forbidden);
}

function activityOf({ tx }: Context, stream: Stream | undefined): Awaitable<Activity | undefined> {
	return stream?.activityId ? tx.activity(stream.activityId) : undefined;
}

export function* reconcileStream(
	context: Context,
	key: string,
	request: LiveActivityStreamRequest,
): Steps<LiveActivityStreamPutResponse> {
	const { caller, tx, now } = context;
	const requested = yield* resolveChannels(context, request);
	const stream = yield* step(tx.stream(key));
	const activity = yield* step(activityOf(context, stream));
	const remembered = rememberedPresentation(stream, activity);
	refuseForeign(context, remembered, errors.cannotUpdate);

	const channelsSent = requestedChannels(request) !== undefined;
	const decision = decideStreamPut({ stream, activity, sent: request, channels: requested, channelsSent, now });
	const { operation, presentation } = decision;
	context.because = decision.because;
	const saved: Stream = {
		key,
		accountId: caller.account.id,
		activityId: activity?.id ?? null,
		kept: null,
		paused: stream?.paused ?? false,
		dismissal: latestDismissal(stream?.dismissal ?? {}, dismissalOf(request.content_state)),
		lastPutAt: now,
	};
	const answer = {
		success: true as const,
		operation,
		stream_key: key,
		devices_notified: 0,
		devices_queued: 0,
		users_notified: 0,
		effective_channel_slugs: presentation.channels && [...presentation.channels],
		tags: [...presentation.tags],
		timestamp: timestamp(now),
	};

	if (operation === "paused") {
		// What is kept must be able to start later: refused now, when somebody listens.
		newActivity(context, { streamKey: key, presentation, alert: undefined, replaces: null });
		const retargeted = remembered && !sameChannels(remembered.channels, presentation.channels);
		if (retargeted) yield* viewers(context, presentation);
		yield* step(tx.saveStream({ ...saved, activityId: null, kept: presentation }));
		return { ...answer, activity_id: null };
	}
	if (operation === "noop") {
		const same = { ...decision.activity, presentation };
		yield* step(tx.saveStream(saved));
		// Devices that have joined since the last PUT get it now.
		const joined = yield* step(tx.enrol(same.id, audienceOf(presentation)));
		if (joined > 0) yield* saveChanged(context, same);
		else yield* step(tx.saveActivity(same));
		return { ...answer, activity_id: same.id };
	}
	if (operation === "updated") {
		const next = nextVersion(decision.activity, presentation, request.alert, now);
		yield* saveChanged(context, next);
		yield* step(tx.saveStream(saved));
		yield* step(tx.enrol(next.id, audienceOf(presentation)));
		const audience = yield* step(tx.activityAudience(next.id));
		return { ...answer, activity_id: next.id, ...reached(audience), users_notified: audience.users };
	}

	const replaced = operation === "rotated" ? decision.activity : undefined;
	const fresh = newActivity(context, {
		streamKey: key,
		presentation,
		alert: request.alert,
		replaces: replaced?.id ?? null,
	});
	const audience = yield* viewers(context, presentation);
	// A rotation takes the slot of what it replaces.
	if (!replaced) yield* refuseOverLimit(context);
	else yield* saveReplaced(context, replaced, fresh.id);
	yield* saveStarted(context, fresh);
	yield* step(tx.saveStream({ ...saved, activityId: fresh.id }));
	return {
		...answer,
		activity_id: fresh.id,
		...(replaced && { previous_activity_id: replaced.id }),
		devices_notified: audience.devices,
		users_notified: audience.users,
	};
}

/** The old activity stays until its successor is ready on the device, or for a minute. */
function* saveReplaced(context: Context, activity: Activity, by: string): Steps<void> {
	const { now } = context;
	// A version of its own: a device may pass over a push that is not newer than what it shows.
	const replaced = { ...activity, version: activity.version + 1, replaced: { by, at: now } };
	yield* saveChanged(context, { ...replaced, dueAt: nextDeadline(replaced, now) });
}

export function* endStream(
	context: Context,
	key: string,
	request: LiveActivityStreamDeleteRequest,
): Steps<LiveActivityStreamDeleteResponse> {
	const { tx, now } = context;
	const stream = yield* step(tx.stream(key));
	if (!stream) throw new Refusal(errors.streamNotFound(key));
	const activity = yield* step(activityOf(context, stream));
	refuseForeign(context, rememberedPresentation(stream, activity), errors.cannotEnd);
	const answer = { success: true, operation: "ended", stream_key: key, timestamp: timestamp(now) } as const;
	if (!activity || !isRunning(activity, now)) {
		context.because = "the stream was not active";
		yield* step(tx.saveStream(forget(stream)));
		return { ...answer, activity_id: null, devices_notified: 0, devices_queued: 0 };
	}
	return { ...answer, activity_id: activity.id, ...(yield* endActivity(context, activity, stream, request)) };
}

/** An operator takes a stream off the screens. Its state is kept, and PUTs go on changing it. */
export function* pauseStream(context: Context, key: string): Steps<void> {
	const { tx, now } = context;
	const stream = yield* step(tx.stream(key));
	if (!stream) throw new Refusal(errors.streamNotFound(key));
	if (stream.paused) return;
	const activity = yield* step(activityOf(context, stream));
	const kept = rememberedPresentation(stream, activity) ?? null;
	yield* step(tx.saveStream({ ...stream, paused: true, activityId: null, kept }));
	if (activity && isRunning(activity, now)) {
		const ended = { at: now, dismissAt: now };
		yield* saveChanged(context, { ...activity, version: activity.version + 1, ended, dueAt: null });
	}
}

/** The next PUT starts the stream again. */
export function* resumeStream({ tx }: Context, key: string): Steps<void> {
	const stream = yield* step(tx.stream(key));
	if (!stream) throw new Refusal(errors.streamNotFound(key));
	if (stream.paused) yield* step(tx.saveStream({ ...stream, paused: false }));
}

/**
 * A rotation that nobody asked for: the same state in a fresh activity, before iOS ends the old one. False when no
 * device is left to show it.
 */
export function* rotateUnasked(context: Context, stream: Stream, activity: Activity): Steps<boolean> {
	const { tx } = context;
	const { presentation } = activity;
	const { devices } = yield* step(tx.audience(audienceOf(presentation)));
	if (devices === 0) return false;
	const fresh = newActivity(context, { streamKey: stream.key, presentation, alert: undefined, replaces: activity.id });
	yield* saveReplaced(context, activity, fresh.id);
	yield* saveStarted(context, fresh);
	yield* step(tx.saveStream({ ...stream, activityId: fresh.id }));
	return true;
}
