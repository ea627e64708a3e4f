/** Rows as the model has them, and the other way. */
import type { Account, Activity, ActivityDevice, Notification, Stream } from "@activitysmith/core";
import type {
	AccountTable,
	ActivityDeviceTable,
	ActivityTable,
	NotificationTable,
	StreamTable,
} from "../database/tables.ts";

export const flag = (value: boolean) => (value ? 1 : 0);

const jsonOrNull = (value: unknown) => (value === null ? null : JSON.stringify(value));
const parsedOrNull = (text: string | null) => (text === null ? null : JSON.parse(text));

export type LimitsRow = Pick<AccountTable, "requests_per_minute" | "live_activities">;

export function accountOf(id: string, { requests_per_minute, live_activities }: LimitsRow): Account {
	return { id, limits: { requestsPerMinute: requests_per_minute, liveActivities: live_activities } };
}

export function streamOf(row: StreamTable): Stream {
	return {
		key: row.key,
		accountId: row.account_id,
		activityId: row.activity_id,
		kept: parsedOrNull(row.kept),
		dismissal: JSON.parse(row.dismissal),
		paused: row.paused === 1,
		lastPutAt: row.last_put_at,
	};
}

export function streamRow({ key, accountId, activityId, kept, dismissal, paused, lastPutAt }: Stream): StreamTable {
	return {
		account_id: accountId,
		key,
		activity_id: activityId,
		kept: jsonOrNull(kept),
		dismissal: JSON.stringify(dismissal),
		paused: flag(paused),
		last_put_at: lastPutAt,
	};
}

export function activityOf(row: ActivityTable): Activity {
	const { ended_at, dismiss_at, replaced_by, replaced_at } = row;
	return {
		id: row.id,
		accountId: row.account_id,
		streamKey: row.stream_key,
		presentation: JSON.parse(row.presentation),
		version: row.version,
		alert: parsedOrNull(row.alert),
		startedAt: row.started_at,
		replaces: row.replaces,
		ended: ended_at === null || dismiss_at === null ? null : { at: ended_at, dismissAt: dismiss_at },
		dismissed: row.dismissed === 1,
		replaced: replaced_by === null || replaced_at === null ? null : { by: replaced_by, at: replaced_at },
		dueAt: row.due_at,
	};
}

export function activityRow(activity: Activity): ActivityTable {
	const { ended, replaced } = activity;
	return {
		id: activity.id,
		account_id: activity.accountId,
		stream_key: activity.streamKey,
		presentation: JSON.stringify(activity.presentation),
		version: activity.version,
		alert: jsonOrNull(activity.alert),
		started_at: activity.startedAt,
		replaces: activity.replaces,
		ended_at: ended?.at ?? null,
		dismiss_at: ended?.dismissAt ?? null,
		dismissed: flag(activity.dismissed),
		replaced_by: replaced?.by ?? null,
		replaced_at: replaced?.at ?? null,
		due_at: activity.dueAt,
	};
}

export type ActivityDeviceRow = Pick<
	ActivityDeviceTable,
	"activity_id" | "device_id" | "user_id" | "sent_version" | "token_at" | "dismissed"
>;

export function activityDeviceOf(row: ActivityDeviceRow): ActivityDevice {
	return {
		activityId: row.activity_id,
		deviceId: row.device_id,
		userId: row.user_id,
		sentVersion: row.sent_version,
		tokenAt: row.token_at,
		dismissed: row.dismissed === 1,
	};
}

export function notificationOf(row: NotificationTable): Notification {
	return {
		id: row.id,
		accountId: row.account_id,
		request: JSON.parse(row.request),
		channels: parsedOrNull(row.channels),
		sentAt: row.sent_at,
	};
}

export function notificationRow({ id, accountId, request, channels, sentAt }: Notification): NotificationTable {
	return {
		id,
		account_id: accountId,
		request: JSON.stringify(request),
		channels: jsonOrNull(channels),
		sent_at: sentAt,
	};
}
