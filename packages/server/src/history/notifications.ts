/** Notifications that were sent, and how far they have come. */
import type { Notification } from "@activitysmith/core";
import type { Session } from "../database/database.ts";
import type { NotificationDeviceTable } from "../database/tables.ts";
import { notificationOf } from "../store/rows.ts";
import { cursorOf, type Page, type PageQuery, type Period, scan, within } from "./scan.ts";

export interface HistoryFilter extends Period {
	tag?: string | undefined;
	channel?: string | undefined;
}

/** Devices, by what became of it there. */
export type NotificationCounts = Record<NotificationDeviceTable["state"], number>;

export interface SentNotification {
	notification: Notification;
	devices: NotificationCounts;
}

const nobody: NotificationCounts = { queued: 0, sent: 0, failed: 0, expired: 0 };

export const has = (wanted: string | undefined, values: readonly string[] | null | undefined): boolean =>
	wanted === undefined || (values?.includes(wanted) ?? false);

/** Newest first. */
export async function listNotifications(
	session: Session,
	accountId: string,
	{ tag, channel, from, to }: HistoryFilter,
	page: PageQuery,
): Promise<Page<SentNotification>> {
	const { items, next } = await scan({
		...page,
		read: (cursor, limit) =>
			session.kysely
				.selectFrom("notification")
				.selectAll()
				.where("account_id", "=", accountId)
				.where(within("sent_at", { from, to }, cursor))
				.orderBy("sent_at", "desc")
				.orderBy("id", "desc")
				.limit(limit)
				.execute(),
		cursorOf: (row) => cursorOf({ at: row.sent_at, id: row.id }),
		view(row) {
			const notification = notificationOf(row);
			return has(tag, notification.request.tags) && has(channel, notification.channels) ? notification : undefined;
		},
	});
	const counts = await countDevices(session, items);
	return {
		items: items.map((notification) => ({ notification, devices: counts.get(notification.id) ?? nobody })),
		next,
	};
}

async function countDevices({ kysely }: Session, notifications: readonly Notification[]) {
	const counts = new Map<string, NotificationCounts>();
	if (notifications.length === 0) return counts;
	const ids = notifications.map(({ id }) => id);
	const rows = await kysely
		.selectFrom("notification_device")
		.select((row) => ["notification_id", "state", row.fn.countAll<number>().as("devices")])
		.where("notification_id", "in", ids)
		.groupBy(["notification_id", "state"])
		.execute();
	for (const { notification_id: id, state, devices } of rows) {
		counts.set(id, { ...(counts.get(id) ?? nobody), [state]: Number(devices) });
	}
	return counts;
}
