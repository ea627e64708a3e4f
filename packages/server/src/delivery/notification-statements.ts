/** What the delivery of notifications asks and writes. */
import { sql } from "kysely";
import { statement } from "../database/statement.ts";
import type { NotificationDeviceTable, NotificationTable } from "../database/tables.ts";
import { jsonTexts } from "./json-rows.ts";
import type { AddressRow } from "./push.ts";
import { updateRows } from "./rows.ts";

export type QueuedRow = AddressRow &
	Pick<NotificationDeviceTable, "notification_id" | "attempts"> & { push_token: string | null };

/** The words are those of the index `notification_device_queued`. */
const queued = sql<boolean>`nd.state = 'queued'`;

const unclaimed = (now: number) => sql<boolean>`(nd.claimed_until IS NULL OR nd.claimed_until <= ${now})`;

export const findQueued = statement<{ now: number; limit: number }>()<QueuedRow>((db, { now, limit }, dialect) => {
	const rows = db
		.selectFrom("notification_device as nd")
		.innerJoin("device as d", "d.id", "nd.device_id")
		.select([
			"nd.notification_id",
			"nd.device_id",
			"nd.account_id",
			"nd.attempts",
			"d.kind",
			"d.environment",
			"d.bundle_id",
			"d.push_token",
		])
		.where(queued)
		.where("nd.next_attempt_at", "<=", now)
		.where(unclaimed(now))
		.orderBy("nd.next_attempt_at")
		.limit(limit);
	// Rows that another process is looking at are that process's.
	return dialect === "postgres" ? rows.forNoKeyUpdate("nd").skipLocked() : rows;
});

export const findNotifications = statement<{ ids: string }>()<NotificationTable>((db, { ids }, dialect) =>
	db
		.selectFrom("notification")
		.selectAll()
		.where(sql<boolean>`id IN ${jsonTexts(dialect, ids)}`),
);

export interface ChangedRow {
	notification_id: string;
	device_id: string;
	state: NotificationDeviceTable["state"];
	claimed_until: number | null;
	next_attempt_at: number;
	attempts: number;
	status: number | null;
	reason: string | null;
	/** `null` when nothing was tried. */
	at: number | null;
}

export const changeRows = updateRows<ChangedRow>(
	"notification_device",
	{
		notification_id: "text",
		device_id: "text",
		state: "text",
		claimed_until: "bigint",
		next_attempt_at: "bigint",
		attempts: "bigint",
		status: "bigint",
		reason: "text",
		at: "bigint",
	},
	(v) => ({
		state: v("state"),
		claimed_until: v("claimed_until"),
		next_attempt_at: v("next_attempt_at"),
		attempts: v("attempts"),
		last_status: sql`CASE WHEN ${v("at")} IS NULL THEN t.last_status ELSE ${v("status")} END`,
		last_reason: sql`CASE WHEN ${v("at")} IS NULL THEN t.last_reason ELSE ${v("reason")} END`,
		last_at: sql`coalesce(${v("at")}, t.last_at)`,
	}),
	(v) => sql`t.notification_id = ${v("notification_id")} AND t.device_id = ${v("device_id")}`,
);

/** What waits for a device is tried where the device can be reached now. */
export const wakeReachable = statement<{ now: number; apple: number }>()((db, { now, apple }) =>
	db
		.updateTable("notification_device as nd")
		.set({ next_attempt_at: 0 })
		.where(queued)
		.where("nd.attempts", "=", 0)
		.where("nd.next_attempt_at", ">", now)
		.where(unclaimed(now))
		.where(
			sql<boolean>`EXISTS (
				SELECT 1 FROM device AS d
				WHERE d.id = nd.device_id AND (d.kind = 'browser' OR (${apple} = 1 AND d.push_token IS NOT NULL))
			)`,
		),
);

/** What waits for these devices is tried now. */
export const wakeDevices = statement<{ ids: string; now: number }>()((db, { ids, now }, dialect) =>
	db
		.updateTable("notification_device as nd")
		.set({ next_attempt_at: 0 })
		.where(sql<boolean>`nd.device_id IN ${jsonTexts(dialect, ids)}`)
		.where(queued)
		.where("nd.attempts", "=", 0)
		.where("nd.next_attempt_at", ">", now)
		.where(unclaimed(now)),
);

/** Of a process that is no more. */
export const dropClaims = statement<object>()((db) =>
	db
		.updateTable("notification_device as nd")
		.set({ claimed_until: null, next_attempt_at: 0 })
		.where(queued)
		.where("nd.claimed_until", "is not", null),
);

export const findNextAttempt = statement<{ now: number }>()<{ at: number | null }>((db, { now }) =>
	db
		.selectFrom("notification_device as nd")
		.select(sql<number | null>`min(nd.next_attempt_at)`.as("at"))
		.where(queued)
		.where("nd.next_attempt_at", ">", now),
);
