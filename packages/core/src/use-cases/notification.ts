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
import { type Steps, step } from "../steps.ts";
import { type Context, recipients, resolveChannels, timestamp } from "./context.ts";

export function* sendPushNotification(
	context: Context,
	request: PushNotificationRequest,
): Steps<PushNotificationResponse> {
	const { caller, tx, ids, now, changes } = context;
	const channels = yield* resolveChannels(context, request);
	const notification: Notification = {
		id: ids.notification(),
		accountId: caller.account.id,
		request,
		channels,
		sentAt: now,
	};
	refuseOversized("The notification", notificationBody(notification));
	const audience = yield* recipients(tx, { channels, liveActivities: false }, errors.noDevices);
	yield* step(tx.saveNotification(notification));
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

export function* updateBadge(
	context: Context,
	request: AppIconBadgeCountUpdateRequest,
): Steps<AppIconBadgeCountUpdateResponse> {
	const { caller, tx, now, changes } = context;
	const channels = yield* resolveChannels(context, request);
	const target = { channels, liveActivities: false };
	const audience = yield* recipients(tx, target, errors.noDevices);
	yield* step(tx.saveBadge(target, request.badge));
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

export function* updateMetric(
	context: Context,
	key: string,
	request: MetricValueUpdateRequest,
): Steps<MetricValueUpdateResponse> {
	const { caller, tx, now, changes } = context;
	const stored = yield* step(tx.metric(key));
	if (stored === "unknown") throw new Refusal(errors.metricNotFound(key));
	const at = request.timestamp === undefined ? now : Date.parse(request.timestamp);
	// A value older than the stored one came late: the newer one stays.
	if (!stored || at >= stored.at) {
		yield* step(tx.saveMetric({ key, value: request.value, at }));
		changes.push({ kind: "metric", accountId: caller.account.id, key });
	} else {
		context.because = "a newer value is stored: it stays";
	}
	return { success: true };
}
