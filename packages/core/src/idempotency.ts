/** Once for each `Idempotency-Key`: the first answer is stored with what it did, and given again for 24 hours. */
import { errors, type OperationId } from "@activitysmith/schema";
import type { Account } from "./model.ts";
import type { Store, Transaction } from "./ports.ts";
import { Refusal } from "./refusal.ts";
import { canonicalJson } from "./rules/canonical.ts";

/** How long a stored answer is given again. */
export const IDEMPOTENCY_MS = 24 * 60 * 60 * 1000;
/** How long a claim holds that was neither stored nor released: its process has died. */
export const CLAIM_MS = 60 * 1000;

export interface Idempotency {
	operation: OperationId;
	key: string;
}

export interface Answer<T> {
	body: T;
	replayed: boolean;
}

/**
 * Runs `work` unless the key has its answer. `work` gets a function that stores its answer in its own transaction, so
 * that an answer is stored exactly when what it says has happened. Refusals are not stored.
 */
export async function once<T>(
	store: Store,
	account: Account,
	{ operation, key }: Idempotency,
	request: unknown,
	now: number,
	work: (keep: (tx: Transaction, body: T) => Promise<void>) => Promise<T>,
): Promise<Answer<T>> {
	const scope = `${operation}:${key}`;
	const claim = await store.claim(account, scope, canonicalJson(request), now);
	switch (claim.state) {
		case "running":
			throw new Refusal(errors.idempotencyConflict, { "Retry-After": "1" });
		case "reused":
			throw new Refusal(errors.idempotencyKeyReused);
		case "stored":
			return { body: claim.body as T, replayed: true };
		case "claimed":
	}
	try {
		const body = await work(async (tx, answer) => tx.storeAnswer(scope, answer));
		return { body, replayed: false };
	} catch (error) {
		await store.release(account, scope);
		throw error;
	}
}
