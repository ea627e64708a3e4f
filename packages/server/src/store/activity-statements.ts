/** What transactions ask and write about Live Activities and the devices that show them. */
import { sql } from "kysely";
import { statement } from "../database/statement.ts";
import type { ActivityTable, StreamTable } from "../database/tables.ts";
import type { ActivityDeviceRow } from "./rows.ts";
import { both, isTargeted, type TargetArgs } from "./targets.ts";

export const findStream = statement<{ account: string; key: string }>()<StreamTable>((db, { account, key }) =>
	db.selectFrom("stream").selectAll().where("account_id", "=", account).where("key", "=", key),
);

export const saveStream = statement<StreamTable>()((db, row) => {
	const { account_id, key, activity_id, kept, dismissal, paused, last_put_at } = row;
	return db
		.insertInto("stream")
		.values({ account_id, key, activity_id, kept, dismissal, paused, last_put_at })
		.onConflict((conflict) =>
			conflict.columns(["account_id", "key"]).doUpdateSet({ activity_id, kept, dismissal, paused, last_put_at }),
		);
});

export const findActivity = statement<{ id: string }>()<ActivityTable>((db, { id }) =>
	db.selectFrom("activity").selectAll().where("id", "=", id),
);

export const addActivity = statement<ActivityTable>()((db, row) =>
	db.insertInto("activity").values({
		id: row.id,
		account_id: row.account_id,
		stream_key: row.stream_key,
		presentation: row.presentation,
		version: row.version,
		alert: row.alert,
		started_at: row.started_at,
		replaces: row.replaces,
		ended_at: row.ended_at,
		dismiss_at: row.dismiss_at,
		dismissed: row.dismissed,
		replaced_by: row.replaced_by,
		replaced_at: row.replaced_at,
		due_at: row.due_at,
	}),
);

/** What never changes about an activity is not written again: neither are its indexes. */
export const changeActivity = statement<ActivityTable>()((db, row) =>
	db
		.updateTable("activity")
		.set({
			presentation: row.presentation,
			version: row.version,
			alert: row.alert,
			ended_at: row.ended_at,
			dismiss_at: row.dismiss_at,
			dismissed: row.dismissed,
			replaced_by: row.replaced_by,
			replaced_at: row.replaced_at,
			due_at: row.due_at,
		})
		.where("id", "=", row.id),
);

/** The words are those of the index `activity_running`. */
export const countRunning = statement<{ account: string; after: number }>()<{ running: number }>(
	(db, { account, after }) =>
		db
			.selectFrom("activity")
			.select((row) => row.fn.countAll<number>().as("running"))
			.where("account_id", "=", account)
			.where("started_at", ">", after)
			.where(sql<boolean>`ended_at IS NULL AND dismissed = 0 AND replaced_by IS NULL`),
);

/** The devices of an activity are told that there is a newer version. */
export const wantVersion = statement<{ activity: string; version: number }>()((db, { activity, version }) =>
	db
		.updateTable("activity_device")
		.set({ wanted_version: version })
		.where("activity_id", "=", activity)
		.where("dismissed", "=", 0),
);

export const enrol = both((inChannels) =>
	statement<TargetArgs & { activity: string }>()((db, args, dialect) =>
		db
			.insertInto("activity_device")
			.columns(["activity_id", "device_id", "account_id", "user_id", "wanted_version"])
			.expression((row) =>
				row
					.selectFrom("device as d")
					.innerJoin("activity as a", (join) => join.on("a.id", "=", args.activity))
					.select(["a.id", "d.id as device_id", "d.account_id", "d.user_id", "a.version"])
					.where(isTargeted(dialect, args, inChannels)),
			)
			// Looked up row by row: how many there are already, PostgreSQL cannot know and guesses badly.
			.onConflict((conflict) => conflict.columns(["activity_id", "device_id"]).doNothing()),
	),
);

export const countDevices = statement<{ activity: string }>()<{ ready: number; waiting: number; users: number }>(
	(db, { activity }) => {
		const waits = sql`token_at IS NULL AND sent_version > 0`;
		return db
			.selectFrom("activity_device")
			.select([
				sql<number>`count(CASE WHEN NOT (${waits}) THEN 1 END)`.as("ready"),
				sql<number>`count(CASE WHEN ${waits} THEN 1 END)`.as("waiting"),
				sql<number>`count(DISTINCT CASE WHEN NOT (${waits}) THEN user_id END)`.as("users"),
			])
			.where("activity_id", "=", activity)
			.where("dismissed", "=", 0);
	},
);

interface OneDevice {
	activity: string;
	device: string;
}

export const findActivityDevice = statement<OneDevice>()<ActivityDeviceRow>((db, { activity, device }) =>
	db
		.selectFrom("activity_device")
		.select(["activity_id", "device_id", "user_id", "sent_version", "token_at", "dismissed"])
		.where("activity_id", "=", activity)
		.where("device_id", "=", device),
);

/** With a token, what waited for it can be sent at once. */
export const setTokenAt = statement<OneDevice & { at: number | null }>()((db, { activity, device, at }) =>
	db
		.updateTable("activity_device")
		.set({ token_at: at, next_attempt_at: 0, attempts: 0 })
		.where("activity_id", "=", activity)
		.where("device_id", "=", device),
);

export const setDismissed = statement<OneDevice & { dismissed: 0 | 1 }>()((db, { activity, device, dismissed }) =>
	db
		.updateTable("activity_device")
		.set({ dismissed })
		.where("activity_id", "=", activity)
		.where("device_id", "=", device),
);

export interface DueRow {
	activity_id: string;
	due_at: number;
	account_id: string;
	requests_per_minute: number | null;
	live_activities: number;
}

export const findDue = statement<{ now: number }>()<DueRow>((db, { now }) =>
	db
		.selectFrom("activity")
		.innerJoin("account", "account.id", "activity.account_id")
		.select([
			"activity.id as activity_id",
			sql<number>`due_at`.as("due_at"),
			"activity.account_id",
			"requests_per_minute",
			"account.live_activities",
		])
		.where("due_at", "<=", now)
		.orderBy("due_at")
		.orderBy("activity.id"),
);
