/** What the delivery of Live Activities asks and writes. */
import { sql } from "kysely";
import { statement } from "../database/statement.ts";
import type { ActivityDeviceTable, ActivityTable } from "../database/tables.ts";
import { jsonRows, jsonTexts } from "./json-rows.ts";
import type { AddressRow } from "./push.ts";
import { updateRows } from "./rows.ts";
import { REFUSED } from "./timing.ts";

export type LaggingRow = AddressRow &
	Pick<
		ActivityDeviceTable,
		| "activity_id"
		| "user_id"
		| "sent_version"
		| "token"
		| "token_at"
		| "in_flight"
		| "last_timestamp"
		| "attempts"
		| "next_attempt_at"
	> & { start_token: string | null };

/** The words are those of the index `activity_device_lags`. */
export const lags = sql<boolean>`ad.sent_version < ad.wanted_version AND ad.dismissed = 0 AND (ad.sent_version = 0 OR ad.token_at IS NOT NULL)`;

export const unclaimed = (now: number) => sql<boolean>`(ad.claimed_until IS NULL OR ad.claimed_until <= ${now})`;

export const findLagging = statement<{ now: number; limit: number }>()<LaggingRow>((db, { now, limit }, dialect) => {
	const rows = db
		.selectFrom("activity_device as ad")
		.innerJoin("device as d", "d.id", "ad.device_id")
		.select([
			"ad.activity_id",
			"ad.device_id",
			"ad.account_id",
			"ad.user_id",
			"ad.sent_version",
			"ad.token",
			"ad.token_at",
			"ad.in_flight",
			"ad.last_timestamp",
			"ad.attempts",
			"ad.next_attempt_at",
			"d.kind",
			"d.environment",
			"d.bundle_id",
			"d.start_token",
		])
		.where(lags)
		.where("ad.next_attempt_at", "<=", now)
		.where(unclaimed(now))
		.orderBy("ad.next_attempt_at")
		.limit(limit);
	// Rows that another process is looking at are that process's.
	return dialect === "postgres" ? rows.forNoKeyUpdate("ad").skipLocked() : rows;
});

export const findActivities = statement<{ ids: string }>()<ActivityTable>((db, { ids }, dialect) =>
	db
		.selectFrom("activity")
		.selectAll()
		.where(sql<boolean>`id IN ${jsonTexts(dialect, ids)}`),
);

export interface ReadyRow {
	activity_id: string;
	device_id: string;
	token_at: number | null;
}

/** Which devices have a token for an activity, of those named. */
export const findReady = statement<{ pairs: string }>()<ReadyRow>((db, { pairs }, dialect) =>
	db
		.selectFrom(jsonRows(dialect, pairs, { activity_id: "text", device_id: "text" }, "v"))
		.innerJoin("activity_device as ad", (join) =>
			join.onRef("ad.activity_id", "=", "v.activity_id").onRef("ad.device_id", "=", "v.device_id"),
		)
		.select(["ad.activity_id", "ad.device_id", "ad.token_at"]),
);

export type ClaimedRow = Pick<
	ActivityDeviceTable,
	| "activity_id"
	| "device_id"
	| "in_flight"
	| "last_timestamp"
	| "claimed_until"
	| "next_attempt_at"
	| "sent_version"
	| "dismissed"
>;

/** What is about to be sent, or until when it waits, is written before it is. */
export const claimRows = updateRows<ClaimedRow>(
	"activity_device",
	{
		activity_id: "text",
		device_id: "text",
		in_flight: "text",
		last_timestamp: "bigint",
		claimed_until: "bigint",
		next_attempt_at: "bigint",
		sent_version: "bigint",
		dismissed: "bigint",
	},
	(v) => ({
		in_flight: v("in_flight"),
		last_timestamp: v("last_timestamp"),
		claimed_until: v("claimed_until"),
		next_attempt_at: v("next_attempt_at"),
		sent_version: v("sent_version"),
		dismissed: v("dismissed"),
	}),
	(v) => sql`t.activity_id = ${v("activity_id")} AND t.device_id = ${v("device_id")}`,
);

export interface SettledRow {
	activity_id: string;
	device_id: string;
	/** The one that was under way. */
	version: number;
	/** 1 when it arrived. */
	sent: 0 | 1;
	/** The token that it went to; `null` for one that says nothing of the activity on the device. */
	sent_to: string | null;
	/** 1 when nothing more is to be sent. */
	dismissed: 0 | 1;
	in_flight: string | null;
	next_attempt_at: number;
	attempts: number;
	/** Of a device that has its token with the start. */
	token: string | null;
	at: number;
	status: number | null;
	reason: string | null;
}

/**
 * Those of the rows that nobody else is writing. On PostgreSQL the service changes all rows of an activity in whatever
 * order: to wait for it with some of them held would be a deadlock.
 */
export const holdRows = statement<{ rows: string }>()<{ activity_id: string; device_id: string }>(
	(db, { rows }, dialect) => {
		const held = db
			.selectFrom("activity_device as ad")
			.innerJoin(jsonRows(dialect, rows, { activity_id: "text", device_id: "text" }, "v"), (join) =>
				join.onRef("ad.activity_id", "=", "v.activity_id").onRef("ad.device_id", "=", "v.device_id"),
			)
			.select(["ad.activity_id", "ad.device_id"]);
		return dialect === "postgres" ? held.forNoKeyUpdate("ad").skipLocked() : held;
	},
);

/** Due at once is what something newer has come for, what has started after all, and what went to a token of before. */
export const settleRows = updateRows<SettledRow>(
	"activity_device",
	{
		activity_id: "text",
		device_id: "text",
		version: "bigint",
		sent: "bigint",
		sent_to: "text",
		dismissed: "bigint",
		in_flight: "text",
		next_attempt_at: "bigint",
		attempts: "bigint",
		token: "text",
		at: "bigint",
		status: "bigint",
		reason: "text",
	},
	(v) => ({
		sent_version: sql`CASE
			WHEN ${v("sent_to")} <> t.token THEN t.sent_version
			WHEN ${v("sent")} = 1 AND ${v("version")} > t.sent_version THEN ${v("version")}
			ELSE t.sent_version END`,
		dismissed: sql`CASE
			WHEN ${v("sent_to")} <> t.token THEN t.dismissed
			WHEN ${v("dismissed")} = 1 THEN 1
			ELSE t.dismissed END`,
		in_flight: v("in_flight"),
		claimed_until: null,
		next_attempt_at: sql`CASE
			WHEN ${v("sent_to")} <> t.token THEN 0
			WHEN ${v("next_attempt_at")} = ${sql.lit(REFUSED)} AND t.wanted_version > ${v("version")} THEN 0
			WHEN ${v("sent")} = 0 AND t.sent_version = 0 AND t.token_at IS NOT NULL THEN 0
			ELSE ${v("next_attempt_at")} END`,
		attempts: v("attempts"),
		token: sql`coalesce(t.token, ${v("token")})`,
		token_at: sql`coalesce(t.token_at, CASE WHEN ${v("token")} IS NULL THEN NULL ELSE ${v("at")} END)`,
		last_status: v("status"),
		last_reason: v("reason"),
		last_at: v("at"),
	}),
	(v) => sql`t.activity_id = ${v("activity_id")} AND t.device_id = ${v("device_id")}`,
);

export const findNextAttempt = statement<{ now: number }>()<{ at: number | null }>((db, { now }) =>
	db
		.selectFrom("activity_device as ad")
		.select(sql<number | null>`min(ad.next_attempt_at)`.as("at"))
		.where(lags)
		.where("ad.next_attempt_at", ">", now),
);
