/** A transaction of the mock writes to the maps at once, and undoes its writes when its work throws. */
import {
	type Activity,
	type ActivityAudience,
	type ActivityDevice,
	type Audience,
	CLAIM_MS,
	IDEMPOTENCY_MS,
	type MetricSample,
	type Notification,
	type Stream,
	type Target,
	type Transaction,
} from "@activitysmith/core";
import type { Deadlines } from "./deadlines.ts";
import { isMagicallyPaused, isMagicallyUnknown } from "./magic.ts";
import { targetedPhones, unknownChannels, type World } from "./world.ts";

/** As many as a phone keeps. */
const NOTIFICATIONS_KEPT = 1000;

interface Write {
	map: Map<string, unknown>;
	key: string;
	before: unknown;
}

function put(map: Map<string, unknown>, key: string, value: unknown): void {
	if (value === undefined) map.delete(key);
	else map.set(key, value);
}

export class MemoryTransaction implements Transaction {
	readonly #world: World;
	readonly #deadlines: Deadlines;
	readonly #elsewhere: (activityId: string) => Activity | undefined;
	readonly #writes: Write[] = [];
	/** Activities whose deadline was moved, with what it was. */
	readonly #moved: [id: string, before: number | null][] = [];

	constructor(world: World, deadlines: Deadlines, elsewhere: (activityId: string) => Activity | undefined) {
		this.#world = world;
		this.#deadlines = deadlines;
		this.#elsewhere = elsewhere;
	}

	undo(): void {
		for (const { map, key, before } of this.#writes.reverse()) put(map, key, before);
		for (const [id, before] of this.#moved.reverse()) this.#deadlines.set(id, before);
	}

	unknownChannels(slugs: readonly string[]): string[] {
		return unknownChannels(this.#world, slugs);
	}

	audience(target: Target): Audience {
		const phones = targetedPhones(this.#world, target);
		return { devices: phones.length, users: new Set(phones.map(({ userId }) => userId)).size };
	}

	reaches(target: Target, deviceId: string): boolean {
		return targetedPhones(this.#world, target).some(({ id }) => id === deviceId);
	}

	stream(key: string): Stream | undefined {
		return this.#world.streams.get(key) ?? pausedByName(this.#world, key);
	}

	saveStream(stream: Stream): void {
		this.#set(this.#world.streams, stream.key, stream);
	}

	activity(id: string): Activity | undefined {
		return this.#world.activities.get(id) ?? this.#elsewhere(id);
	}

	saveActivity(activity: Activity): void {
		const { id, ended, dismissed, replaced, startedAt, dueAt } = activity;
		this.#set(this.#world.activities, id, activity);
		this.#set(this.#world.running, id, ended || dismissed || replaced ? undefined : startedAt);
		const before = this.#deadlines.get(id);
		if (before === dueAt) return;
		this.#moved.push([id, before]);
		this.#deadlines.set(id, dueAt);
	}

	countRunning(startedAfter: number): number {
		let count = 0;
		for (const startedAt of this.#world.running.values()) if (startedAt > startedAfter) count += 1;
		return count;
	}

	enrol(activityId: string, target: Target): number {
		const rows = this.#devicesOf(activityId);
		let joined = 0;
		for (const { id, userId } of targetedPhones(this.#world, target)) {
			if (rows.has(id)) continue;
			this.#set(rows, id, { activityId, deviceId: id, userId, sentVersion: 0, tokenAt: null, dismissed: false });
			joined += 1;
		}
		return joined;
	}

	activityAudience(activityId: string): ActivityAudience {
		const users = new Set<string>();
		let ready = 0;
		let waiting = 0;
		for (const { dismissed, tokenAt, sentVersion, userId } of this.#devicesOf(activityId).values()) {
			if (dismissed) continue;
			if (tokenAt === null && sentVersion > 0) {
				waiting += 1;
			} else {
				ready += 1;
				users.add(userId);
			}
		}
		return { ready, waiting, users: users.size };
	}

	activityDevice(activityId: string, deviceId: string): ActivityDevice | undefined {
		return this.#world.activityDevices.get(activityId)?.get(deviceId);
	}

	changeActivityDevice(
		activityId: string,
		deviceId: string,
		change: Partial<Pick<ActivityDevice, "tokenAt" | "dismissed">>,
	): void {
		const rows = this.#devicesOf(activityId);
		const row = rows.get(deviceId);
		if (row) this.#set(rows, deviceId, { ...row, ...change });
	}

	notification(id: string): Notification | undefined {
		return this.#world.notifications.get(id);
	}

	/** The phones keep what they were sent; what is asked for later is what their buttons stand for. */
	saveNotification(notification: Notification): void {
		const { notifications } = this.#world;
		if (!notification.request.actions?.length) return;
		this.#set(notifications, notification.id, notification);
		const [oldest] = notifications.keys();
		if (oldest !== undefined && notifications.size > NOTIFICATIONS_KEPT) this.#set(notifications, oldest, undefined);
	}

	saveBadge(): void {}

	metric(key: string): MetricSample | undefined | "unknown" {
		const { metricKeys, generous, metrics } = this.#world;
		return metricKeys.has(key) || (generous && !isMagicallyUnknown(key)) ? metrics.get(key) : "unknown";
	}

	saveMetric(sample: MetricSample): void {
		this.#set(this.#world.metrics, sample.key, sample);
	}

	storeAnswer(scope: string, body: unknown): void {
		const { answers } = this.#world;
		const claim = answers.get(scope);
		if (!claim) return;
		// The claim was made when the request began, so its end is that of the claim, moved.
		const expiresAt = claim.expiresAt - CLAIM_MS + IDEMPOTENCY_MS;
		this.#set(answers, scope, { ...claim, expiresAt, answer: { body } });
	}

	#devicesOf(activityId: string): Map<string, ActivityDevice> {
		const { activityDevices } = this.#world;
		const known = activityDevices.get(activityId);
		if (known) return known;
		const rows = new Map<string, ActivityDevice>();
		this.#set(activityDevices, activityId, rows);
		return rows;
	}

	/** Sets an entry, or with `undefined` removes it, so that it can be undone. */
	#set<V>(map: Map<string, V>, key: string, value: V | undefined): void {
		const before = map.get(key);
		if (before === value) return;
		this.#writes.push({ map: map as Map<string, unknown>, key, before });
		put(map as Map<string, unknown>, key, value);
	}
}

function pausedByName({ account, generous }: World, key: string): Stream | undefined {
	if (!generous || !isMagicallyPaused(key)) return undefined;
	return { key, accountId: account.id, activityId: null, kept: null, dismissal: {}, paused: true, lastPutAt: 0 };
}
