/**
 * Delivery by desired state: rows say what every device should have, and whatever lags is sent the latest. What comes
 * in here is only ever a reason to look; nothing that is to be sent is in memory alone.
 */
import type { ApnsClient } from "@activitysmith/apns";
import { type Change, CLAIM_MS, type Clock, createService, DEFAULT_LIMITS, type Delivery } from "@activitysmith/core";
import type { Database } from "../database/database.ts";
import { dropClaims } from "../store/account-statements.ts";
import { randomIds } from "../store/ids.ts";
import { createStore } from "../store/store.ts";
import { Activities } from "./activities.ts";
import * as activityStatements from "./activity-statements.ts";
import * as activityWake from "./activity-wake.ts";
import { DeviceState } from "./device-state.ts";
import { statements as deviceState } from "./device-state-statements.ts";
import { Runner } from "./lane.ts";
import * as notificationStatements from "./notification-statements.ts";
import { Notifications } from "./notifications.ts";
import type { Browsers } from "./push.ts";
import { SWEEP_MS } from "./timing.ts";

export interface Timers {
	setTimeout(run: () => void, milliseconds: number): unknown;
	clearTimeout(timer: unknown): void;
}

export interface ReconcilerOptions {
	database: Database;
	clock: Clock;
	/** Without it, what is for iPhones waits. */
	apns?: Pick<ApnsClient, "send"> | undefined;
	/** Without it, what is for lock screens in browsers waits. */
	browsers?: Browsers | undefined;
	/** Gets what goes wrong here: a database that fails, for instance. It is tried again. Must not throw. */
	onError?: ((error: unknown) => void) | undefined;
	/** @default Node's, which do not keep the process alive */
	timers?: Timers | undefined;
}

export interface Reconciler extends Delivery {
	/** The device has registered a token, or listens again: what waited for that is sent. Must not throw. */
	reachable(deviceId: string): void;
	/** Resolves when nothing is left that can be sent now; what is to be tried again later does not count. */
	idle(): Promise<void>;
	/** Looks for all that is due by the clock, whoever accepted it. It is done by itself every 30 seconds, too. */
	sweep(): Promise<void>;
	/** Sends nothing more, and waits for what is under way. */
	close(): Promise<void>;
}

const nodeTimers: Timers = {
	setTimeout: (run, milliseconds) => setTimeout(run, milliseconds).unref(),
	clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** After what the database has refused. */
const PAUSE_MS = 1000;

const waking = [activityWake, notificationStatements, deviceState.badge, deviceState.widgets];
const planned = [activityStatements, notificationStatements, deviceState.badge, deviceState.widgets];

export function createReconciler(options: ReconcilerOptions): Reconciler {
	const { database, clock, apns, browsers, onError = () => undefined, timers = nodeTimers } = options;
	const now = () => clock.now();
	let timer: { at: number; id: unknown } | undefined;
	let isClosed = false;
	/** Those that run. */
	const sweeps = new Set<Promise<void>>();

	/** One timer, for the earliest of what is known to be due. */
	const dueAt = (time: number) => {
		if (isClosed || (timer && timer.at <= time)) return;
		if (timer) timers.clearTimeout(timer.id);
		const wait = Math.min(Math.max(time - now(), 0), SWEEP_MS);
		timer = { at: time, id: timers.setTimeout(() => void ring(), wait) };
	};
	const pause = () => new Promise<void>((resolve) => void timers.setTimeout(resolve, PAUSE_MS));
	const running = { apns, browsers, onError, pause };

	const activities = new Activities({
		database,
		now,
		dueAt,
		changed(activityId) {
			activities.wakeActivity(activityId);
			lanes.activities.wake();
		},
		async gone(accountId, activityId, deviceId) {
			const account = { id: accountId, limits: DEFAULT_LIMITS };
			await service.reportDismissed(account, activityId, deviceId).catch(onError);
		},
	});
	const notifications = new Notifications({ database, now, dueAt });
	const badges = new DeviceState("badge", { database, now, dueAt });
	const widgets = new DeviceState("widgets", { database, now, dueAt });
	const lanes = {
		activities: new Runner(activities, running),
		notifications: new Runner(notifications, running),
		badges: new Runner(badges, running),
		widgets: new Runner(widgets, running),
	};
	const all = Object.values(lanes);

	function committed(changes: readonly Change[]): void {
		for (const change of changes) {
			switch (change.kind) {
				case "activity":
				case "activity-device":
					activities.wakeActivity(change.activityId);
					lanes.activities.wake();
					break;
				case "notification":
					lanes.notifications.wake();
					break;
				case "badge":
					lanes.badges.wake();
					break;
				case "metric":
					lanes.widgets.wake();
			}
		}
	}

	const service = createService({ clock, ids: randomIds, store: createStore(database), delivery: { committed } });

	/** Rows of a process that crashed: where there is only one process, all that are claimed. */
	async function recover(): Promise<void> {
		await database.transaction(async (session) => {
			for (const { wakeAll } of [activityWake, deviceState.badge, deviceState.widgets]) {
				await session.run(wakeAll, { now: now() });
			}
			if (database.dialect !== "sqlite") return;
			for (const lane of waking) await session.run(lane.dropClaims, {});
			await session.run(dropClaims, { soon: now() + CLAIM_MS });
		});
	}

	async function lookAgain(): Promise<void> {
		const args = { now: now(), apple: apns ? (1 as const) : (0 as const) };
		await database.transaction(async (session) => {
			for (const { wakeReachable } of waking) await session.run(wakeReachable, args);
		});
		for (const lane of all) lane.wake();
	}

	async function planNext(): Promise<void> {
		const time = now();
		dueAt(time + SWEEP_MS);
		for (const { findNextAttempt } of planned) {
			const next = await database.reader.first(findNextAttempt, { now: time });
			if (typeof next?.at === "number") dueAt(next.at);
		}
	}

	async function look(): Promise<void> {
		await recovered;
		await lookAgain();
		await idle();
		await planNext();
	}

	async function sweep(): Promise<void> {
		if (isClosed) return;
		const looking = look();
		sweeps.add(looking);
		try {
			await looking;
		} finally {
			sweeps.delete(looking);
		}
	}

	async function ring(): Promise<void> {
		timer = undefined;
		try {
			await sweep();
		} catch (error) {
			onError(error);
			dueAt(now() + SWEEP_MS);
		}
	}

	async function idle(): Promise<void> {
		await recovered;
		// What one of them does may give the others something to do.
		do await Promise.all(all.map((lane) => lane.idle()));
		while (all.some((lane) => lane.isRunning));
	}

	const recovered = recover().catch(onError);
	dueAt(now());

	return {
		committed,
		reachable(deviceId) {
			activities.wakeDevice(deviceId);
			for (const lane of [notifications, badges, widgets]) lane.wakeDevice(deviceId);
			for (const lane of all) lane.wake();
		},
		idle,
		sweep,
		async close() {
			isClosed = true;
			if (timer) timers.clearTimeout(timer.id);
			await recovered;
			await Promise.all(all.map((lane) => lane.close()));
			// What goes wrong with one, whoever has asked for it hears.
			await Promise.allSettled(sweeps);
		},
	};
}
