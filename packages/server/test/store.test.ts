/** What the service may rely on, whoever asks at the same time. */
import { type Account, CLAIM_MS, createService, IDEMPOTENCY_MS, type Stream } from "@activitysmith/core";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Database } from "../src/database/database.ts";
import { createAccount, findWebhookSecret } from "../src/store/accounts.ts";
import { addDevice } from "../src/store/devices.ts";
import { randomIds } from "../src/store/ids.ts";
import { forgetAnswers } from "../src/store/prune.ts";
import { createRateWindows } from "../src/store/rates.ts";
import { createStore } from "../src/store/store.ts";
import { createUser } from "../src/store/users.ts";
import { onBoth, onPostgres } from "./databases.ts";
import { facts } from "./model-world.ts";

const NOW = Date.UTC(2026, 0, 1);

const stream = (account: Account, lastPutAt: number): Stream => ({
	key: "counter",
	accountId: account.id,
	activityId: null,
	kept: null,
	dismissal: {},
	paused: false,
	lastPutAt,
});

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

async function account(database: Database, id: string, devices = 1): Promise<Account> {
	return database.transaction(async (session) => {
		const made = await createAccount(session, { id, limits: { liveActivities: 100 } }, NOW);
		const user = await createUser(session, { accountId: id, name: "Anna" });
		const { device } = await addDevice(session, { ...facts, name: "iPhone", accountId: id, userId: user.id }, NOW);
		if (devices > 1) {
			await sql`
				INSERT INTO device (id, account_id, user_id, name, model, kind, live_activities, frequent_updates, secret_hash, paired_at)
				WITH RECURSIVE copy (number) AS (SELECT 2 UNION ALL SELECT number + 1 FROM copy WHERE number < ${devices})
				SELECT id || number, account_id, user_id, name, model, kind, live_activities, frequent_updates, id || number, paired_at
				FROM device, copy WHERE id = ${device.id}
			`.execute(session.kysely);
		}
		return made;
	});
}

function serviceOn(database: Database) {
	const clock = { now: () => NOW };
	return createService({ clock, ids: randomIds, store: createStore(database), delivery: { committed() {} } });
}

onBoth(({ fresh, again }) => {
	describe("a transaction", () => {
		test("that throws leaves nothing, whatever runs beside it", async () => {
			const database = await fresh();
			const store = createStore(database);
			const accounts = await Promise.all(["one", "two", "three"].map((id) => account(database, id)));
			const results = await Promise.allSettled(
				accounts.map((one) =>
					store.transaction(one, async (tx) => {
						await tx.saveStream(stream(one, NOW));
						if (one.id === "two") throw new Error("no");
					}),
				),
			);
			expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
			const rows = await database.reader.kysely.selectFrom("stream").select("account_id").execute();
			expect(rows.map(({ account_id }) => account_id).sort()).toEqual(["one", "three"]);
		});

		test("of an account overlaps with no other of it, in whatever process", async () => {
			const database = await fresh();
			const stores = [createStore(database), createStore(await again(database)), createStore(await again(database))];
			const one = await account(database, "one");
			const count = (index: number) =>
				stores[index % stores.length]?.transaction(one, async (tx) => {
					const before = await tx.stream("counter");
					await tx.activityAudience("whatever takes a while");
					await tx.saveStream(stream(one, (before?.lastPutAt ?? 0) + 1));
				});
			await Promise.all(times(60, count));
			expect(await stores[0]?.transaction(one, async (tx) => tx.stream("counter"))).toMatchObject({ lastPutAt: 60 });
		});
	});

	test("twenty first PUTs on a key at once, in two processes, start one activity", async () => {
		const database = await fresh();
		const services = [serviceOn(database), serviceOn(await again(database))];
		const caller = { account: await account(database, "one"), scope: { kind: "all" } as const };
		const request = { content_state: { title: "Deploy", type: "progress" as const, percentage: 1 } };
		const answers = await Promise.all(
			times(20, (index) => services[index % 2]?.reconcileStream(caller, "deploy", request)),
		);
		const operations = answers.map((answer) => answer?.body.operation).sort();
		expect(operations).toEqual([...times(19, () => "noop"), "started"]);
		expect(new Set(answers.map((answer) => answer?.body.activity_id)).size).toBe(1);
		expect(await database.reader.kysely.selectFrom("activity").select("stream_key").execute()).toHaveLength(1);
	});

	describe("an Idempotency-Key", () => {
		test("is claimed once, whoever asks at the same time", async () => {
			const database = await fresh();
			const stores = [createStore(database), createStore(await again(database))];
			const one = await account(database, "one");
			const claims = await Promise.all(times(20, (index) => stores[index % 2]?.claim(one, "start:key", "{}", NOW)));
			const states = claims.map((claim) => claim?.state).sort();
			expect(states).toEqual(["claimed", ...times(19, () => "running")]);
		});

		test("runs its request once: who comes meanwhile is told to wait, who comes later gets the answer", async () => {
			const database = await fresh();
			const services = [serviceOn(database), serviceOn(await again(database))];
			const caller = { account: await account(database, "one"), scope: { kind: "all" } as const };
			const push = (index: number) =>
				services[index % 2]?.sendPushNotification(
					caller,
					{ title: "Hello" },
					{ operation: "sendPushNotification", key: "once" },
				);
			const results = await Promise.allSettled(times(10, push));
			const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.status] : []));
			expect(refused).toEqual(refused.map(() => 409));
			const first = results.find((result) => result.status === "fulfilled" && !result.value?.replayed);
			expect(first).toBeDefined();
			const later = await push(0);
			const answer = first?.status === "fulfilled" ? first.value?.body : undefined;
			expect(later).toMatchObject({ replayed: true, body: answer });
			expect(await database.reader.kysely.selectFrom("notification").select("id").execute()).toHaveLength(1);
		});

		test("keeps its answer for a day, of which nothing tells what was asked", async () => {
			const database = await fresh();
			const store = createStore(database);
			const one = await account(database, "one");
			const claim = (request: string, now: number) => store.claim(one, "start:key", request, now);
			expect(await claim('{"secret":1}', NOW)).toEqual({ state: "claimed" });
			await store.transaction(one, async (tx) => tx.storeAnswer("start:key", { id: "é" }));
			expect(await claim('{"secret":1}', NOW + CLAIM_MS)).toEqual({ state: "stored", body: { id: "é" } });
			expect(await claim('{"secret":2}', NOW + IDEMPOTENCY_MS - 1)).toEqual({ state: "reused" });
			const rows = await database.reader.kysely.selectFrom("answer").selectAll().execute();
			expect(JSON.stringify(rows)).not.toContain("secret");
			expect(await claim('{"secret":2}', NOW + IDEMPOTENCY_MS)).toEqual({ state: "claimed" });
		});

		test("is forgotten when its answer is not given again", async () => {
			const database = await fresh();
			const store = createStore(database);
			const one = await account(database, "one");
			await store.claim(one, "start:old", "{}", NOW);
			await store.claim(one, "start:new", "{}", NOW + 1);
			const forget = (now: number) => database.transaction((session) => forgetAnswers(session, now));
			expect(await forget(NOW + CLAIM_MS)).toBe(1);
			expect(await store.claim(one, "start:new", "{}", NOW + CLAIM_MS)).toEqual({ state: "running" });
		});

		test("can be claimed again after a minute without an answer, or when it was released", async () => {
			const store = await fresh().then(async (database) => ({
				store: createStore(database),
				one: await account(database, "one"),
			}));
			const claim = (now: number) => store.store.claim(store.one, "start:key", "{}", now);
			await claim(NOW);
			expect(await claim(NOW + CLAIM_MS - 1)).toEqual({ state: "running" });
			expect(await claim(NOW + CLAIM_MS)).toEqual({ state: "claimed" });
			await store.store.release(store.one, "start:key");
			expect(await claim(NOW + CLAIM_MS)).toEqual({ state: "claimed" });
		});

		test("that has its answer is not released: the commit may have been told of as failed, and not have", async () => {
			const database = await fresh();
			const store = createStore(database);
			const one = await account(database, "one");
			await store.claim(one, "start:key", "{}", NOW);
			await store.transaction(one, async (tx) => tx.storeAnswer("start:key", "done"));
			await store.release(one, "start:key");
			expect(await store.claim(one, "start:key", "{}", NOW)).toEqual({ state: "stored", body: "done" });
		});
	});

	test("a minute lets through as many requests as it may, whoever asks at the same time", async () => {
		const database = await fresh();
		const one = await account(database, "one");
		const two = await account(database, "two");
		let now = NOW;
		// Only PostgreSQL has several processes that serve.
		const other = database.dialect === "postgres" ? await again(database) : undefined;
		const first = createRateWindows(database, { now: () => now });
		const second = other ? createRateWindows(other, { now: () => now - 5 }) : first;
		const takes = () => Promise.all(times(100, (index) => (index % 2 ? second : first).take(one, 60)));
		const decisions = await takes();
		expect(decisions.filter(({ allowed }) => allowed)).toHaveLength(60);
		const remaining = decisions.filter(({ allowed }) => allowed).map((decision) => decision.remaining);
		expect(remaining.sort((a, b) => b - a)).toEqual(times(60, (index) => 59 - index));
		for (const { allowed, remaining, limit } of decisions)
			if (!allowed) expect({ remaining, limit }).toEqual({ remaining: 0, limit: 60 });
		expect(await first.take(two, 60)).toEqual({ allowed: true, limit: 60, remaining: 59, resetSeconds: 60 });
		now += 59_000;
		expect(await first.take(one, 60)).toEqual({ allowed: false, limit: 60, remaining: 0, resetSeconds: 1 });
		expect(await first.take(one, 61)).toEqual({ allowed: true, limit: 61, remaining: 0, resetSeconds: 1 });
		expect(await first.take(one, 0)).toMatchObject({ allowed: false, limit: 0, remaining: 0 });
		now += 1005;
		expect((await takes()).filter(({ allowed }) => allowed)).toHaveLength(60);
	});

	test("what is due comes earliest first, of all accounts, with their limits", async () => {
		const database = await fresh();
		const store = createStore(database);
		const presentation = {
			state: { content: { title: "Deploy", type: "progress" as const, percentage: 1 } },
			channels: null,
			tags: [],
			metadata: {},
		};
		const dueTimes = { one: [NOW + 2, null, NOW + 4], two: [NOW + 1, NOW + 3] };
		for (const [id, dues] of Object.entries(dueTimes)) {
			const owner = await account(database, id);
			await store.transaction(owner, async (tx) => {
				for (const dueAt of dues) {
					await tx.saveActivity({
						id: `${id}-${dueAt}`,
						accountId: id,
						streamKey: null,
						presentation,
						version: 1,
						alert: null,
						startedAt: NOW,
						replaces: null,
						ended: null,
						dismissed: false,
						replaced: null,
						dueAt,
					});
				}
			});
		}
		const due = await store.due(NOW + 3);
		expect(due.map(({ dueAt, account, activityId }) => [dueAt - NOW, account.id, activityId])).toEqual([
			[1, "two", `two-${NOW + 1}`],
			[2, "one", `one-${NOW + 2}`],
			[3, "two", `two-${NOW + 3}`],
		]);
		expect(due[0]?.account.limits).toEqual({ requestsPerMinute: 60, liveActivities: 100 });
	});

	test("ten thousand devices are told in one statement of each kind", async () => {
		const database = await fresh();
		const one = await account(database, "one", 10_000);
		const caller = { account: one, scope: { kind: "all" } as const };
		const service = serviceOn(database);
		const put = (percentage: number) =>
			service.reconcileStream(caller, "deploy", { content_state: { title: "Deploy", type: "progress", percentage } });
		expect((await put(1)).body).toMatchObject({ operation: "started", devices_notified: 10_000 });
		expect((await put(2)).body).toMatchObject({ operation: "updated", devices_notified: 10_000 });
		expect((await service.sendPushNotification(caller, { title: "Hi" })).body.devices_notified).toBe(10_000);
		await service.updateBadge(caller, { badge: 3 });
		const { kysely } = database.reader;
		const lagging = kysely.selectFrom("activity_device").where("wanted_version", "=", 2);
		const queued = kysely.selectFrom("notification_device").where("state", "=", "queued");
		const badges = kysely.selectFrom("device").where("badge_wanted", "=", 3).where("badge_version", "=", 1);
		for (const rows of [
			lagging.select("device_id as id"),
			queued.select("device_id as id"),
			badges.select("id"),
		] as const) {
			expect(new Set((await rows.execute()).map(({ id }) => id)).size).toBe(10_000);
		}
	}, 60_000);
});

onPostgres(({ fresh }) => {
	test("transactions that block each other are put in a row, and both happen", async () => {
		const database = await fresh();
		await account(database, "one");
		await account(database, "two");
		const both = Promise.withResolvers<void>();
		let holding = 0;
		const rename = (order: string[]) =>
			database.transaction(async ({ kysely }) => {
				for (const id of order) {
					await kysely.updateTable("account").set({ webhook_secret: order.join() }).where("id", "=", id).execute();
					holding += 1;
					if (holding >= 2) both.resolve();
					await both.promise;
				}
			});
		await Promise.all([rename(["one", "two"]), rename(["two", "one"])]);
		const rows = await database.reader.kysely.selectFrom("account").select("webhook_secret").execute();
		expect(new Set(rows.map(({ webhook_secret }) => webhook_secret)).size).toBe(1);
		// Two rows each, and what was done again.
		expect(holding).toBeGreaterThan(4);
	});

	test("what was answered is there, also when all connections are lost meanwhile", async () => {
		const database = await fresh();
		const service = serviceOn(database);
		const accounts = await Promise.all(times(4, (index) => account(database, `account-${index}`)));
		const loseAll = async () => {
			await sql`
				SELECT pg_terminate_backend(pid) FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid()
			`.execute(database.reader.kysely);
		};
		const results = await Promise.allSettled(
			times(80, async (index) => {
				const caller = { account: accounts[index % 4] as Account, scope: { kind: "all" } as const };
				const content_state = { title: "Deploy", type: "progress" as const, percentage: 1 };
				if (index === 40) await loseAll();
				return (await service.startLiveActivity(caller, { content_state })).body.activity_id;
			}),
		);
		const answered = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
		const stored = await database.reader.kysely.selectFrom("activity").select("id").execute();
		expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining(answered));
		const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
		expect(failed).toEqual(failed.map(() => expect.objectContaining({ name: "DatabaseError", code: "unreachable" })));
		// The service goes on.
		const caller = { account: accounts[0] as Account, scope: { kind: "all" } as const };
		expect((await service.sendPushNotification(caller, { title: "Hello" })).body.devices_notified).toBe(1);
	});

	test("a transaction in which a query has failed is not taken for one that happened", async () => {
		const database = await fresh();
		const one = await account(database, "one");
		const work = database.transaction(async (session) => {
			await sql`UPDATE account SET webhook_secret = 'changed'`.execute(session.kysely);
			await sql`SELECT 1 / 0`.execute(session.kysely).catch(() => "swallowed");
		});
		await expect(work).rejects.toMatchObject({ name: "DatabaseError", code: "failed" });
		expect(await findWebhookSecret(database.reader, one.id)).not.toBe("changed");
	});

	test("accounts do not wait for each other", async () => {
		const database = await fresh();
		const store = createStore(database);
		const [one, two] = [await account(database, "one"), await account(database, "two")];
		const { promise, resolve } = Promise.withResolvers<void>();
		const slow = store.transaction(one, async () => promise);
		await store.transaction(two, async (tx) => tx.saveStream(stream(two, NOW)));
		// Nor does what belongs to an account, and is no work of it.
		expect(await store.claim(one, "start:key", "{}", NOW)).toEqual({ state: "claimed" });
		resolve();
		await slow;
	});
});
