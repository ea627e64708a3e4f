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
import { DEFAULT_DISMISSAL, dismissAt, isRunning } from "../rules/lifecycle.ts";
import { dismissalOf } from "../rules/merge.ts";
import { finalPresentation, mergePresentation, showsTheSame } from "../rules/presentation.ts";
import { mayChange } from "../rules/targeting.ts";
import {
	type Context,
	changedActivity,
	newActivity,
	nextVersion,
	recipients,
	refuseOverLimit,
	resolveChannels,
	saveEnded,
	saveStarted,
	timestamp,
} from "./context.ts";
import { forget } from "./stream.ts";

export async function startLiveActivity(
	context: Context,
	request: LiveActivityStartRequest,
): Promise<LiveActivityStartResponse> {
	const { tx, now } = context;
	const channels = await resolveChannels(context, request);
	const presentation = mergePresentation(undefined, request, channels, now);
	const activity = newActivity(context, { streamKey: null, presentation, alert: request.alert, replaces: null });
	const audience = await recipients(tx, { channels, liveActivities: true }, errors.noLiveActivityDevices);
	await refuseOverLimit(context);
	await saveStarted(context, activity);
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
async function ownActivity(
	{ caller, tx }: Context,
	id: string,
	forbidden: { status: number; error: string; message: string },
): Promise<Activity> {
	const activity = await tx.activity(id);
	if (!activity || activity.replaced) throw new Refusal(errors.activityNotFound(id));
	if (!mayChange(caller, activity)) throw new Refusal(forbidden);
	return activity;
}

export async function updateLiveActivity(
	context: Context,
	request: LiveActivityUpdateRequest,
): Promise<LiveActivityUpdateResponse> {
	const { tx, now } = context;
	const activity = await ownActivity(context, request.activity_id, errors.cannotUpdate);
	if (!isRunning(activity, now)) throw new Refusal(errors.activityEnded(activity.id));
	const { channels } = activity.presentation;
	const presentation = mergePresentation(activity.presentation, request, channels, now);
	const answer = { success: true, activity_id: activity.id } as const;
	if (showsTheSame(activity.presentation, presentation, request)) {
		await tx.saveActivity({ ...activity, presentation });
	} else {
		const next = nextVersion(activity, presentation, undefined, now);
		await tx.saveActivity(next);
		changedActivity(context, next);
	}
	const { ready, waiting } = await tx.activityAudience(activity.id);
	return { ...answer, devices_notified: ready, devices_queued: waiting, timestamp: timestamp(now) };
}

export async function endLiveActivity(
	context: Context,
	request: LiveActivityEndRequest,
): Promise<LiveActivityEndResponse> {
	const { tx, now } = context;
	const activity = await ownActivity(context, request.activity_id, errors.cannotEnd);
	const answer = { success: true, activity_id: activity.id, timestamp: timestamp(now) } as const;
	if (!isRunning(activity, now)) return { ...answer, devices_notified: 0, devices_queued: 0 };
	const presentation = finalPresentation(activity.presentation, request, now);
	const last = nextVersion(activity, presentation, undefined, now);
	if (activity.streamKey !== null) {
		const stream = await tx.stream(activity.streamKey);
		if (stream?.activityId === activity.id) await tx.saveStream(forget(stream));
	}
	const dismissal = dismissalOf(request.content_state);
	const counts = await saveEnded(context, last, dismissAt(dismissal, DEFAULT_DISMISSAL.activity, now));
	return { ...answer, ...counts };
}
