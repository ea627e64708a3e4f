/** Which devices a target reaches, as SQL. */
import type { Target } from "@activitysmith/core";
import { type RawBuilder, sql } from "kysely";
import type { Dialect } from "../database/database.ts";
import { flag } from "./rows.ts";

export interface TargetArgs {
	account: string;
	/** 1 for only those that can show Live Activities. */
	liveActivities: number;
	/** Slugs as JSON. Not looked at by the statement for every device of the account. */
	channels: string | null;
}

export function targetArgs(account: string, { channels, liveActivities }: Target): TargetArgs {
	return { account, liveActivities: flag(liveActivities), channels: channels && JSON.stringify(channels) };
}

/** The texts of a JSON array, as rows. */
function textsOf(dialect: Dialect, json: string | null): RawBuilder<unknown> {
	return dialect === "sqlite"
		? sql`(SELECT value FROM json_each(${json}))`
		: sql`(SELECT jsonb_array_elements_text(${json}::jsonb))`;
}

/** A condition on the device `d`. */
export function isTargeted(
	dialect: Dialect,
	{ account, liveActivities, channels }: Readonly<TargetArgs>,
	inChannels: boolean,
): RawBuilder<boolean> {
	const reached = sql`d.account_id = ${account} AND d.registered = 1 AND d.live_activities >= ${liveActivities}`;
	if (!inChannels) return sql`(${reached})`;
	const slugs = textsOf(dialect, channels);
	return sql`(${reached} AND (
		d.id IN (SELECT device_id FROM channel_device WHERE account_id = ${account} AND slug IN ${slugs})
		OR d.user_id IN (SELECT user_id FROM channel_user WHERE account_id = ${account} AND slug IN ${slugs})
	))`;
}

/** A statement for every device of an account, and one for the devices of some channels. */
export function both<S>(make: (inChannels: boolean) => S): { all: S; channels: S } {
	return { all: make(false), channels: make(true) };
}

/** Which of the two a target asks for. */
export function forTarget<S>({ channels }: Target, { all, channels: some }: { all: S; channels: S }): S {
	return channels ? some : all;
}
