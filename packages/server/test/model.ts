/** The store as plain maps: what a store over a database must behave like. */
import {
	type Account,
	type Activity,
	type ActivityDevice,
	CLAIM_MS,
	IDEMPOTENCY_MS,
	type MetricSample,
	type Notification,
	type Store,
	type Stream,
	type Target,
	type Transaction,
} from "@activitysmith/core";

export interface ModelDevice {
	id: string;
	accountId: string;
	userId: string;
	liveActivities: boolean;
	badge: number | null;
	badges: number;
	widgets: number;
}

export interface ModelChannel {
	accountId: string;
	slug: string;
	users: string[];
	devices: string[];
}

/** All that is kept, by keys that start with the account where each account has its own. */
export interface State {
	devices: ModelDevice[];
	channels: ModelChannel[];
	streams: Map<string, Stream>;
	activities: Map<string, Activity>;
	rows: Map<string, ActivityDevice & { wantedVersion: number }>;
	notifications: Map<string, Notification>;
	queued: Set<string>;
	metrics: Map<string, MetricSample | undefined>;
	answers: Map<string, { request: string; expiresAt: number; body?: unknown }>;
}

export class ModelStore implements Store {
	state: State;
	readonly #accounts: Account[];
	#last: Promise<unknown> = Promise.resolve();

	constructor(state: State, accounts: Account[]) {
		this.state = state;
		this.#accounts = accounts;
	}

	transaction<T>(account: Account, work: (tx: Transaction) => Promise<T>): Promise<T> {
		const run = async () => {
			const before = structuredClone(this.state);
			try {
				return await work(modelTransaction(this.state, account));
			} catch (error) {
				this.state = before;
				throw error;
			}
		};
		const result = this.#last.then(run, run);
		this.#last = result;
		return result;
	}

	claim(account: Account, scope: string, request: string, now: number) {
		const key = `${account.id} ${scope}`;
		const stored = this.state.answers.get(key);
		if (!stored || stored.expiresAt <= now) {
			this.state.answers.set(key, { request, expiresAt: now + CLAIM_MS });
			return { state: "claimed" } as const;
		}
		if (stored.request !== request) return { state: "reused" } as const;
		return "body" in stored ? ({ state: "stored", body: stored.body } as const) : ({ state: "running" } as const);
	}

	release(account: Account, scope: string): void {
		this.state.answers.delete(`${account.id} ${scope}`);
	}

	due(now: number) {
		return [...this.state.activities.values()]
			.flatMap(({ id, accountId, dueAt }) => {
				const account = this.#accounts.find((one) => one.id === accountId);
				return account && dueAt !== null && dueAt <= now ? [{ account, activityId: id, dueAt }] : [];
			})
			.sort((a, b) => a.dueAt - b.dueAt || (a.activityId < b.activityId ? -1 : 1));
	}
}

function modelTransaction(state: State, account: Account): Transaction {
	const own = (key: string) => `${account.id} ${key}`;
	const targeted = ({ channels, liveActivities }: Target) =>
		state.devices.filter(
			(device) =>
				device.accountId === account.id &&
				(device.liveActivities || !liveActivities) &&
				(channels === null ||
					state.channels.some(
						({ accountId, slug, users, devices }) =>
							accountId === account.id &&
							channels.includes(slug) &&
							(users.includes(device.userId) || devices.includes(device.id)),
					)),
		);
	const rowsOf = (activityId: string) => [...state.rows.values()].filter((row) => row.activityId === activityId);
	return {
		unknownChannels: (slugs) =>
			slugs.filter((slug) => !state.channels.some((one) => one.accountId === account.id && one.slug === slug)),
		audience(target) {
			const devices = targeted(target);
			return { devices: devices.length, users: new Set(devices.map(({ userId }) => userId)).size };
		},
		reaches: (target, deviceId) => targeted(target).some(({ id }) => id === deviceId),
		stream: (key) => state.streams.get(own(key)),
		saveStream: (stream) => void state.streams.set(own(stream.key), stream),
		activity: (id) => state.activities.get(id),
		saveActivity(activity) {
			state.activities.set(activity.id, activity);
			for (const row of rowsOf(activity.id)) if (!row.dismissed) row.wantedVersion = activity.version;
		},
		countRunning: (startedAfter) =>
			[...state.activities.values()].filter(
				({ accountId, startedAt, ended, dismissed, replaced }) =>
					accountId === account.id && startedAt > startedAfter && !ended && !dismissed && !replaced,
			).length,
		enrol(activityId, target) {
			const joining = targeted(target).filter(({ id }) => !state.rows.has(`${activityId} ${id}`));
			for (const { id, userId } of joining) {
				const wantedVersion = state.activities.get(activityId)?.version ?? 0;
				const row = {
					activityId,
					deviceId: id,
					userId,
					sentVersion: 0,
					tokenAt: null,
					dismissed: false,
					wantedVersion,
				};
				state.rows.set(`${activityId} ${id}`, row);
			}
			return joining.length;
		},
		activityAudience(activityId) {
			const rows = rowsOf(activityId).filter(({ dismissed }) => !dismissed);
			const ready = rows.filter(({ tokenAt, sentVersion }) => tokenAt !== null || sentVersion === 0);
			return {
				ready: ready.length,
				waiting: rows.length - ready.length,
				users: new Set(ready.map(({ userId }) => userId)).size,
			};
		},
		activityDevice(activityId, deviceId) {
			const row = state.rows.get(`${activityId} ${deviceId}`);
			if (!row) return undefined;
			const { wantedVersion: _, ...device } = row;
			return device;
		},
		changeActivityDevice(activityId, deviceId, change) {
			const row = state.rows.get(`${activityId} ${deviceId}`);
			if (row) Object.assign(row, change);
		},
		notification: (id) => state.notifications.get(id),
		saveNotification(notification) {
			state.notifications.set(notification.id, notification);
			const { channels, request } = notification;
			for (const device of targeted({ channels, liveActivities: false })) {
				state.queued.add(`${notification.id} ${device.id}`);
				device.badge = request.badge ?? device.badge;
			}
		},
		saveBadge(target, badge) {
			for (const device of targeted(target)) Object.assign(device, { badge, badges: device.badges + 1 });
		},
		metric: (key) => (state.metrics.has(own(key)) ? state.metrics.get(own(key)) : "unknown"),
		saveMetric(sample) {
			state.metrics.set(own(sample.key), sample);
			for (const device of state.devices) if (device.accountId === account.id) device.widgets += 1;
		},
		storeAnswer(scope, body) {
			const claim = state.answers.get(own(scope));
			if (claim) Object.assign(claim, { body, expiresAt: claim.expiresAt - CLAIM_MS + IDEMPOTENCY_MS });
		},
	};
}
