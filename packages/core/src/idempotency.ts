/** Once for each `Idempotency-Key`: the first answer is stored with what it did, and given again for 24 hours. */
import { errors, type OperationId } from "@activitysmith/schema";
import type { Account } from "./model.ts";
import type { Awaitable, Store, Transaction } from "./ports.ts";
import { Refusal } from "./refusal.ts";
import { canonicalJson } from "./rules/canonical.ts";
import { type Steps, step } from "./steps.ts";

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
	/** Why the service decided so, in words for whoever looks at a journal; `null` when the answer says all. */
	because: string | null;
}

/**
 * Runs `work` unless the key has its answer. `work` gets a function that stores its answer in its own transaction, so
 * that an answer is stored exactly when what it says has happened. Refusals are not stored.
 */
export function* once<T>(
	store: Store,
	account: Account,
	{ operation, key }: Idempotency,
	request: unknown,
	now: number,
	work: (keep: (tx: Transaction, body: T) => Awaitable<void>) => Awaitable<Answer<T>>,
): Steps<Answer<T>> {
	const scope = `${operation}:${key}`;
	const claim = yield* step(store.claim(account, scope, canonicalJson(request), now));
	switch (claim.state) {
		case "running":
			throw new Refusal(errors.idempotencyConflict, { "Retry-After": "1" });
		case "reused":
			throw new Refusal(errors.idempotencyKeyReused);
		case "stored":
			return { body: claim.body as T, replayed: true, because: "the Idempotency-Key has this answer already" };
		case "claimed":
	}
	try {
		return yield* step(work((tx, answer) => tx.storeAnswer(scope, answer)));
	} catch (error) {
		yield* step(store.release(account, scope));
		throw error;
	}
}
