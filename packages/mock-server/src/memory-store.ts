/** The store of one account of the mock: plain maps. */
import { type Account, type Activity, CLAIM_MS, type Due, type Store, type Transaction } from "@activitysmith/core";
import { Deadlines } from "./deadlines.ts";
import { MemoryTransaction } from "./memory-transaction.ts";
import type { World } from "./world.ts";

/** Ended activities stay known for a day: a retried end finds them. */
const ENDED_KEPT_MS = 24 * 60 * 60 * 1000;
const PRUNED_EVERY_MS = 60 * 60 * 1000;

/** Runs one task after the other. */
class Queue {
	#last: Promise<unknown> = Promise.resolve();

	run<T>(task: () => Promise<T>): Promise<T> {
		const result = this.#last.then(task, task);
		this.#last = result;
		return result;
	}
}

export class MemoryStore implements Store {
	readonly #world: World;
	readonly #elsewhere: (activityId: string) => Activity | undefined;
	readonly #queue = new Queue();
	readonly #deadlines = new Deadlines();
	#prunedAt = Number.NEGATIVE_INFINITY;

	/** @param elsewhere Finds an activity of another account: that it is another's is told apart from unknown. */
	constructor(world: World, elsewhere: (activityId: string) => Activity | undefined) {
		this.#world = world;
		this.#elsewhere = elsewhere;
	}

	transaction<T>(_account: Account, work: (tx: Transaction) => Promise<T>): Promise<T> {
		return this.#queue.run(async () => {
			const transaction = new MemoryTransaction(this.#world, this.#deadlines, this.#elsewhere);
			try {
				return await work(transaction);
			} catch (error) {
				transaction.undo();
				throw error;
			}
		});
	}

	claim(_account: Account, scope: string, request: string, now: number) {
		const { answers } = this.#world;
		const stored = answers.get(scope);
		if (!stored || stored.expiresAt <= now) {
			answers.set(scope, { request, expiresAt: now + CLAIM_MS });
			return { state: "claimed" } as const;
		}
		if (stored.request !== request) return { state: "reused" } as const;
		if (!stored.answer) return { state: "running" } as const;
		return { state: "stored", body: stored.answer.body } as const;
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
