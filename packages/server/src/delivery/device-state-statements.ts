/** What the delivery of badges and of reloads of widgets asks and writes. */
import { sql } from "kysely";
import { statement } from "../database/statement.ts";
import type { AddressRow } from "./push.ts";
import { updateRows } from "./rows.ts";

export interface LaggingDevice extends AddressRow {
	token: string | null;
	version: number;
	sent: number;
	badge: number;
}

export interface Page {
	after: string;
	limit: number;
}

/** Devices after one with this id, in the order of their ids. */
const lagging = (what: "badge" | "widgets") =>
	statement<Page>()<LaggingDevice>((db, { after, limit }) => {
		const token = what === "badge" ? ("push_token" as const) : ("widget_token" as const);
		return (
			db
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
					sql<number>`coalesce(d.badge_wanted, 0)`.as("badge"),
				])
				// The words are those of the indexes `device_badge_lags` and `device_widgets_lag`.
				.where(
					what === "badge" ? sql<boolean>`badge_sent < badge_version` : sql<boolean>`widgets_sent < widgets_version`,
				)
				.where("d.registered", "=", 1)
				.where((row) => row.or([row("d.kind", "=", "browser"), row(`d.${token}`, "is not", null)]))
				.where("d.id", ">", after)
				.orderBy("d.id")
				.limit(limit)
		);
	});

export interface SentRow {
	device_id: string;
	version: number;
	/** What it had been sent when this was taken. */
	before: number;
}

/** When another process has sent it something meanwhile, nobody knows which came last: the newest is sent again. */
const note = (what: "badge" | "widgets") => {
	const sent = sql.ref(`t.${what}_sent`);
	return updateRows<SentRow>(
		"device",
		{ device_id: "text", version: "bigint", before: "bigint" },
		(v) => ({
			[`${what}_sent`]: sql`CASE
				WHEN ${sent} = ${v("before")} OR ${sent} = ${v("version")} THEN ${v("version")}
				ELSE ${sql.ref(`t.${what}_version`)} - 1 END`,
		}),
		(v) => sql`t.id = ${v("device_id")}`,
	);
};

export const findLagging = { badge: lagging("badge"), widgets: lagging("widgets") };
export const noteSent = { badge: note("badge"), widgets: note("widgets") };
