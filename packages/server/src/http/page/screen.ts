/**
 * What a device shows, from the rows. It is what the device should show: a page of it is true at any time, whatever is
 * still on its way.
 */
import { deviceContentState, notificationBody } from "@activitysmith/core";
import type {
	MetricFormat,
	Screen,
	ShownActivity,
	ShownNotification,
	ShownWidget,
} from "@activitysmith/lock-screen/page";
import type { Session } from "../../database/database.ts";
import { channelsOf } from "../../store/channels.ts";
import type { Device } from "../../store/devices.ts";
import { listMetrics } from "../../store/metrics.ts";
import { activityOf, notificationOf } from "../../store/rows.ts";

const HOUR_MS = 3_600_000;
/** iOS ends a Live Activity after 8 hours by itself, and removes it from the lock screen 4 hours later. */
const STALE_MS = 8 * HOUR_MS;
const LONGEST_SHOWN_MS = 12 * HOUR_MS;
/** More notifications than these nobody scrolls to. */
const NOTIFICATIONS = 50;

/** Live Activities on the device's lock screen now, newest first. */
export async function shownActivities({ kysely }: Session, deviceId: string, now: number): Promise<ShownActivity[]> {
	const rows = await kysely
		.selectFrom("activity_device")
		.innerJoin("activity", "activity.id", "activity_device.activity_id")
		.selectAll("activity")
		.where("device_id", "=", deviceId)
		.where("activity_device.dismissed", "=", 0)
		.where("activity.dismissed", "=", 0)
		// What took its place in a rotation is shown instead.
		.where("replaced_by", "is", null)
		// What was over before it could start never does.
		.where((row) => row.or([row("ended_at", "is", null), row("sent_version", ">", 0)]))
		.where("started_at", ">", now - LONGEST_SHOWN_MS)
		.where((row) => row.or([row("dismiss_at", "is", null), row("dismiss_at", ">", now)]))
		.orderBy("started_at", "desc")
		.orderBy("activity.id")
		.execute();
	return rows.map((row) => {
		const { id, streamKey, presentation, version, startedAt, ended } = activityOf(row);
		return {
			activityId: id,
			streamKey,
			status: ended ? "ended" : startedAt + STALE_MS <= now ? "stale" : "active",
			state: deviceContentState(presentation, version),
			startedAt,
			dismissAt: ended?.dismissAt ?? null,
		};
	});
}

/** Newest first. */
async function shownNotifications({ kysely }: Session, deviceId: string): Promise<ShownNotification[]> {
	const rows = await kysely
		.selectFrom("notification_device")
		.innerJoin("notification", "notification.id", "notification_device.notification_id")
		.selectAll("notification")
		.where("device_id", "=", deviceId)
		.where("state", "in", ["queued", "sent"])
		.orderBy("sent_at", "desc")
		.orderBy("notification.id")
		.limit(NOTIFICATIONS)
		.execute();
	return rows.map((row) => ({ receivedAt: row.sent_at, body: notificationBody(notificationOf(row)) }));
}

/** Metrics with a value. */
export async function shownWidgets(session: Session, accountId: string): Promise<ShownWidget[]> {
	const metrics = await listMetrics(session, accountId);
	return metrics.flatMap(({ key, label, format, sample }) =>
		sample === null
			? []
			: [
					{
						key,
						...(label !== null && { label }),
						value: sample.value,
						...(format !== null && { format: format as MetricFormat }),
					},
				],
	);
}

/** Number on the app's icon. */
export async function shownBadge({ kysely }: Session, deviceId: string): Promise<number> {
	const row = await kysely.selectFrom("device").select("badge_wanted").where("id", "=", deviceId).executeTakeFirst();
	return row?.badge_wanted ?? 0;
}

export async function screenOf(session: Session, device: Device, now: number): Promise<Screen> {
	const { id, name, model, accountId } = device;
	return {
		id,
		name,
		model,
		channels: await channelsOf(session, id),
		offline: false,
		activities: await shownActivities(session, id, now),
		notifications: await shownNotifications(session, id),
		badge: await shownBadge(session, id),
		widgets: await shownWidgets(session, accountId),
	};
}

/** When time alone changes the screen; `undefined` when it does not. */
export function nextChangeAt({ activities }: Screen, now: number): number | undefined {
	const times = activities.map(({ startedAt, dismissAt, status }) => {
		if (dismissAt !== null) return dismissAt;
		return startedAt + (status === "active" ? STALE_MS : LONGEST_SHOWN_MS);
	});
	return times.length > 0 ? Math.max(now, Math.min(...times)) : undefined;
}
