/** The store of one account of the mock: plain maps. A transaction writes at once and undoes its writes when its work throws. */
import {
	type Account,
	type Activity,
	type ActivityDevice,
	CLAIM_MS,
	type Due,
	IDEMPOTENCY_MS,
	type Store,
	type Stream,
	type Transaction,
} from "@activitysmith/core";
import { Deadlines } from "./deadlines.ts";
import { isMagicallyPaused, isMagicallyUnknown } from "./magic.ts";
import { targetedPhones, unknownChannels, type World } from "./world.ts";

/** Ended activities stay known for a day: a retried end finds them. */
const ENDED_KEPT_MS = 24 * 60 * 60 * 1000;
const PRUNED_EVERY_MS = 60 * 60 * 1000;

type Undo = () => void;

/** Sets an entry, or with `undefined` removes it, so that it can be undone. */
function setIn<K, V>(map: Map<K, V>, key: K, value: V | undefined, undo: Undo[]): void {
	const before = map.get(key);
	undo.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
	if (value === undefined) map.delete(key);
	else map.set(key, value);
}

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
			const undo: Undo[] = [];
			try {
				return await work(this.#transaction(this.#world, undo));
			} catch (error) {
				for (const step of undo.reverse()) step();
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

	#transaction(world: World, undo: Undo[]): Transaction {
		const devicesOf = (activityId: string): Map<string, ActivityDevice> => {
			const rows = world.activityDevices.get(activityId) ?? new Map<string, ActivityDevice>();
			if (!world.activityDevices.has(activityId)) setIn(world.activityDevices, activityId, rows, undo);
			return rows;
		};
		return {
			unknownChannels: (slugs) => unknownChannels(world, slugs),
			audience: (target) => {
				const phones = targetedPhones(world, target);
				return { devices: phones.length, users: new Set(phones.map(({ userId }) => userId)).size };
			},
			stream: (key) => world.streams.get(key) ?? pausedByName(world, key),
			saveStream: (stream) => setIn(world.streams, stream.key, stream, undo),
			activity: (id) => world.activities.get(id) ?? this.#elsewhere(id),
			saveActivity: (activity) => {
				setIn(world.activities, activity.id, activity, undo);
				const over = activity.ended || activity.dismissed || activity.replaced;
				setIn(world.running, activity.id, over ? undefined : activity, undo);
				const before = this.#deadlines.get(activity.id);
				undo.push(() => this.#deadlines.set(activity.id, before));
				this.#deadlines.set(activity.id, activity.dueAt);
			},
			countRunning: (startedAfter) => {
				let count = 0;
				for (const { startedAt } of world.running.values()) if (startedAt > startedAfter) count += 1;
				return count;
			},
			enrol: (activityId, target) => {
				const rows = devicesOf(activityId);
				const joined = targetedPhones(world, target).filter(({ id }) => !rows.has(id));
				for (const { id, userId } of joined) {
					const row = { activityId, deviceId: id, userId, sentVersion: 0, tokenAt: null, dismissed: false };
					setIn(rows, id, row, undo);
				}
				return joined.length;
			},
			activityAudience: (activityId) => {
				const rows = [...devicesOf(activityId).values()].filter(({ dismissed }) => !dismissed);
				const ready = rows.filter(({ tokenAt, sentVersion }) => tokenAt !== null || sentVersion === 0);
				const users = new Set(ready.map(({ userId }) => userId)).size;
				return { ready: ready.length, waiting: rows.length - ready.length, users };
			},
			activityDevice: (activityId, deviceId) => world.activityDevices.get(activityId)?.get(deviceId),
			changeActivityDevice: (activityId, deviceId, change) => {
				const rows = devicesOf(activityId);
				const row = rows.get(deviceId);
				if (row) setIn(rows, deviceId, { ...row, ...change }, undo);
			},
			// The phones keep what they were sent.
			saveNotification: () => undefined,
			saveBadge: () => undefined,
			metric: (key) => {
				const known = world.metricKeys.has(key) || (world.generous && !isMagicallyUnknown(key));
				return known ? world.metrics.get(key) : "unknown";
			},
			saveMetric: (sample) => setIn(world.metrics, sample.key, sample, undo),
			storeAnswer: (scope, body) => {
				const claim = world.answers.get(scope);
				if (!claim) return;
				// The claim was made when the request began, so its end is that of the claim, moved.
				const expiresAt = claim.expiresAt - CLAIM_MS + IDEMPOTENCY_MS;
				setIn(world.answers, scope, { ...claim, expiresAt, answer: { body } }, undo);
			},
		};
	}
}

function pausedByName({ account, generous }: World, key: string): Stream | undefined {
	if (!generous || !isMagicallyPaused(key)) return undefined;
	return { key, accountId: account.id, activityId: null, kept: null, dismissal: {}, paused: true, lastPutAt: 0 };
}
