/** What the delivery of badges and of reloads of widgets asks and writes. */
import { sql } from "kysely";
import { statement } from "../database/statement.ts";
import { jsonTexts } from "./json-rows.ts";
import type { AddressRow } from "./push.ts";
import { updateRows } from "./rows.ts";

export type What = "badge" | "widgets";

export interface LaggingDevice extends AddressRow {
	token: string | null;
	version: number;
	sent: number;
	attempts: number;
	badge: number;
}

export interface SettledRow {
	device_id: string;
	version: number;
	/** What it had been sent when this was taken. */
	before: number;
	/** 1 when nothing more is to be sent of this version. */
	sent: 0 | 1;
	next_attempt_at: number;
	attempts: number;
}

export interface ClaimedRow {
	device_id: string;
	claimed_until: number;
}

/** `next_attempt_at` of a device that nobody can reach now. */
export const AWAY = Number.MAX_SAFE_INTEGER;

function statementsOf(what: What) {
	const token = what === "badge" ? ("push_token" as const) : ("widget_token" as const);
	const column = <Name extends string>(name: Name) => `${what}_${name}` as const;
	const ref = (name: string) => sql.ref(`d.${column(name)}`);
	/** The words are those of the indexes `device_badge_lags` and `device_widgets_lag`. */
	const lags = sql<boolean>`${sql.raw(`${what}_sent < ${what}_version`)} AND registered = 1 AND (kind = 'browser' OR ${sql.ref(token)} IS NOT NULL)`;
	const unclaimed = (now: number) =>
		sql<boolean>`(${ref("claimed_until")} IS NULL OR ${ref("claimed_until")} <= ${now})`;
	const rests = (now: number) => sql<boolean>`${lags} AND ${ref("next_attempt_at")} > ${now} AND ${unclaimed(now)}`;
	/** Was refused, or waits for the device: not what pauses after it has arrived. */
	const isToBeWoken = sql<boolean>`(${ref("attempts")} > 0 OR ${ref("next_attempt_at")} = ${sql.lit(AWAY)})`;
	const wake = { [column("next_attempt_at")]: 0, [column("attempts")]: 0 };
	const mine = (v: (name: "device_id") => unknown) => sql<boolean>`t.id = ${v("device_id")}`;

	return {
		findLagging: statement<{ now: number; limit: number }>()<LaggingDevice>((db, { now, limit }, dialect) => {
			const rows = db
				.selectFrom("device as d")
				.select([
					"d.id as device_id",
					"d.account_id",
					"d.kind",
					"d.environment",
					"d.bundle_id",
					`d.${token} as token`,
					`d.${what}_version as version`,
					`d.${what}_sent as sent`,
					`d.${what}_attempts as attempts`,
					sql<number>`coalesce(d.badge_wanted, 0)`.as("badge"),
				])
				.where(lags)
				.where(`d.${what}_next_attempt_at`, "<=", now)
				.where(unclaimed(now))
				.orderBy(`d.${what}_next_attempt_at`)
				.orderBy("d.id")
				.limit(limit);
			// Whoever else writes a device's row need not know of this: it is waited for, not passed over.
			return dialect === "postgres" ? rows.forNoKeyUpdate("d") : rows;
		}),

		claimRows: updateRows<ClaimedRow>(
			"device",
			{ device_id: "text", claimed_until: "bigint" },
			(v) => ({ [column("claimed_until")]: v("claimed_until"), [column("next_attempt_at")]: v("claimed_until") }),
			mine,
		),

		/** When another process has sent it something meanwhile, nobody knows which came last: the newest is sent again. */
		settleRows: updateRows<SettledRow>(
			"device",
			{
				device_id: "text",
				version: "bigint",
				before: "bigint",
				sent: "bigint",
				next_attempt_at: "bigint",
				attempts: "bigint",
			},
			(v) => {
				const sent = sql.ref(`t.${column("sent")}`);
				return {
					[column("sent")]: sql`CASE
						WHEN ${v("sent")} = 0 THEN ${sent}
						WHEN ${sent} = ${v("before")} OR ${sent} = ${v("version")} THEN ${v("version")}
						ELSE ${sql.ref(`t.${column("version")}`)} - 1 END`,
					[column("claimed_until")]: null,
					[column("next_attempt_at")]: v("next_attempt_at"),
					[column("attempts")]: v("attempts"),
				};
			},
			mine,
		),

		/** What waits for these devices is tried now. */
		wakeDevices: statement<{ ids: string; now: number }>()((db, { ids, now }, dialect) =>
			db
				.updateTable("device as d")
				.set(wake)
				.where(sql<boolean>`d.id IN ${jsonTexts(dialect, ids)}`)
				.where(rests(now))
				.where(isToBeWoken),
		),

		/** What waits for a device is tried where the device can be reached now; by Apple when `apple` is 1. */
		wakeReachable: statement<{ now: number; apple: 0 | 1 }>()((db, { now, apple }) =>
			db
				.updateTable("device as d")
				.set(wake)
				.where(rests(now))
				.where(sql<boolean>`${ref("next_attempt_at")} = ${sql.lit(AWAY)}`)
				.where(sql<boolean>`(d.kind = 'browser' OR ${apple} = 1)`),
		),

		/** At a start of the server, what rested is tried: somebody may have mended what was wrong. */
		wakeAll: statement<{ now: number }>()((db, { now }) =>
			db.updateTable("device as d").set(wake).where(rests(now)).where(isToBeWoken),
		),

		/** Of a process that is no more. */
		dropClaims: statement<object>()((db) =>
			db
				.updateTable("device as d")
				.set({ [column("claimed_until")]: null, [column("next_attempt_at")]: 0 })
				.where(lags)
				.where(sql<boolean>`${ref("claimed_until")} IS NOT NULL`),
		),

		findNextAttempt: statement<{ now: number }>()<{ at: number | null }>((db, { now }) =>
			db
				.selectFrom("device as d")
				.select(sql<number | null>`min(${ref("next_attempt_at")})`.as("at"))
				.where(lags)
				.where(sql<boolean>`${ref("next_attempt_at")} > ${now}`),
		),
	};
}

export const statements = { badge: statementsOf("badge"), widgets: statementsOf("widgets") };
