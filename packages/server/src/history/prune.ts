/**
 * Forgets what is older than somebody wants to look back: the delivery log, notifications, and activities that are over.
 * What is still on its way to a device stays, and so does what a stream goes on from. It works in small pieces, so that
 * requests wait for none of them for long.
 */
import { sql } from "kysely";
import type { Database, Session } from "../database/database.ts";
import { LONGEST_SHOWN_MS } from "../delivery/timing.ts";
import { listAccounts } from "../store/accounts.ts";
import { idFrom } from "./deliveries.ts";

/** Rows that one transaction deletes: of the log, or of devices; and notifications or activities beside them. */
const PIECE = 500;
const PARENTS = 100;

export interface Pruned {
	deliveries: number;
	notifications: number;
	activities: number;
}

/** Everything from before `before`. Stops between two pieces when the signal says so. */
export async function prune(database: Database, before: number, signal?: AbortSignal): Promise<Pruned> {
	const pruned: Pruned = { deliveries: 0, notifications: 0, activities: 0 };

	async function inPieces(what: keyof Pruned, piece: () => Promise<Piece>): Promise<void> {
		while (!signal?.aborted) {
			const { forgotten, more } = await piece();
			pruned[what] += forgotten;
			if (!more) return;
		}
	}

	await inPieces("deliveries", () => database.transaction((session) => pruneLog(session, before)));
	for (const { id } of await listAccounts(database.reader)) {
		const ofAccount = (work: (session: Session) => Promise<Piece>) => () => database.transactionOf(id, work);
		await inPieces(
			"notifications",
			ofAccount((session) => pruneNotifications(session, id, before)),
		);
		await inPieces(
			"activities",
			ofAccount((session) => pruneActivities(session, id, before)),
		);
	}
	return pruned;
}

interface Piece {
	forgotten: number;
	/** Whether there may be more. */
	more: boolean;
}

async function pruneLog({ kysely }: Session, before: number): Promise<Piece> {
	const old = kysely
		.selectFrom("delivery_log")
		.select("id")
		.where("id", "<", idFrom(before))
		.orderBy("id")
		.limit(PIECE);
	const { numDeletedRows } = await kysely.deleteFrom("delivery_log").where("id", "in", old).executeTakeFirst();
	return { forgotten: Number(numDeletedRows), more: Number(numDeletedRows) === PIECE };
}

/** Those that nobody waits for any more. */
async function pruneNotifications({ kysely }: Session, accountId: string, before: number): Promise<Piece> {
	const found = await kysely
		.selectFrom("notification as n")
		.select("n.id")
		.where("account_id", "=", accountId)
		.where("sent_at", "<", before)
		.where(
			sql<boolean>`NOT EXISTS (SELECT 1 FROM notification_device WHERE notification_id = n.id AND state = 'queued')`,
		)
		.orderBy("sent_at")
		.limit(PARENTS)
		.execute();
	return forget(kysely, "notification", found);
}

/** Those to which nothing happens any more, and whose state no stream goes on from. */
async function pruneActivities({ kysely }: Session, accountId: string, before: number): Promise<Piece> {
	const found = await kysely
		.selectFrom("activity as a")
		.select("a.id")
		.where("account_id", "=", accountId)
		// None is on a screen for longer, so that nothing of it is owed to any device.
		.where("started_at", "<", before - LONGEST_SHOWN_MS)
		.where("due_at", "is", null)
		.where(
			sql<boolean>`NOT EXISTS (
				SELECT 1 FROM stream WHERE account_id = ${accountId} AND key = a.stream_key AND activity_id = a.id
			)`,
		)
		.orderBy("started_at")
		.limit(PARENTS)
		.execute();
	return forget(kysely, "activity", found);
}

/** With their rows about devices, which go first: what went to many devices takes several pieces. */
async function forget(
	kysely: Session["kysely"],
	table: "notification" | "activity",
	found: readonly { id: string }[],
): Promise<Piece> {
	if (found.length === 0) return { forgotten: 0, more: false };
	const [devices, reference] = [sql.table(`${table}_device`), sql.ref(`${table}_id`)];
	const ids = found.map(({ id }) => id);
	const { numAffectedRows = 0n } = await sql`DELETE FROM ${devices} WHERE (${reference}, device_id) IN (
		SELECT ${reference}, device_id FROM ${devices} WHERE ${reference} IN (${sql.join(ids)}) LIMIT ${PIECE}
	)`.execute(kysely);
	if (Number(numAffectedRows) === PIECE) return { forgotten: 0, more: true };
	await kysely.deleteFrom(table).where("id", "in", ids).execute();
	return { forgotten: ids.length, more: ids.length === PARENTS };
}
