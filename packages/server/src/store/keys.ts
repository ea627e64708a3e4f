/**
 * Keys as the service asks for them. A key that was found is believed for a second, so that a caller who sends often
 * costs no query each time; a key that was revoked, or limits that were changed, hold in every process a second later.
 */
import type { Caller, Keys } from "@activitysmith/core";
import type { Database } from "../database/database.ts";
import { findCaller } from "./api-keys.ts";
import { hashOf } from "./ids.ts";

const BELIEVED_MS = 1000;
const KEPT = 10_000;

export interface CachedKeys extends Keys {
	/** Forgets what it believes: in this process a change holds at once. */
	forget(): void;
}

/** `now` only measures: it need not be the time of day. */
export function createKeys(database: Database, now: () => number = () => performance.now()): CachedKeys {
	const believed = new Map<string, { caller: Caller; until: number }>();
	return {
		async find(token) {
			const hash = hashOf(token);
			const known = believed.get(hash);
			if (known && now() < known.until) return known.caller;
			// Counted from before the question: what changes while it is asked is heard of in time, too.
			const until = now() + BELIEVED_MS;
			const caller = await findCaller(database.reader, hash);
			believed.delete(hash);
			if (!caller) return undefined;
			const [oldest] = believed.keys();
			if (oldest !== undefined && believed.size >= KEPT) believed.delete(oldest);
			believed.set(hash, { caller, until });
			return caller;
		},
		forget: () => believed.clear(),
	};
}
