/** Notifications, badges and metrics: what is not a Live Activity. */
import {
	type AppIconBadgeCountUpdateRequest,
	type AppIconBadgeCountUpdateResponse,
	errors,
	type MetricValueUpdateRequest,
	type MetricValueUpdateResponse,
	type PushNotificationRequest,
	type PushNotificationResponse,
} from "@activitysmith/schema";
import type { Notification } from "../model.ts";
import { refuseOversized } from "../payload/live-activity.ts";
import { notificationBody } from "../payload/notification.ts";
import { Refusal } from "../refusal.ts";
import { type Context, recipients, resolveChannels, timestamp } from "./context.ts";

export async function sendPushNotification(
	context: Context,
	request: PushNotificationRequest,
): Promise<PushNotificationResponse> {
	const { caller, tx, ids, now, changes } = context;
	const channels = await resolveChannels(context, request);
	const notification: Notification = {
		id: ids.notification(),
		accountId: caller.account.id,
		request,
		channels,
		sentAt: now,
	};
	refuseOversized("The notification", notificationBody(notification));
	const audience = await recipients(tx, { channels, liveActivities: false }, errors.noDevices);
	await tx.saveNotification(notification);
	changes.push({ kind: "notification", accountId: caller.account.id, notification });
	return {
		success: true,
		devices_notified: audience.devices,
		users_notified: audience.users,
		effective_channel_slugs: channels && [...channels],
		tags: request.tags ?? [],
		timestamp: timestamp(now),
	};
}

export async function updateBadge(
	context: Context,
	request: AppIconBadgeCountUpdateRequest,
): Promise<AppIconBadgeCountUpdateResponse> {
	const { caller, tx, now, changes } = context;
	const channels = await resolveChannels(context, request);
	const target = { channels, liveActivities: false };
	const audience = await recipients(tx, target, errors.noDevices);
	await tx.saveBadge(target, request.badge);
	changes.push({ kind: "badge", accountId: caller.account.id, target, badge: request.badge });
	return {
		success: true,
		badge: request.badge,
		devices_notified: audience.devices,
		users_notified: audience.users,
		effective_channel_slugs: channels && [...channels],
		timestamp: timestamp(now),
	};
}

export async function updateMetric(
	context: Context,
	key: string,
	request: MetricValueUpdateRequest,
): Promise<MetricValueUpdateResponse> {
	const { caller, tx, now, changes } = context;
	const stored = await tx.metric(key);
	if (stored === "unknown") throw new Refusal(errors.metricNotFound(key));
	const at = request.timestamp === undefined ? now : Date.parse(request.timestamp);
	// A value older than the stored one came late: the newer one stays.
	if (!stored || at >= stored.at) {
		await tx.saveMetric({ key, value: request.value, at });
		changes.push({ kind: "metric", accountId: caller.account.id, key });
	} else {
		context.because = "a newer value is stored: it stays";
	}
	return { success: true };
}
