/** The service's store over a database. */
import { createHash } from "node:crypto";
import {
	type Account,
	CLAIM_MS,
	type Due,
	type IdempotencyClaim,
	type Store,
	type Transaction,
} from "@activitysmith/core";
import type { Database, Session } from "../database/database.ts";
import { claimAnswer, findAnswer, releaseAnswer } from "./account-statements.ts";
import { findDue } from "./activity-statements.ts";
import { accountOf } from "./rows.ts";
import { StoreTransaction } from "./transaction.ts";

/** So long a key that could not be freed is surely still this process's: it is held for `CLAIM_MS` from the request on. */
const OURS_MS = CLAIM_MS / 2;

export function createStore(database: Database): Store {
	/** Keys that could not be freed when their work had failed, as the database was away, and since when. */
	const unreleased = new Map<string, number>();
	const nameOf = (account: Account, scope: string) => `${account.id} ${scope}`;

	function noteUnreleased(name: string): void {
		const now = performance.now();
		for (const [other, since] of unreleased) if (now - since >= OURS_MS) unreleased.delete(other);
		unreleased.set(name, now);
	}

	return {
		transaction: <T>(account: Account, work: (tx: Transaction) => Promise<T>) =>
			database.transactionOf(account.id, (session) => work(new StoreTransaction(session, account))),

		async claim(account, scope, request, now) {
			const hash = createHash("sha256").update(request).digest("hex");
			const args = { account: account.id, scope, hash, now };
			const name = nameOf(account, scope);
			const since = unreleased.get(name);
			if (since === undefined) return database.transaction((session) => claim(session, args));
			const claimed = await database.transaction(async (session) => {
				if (performance.now() - since < OURS_MS) await session.run(releaseAnswer, args);
				return claim(session, args);
			});
			unreleased.delete(name);
			return claimed;
		},

		async release(account, scope) {
			try {
				await database.transaction(async (session) => session.run(releaseAnswer, { account: account.id, scope }));
			} catch (error) {
				noteUnreleased(nameOf(account, scope));
				throw error;
			}
		},

		async due(now): Promise<Due[]> {
			const rows = await database.reader.all(findDue, { now });
			return rows.map((row) => ({
				account: accountOf(row.account_id, row),
				activityId: row.activity_id,
				dueAt: row.due_at,
			}));
		},
	};
}

interface Claim {
	account: string;
	scope: string;
	hash: string;
	now: number;
}

async function claim(session: Session, args: Claim): Promise<IdempotencyClaim> {
	for (;;) {
		if ((await session.run(claimAnswer, { ...args, expires: args.now + CLAIM_MS })) > 0) return { state: "claimed" };
		const stored = await session.first(findAnswer, args);
		// Released in between: it can be claimed again.
		if (!stored) continue;
		if (stored.request_hash !== args.hash) return { state: "reused" };
		return stored.body === null ? { state: "running" } : { state: "stored", body: JSON.parse(stored.body) };
	}
}
