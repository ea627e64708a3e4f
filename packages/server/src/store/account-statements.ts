/** What transactions ask and write about an account's devices, notifications, metrics and stored answers. */
import { sql } from "kysely";
import { statement } from "../database/statement.ts";
import type { NotificationTable } from "../database/tables.ts";
import { both, isTargeted, type TargetArgs } from "./targets.ts";

export const findUnknownChannels = statement<{ account: string; slugs: string }>()<{ slug: string }>(
	(db, { account, slugs }, dialect) =>
		db
			.selectFrom(
				dialect === "sqlite"
					? sql<{ slug: string }>`(SELECT value AS slug, key AS place FROM json_each(${slugs}))`.as("named")
					: sql<{ slug: string }>`(
						SELECT slug, place FROM jsonb_array_elements_text(${slugs}::jsonb) WITH ORDINALITY AS named (slug, place)
					)`.as("named"),
			)
			.select("slug")
			.where(
				sql<boolean>`NOT EXISTS (SELECT 1 FROM channel WHERE account_id = ${account} AND channel.slug = named.slug)`,
			)
			.orderBy(sql`place`),
);

export const countAudience = both((inChannels) =>
	statement<TargetArgs>()<{ devices: number; users: number }>((db, args, dialect) =>
		db
			.selectFrom("device as d")
			.select((row) => [
				row.fn.countAll<number>().as("devices"),
				row.fn.count<number>("d.user_id").distinct().as("users"),
			])
			.where(isTargeted(dialect, args, inChannels)),
	),
);

export const findReached = both((inChannels) =>
	statement<TargetArgs & { device: string }>()<{ id: string }>((db, args, dialect) =>
		db
			.selectFrom("device as d")
			.select("d.id")
			.where("d.id", "=", args.device)
			.where(isTargeted(dialect, args, inChannels)),
	),
);

export const wantBadge = both((inChannels) =>
	statement<TargetArgs & { badge: number }>()((db, args, dialect) =>
		db
			.updateTable("device as d")
			.set({ badge_wanted: args.badge, badge_version: sql<number>`badge_version + 1` })
			.where(isTargeted(dialect, args, inChannels)),
	),
);

/** A notification brings the count along: nothing is sent for it. */
export const noteBadge = both((inChannels) =>
	statement<TargetArgs & { badge: number }>()((db, args, dialect) =>
		db
			.updateTable("device as d")
			.set({ badge_wanted: args.badge })
			.where(isTargeted(dialect, args, inChannels)),
	),
);

export const findNotification = statement<{ id: string }>()<NotificationTable>((db, { id }) =>
	db.selectFrom("notification").selectAll().where("id", "=", id),
);

export const addNotification = statement<NotificationTable>()((db, { id, account_id, request, channels, sent_at }) =>
	db.insertInto("notification").values({ id, account_id, request, channels, sent_at }),
);

export const queueNotification = both((inChannels) =>
	statement<TargetArgs & { notification: string }>()((db, args, dialect) =>
		db
			.insertInto("notification_device")
			.columns(["notification_id", "device_id", "account_id"])
			.expression((row) =>
				row
					.selectFrom("device as d")
					.innerJoin("notification as n", (join) => join.on("n.id", "=", args.notification))
					.select(["n.id", "d.id as device_id", "d.account_id"])
					.where(isTargeted(dialect, args, inChannels)),
			),
	),
);

interface OneMetric {
	account: string;
	key: string;
}

export const findMetric = statement<OneMetric>()<{ value: string | null; at: number | null }>((db, { account, key }) =>
	db.selectFrom("metric").select(["value", "at"]).where("account_id", "=", account).where("key", "=", key),
);

export const saveMetric = statement<OneMetric & { value: string; at: number }>()((db, { account, key, value, at }) =>
	db.updateTable("metric").set({ value, at }).where("account_id", "=", account).where("key", "=", key),
);

/** Devices with widgets are told that a value has changed. */
export const wantWidgets = statement<{ account: string }>()((db, { account }) =>
	db
		.updateTable("device")
		.set({ widgets_version: sql<number>`widgets_version + 1` })
		.where("account_id", "=", account)
		.where("registered", "=", 1)
		.where((row) => row.or([row("widget_token", "is not", null), row("kind", "=", "browser")])),
);

interface OneAnswer {
	account: string;
	scope: string;
}

interface Claim extends OneAnswer {
	hash: string;
	expires: number;
	now: number;
}

/** Takes the place of an answer that is too old, and of none that is not. */
export const claimAnswer = statement<Claim>()((db, { account, scope, hash, expires, now }) =>
	db
		.insertInto("answer")
		.values({ account_id: account, scope, request_hash: hash, expires_at: expires, body: null })
		.onConflict((conflict) =>
			conflict
				.columns(["account_id", "scope"])
				.doUpdateSet({ request_hash: hash, expires_at: expires, body: null })
				.where("answer.expires_at", "<=", now),
		),
);

export const findAnswer = statement<OneAnswer>()<{ request_hash: string; body: string | null }>(
	(db, { account, scope }) =>
		db
			.selectFrom("answer")
			.select(["request_hash", "body"])
			.where("account_id", "=", account)
			.where("scope", "=", scope),
);

export const storeAnswer = statement<OneAnswer & { body: string; longer: number }>()(
	(db, { account, scope, body, longer }) =>
		db
			.updateTable("answer")
			.set({ body, expires_at: sql<number>`expires_at + ${longer}` })
			.where("account_id", "=", account)
			.where("scope", "=", scope),
);

/** Of a process that is no more: whoever asks again need not wait. Claims are those that expire soonest. */
export const dropClaims = statement<{ soon: number }>()((db, { soon }) =>
	db.deleteFrom("answer").where("expires_at", "<=", soon).where("body", "is", null),
);

/** A stored answer stays: that its commit was reported as failed need not mean that it has. */
export const releaseAnswer = statement<OneAnswer>()((db, { account, scope }) =>
	db.deleteFrom("answer").where("account_id", "=", account).where("scope", "=", scope).where("body", "is", null),
);
