/** Accounts beside each other: each with its own time, limits and ids; adding them, and beginning anew. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { type AccountSeed, createMock } from "../src/index.ts";
import { api, progress, seen, shows } from "./api.ts";

test("time of one account moves alone; that of the mock moves every account, those to come too", async () => {
	const mock = createMock({ now: 0 });
	const [one, two] = [mock.account("ask_one"), mock.account("ask_two")];
	await api(mock, "ask_one").start(progress(1));
	await api(mock, "ask_two").start(progress(1));
	await one.clock.advance("8h");
	expect([one.clock.now(), two.clock.now(), mock.clock.now()]).toEqual([28_800_000, 0, 0]);
	expect([shows(one)[0]?.status, shows(two)[0]?.status]).toEqual(["ended", "active"]);
	await mock.clock.advance("1h");
	expect([one.clock.now(), two.clock.now(), mock.clock.now()]).toEqual([32_400_000, 3_600_000, 3_600_000]);
	expect(mock.account("ask_three").clock.now()).toBe(3_600_000);
	await mock.clock.set(Date.UTC(1970, 0, 1, 9, 30));
	expect([one.clock.now(), two.clock.now()]).toEqual([34_200_000, 34_200_000]);
	await expect(two.clock.set(0)).rejects.toThrow(/cannot go back: it is 1970-01-01T09:30:00.000Z/);
	await expect(two.clock.set("later")).rejects.toThrow(TypeError);
});

test("two moves at once happen one after the other", async () => {
	const mock = createMock({ now: 0 });
	const { body } = await api(mock).start(progress(1));
	await Promise.all([mock.clock.advance("7h"), mock.clock.advance("2h")]);
	expect([mock.clock.now(), mock.devices[0] && mock.account("ask_test").clock.now()]).toEqual([32_400_000, 32_400_000]);
	// What is due on the second way happens at its time, not at the end of the first.
	expect(shows(mock)).toMatchObject([{ activityId: body.activity_id, status: "ended" }]);
	expect(mock.devices[0]?.pushes.at(-1)).toMatchObject({ body: { aps: { event: "end", timestamp: 28_800 } } });
});

test("a time beyond all dates is refused before anything moves", async () => {
	const mock = createMock({ now: 0 });
	const account = mock.account("ask_test");
	await account.clock.set("9999-01-01T00:00:00Z");
	const far = 365.25 * 86_400_000 * 2500;
	for (const duration of ["999999999d", 1e300, `${"9".repeat(400)}d`, 8.64e15, far]) {
		await expect(mock.clock.advance(duration)).rejects.toThrow(/at most|A duration is/);
	}
	await expect(account.clock.set(8e15)).rejects.toThrow(RangeError);
	expect(mock.clock.now()).toBe(0);
	expect((await api(mock).badge({ badge: 1 })).body.timestamp).toBe("9999-01-01T00:00:00.000Z");
});

test("the ids of an account follow from its key, whatever others do in between", async () => {
	async function ids(order: string[]) {
		const mock = createMock();
		const found: Record<string, unknown[]> = {};
		for (const key of order) {
			const { body } = await api(mock, key).start(progress(1));
			found[key] = [...(found[key] ?? []), body.activity_id];
		}
		return found;
	}
	const one = await ids(["a", "a", "b", "b"]);
	expect(await ids(["b", "a", "b", "a"])).toEqual(one);
	expect(new Set(Object.values(one).flat()).size).toBe(4);
});

describe("addAccount", () => {
	test("adds one with its keys, channels, limits, to a mock that runs", async () => {
		const mock = createMock();
		await api(mock).put("k", progress(1));
		const added = mock.addAccount({
			keys: ["ask_added", { key: "ask_ops", channels: ["ops"] }],
			channels: { ops: { devices: ["iphone"] } },
			limits: { liveActivities: 1 },
		});
		expect((await api(mock, "ask_ops").push({ title: "T" })).body).toMatchObject({ devices_notified: 1 });
		await api(mock, "ask_added").put("k", progress(1));
		expect((await api(mock, "ask_added").put("l", progress(1))).status).toBe(429);
		expect(added.id).toBe("account-2");
		expect(added.device("iphone").notifications()).toHaveLength(1);
		expect(mock.account("ask_ops").devices).toBe(added.devices);
		expect(shows(mock)).toHaveLength(1);
	});

	test.each<[unknown, RegExp]>([
		[{}, /^account\.keys is required$/],
		[{ keys: ["a b"] }, /^account\.keys\[0\] must be an API key, or \{ key, channels \}$/],
		[{ keys: ["k"], chanels: {} }, /^account\.chanels is not a field: allowed are keys, users, channels/],
		[
			{ keys: ["k"], channels: { ops: { devices: ["watch"] } } },
			/^account\.channels\.ops names watch: .*devices iphone, ipad$/,
		],
		[{ keys: ["k", "k"] }, /^account\.keys must each be given once$/],
		[
			{ keys: ["k"], users: ["a", "b"].map((id) => ({ id, devices: [{ id: "x" }] })) },
			/^account\.users must have devices with an id each of their own/,
		],
		[{ keys: ["k"], limits: { liveActivities: -1 } }, /^account\.limits\.liveActivities must be at least 0$/],
		[{ keys: ["fine", "ask_taken_key"] }, /^account\.keys\[1\] belongs to an account of this mock already$/],
	])("refuses %j", (seed, message) => {
		const mock = createMock({ accounts: [{ keys: ["ask_taken_key"] }] });
		expect(() => mock.addAccount(seed as AccountSeed)).toThrow(message);
		expect(() => mock.addAccount(seed as AccountSeed)).toThrow(TypeError);
		expect(() => mock.account("fine")).toThrow(/no account with this API key/);
	});
});

describe("reset", () => {
	test("makes everything as it was, whatever there was", async () => {
		const options = {
			seed: 3,
			limits: { requestsPerMinute: 60 },
			faults: [{ operation: "updateAppIconBadgeCount" as const, status: 500, times: 1 }],
		};
		const mock = createMock(options);
		const script = async () => {
			const { put, push, badge, metric, start } = api(mock);
			const answers = [
				await put("k", { ...progress(1), channels: ["ops"] }),
				await put("mock-paused-x", progress(1)),
				await push({ title: "T" }, { "Idempotency-Key": "i" }),
				await badge({ badge: 1 }),
				await badge({ badge: 2 }),
				await metric("m", { value: 1 }),
				await start(progress(1)),
			];
			await mock.clock.advance("7h50m");
			answers.push(await put("k", progress(1)));
			return JSON.stringify([
				answers.map(({ status, body, headers }) => [status, body, [...headers]]),
				seen(mock),
				mock.journal.entries(),
				mock.faults.list(),
				mock.clock.now(),
				mock.id,
			]);
		};
		const first = await script();
		mock.setChannel("ops", { devices: [] });
		mock.device("ipad").goOffline();
		mock.faults.add({ status: 500 });
		mock.addAccount({ keys: ["ask_other"] });
		await api(mock, "ask_third").push({ title: "T" });
		mock.reset();
		expect(mock.journal.entries()).toEqual([]);
		expect(seen(mock)).toEqual(seen(createMock(options)));
		expect(await script()).toBe(first);
		mock.reset();
		expect(inspect(mock, { depth: 20, showHidden: true })).toBe(
			inspect(createMock(options), { depth: 20, showHidden: true }),
		);
	});

	test("what began before it ends in what was before it", async () => {
		const mock = createMock();
		const before = mock.account("ask_test");
		const old = mock.devices[0];
		const { put } = api(mock);
		const late = put("k", progress(1));
		mock.reset();
		expect((await late).body).toMatchObject({ operation: "started" });
		expect(mock.journal.entries()).toEqual([]);
		expect((await put("k", progress(2))).body).toMatchObject({ operation: "started" });
		expect(old?.pushes).toHaveLength(1);
		// A view of an account is that of the key, whenever it is used.
		expect(shows(before)).toMatchObject([{ percentage: 2 }]);
	});
});

describe("metrics of a seed", () => {
	const seeded = (metrics: unknown) => createMock({ accounts: [{ keys: ["ask_test"], metrics: metrics as string[] }] });

	test.each([
		[["no spaces"], /^account\.metrics\[0\]\.key /],
		[[7], /^account\.metrics\[0\]\.key must be a string, not a number/],
		[["m", { label: "L" }], /^account\.metrics\[1\]\.key is required/],
		[[{ key: "m", label: "" }], /^account\.metrics\[0\]\.label /],
		[[{ key: "m", format: { kind: "money" } }], /^account\.metrics\[0\]\.format\.kind must be one of number, percent/],
		[[{ key: "m", format: { kind: "currency" } }], /^account\.metrics\[0\]\.format\.currency is required/],
		[[{ key: "m", format: { kind: "currency", currency: "$" } }], /currency must be a code of ISO 4217, such as USD/],
		[[{ key: "m", format: { kind: "unit", unit: "" } }], /^account\.metrics\[0\]\.format\.unit /],
		[[{ key: "m", formats: {} }], /^account\.metrics\[0\]\.formats is not a field/],
	])("%j is refused by its field", (metrics, message) => {
		expect(() => seeded(metrics)).toThrow(TypeError);
		expect(() => seeded(metrics)).toThrow(message);
	});

	test.each(["m", { key: "m" }, { key: "m", label: "Money", format: { kind: "currency", currency: "EUR" } }])(
		"%j exists, and others don't",
		async (metric) => {
			const { metric: update } = api(seeded([metric]));
			expect((await update("m", { value: 1 })).status).toBe(200);
			expect((await update("other", { value: 1 })).status).toBe(404);
		},
	);
});
