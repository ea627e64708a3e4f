/**
 * Requests a minute. PostgreSQL counts for all processes that share it. A file of SQLite has one server, which counts by
 * itself: a count that is lost with its process lets a caller begin a new minute, and none waits for the disk.
 */
import {
	type Account,
	type Clock,
	type RateDecision,
	type RateWindow,
	type RateWindows,
	takeFromWindow,
} from "@activitysmith/core";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import { statement } from "../database/statement.ts";

const WINDOW_MS = 60_000;

export function createRateWindows(database: Database, clock: Clock): RateWindows {
	return database.dialect === "sqlite" ? countedHere(clock) : countedInDatabase(database, clock);
}

function countedHere(clock: Clock): RateWindows {
	const windows = new Map<string, RateWindow>();
	return {
		take({ id }, limit) {
			const { window, decision } = takeFromWindow(windows.get(id), limit, clock.now());
			windows.set(id, window);
			return decision;
		},
	};
}

interface Take {
	account: string;
	now: number;
	limit: number;
	window: number;
}

/** Counts one more, in the window that is open or in a new one; returns nothing when the open one is full. */
const takeOne = statement<Take>()<RateWindow>((db, { account, now, limit, window }) => {
	// Clocks of several processes differ a little: a window that another has just opened lies ahead of this one's time.
	const open = sql`abs(${now}::bigint - rate.opened_at) < ${window}::bigint`;
	return db
		.insertInto("rate")
		.values({ account_id: account, opened_at: now, count: 1 })
		.onConflict((conflict) =>
			conflict
				.column("account_id")
				.doUpdateSet({
					opened_at: sql<number>`CASE WHEN ${open} THEN rate.opened_at ELSE ${now}::bigint END`,
					count: sql<number>`CASE WHEN ${open} THEN rate.count + 1 ELSE 1 END`,
				})
				.where(sql<boolean>`NOT ${open} OR rate.count < ${limit}::bigint`),
		)
		.returning(["opened_at as openedAt", "count"]);
});

const findWindow = statement<{ account: string }>()<RateWindow>((db, { account }) =>
	db.selectFrom("rate").select(["opened_at as openedAt", "count"]).where("account_id", "=", account),
);

function countedInDatabase({ reader }: Database, clock: Clock): RateWindows {
	return {
		async take({ id }: Account, limit: number): Promise<RateDecision> {
			const now = clock.now();
			const taken = limit > 0 ? await reader.first(takeOne, { account: id, now, limit, window: WINDOW_MS }) : undefined;
			if (taken) return decide({ ...taken, count: taken.count - 1 }, limit, now);
			const full = limit > 0 ? await reader.first(findWindow, { account: id }) : undefined;
			return decide({ openedAt: full?.openedAt ?? now, count: limit }, limit, now);
		},
	};
}

function decide(before: RateWindow, limit: number, now: number): RateDecision {
	return takeFromWindow(before, limit, Math.max(now, before.openedAt)).decision;
}
