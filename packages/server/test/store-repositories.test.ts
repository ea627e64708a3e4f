/** Accounts, keys, people, devices, channels and metrics. */
import { createService } from "@activitysmith/core";
import { describe, expect, test } from "vitest";
import type { Database } from "../src/database/database.ts";
import { createAccount, findAccount, findWebhookSecret, listAccounts, setLimits } from "../src/store/accounts.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "../src/store/api-keys.ts";
import { channelsOf, createChannel, listChannels, removeChannel, setMembers } from "../src/store/channels.ts";
import {
	addDevice,
	changeDevice,
	findDevice,
	findDeviceBySecret,
	listDevices,
	removeDevice,
} from "../src/store/devices.ts";
import { randomIds } from "../src/store/ids.ts";
import { createKeys } from "../src/store/keys.ts";
import { defineMetric, listMetrics, removeMetric } from "../src/store/metrics.ts";
import { createStore } from "../src/store/store.ts";
import { listStreams } from "../src/store/streams.ts";
import { dropActivityToken, dropToken, registerToken, saveActivityToken } from "../src/store/tokens.ts";
import { createUser, listUsers, removeUser } from "../src/store/users.ts";
import { onBoth } from "./databases.ts";
import { facts } from "./model-world.ts";

const NOW = Date.UTC(2026, 0, 1);
const all = { kind: "all" } as const;

/** Everything that is stored, as text. */
async function everything({ reader: { kysely } }: Database): Promise<string> {
	const rows = await Promise.all(
		(["account", "api_key", "device", "setting"] as const).map((table) =>
			kysely.selectFrom(table).selectAll().execute(),
		),
	);
	return JSON.stringify(rows);
}

onBoth(({ fresh, again }) => {
	async function withAccount() {
		const database = await fresh();
		const account = await database.transaction((session) => createAccount(session, { id: "one" }, NOW));
		return { database, account, store: createStore(database) };
	}

	async function withPhone() {
		const { database, account, store } = await withAccount();
		const paired = await database.transaction(async (session) => {
			await createUser(session, { id: "anna", accountId: "one", name: "Anna" });
			return addDevice(session, { ...facts, id: "phone", name: "Phone", accountId: "one", userId: "anna" }, NOW);
		});
		const service = createService({
			clock: { now: () => NOW },
			ids: randomIds,
			store,
			delivery: { committed() {} },
		});
		const push = () => service.sendPushNotification({ account, scope: all }, { title: "Hi" });
		return { database, account, store, service, push, ...paired };
	}

	test("an account has the usual limits, which can be set", async () => {
		const { database, account } = await withAccount();
		expect(account).toEqual({ id: "one", limits: { requestsPerMinute: 60, liveActivities: 4 } });
		const limits = { requestsPerMinute: null, liveActivities: 9 };
		expect(await database.transaction((session) => setLimits(session, "one", limits))).toBe(true);
		expect(await database.transaction((session) => setLimits(session, "none", limits))).toBe(false);
		expect(await findAccount(database.reader, "one")).toEqual({ id: "one", limits });
		expect(await findAccount(database.reader, "none")).toBeUndefined();
		expect(await listAccounts(database.reader)).toEqual([{ id: "one", limits }]);
		expect(await findWebhookSecret(database.reader, "one")).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
	});

	describe("a key", () => {
		test("is shown once, and nothing that is stored tells it", async () => {
			const { database, account } = await withAccount();
			const scope = { kind: "channels", channels: ["ops"] } as const;
			const { key, secret } = await database.transaction((session) =>
				createApiKey(session, { accountId: "one", name: "CI", scope }, NOW),
			);
			expect(secret).toMatch(/^ask_[A-Za-z0-9]{40}$/);
			expect(await createKeys(database).find(secret)).toEqual({ account, scope });
			expect(await createKeys(database).find(`${secret}x`)).toBeUndefined();
			expect(await everything(database)).not.toContain(secret.slice(4));
			expect(await listApiKeys(database.reader, "one")).toEqual([key]);
			expect(key).toMatchObject({ name: "CI", scope, lastFour: secret.slice(-4), createdAt: NOW, revokedAt: null });
		});

		test("that is revoked is refused here at once, and in every process a second later", async () => {
			const { database, account } = await withAccount();
			let ms = 0;
			const here = createKeys(database, () => ms);
			const there = createKeys(await again(database), () => ms);
			const { key, secret } = await database.transaction((session) =>
				createApiKey(session, { accountId: "one", name: "CI", scope: all }, NOW),
			);
			const caller = { account, scope: all };
			expect([await here.find(secret), await there.find(secret)]).toEqual([caller, caller]);
			const revoke = () => database.transaction((session) => revokeApiKey(session, "one", key.id, NOW + 5));
			expect([await revoke(), await revoke()]).toEqual([true, false]);
			here.forget();
			ms = 999;
			expect([await here.find(secret), await there.find(secret)]).toEqual([undefined, caller]);
			ms = 1000;
			expect(await there.find(secret)).toBeUndefined();
			expect(await listApiKeys(database.reader, "one")).toMatchObject([{ revokedAt: NOW + 5 }]);
		});

		test("has its account's limits as they are now, a second later", async () => {
			const { database } = await withAccount();
			let ms = 0;
			const keys = createKeys(database, () => ms);
			const { secret } = await database.transaction((session) =>
				createApiKey(session, { accountId: "one", name: "CI", scope: all }, NOW),
			);
			await keys.find(secret);
			const limits = { requestsPerMinute: 5, liveActivities: 1 };
			await database.transaction((session) => setLimits(session, "one", limits));
			ms = 1000;
			expect(await keys.find(secret)).toMatchObject({ account: { limits } });
		});
	});

	describe("a device", () => {
		test("is known by its secret, of which only a hash is kept", async () => {
			const { database, device, secret } = await withPhone();
			expect(await findDeviceBySecret(database.reader, secret)).toEqual(device);
			expect(await findDeviceBySecret(database.reader, "asd_guess")).toBeUndefined();
			expect(await everything(database)).not.toContain(secret.slice(4));
			expect(await findDevice(database.reader, "one", "phone")).toEqual(device);
			expect(await findDevice(database.reader, "two", "phone")).toBeUndefined();
			expect(await listDevices(database.reader, "one")).toEqual([device]);
		});

		test("says later what has changed, and the rest stays", async () => {
			const { database, device } = await withPhone();
			const change = { osVersion: "26.1", liveActivities: false };
			expect(await database.transaction((session) => changeDevice(session, "phone", change))).toBe(true);
			expect(await database.transaction((session) => changeDevice(session, "none", change))).toBe(false);
			expect(await findDevice(database.reader, "one", "phone")).toEqual({ ...device, ...change });
		});

		test("is gone with all that waits for it", async () => {
			const { database, push } = await withPhone();
			await push();
			expect(await database.transaction((session) => removeDevice(session, "two", "phone"))).toBe(false);
			expect(await database.transaction((session) => removeDevice(session, "one", "phone"))).toBe(true);
			await expect(push()).rejects.toMatchObject({ status: 404 });
			expect(await database.reader.kysely.selectFrom("notification_device").selectAll().execute()).toEqual([]);
		});

		test("whose token is dead is no recipient until it registers again", async () => {
			const { database, push } = await withPhone();
			const register = (at: number) =>
				database.transaction((session) => registerToken(session, "phone", "push", "t1", at));
			const drop = (token: string, at: number) =>
				database.transaction((session) => dropToken(session, "phone", "push", token, at));
			expect(await register(NOW)).toBe(true);
			// It was dead before it was registered again, or it is another: both say nothing about this one.
			expect(await drop("t1", NOW - 1)).toBe(false);
			expect(await drop("t0", NOW + 1)).toBe(false);
			await push();
			expect(await drop("t1", NOW + 1)).toBe(true);
			await expect(push()).rejects.toMatchObject({ status: 404 });
			await register(NOW + 2);
			await push();
		});

		test("that loses its token to start or for widgets goes on as a recipient", async () => {
			const { database, push } = await withPhone();
			for (const kind of ["start", "widget"] as const) {
				await database.transaction((session) => registerToken(session, "phone", kind, "t", NOW));
				expect(await database.transaction((session) => dropToken(session, "phone", kind, "t", NOW))).toBe(true);
			}
			await push();
		});

		test("that is paired anew takes the place of what it was", async () => {
			const { database } = await withPhone();
			await database.transaction(async (session) => {
				await addDevice(session, { ...facts, id: "anew", name: "Phone", accountId: "one", userId: "anna" }, NOW);
				await registerToken(session, "phone", "push", "same", NOW);
				await registerToken(session, "anew", "push", "same", NOW);
			});
			const devices = await listDevices(database.reader, "one");
			expect(devices.map(({ id, registered }) => [id, registered])).toEqual([
				["anew", true],
				["phone", false],
			]);
		});

		test("has a token for each activity, dropped unless it has been registered since", async () => {
			const { database, account, service } = await withPhone();
			const content_state = { title: "Deploy", type: "progress" as const, percentage: 1 };
			const { body } = await service.startLiveActivity({ account, scope: all }, { content_state });
			const id = body.activity_id;
			const save = (device: string) =>
				database.transaction((session) => saveActivityToken(session, id, device, "token"));
			expect([await save("phone"), await save("none")]).toEqual([true, false]);
			await service.registerActivityToken(account, id, "phone");
			const drop = (at: number) =>
				database.transaction((session) => dropActivityToken(session, id, "phone", "token", at));
			expect([await drop(NOW - 1), await drop(NOW), await drop(NOW)]).toEqual([false, true, false]);
		});
	});

	test("a channel has users and devices of its account, and no others", async () => {
		const { database } = await withPhone();
		await database.transaction(async (session) => {
			await createAccount(session, { id: "two" }, NOW);
			await createUser(session, { id: "ben", accountId: "two", name: "Ben" });
			expect(await createChannel(session, "one", "ops")).toBe(true);
			expect(await createChannel(session, "one", "ops")).toBe(false);
			expect(await createChannel(session, "two", "ops")).toBe(true);
			await createChannel(session, "one", "dev");
		});
		const set = (users: string[], devices: string[]) =>
			database.transaction((session) => setMembers(session, "one", "ops", { users, devices }));
		expect(await set(["anna", "anna"], ["phone"])).toEqual([]);
		expect(await set(["ben"], ["tablet"])).toEqual(["ben", "tablet"]);
		expect(await listChannels(database.reader, "one")).toEqual([
			{ slug: "dev", users: [], devices: [] },
			{ slug: "ops", users: ["anna"], devices: ["phone"] },
		]);
		expect(await channelsOf(database.reader, "phone")).toEqual(["ops"]);
		await set(["anna"], []);
		expect(await channelsOf(database.reader, "phone")).toEqual(["ops"]);
		expect(await database.transaction((session) => removeChannel(session, "one", "ops"))).toBe(true);
		expect(await channelsOf(database.reader, "phone")).toEqual([]);
		expect(await listChannels(database.reader, "two")).toHaveLength(1);
	});

	test("a user is gone with the devices", async () => {
		const { database } = await withPhone();
		expect(await listUsers(database.reader, "one")).toEqual([{ id: "anna", accountId: "one", name: "Anna" }]);
		expect(await database.transaction((session) => removeUser(session, "two", "anna"))).toBe(false);
		expect(await database.transaction((session) => removeUser(session, "one", "anna"))).toBe(true);
		expect(await listDevices(database.reader, "one")).toEqual([]);
	});

	test("a metric keeps its value when it is described anew", async () => {
		const { database, account, service } = await withPhone();
		const define = (label: string | null, format: unknown) =>
			database.transaction((session) => defineMetric(session, "one", { key: "cpu", label, format }));
		await define(null, null);
		await service.updateMetric({ account, scope: all }, "cpu", { value: "7" });
		await define("Load", { kind: "percent" });
		expect(await listMetrics(database.reader, "one")).toEqual([
			{ key: "cpu", label: "Load", format: { kind: "percent" }, sample: { value: "7", at: NOW } },
		]);
		expect(await database.transaction((session) => removeMetric(session, "one", "cpu"))).toBe(true);
		expect(await listMetrics(database.reader, "one")).toEqual([]);
	});

	test("streams are listed page by page", async () => {
		const { database, account, service } = await withPhone();
		for (const key of ["c", "a", "b"]) {
			await service.reconcileStream({ account, scope: all }, key, {
				content_state: { title: key, type: "progress", percentage: 1 },
			});
		}
		const first = await listStreams(database.reader, "one", { limit: 2 });
		expect(first.map(({ key }) => key)).toEqual(["a", "b"]);
		const rest = await listStreams(database.reader, "one", { after: "b", limit: 2 });
		expect(rest).toMatchObject([{ key: "c", accountId: "one", paused: false, lastPutAt: NOW }]);
	});
});
