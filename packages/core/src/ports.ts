/**
 * What the service needs from outside: time, ids, storage, and somebody to deliver. Adapters return values or promises;
 * the service awaits either.
 */
import type { Account, Activity, ActivityDevice, Caller, MetricSample, Notification, Stream } from "./model.ts";

export type Awaitable<T> = T | Promise<T>;

export interface Clock {
	/** Epoch milliseconds. */
	now(): number;
}

export interface Ids {
	/** 32 characters of `A-Za-z0-9_-`, never the same twice. */
	activity(): string;
	/** A lower-case canonical UUID: it becomes the `apns-id` of the notification. */
	notification(): string;
	/** `webhook-id` of a call, never the same twice; without full stops. */
	webhook(): string;
	request(): string;
}

export interface Keys {
	/** The caller that a bearer token stands for, `undefined` when it is unknown or revoked. */
	find(token: string): Awaitable<Caller | undefined>;
}

export interface RateDecision {
	allowed: boolean;
	limit: number;
	remaining: number;
	/** Seconds until the minute ends, at least 1. */
	resetSeconds: number;
}

export interface RateWindows {
	/** Counts a request of the account now, unless its minute is full. */
	take(account: Account, limit: number): Awaitable<RateDecision>;
}

/** Devices, counted. */
export interface Audience {
	devices: number;
	users: number;
}

/** Which devices: those of the channels, or with `null` every device of the account. */
export interface Target {
	channels: readonly string[] | null;
	/** Only devices that can show Live Activities. */
	liveActivities: boolean;
}

/** The devices that have not dismissed an activity. */
export interface ActivityAudience {
	/** Those that a push reaches now: they have registered a token for the activity, or it is still to start there. */
	ready: number;
	/** Those whose token for the activity has not arrived. */
	waiting: number;
	/** Users that the ready ones belong to. */
	users: number;
}

export type IdempotencyClaim =
	| { state: "claimed" }
	| { state: "running" }
	| { state: "reused" }
	| { state: "stored"; body: unknown };

/**
 * All of it happens, or, when the work throws, none of it. It reads what it has written, and the work of one account
 * never overlaps.
 */
export interface Transaction {
	/** Those of the slugs that are no channels of the account. */
	unknownChannels(slugs: readonly string[]): Awaitable<readonly string[]>;
	audience(target: Target): Awaitable<Audience>;
	/** Whether the device is one of the target's. */
	reaches(target: Target, deviceId: string): Awaitable<boolean>;

	stream(key: string): Awaitable<Stream | undefined>;
	saveStream(stream: Stream): Awaitable<void>;

	/** An activity of any account. */
	activity(id: string): Awaitable<Activity | undefined>;
	saveActivity(activity: Activity): Awaitable<void>;
	/** Activities of the account that started after `startedAfter` and are not ended, dismissed or replaced. */
	countRunning(startedAfter: number): Awaitable<number>;

	/** Makes the target's devices the activity's devices and says how many are new; the others stay as they are. */
	enrol(activityId: string, target: Target): Awaitable<number>;
	activityAudience(activityId: string): Awaitable<ActivityAudience>;
	activityDevice(activityId: string, deviceId: string): Awaitable<ActivityDevice | undefined>;
	/** Writes these fields and no other: what a device was sent is noted by the delivery, maybe at the same time. */
	changeActivityDevice(
		activityId: string,
		deviceId: string,
		change: Partial<Pick<ActivityDevice, "tokenAt" | "dismissed">>,
	): Awaitable<void>;

	/** A notification of any account; those without actions need not be kept. */
	notification(id: string): Awaitable<Notification | undefined>;
	saveNotification(notification: Notification): Awaitable<void>;
	saveBadge(target: Target, badge: number): Awaitable<void>;

	/** `"unknown"` when the account has no such metric, `undefined` when it has no value yet. */
	metric(key: string): Awaitable<MetricSample | undefined | "unknown">;
	saveMetric(sample: MetricSample): Awaitable<void>;

	/** Stores the answer that a claimed idempotency key stands for. */
	storeAnswer(scope: string, body: unknown): Awaitable<void>;
}

export interface Store {
	/** The work ends with a value and not with a promise when it has not had to wait for anything. It may throw at once. */
	transaction<T>(account: Account, work: (tx: Transaction) => Awaitable<T>): Awaitable<T>;

	/**
	 * Claims an idempotency key for a request, of which it gets the canonical JSON: a hash of that is enough to keep. A
	 * claim that was neither stored nor released holds for a minute, so that a crash does not block the key.
	 */
	claim(account: Account, scope: string, request: string, now: number): Awaitable<IdempotencyClaim>;
	release(account: Account, scope: string): Awaitable<void>;

	/** Activities with `dueAt` up to `now`, earliest first. */
	due(now: number): Awaitable<readonly Due[]>;
}

export interface Due {
	account: Account;
	activityId: string;
	dueAt: number;
}

/** What changed in a transaction. It is a hint to look: the store holds what is to be delivered. */
export type Change =
	| { kind: "activity"; accountId: string; activityId: string }
	| { kind: "activity-device"; accountId: string; activityId: string; deviceId: string }
	| { kind: "notification"; accountId: string; notification: Notification }
	| { kind: "badge"; accountId: string; target: Target; badge: number }
	| { kind: "metric"; accountId: string; key: string };

export interface Delivery {
	/** Called after the commit. Must not throw: what it fails to deliver stays in the store. */
	committed(changes: readonly Change[]): void;
}

export interface Ports {
	clock: Clock;
	ids: Ids;
	store: Store;
	delivery: Delivery;
}
