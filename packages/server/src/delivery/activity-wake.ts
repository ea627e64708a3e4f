/** Live Activities that rest on some device, for something that is not a time, are looked at again. */
import { type RawBuilder, sql } from "kysely";
import type { Compiler } from "../database/compilers.ts";
import type { Dialect } from "../database/database.ts";
import { statement } from "../database/statement.ts";
import { lags, unclaimed } from "./activity-statements.ts";
import { jsonTexts } from "./json-rows.ts";
import { REFUSED } from "./timing.ts";

const rests = (now: number) => sql<boolean>`ad.next_attempt_at > ${now} AND ${unclaimed(now)} AND ${lags}`;
const waits = sql<boolean>`ad.attempts = 0`;
const waitsOrWasRefused = sql<boolean>`(${waits} OR ad.next_attempt_at = ${sql.lit(REFUSED)})`;

/** Whoever is writing a row wakes it, or says that it has changed: on PostgreSQL nobody waits for that here. */
function wake(db: Compiler, dialect: Dialect, which: RawBuilder<boolean>) {
	const rows = db.updateTable("activity_device as ad").set({ next_attempt_at: 0, attempts: 0 });
	if (dialect === "sqlite") return rows.where(which);
	return rows.where(
		sql<boolean>`(ad.activity_id, ad.device_id) IN (
			SELECT ad.activity_id, ad.device_id FROM activity_device AS ad WHERE ${which} FOR NO KEY UPDATE SKIP LOCKED
		)`,
	);
}

interface Named {
	/** Ids as JSON. */
	ids: string;
	now: number;
}

/** Something has happened to these activities. */
export const wakeActivities = statement<Named>()((db, { ids, now }, dialect) =>
	wake(db, dialect, sql`ad.activity_id IN ${jsonTexts(dialect, ids)} AND ${rests(now)} AND ${waitsOrWasRefused}`),
);

/** Something has happened to these devices. */
export const wakeDevices = statement<Named>()((db, { ids, now }, dialect) =>
	wake(db, dialect, sql`ad.device_id IN ${jsonTexts(dialect, ids)} AND ${rests(now)} AND ${waitsOrWasRefused}`),
);

/** What waits for a device is tried where the device can be reached now; by Apple when `apple` is 1. */
export const wakeReachable = statement<{ now: number; apple: 0 | 1 }>()((db, { now, apple }, dialect) =>
	wake(
		db,
		dialect,
		sql`${rests(now)} AND ${waits} AND EXISTS (
			SELECT 1 FROM device AS d
			WHERE d.id = ad.device_id AND (d.kind = 'browser' OR (${apple} = 1 AND d.start_token IS NOT NULL))
		)`,
	),
);

/** At a start of the server, what rested is tried: somebody may have mended what was wrong. */
export const wakeAll = statement<{ now: number }>()((db, { now }, dialect) =>
	wake(db, dialect, sql`${rests(now)} AND ${waitsOrWasRefused}`),
);

/** Of a process that is no more. */
export const dropClaims = statement<object>()((db) =>
	db
		.updateTable("activity_device as ad")
		.set({ claimed_until: null, next_attempt_at: 0 })
		.where(lags)
		.where("ad.claimed_until", "is not", null),
);
