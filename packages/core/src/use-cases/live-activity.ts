/** Live Activities whose life the caller manages by id. */
import {
	errors,
	type LiveActivityEndRequest,
	type LiveActivityEndResponse,
	type LiveActivityStartRequest,
	type LiveActivityStartResponse,
	type LiveActivityUpdateRequest,
	type LiveActivityUpdateResponse,
} from "@activitysmith/schema";
import type { Activity } from "../model.ts";
import { Refusal } from "../refusal.ts";
import { isRunning } from "../rules/lifecycle.ts";
import { mergePresentation } from "../rules/presentation.ts";
import { mayChange } from "../rules/targeting.ts";
import { type Steps, step } from "../steps.ts";
import { endActivity, newActivity, nextVersion, reached, saveChanged, saveStarted, viewers } from "./activity.ts";
import { type Context, refuseOverLimit, resolveChannels, timestamp } from "./context.ts";

export function* startLiveActivity(
	context: Context,
	request: LiveActivityStartRequest,
): Steps<LiveActivityStartResponse> {
	const { now } = context;
	const channels = yield* resolveChannels(context, request);
	const presentation = mergePresentation(undefined, request, channels, now);
	const activity = newActivity(context, { streamKey: null, presentation, alert: request.alert, replaces: null });
	const audience = yield* viewers(context, presentation);
	yield* refuseOverLimit(context);
	yield* saveStarted(context, activity);
	return {
		success: true,
		activity_id: activity.id,
		devices_notified: audience.devices,
		users_notified: audience.users,
		effective_channel_slugs: channels && [...channels],
		tags: [...presentation.tags],
		timestamp: timestamp(now),
	};
}

/** An activity that was replaced in a rotation is as unknown as one that never was. */
function* ownActivity(
	{ caller, tx }: Context,
	id: string,
	forbidden: { status: number; error: string; message: string },
): Steps<Activity> {
	const activity = yield* step(tx.activity(id));
	if (!activity || activity.replaced) throw new Refusal(errors.activityNotFound(id));
	if (!mayChange(caller, activity)) throw new Refusal(forbidden);
	return activity;
}

export function* updateLiveActivity(
	context: Context,
	request: LiveActivityUpdateRequest,
): Steps<LiveActivityUpdateResponse> {
	const { tx, now } = context;
	const activity = yield* ownActivity(context, request.activity_id, errors.cannotUpdate);
	if (!isRunning(activity, now)) throw new Refusal(errors.activityEnded(activity.id));
	const presentation = mergePresentation(activity.presentation, request, activity.presentation.channels, now);
	const next = nextVersion(activity, presentation, undefined, now);
	yield* saveChanged(context, next);
	const counts = reached(yield* step(tx.activityAudience(next.id)));
	return { success: true, activity_id: next.id, ...counts, timestamp: timestamp(now) };
}

export function* endLiveActivity(context: Context, request: LiveActivityEndRequest): Steps<LiveActivityEndResponse> {
	const { tx, now } = context;
	const activity = yield* ownActivity(context, request.activity_id, errors.cannotEnd);
	const answer = { success: true, activity_id: activity.id, timestamp: timestamp(now) } as const;
	if (!isRunning(activity, now)) {
		context.because = "it was over already: nothing is sent";
		return { ...answer, devices_notified: 0, devices_queued: 0 };
	}
	const stream = activity.streamKey === null ? undefined : yield* step(tx.stream(activity.streamKey));
	return { ...answer, ...(yield* endActivity(context, activity, stream, request)) };
}
