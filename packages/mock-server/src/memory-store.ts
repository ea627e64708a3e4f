/** The store of one account of the mock: plain maps. */
import {
	type Account,
	type Activity,
	type Awaitable,
	CLAIM_MS,
	type Due,
	type IdempotencyClaim,
	type Store,
	type Transaction,
} from "@activitysmith/core";
import { Deadlines } from "./deadlines.ts";
import { MemoryTransaction } from "./memory-transaction.ts";
import type { World } from "./world.ts";

/** Ended activities stay known for a day: a retried end finds them. */
const ENDED_KEPT_MS = 24 * 60 * 60 * 1000;
const PRUNED_EVERY_MS = 60 * 60 * 1000;

export class MemoryStore implements Store {
	readonly #world: World;
	readonly #elsewhere: (activityId: string) => Activity | undefined;
	/** The last work, if it waits for something: what comes meanwhile is done after it. The mock's own never waits. */
	#last: Promise<void> | undefined;
	readonly #deadlines = new Deadlines();
	#prunedAt = Number.NEGATIVE_INFINITY;

	/** @param elsewhere Finds an activity of another account: that it is another's is told apart from unknown. */
	constructor(world: World, elsewhere: (activityId: string) => Activity | undefined) {
		this.#world = world;
		this.#elsewhere = elsewhere;
	}

	transaction<T>(_account: Account, work: (tx: Transaction) => Awaitable<T>): Awaitable<T> {
		const result = this.#last ? this.#last.then(() => this.#begin(work)) : this.#begin(work);
		if (result instanceof Promise) {
			const over = () => {
				if (this.#last === last) this.#last = undefined;
			};
			const last: Promise<void> = result.then(over, over);
			this.#last = last;
		}
		return result;
	}

	#begin<T>(work: (tx: Transaction) => Awaitable<T>): Awaitable<T> {
		const transaction = new MemoryTransaction(this.#world, this.#deadlines, this.#elsewhere);
		const undo = (error: unknown): never => {
			transaction.undo();
			throw error;
		};
		try {
			const result = work(transaction);
			return result instanceof Promise ? result.catch(undo) : result;
		} catch (error) {
			return undo(error);
		}
	}

	/** Asynchronous, so that a request that has come with another finds it running, as it would in a server. */
	async claim(_account: Account, scope: string, request: string, now: number): Promise<IdempotencyClaim> {
		const { answers } = this.#world;
		const stored = answers.get(scope);
		if (!stored || stored.expiresAt <= now) {
			answers.set(scope, { request, expiresAt: now + CLAIM_MS });
			return { state: "claimed" };
		}
		if (stored.request !== request) return { state: "reused" };
		if (!stored.answer) return { state: "running" };
		return { state: "stored", body: stored.answer.body };
	}

	release(_account: Account, scope: string): void {
		this.#world.answers.delete(scope);
	}

	due(now: number): Due[] {
		const { account } = this.#world;
		return this.#deadlines.until(now).map(({ activityId, at }) => ({ account, activityId, dueAt: at }));
	}

	nextDueAt(): number | undefined {
		return this.#deadlines.next();
	}

	/** Forgets what nobody can ask for any more; it looks at everything, so it does not look often. */
	prune(now: number): void {
		if (now < this.#prunedAt + PRUNED_EVERY_MS) return;
		this.#prunedAt = now;
		const { answers, activities, activityDevices, streams } = this.#world;
		for (const [scope, { expiresAt }] of answers) if (expiresAt <= now) answers.delete(scope);
		for (const [id, activity] of activities) {
			const over = activity.ended?.at ?? activity.replaced?.at ?? (activity.dismissed ? activity.startedAt : now);
			const current = activity.streamKey !== null && streams.get(activity.streamKey)?.activityId === id;
			if (current || over > now - ENDED_KEPT_MS) continue;
			activities.delete(id);
			activityDevices.delete(id);
		}
	}
}
