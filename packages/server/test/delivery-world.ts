/** A server's inside with iPhones: the service, its rows, the reconciler, and Apple's push service as a fake. */
import { type ApnsClient, createApnsClient, type PushRequest } from "@activitysmith/apns";
import { type FakeApns, type SimulatedDevice, startFakeApns } from "@activitysmith/apns/testing";
import { type Account, type Caller, createService, type Service } from "@activitysmith/core";
import { afterAll, beforeAll, beforeEach, onTestFinished } from "vitest";
import type { Database } from "../src/database/database.ts";
import type { Browsers } from "../src/delivery/push.ts";
import { createReconciler, type Reconciler, type Timers } from "../src/delivery/reconciler.ts";
import { createAccount } from "../src/store/accounts.ts";
import { addDevice } from "../src/store/devices.ts";
import { randomIds } from "../src/store/ids.ts";
import { defineMetric } from "../src/store/metrics.ts";
import { createStore } from "../src/store/store.ts";
import { registerToken, saveActivityToken } from "../src/store/tokens.ts";
import { createUser } from "../src/store/users.ts";

const START = Date.UTC(2026, 0, 1);

/** Timers of a test: what is set never rings by itself. */
const stillTimers: Timers = { setTimeout: () => ({}), clearTimeout: () => undefined };

type PhoneOptions = Parameters<FakeApns["addDevice"]>[0];

export interface Apple {
	gateway: FakeApns;
	client: ApnsClient;
	clock: FakeApns["clock"];
}

/** A client that has met nobody yet: one whose connections broke takes longer for each new one. */
export function connect({ p8: key, keyId, teamId, origins, ca, clock }: FakeApns): ApnsClient {
	return createApnsClient({
		providerKey: { key, keyId, teamId },
		origins: { push: origins },
		ca,
		clock: {
			now: () => clock.now(),
			monotonic: () => performance.now(),
			setTimeout,
			clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
		},
	});
}

/** One for the tests of a file, empty and at the same time before each. */
export function useApple(): () => Apple {
	let apple: Apple | undefined;
	beforeAll(async () => {
		const gateway = await startFakeApns({ clock: START });
		const client = connect(gateway);
		apple = { gateway, client, clock: gateway.clock };
	});
	beforeEach(() => apple?.gateway.reset());
	afterAll(async () => {
		await apple?.client.close({ timeout: 1 });
		await apple?.gateway.close();
	});
	return () => {
		if (!apple) throw new Error("The gateway has not started");
		return apple;
	};
}

export interface Phone {
	id: string;
	device: SimulatedDevice;
}

export interface WorldOptions {
	database: Database;
	apple: Apple;
	browsers?: Browsers;
	/** In place of the client, for what no gateway can do. */
	send?: ApnsClient["send"];
	/** @default what is set never rings */
	timers?: Timers | "real";
}

export interface World {
	service: Service;
	account: Account;
	caller: Caller;
	database: Database;
	gateway: FakeApns;
	clock: FakeApns["clock"];
	/** What was reported as going wrong. */
	errors: unknown[];
	reconciler(): Reconciler;
	addPhone(options?: PhoneOptions): Promise<Phone>;
	addPhones(count: number, options?: PhoneOptions): Promise<void>;
	addBrowser(id: string): Promise<void>;
	/** The app on the phone tells its token for starts again. */
	registerStartToken(phone: Phone): Promise<void>;
	addMetric(key: string): Promise<void>;
	/** Another process on the same rows. */
	another(on?: Database, instead?: ApnsClient["send"]): Reconciler;
	/** The process is gone without a word, and another one takes its place. */
	crash(on?: Database, instead?: ApnsClient["send"]): void;
	/** Whether tokens that phones report get lost on their way. */
	deaf(isDeaf: boolean): void;
	/** Everything that can be sent now has been, and what the phones have reported since. */
	idle(): Promise<void>;
	/** Later, everything that is due has been sent. */
	after(milliseconds: number): Promise<void>;
}

const environmentOf = ({ environment }: SimulatedDevice) => (environment === "production" ? "production" : "sandbox");

const facts = {
	model: "iphone",
	appVersion: null,
	osVersion: null,
	liveActivities: true,
	frequentUpdates: true,
} as const;

export async function createWorld({
	database,
	apple,
	browsers,
	send,
	timers = stillTimers,
}: WorldOptions): Promise<World> {
	const { gateway, client, clock } = apple;
	const errors: unknown[] = [];
	const reports: Promise<unknown>[] = [];
	const phones = new Map<string, string>();
	let account: Account | undefined;
	let user = "";
	let isDeaf = false;

	const reconcilerOn = (on: Database, instead: ApnsClient["send"] | undefined) =>
		createReconciler({
			database: on,
			clock,
			apns: instead ? { send: instead } : client,
			browsers,
			onError: (error) => errors.push(error),
			timers: timers === "real" ? undefined : timers,
		});
	let reconciler = reconcilerOn(database, send);
	onTestFinished(() => stopListening());

	const delivery = { committed: (...args: Parameters<Reconciler["committed"]>) => reconciler.committed(...args) };
	const service: Service = createService({ clock, ids: randomIds, store: createStore(database), delivery });

	const stopListening = gateway.reports.listen(({ kind, token, device, activity }) => {
		const id = phones.get(device);
		if (isDeaf || kind !== "update" || !activity || id === undefined) return;
		const { activityId } = activity.attributes as { activityId: string };
		reports.push(reportToken(activityId, id, token));
	});

	async function reportToken(activityId: string, deviceId: string, token: string): Promise<void> {
		await database.transaction((session) => saveActivityToken(session, activityId, deviceId, token));
		await service.registerActivityToken(theAccount(), activityId, deviceId);
	}

	const theAccount = () => {
		if (!account) throw new Error("There is no account");
		return account;
	};

	await database.transaction(async (session) => {
		const row = await session.kysely.selectFrom("account").select("id").executeTakeFirst();
		if (row) {
			account = { id: row.id, limits: { requestsPerMinute: null, liveActivities: 100 } };
			return;
		}
		account = await createAccount(session, { id: "home", limits: { liveActivities: 100 } }, clock.now());
		user = (await createUser(session, { accountId: "home", name: "Anna" })).id;
	});

	const world: World = {
		service,
		errors,
		database,
		gateway,
		clock,
		account: theAccount(),
		caller: { account: theAccount(), scope: { kind: "all" } },
		reconciler: () => reconciler,

		async addPhone(options) {
			const device = gateway.addDevice(options);
			const id = `server-${device.id}`;
			phones.set(device.id, id);
			await database.transaction(async (session) => {
				const { bundleId } = device;
				const named = { ...facts, id, name: id, kind: "ios", bundleId, environment: environmentOf(device) } as const;
				await addDevice(session, { ...named, accountId: "home", userId: user }, clock.now());
				await registerToken(session, id, "push", device.tokens.device, clock.now());
				await registerToken(session, id, "start", device.tokens.pushToStart, clock.now());
				await registerToken(session, id, "widget", device.tokens.widget, clock.now());
			});
			return { id, device };
		},

		async addPhones(count, options) {
			const model = await world.addPhone(options);
			const devices = Array.from({ length: count - 1 }, () => gateway.addDevice(options));
			await database.transaction(async ({ kysely }) => {
				const row = await kysely.selectFrom("device").selectAll().where("id", "=", model.id).executeTakeFirstOrThrow();
				for (let first = 0; first < devices.length; first += 500) {
					const rows = devices.slice(first, first + 500).map(({ id, tokens }) => {
						phones.set(id, `server-${id}`);
						return {
							...row,
							id: `server-${id}`,
							secret_hash: id,
							push_token: tokens.device,
							start_token: tokens.pushToStart,
						};
					});
					await kysely.insertInto("device").values(rows).execute();
				}
			});
		},

		async addBrowser(id: string): Promise<void> {
			const named = { ...facts, id, name: id, kind: "browser", bundleId: null, environment: null } as const;
			await database.transaction((session) =>
				addDevice(session, { ...named, accountId: "home", userId: user }, clock.now()),
			);
		},

		deaf(state) {
			isDeaf = state;
		},

		async registerStartToken({ id, device }) {
			await database.transaction((session) =>
				registerToken(session, id, "start", device.tokens.pushToStart, clock.now()),
			);
			reconciler.reachable(id);
		},

		async addMetric(key) {
			await database.transaction((session) => defineMetric(session, "home", { key, label: null, format: null }));
		},

		another: (on: Database = database, instead?: ApnsClient["send"]) => reconcilerOn(on, instead),

		crash(on: Database = database, instead?: ApnsClient["send"]): void {
			reconciler = reconcilerOn(on, instead);
		},

		async idle(): Promise<void> {
			do {
				await Promise.all(reports.splice(0));
				await reconciler.idle();
			} while (reports.length > 0);
		},

		async after(milliseconds): Promise<void> {
			clock.advance(milliseconds);
			await service.maintain();
			await reconciler.sweep();
			await world.idle();
		},
	};
	return world;
}

export const progress = (percentage: number) => ({ title: "Backup", type: "progress" as const, percentage });

/** Returns its id. */
export async function startActivity({ service, caller }: World): Promise<string> {
	const { body } = await service.startLiveActivity(caller, { content_state: progress(10) });
	return body.activity_id;
}

/** What the phones got of Live Activities, in order. */
export function events({ gateway }: World, phone?: Phone): unknown[] {
	const query = phone ? { device: phone.device.id } : {};
	return gateway.pushes.entries(query).map(({ payload, headers }) => {
		const aps = payload?.aps as { event?: string; "content-state"?: { version: number } } | undefined;
		return aps?.event ? `${aps.event} ${aps["content-state"]?.version}` : headers["apns-push-type"];
	});
}

/** A client of which one never hears: as a process that ends before the answer. `sent` says what it was given. */
export function silentClient(forward?: ApnsClient["send"]) {
	const sent: PushRequest[] = [];
	const waiting: (() => void)[] = [];
	const send: ApnsClient["send"] = async (request, options) => {
		sent.push(request);
		await forward?.(request, options);
		for (const resolve of waiting.splice(0)) resolve();
		return new Promise(() => undefined);
	};
	const until = async (count: number) => {
		while (sent.length < count || waiting.length > 0) await new Promise<void>((resolve) => waiting.push(resolve));
	};
	return { send, sent, until };
}
