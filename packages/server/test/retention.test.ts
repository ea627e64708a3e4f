/** What is older than the retention is forgotten; what runs, what is owed, and what a stream goes on from, is not. */
import { type Account, type Caller, createService } from "@activitysmith/core";
import { expect, test } from "vitest";
import type { Database } from "../src/database/database.ts";
import { idFrom } from "../src/history/deliveries.ts";
import { prune } from "../src/history/prune.ts";
import { createAccount } from "../src/store/accounts.ts";
import { addDevice } from "../src/store/devices.ts";
import { randomIds } from "../src/store/ids.ts";
import { createStore } from "../src/store/store.ts";
import { createUser } from "../src/store/users.ts";
import { onBoth } from "./databases.ts";
import { client, moveIn, onBothServers, progress } from "./management.ts";
import { facts } from "./model-world.ts";
import { type Ask, asOwner, start } from "./running-server.ts";

const PATIENT = { timeout: 30_000, interval: 50 };
const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How much there is to look back at. */
async function lengths(owner: Ask): Promise<Record<string, number>> {
	const found = ["notifications", "activities", "deliveries"].map(async (name) => {
		const { body } = await owner("GET", `/manage/${name}?limit=1000`);
		return [name, (body[name] as unknown[]).length] as const;
	});
	return Object.fromEntries(await Promise.all(found));
}

onBothServers(({ options }) => {
	test("a server forgets what is older than it was told", async () => {
		let now = START;
		const shared = { ...(await options()), clock: { now: () => now }, retentionDays: 2 };
		const { server, owner, api, key } = await moveIn(shared);
		const { devices } = (await owner("GET", "/manage/devices")).body as { devices: { id: string }[] };
		await api.notifications.send({ title: "Old" });
		const { activity_id } = await api.liveActivities.start(progress(1));
		// What has ended before it could start is sent to nobody.
		await expect.poll(() => lengths(owner), PATIENT).toEqual({ notifications: 1, activities: 1, deliveries: 2 });
		await api.liveActivities.end({ activity_id, content_state: { title: "Done" } });
		await api.liveActivities.stream("quiet", progress(1));
		// Swept away everywhere, it comes back with the next update, which need not say everything.
		await api.liveActivities.stream("swiped", progress(1));
		await expect.poll(() => lengths(owner), PATIENT).toEqual({ notifications: 1, activities: 3, deliveries: 5 });
		const cookie = server.lockScreenLink ? (await fetch(server.lockScreenLink)).headers.getSetCookie()[0] : undefined;
		const { activities } = (await owner("GET", "/manage/activities?stream_key=swiped")).body as {
			activities: { activity_id: string }[];
		};
		const swiped = await fetch(`${server.url}/screens/dismiss`, {
			method: "POST",
			headers: { cookie: cookie?.split(";")[0] ?? "", "content-type": "application/json", origin: server.url },
			body: JSON.stringify({ device: devices[0]?.id, activityId: activities[0]?.activity_id }),
		});
		expect(swiped.status).toBe(204);
		await server.close();

		now += 3 * DAY;
		const later = await start(shared);
		const after = asOwner(later);
		const again = client(later, key);
		await again.notifications.send({ title: "New" });
		await expect.poll(() => lengths(after), PATIENT).toMatchObject({ notifications: 1, activities: 1 });
		expect((await after("GET", "/manage/notifications")).body.notifications).toMatchObject([{ title: "New" }]);
		expect((await after("GET", "/manage/activities")).body.activities).toMatchObject([{ status: "dismissed" }]);
		await expect.poll(async () => (await lengths(after)).deliveries, PATIENT).toBe(1);

		const shorter = { content_state: { title: "Nightly Backup", percentage: 2 } };
		expect((await again.liveActivities.stream("quiet", shorter)).operation).toBe("started");
		expect((await again.liveActivities.stream("swiped", shorter)).operation).toBe("started");
	});
});

interface Rows {
	caller: Caller;
	service: ReturnType<typeof createService>;
	/** Everything that waits has been sent. */
	deliver(): Promise<void>;
	count(): Promise<Record<string, number>>;
}

async function rowsOn(database: Database, devices: number, now: () => number): Promise<Rows> {
	const account: Account = await database.transaction(async (session) => {
		const made = await createAccount(session, { id: "home", limits: { liveActivities: 1000 } }, now());
		const user = await createUser(session, { accountId: "home", name: "Ada" });
		const named = { ...facts, accountId: "home", userId: user.id };
		for (let index = 0; index < devices; index += 1) await addDevice(session, { ...named, name: `${index}` }, now());
		return made;
	});
	return {
		caller: { account, scope: { kind: "all" } },
		service: createService({
			clock: { now },
			ids: randomIds,
			store: createStore(database),
			delivery: { committed() {} },
		}),
		async deliver() {
			await database.transaction(async ({ kysely }) => {
				await kysely.updateTable("notification_device").set({ state: "sent" }).execute();
			});
		},
		async count() {
			const tables = ["notification", "notification_device", "activity", "activity_device", "delivery_log"] as const;
			const counted = tables.map(async (table) => {
				const { kysely } = database.reader;
				const rows = await kysely
					.selectFrom(table)
					.select((row) => row.fn.countAll<number>().as("rows"))
					.execute();
				return [table, Number(rows[0]?.rows)] as const;
			});
			return Object.fromEntries(await Promise.all(counted));
		},
	};
}

onBoth(({ fresh }) => {
	test("what is owed to a device stays until it was brought there", async () => {
		const database = await fresh();
		const { caller, service, deliver, count } = await rowsOn(database, 2, () => START);
		await service.sendPushNotification(caller, { title: "One" });
		expect(await prune(database, START + DAY)).toMatchObject({ notifications: 0 });
		expect(await count()).toMatchObject({ notification: 1, notification_device: 2 });
		await deliver();
		expect(await prune(database, START)).toMatchObject({ notifications: 0 });
		expect(await prune(database, START + 1)).toMatchObject({ notifications: 1 });
		expect(await count()).toMatchObject({ notification: 0, notification_device: 0 });
	});

	test("an activity stays while it runs, while it may be on a screen, and while its stream goes on from it", async () => {
		let now = START;
		const database = await fresh();
		const { caller, service, count } = await rowsOn(database, 1, () => now);
		const { body: alone } = await service.startLiveActivity(caller, progress(1));
		const { body: put } = await service.reconcileStream(caller, "backup", progress(1));
		expect(await prune(database, START + 30 * DAY)).toMatchObject({ activities: 0 });
		await service.endLiveActivity(caller, { activity_id: alone.activity_id, content_state: { title: "Done" } });
		expect(await prune(database, START + 12 * HOUR)).toMatchObject({ activities: 0 });
		expect(await prune(database, START + 12 * HOUR + 1)).toMatchObject({ activities: 1 });

		const device = await database.reader.kysely.selectFrom("device").select("id").executeTakeFirstOrThrow();
		await service.reportDismissed(caller.account, put.activity_id ?? "", device.id);
		expect(await prune(database, START + 30 * DAY)).toMatchObject({ activities: 0 });
		now += HOUR;
		await service.reconcileStream(caller, "backup", progress(2));
		expect(await prune(database, START + 30 * DAY)).toMatchObject({ activities: 1 });
		expect(await count()).toMatchObject({ activity: 1, activity_device: 1 });
		// By itself it ends after its 8 hours, and its stream keeps the state.
		now += 8 * HOUR;
		await service.maintain();
		expect(await prune(database, now + DAY)).toMatchObject({ activities: 1 });
		expect((await service.reconcileStream(caller, "backup", { content_state: { title: "Again" } })).body).toMatchObject(
			{
				operation: "started",
			},
		);
	});

	test("however much there is, it goes in pieces", async () => {
		const database = await fresh();
		const { caller, service, deliver, count } = await rowsOn(database, 1201, () => START);
		await service.sendPushNotification(caller, { title: "To all" });
		await service.sendPushNotification(caller, { title: "To all" });
		await deliver();
		const entries = Array.from({ length: 1101 }, (_, index) => ({
			...{ about: null, version: null, apns_id: null, status: null, reason: null },
			...{ id: `${idFrom(START + index)}-x`, account_id: "home", device_id: "gone", kind: "badge", attempts: 1 },
			at: START + index,
		}));
		await database.transaction(async ({ kysely }) => {
			for (const entry of entries) await kysely.insertInto("delivery_log").values(entry).execute();
		});
		let largest = 0;
		const counting: Database = {
			...{ dialect: database.dialect, where: database.where, reader: database.reader, signals: database.signals },
			transaction: (work) => watched(database.transaction(work)),
			transactionOf: (id, work) => watched(database.transactionOf(id, work)),
			close: () => database.close(),
		};
		async function watched<T>(running: Promise<T>): Promise<T> {
			const before = rows;
			const result = await running;
			rows = Object.values(await count()).reduce((sum, one) => sum + one, 0);
			largest = Math.max(largest, before - rows);
			return result;
		}
		let rows = Object.values(await count()).reduce((sum, one) => sum + one, 0);
		const stopped = new AbortController();
		stopped.abort();
		const nothing = { deliveries: 0, notifications: 0, activities: 0 };
		expect(await prune(counting, START + DAY, stopped.signal)).toEqual(nothing);
		expect(await prune(counting, START + DAY)).toEqual({ deliveries: 1101, notifications: 2, activities: 0 });
		expect(await count()).toMatchObject({ notification: 0, notification_device: 0, delivery_log: 0 });
		// At most so many rows of devices, and notifications beside them.
		expect(largest).toBeLessThanOrEqual(600);
	});
});
