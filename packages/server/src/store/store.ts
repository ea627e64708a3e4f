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

export function createStore(database: Database): Store {
	return {
		transaction: <T>(account: Account, work: (tx: Transaction) => Promise<T>) =>
			database.transactionOf(account.id, (session) => work(new StoreTransaction(session, account))),

		claim(account, scope, request, now) {
			const hash = createHash("sha256").update(request).digest("hex");
			return database.transaction((session) => claim(session, { account: account.id, scope, hash, now }));
		},

		async release(account, scope) {
			await database.transaction(async (session) => session.run(releaseAnswer, { account: account.id, scope }));
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
