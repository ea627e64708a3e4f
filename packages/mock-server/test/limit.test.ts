/** Limits, the scopes of keys, and accounts that are generous or strict. */
import { describe, expect, test } from "vitest";
import { type AccountSeed, createMock } from "../src/index.ts";
import { api, progress, seen, send, shows } from "./api.ts";

describe("requests a minute", () => {
	const limited = () => createMock({ accounts: [{ keys: ["one", "two"] }], limits: { requestsPerMinute: 60 } });

	test("the 61st is refused, over all operations and keys of the account, until the minute is over", async () => {
		const mock = limited();
		const one = api(mock, "one");
		const two = api(mock, "two");
		const calls = [
			() => one.put("k", progress(1)),
			() => two.push({ title: "T" }),
			() => one.badge({ badge: 1 }),
			() => two.metric("m", { value: 1 }),
			() => one.start({}),
			() => two.update({ activity_id: "unknown", content_state: { title: "T" } }),
			() => one.end({ activity_id: "unknown", content_state: { title: "T" } }),
			() => two.del("never"),
		];
		for (let count = 0; count < 60; count += 1) {
			const { status, headers } = (await calls[count % calls.length]?.()) ?? {};
			expect(status).not.toBe(429);
			expect(headers?.get("ratelimit-limit")).toBe("60");
			expect(headers?.get("ratelimit-remaining")).toBe(String(59 - count));
			expect(headers?.get("ratelimit-reset")).toBe("60");
		}
		await mock.clock.advance("20.5s");
		const before = seen(mock);
		for (const call of calls) {
			const { status, body, headers } = await call();
			expect(status).toBe(429);
			expect(body).toEqual({ error: "Rate limit exceeded", message: "Too many requests, please try again later." });
			expect(headers.get("retry-after")).toBe("40");
			expect(headers.get("ratelimit-remaining")).toBe("0");
		}
		expect(seen(mock)).toEqual(before);
		await mock.clock.advance("39.5s");
		expect((await one.push({ title: "T" })).headers.get("ratelimit-remaining")).toBe("59");
	});

	test("what no key stands for, and what is no operation, does not count", async () => {
		const mock = limited();
		await api(mock, "one").push({ title: "T" });
		await api(mock, "unknown").push({ title: "T" });
		await send(mock.fetch, { method: "POST", path: "/push-notification", key: null, body: {} });
		await send(mock.fetch, { method: "GET", path: "/push-notification", key: "one" });
		await send(mock.fetch, { method: "POST", path: "/nothing", key: "one" });
		expect((await api(mock, "one").push({ title: "T" })).headers.get("ratelimit-remaining")).toBe("58");
	});

	test("each account has its own", async () => {
		const mock = createMock({ limits: { requestsPerMinute: 1 } });
		expect((await api(mock, "one").push({ title: "T" })).status).toBe(200);
		expect((await api(mock, "one").push({ title: "T" })).status).toBe(429);
		expect((await api(mock, "two").push({ title: "T" })).status).toBe(200);
	});

	test("an account may have another limit, or none: then nothing is announced", async () => {
		const mock = createMock({
			accounts: [
				{ keys: ["small"], limits: { requestsPerMinute: 1 } },
				{ keys: ["free"], limits: { requestsPerMinute: null } },
			],
			limits: { requestsPerMinute: 60 },
		});
		expect((await api(mock, "small").push({ title: "T" })).headers.get("ratelimit-limit")).toBe("1");
		expect((await api(mock, "small").push({ title: "T" })).status).toBe(429);
		expect((await api(mock, "free").push({ title: "T" })).headers.has("ratelimit-limit")).toBe(false);
	});

	test("in process there is none by default", async () => {
		const { push } = api(createMock());
		for (let count = 0; count < 70; count += 1) expect((await push({ title: "T" })).status).toBe(200);
	});
});

describe("Live Activities at the same time", () => {
	test("a fifth is refused, streams and others alike; ending one makes room", async () => {
		const mock = createMock();
		const { put, start, update, del } = api(mock);
		for (const key of ["a", "b", "c"]) await put(key, progress(1));
		const { activity_id } = (await start(progress(1))).body;
		const before = seen(mock);
		const refusal = {
			status: 429,
			body: {
				error: "Live Activity limit reached",
				message: "Only 4 concurrent Live Activities are allowed per account",
				limit: 4,
				active: 4,
			},
		};
		expect(await put("e", progress(1))).toMatchObject(refusal);
		expect(await start(progress(1))).toMatchObject(refusal);
		expect(seen(mock)).toEqual(before);
		expect((await del("e")).status).toBe(404);
		expect((await put("a", progress(2))).body.operation).toBe("updated");
		expect((await update({ activity_id, content_state: { title: "T" } })).status).toBe(200);
		await del("a");
		expect((await put("e", progress(1))).body.operation).toBe("started");
		expect((await put("f", progress(1))).status).toBe(429);
	});

	test("parallel starts never pass the limit", async () => {
		const mock = createMock({ limits: { liveActivities: 3 } });
		const { put, start } = api(mock);
		const calls = Array.from({ length: 20 }, (_, index) =>
			index % 2 ? start(progress(1)) : put(`stream-${index}`, progress(1)),
		);
		const statuses = (await Promise.all(calls)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 200)).toHaveLength(3);
		expect(shows(mock)).toHaveLength(3);
	});

	test("each account has its own number", async () => {
		const mock = createMock({
			accounts: [{ keys: ["one"], limits: { liveActivities: 1 } }, { keys: ["two"] }],
			limits: { liveActivities: 2 },
		});
		for (const [key, limit] of [
			["one", 1],
			["two", 2],
		] as const) {
			const { start } = api(mock, key);
			for (let count = 0; count < limit; count += 1) expect((await start(progress(1))).status).toBe(200);
			expect(await start(progress(1))).toMatchObject({
				status: 429,
				body: { limit, active: limit, message: `Only ${limit} concurrent Live Activities are allowed per account` },
			});
		}
	});
});

const workspace: AccountSeed = {
	keys: ["all", { key: "ops-key", channels: ["ops"] }, { key: "both-key", channels: ["ops", "sales", "ops"] }],
	users: [
		{ id: "ann", devices: [{ id: "ann-phone" }, { id: "ann-watch", liveActivities: false }] },
		{ id: "bob", devices: [{ id: "bob-phone" }] },
	],
	channels: {
		ops: { users: ["ann"] },
		sales: { devices: ["bob-phone"] },
		nobody: {},
		watches: { devices: ["ann-watch"] },
	},
};

describe("channels and the scopes of keys", () => {
	const mock = () => createMock({ accounts: [workspace] });

	test.each([
		["all", {}, null, 3, 2],
		["all", { channels: ["ops"] }, ["ops"], 2, 1],
		["all", { target: { channels: ["sales", "ops", "sales"] } }, ["sales", "ops"], 3, 2],
		["ops-key", {}, ["ops"], 2, 1],
		["ops-key", { target: { channels: ["ops"] } }, ["ops"], 2, 1],
		["both-key", {}, ["ops", "sales"], 3, 2],
		["both-key", { channels: ["sales"] }, ["sales"], 1, 1],
	])("%s with %j reaches %j", async (key, target, slugs, devices, users) => {
		for (const [operation, body] of [
			["push", { title: "T" }],
			["badge", { badge: 3 }],
		] as const) {
			expect((await api(mock(), key)[operation]({ ...body, ...target })).body).toMatchObject({
				effective_channel_slugs: slugs,
				devices_notified: devices,
				users_notified: users,
			});
		}
	});

	test("a notification and a badge arrive on the devices that were counted, and on no other", async () => {
		const account = mock();
		await api(account, "ops-key").push({ title: "T", badge: 7 });
		await api(account, "all").badge({ badge: 3, channels: ["sales"] });
		expect(account.devices.map(({ badge }) => badge)).toEqual([7, 7, 3]);
		expect(account.devices.map((device) => device.notifications().length)).toEqual([1, 1, 0]);
	});

	test("devices that cannot show Live Activities are not counted for them", async () => {
		const account = mock();
		expect((await api(account, "ops-key").start(progress(1))).body).toMatchObject({ devices_notified: 1 });
		expect(shows(account, 1)).toEqual([]);
		expect(await api(account, "all").start({ ...progress(1), channels: ["watches"] })).toMatchObject({
			status: 404,
			body: {
				error: "No recipients found",
				message: "No Live Activity devices matched the effective channel target",
				effective_channel_slugs: ["watches"],
			},
		});
		expect((await api(account, "all").push({ title: "T", channels: ["watches"] })).status).toBe(200);
	});

	test("a channel without devices is a 404 that says which channels applied", async () => {
		for (const [operation, body] of [
			["push", { title: "T" }],
			["badge", { badge: 1 }],
		] as const) {
			const { status, body: answer } = await api(mock(), "all")[operation]({ ...body, channels: ["nobody"] });
			expect(status).toBe(404);
			expect(answer).toEqual({
				error: "No recipients found",
				message: "No devices matched the effective channel target",
				effective_channel_slugs: ["nobody"],
			});
		}
	});

	test("an account without devices: null says that no channel applied", async () => {
		const empty = createMock({ accounts: [{ keys: ["key"], users: [] }] });
		const { push, put } = api(empty, "key");
		expect((await push({ title: "T" })).body.effective_channel_slugs).toBeNull();
		expect(await put("k", progress(1))).toMatchObject({ status: 404, body: { effective_channel_slugs: null } });
	});

	test("another channel than the key's is a 403, before an unknown one is a 400", async () => {
		const account = mock();
		const outside = {
			status: 403,
			body: {
				error: "Invalid channel targeting",
				message:
					"This API key can only target assigned channels. Requested channels include channels outside this key scope.",
			},
		};
		for (const channels of [["sales"], ["ops", "sales"], ["unknown"]]) {
			const { push, badge, start, put } = api(account, "ops-key");
			expect(await push({ title: "T", channels })).toMatchObject(outside);
			expect(await badge({ badge: 1, target: { channels } })).toMatchObject(outside);
			expect(await start({ ...progress(1), channels })).toMatchObject(outside);
			expect(await put("k", { ...progress(1), channels })).toMatchObject(outside);
		}
		expect(await api(account, "all").push({ title: "T", channels: ["ops", "unknown"] })).toMatchObject({
			status: 400,
			body: { error: "Invalid channel targeting", message: expect.stringMatching(/^channels .*\bunknown\b/) },
		});
		expect(account.devices.flatMap(({ pushes }) => pushes)).toEqual([]);
	});

	test("a key of channels touches only what was sent within them", async () => {
		const account = mock();
		const all = api(account, "all");
		const ops = api(account, "ops-key");
		await all.put("everywhere", progress(1));
		await all.put("both", { ...progress(1), channels: ["ops", "sales"] });
		await all.put("ops", { ...progress(1), channels: ["ops"] });
		const { activity_id } = (await all.start(progress(1))).body;
		const before = seen(account);
		for (const key of ["everywhere", "both"]) {
			expect(await ops.put(key, progress(2))).toMatchObject({
				status: 403,
				body: { error: "Forbidden", message: "This API key cannot update this Live Activity" },
			});
			expect(await ops.del(key)).toMatchObject({
				status: 403,
				body: { error: "Forbidden", message: "This API key cannot end this Live Activity" },
			});
		}
		const change = { activity_id, content_state: { title: "T" } };
		expect((await ops.update(change)).body.message).toBe("This API key cannot update this Live Activity");
		expect((await ops.end(change)).body.message).toBe("This API key cannot end this Live Activity");
		expect(seen(account)).toEqual(before);
		expect((await ops.put("ops", progress(2))).body).toMatchObject({ operation: "updated" });
		expect((await ops.del("ops")).status).toBe(200);
		// A paused stream is remembered, and so is whom it is for.
		await account.pauseStream("both");
		expect((await ops.put("both", progress(2))).status).toBe(403);
		expect((await ops.del("both")).status).toBe(403);
		// An ended one is forgotten: whoever starts it anew says for whom.
		await all.del("everywhere");
		expect((await ops.put("everywhere", progress(1))).body).toMatchObject({
			operation: "started",
			effective_channel_slugs: ["ops"],
		});
	});

	test("the channels of a stream stay when a key with more of them sends without any", async () => {
		const account = mock();
		await api(account, "ops-key").put("k", progress(1));
		for (const key of ["all", "both-key"]) {
			expect((await api(account, key).put("k", progress(1))).body).toMatchObject({
				operation: "noop",
				effective_channel_slugs: ["ops"],
			});
		}
	});
});

describe("generous and strict accounts", () => {
	test("without a description, channels and metrics exist from the moment they are named", async () => {
		const mock = createMock();
		const { push, metric } = api(mock);
		expect((await push({ title: "T", channels: ["whatever"] })).body).toMatchObject({ devices_notified: 2 });
		expect((await metric("deploy.success_rate", { value: 99.9 })).body).toEqual({ success: true });
		expect(mock.devices[0]?.widgets).toEqual({ "deploy.success_rate": 99.9 });
	});

	test.each<[string, Parameters<typeof createMock>[0]]>([
		["strictAccounts", { strictAccounts: true }],
		["a seed that says strict", { accounts: [{ keys: ["ask_test"], strict: true }] }],
		["described channels", { accounts: [{ keys: ["ask_test"], channels: { ops: {} } }] }],
		["described metrics", { accounts: [{ keys: ["ask_test"], metrics: ["known"] }] }],
	])("%s makes it strict", async (_, options) => {
		const { push, metric } = api(createMock(options));
		expect(await push({ title: "T", channels: ["nope"] })).toMatchObject({
			status: 400,
			body: { error: "Invalid channel targeting" },
		});
		expect(await metric("nope", { value: 1 })).toMatchObject({
			status: 404,
			body: { error: "Metric not found", message: expect.stringContaining("nope") },
		});
	});

	test("a described account may be generous all the same: what is described holds, the rest reaches everybody", async () => {
		const mock = createMock({ accounts: [{ ...workspace, strict: false, metrics: ["known"] }] });
		const { push, metric } = api(mock, "all");
		expect((await push({ title: "T", channels: ["sales"] })).body).toMatchObject({ devices_notified: 1 });
		expect((await push({ title: "T", channels: ["new"] })).body).toMatchObject({ devices_notified: 3 });
		expect((await metric("new", { value: 1 })).status).toBe(200);
	});

	test("configured keys are the only ones", async () => {
		const mock = createMock({ accounts: [{ keys: ["known"] }] });
		expect((await api(mock, "other").push({ title: "T" })).status).toBe(401);
		expect(() => mock.account("other")).toThrow(/no account with this API key/);
		expect(() => mock.account("other")).not.toThrow(/other/);
	});

	test("keys of their own never see each other", async () => {
		const mock = createMock();
		const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);
		await Promise.all(
			keys.map(async (key, index) => {
				const { put, badge, metric } = api(mock, key);
				await put("same", progress(index));
				await badge({ badge: index });
				await metric("same", { value: index });
			}),
		);
		for (const [index, key] of keys.entries()) {
			const account = mock.account(key);
			expect(shows(account)).toMatchObject([{ percentage: index }]);
			expect(account.devices[0]).toMatchObject({ badge: index, widgets: { same: index } });
			expect((await api(mock, key).put("same", progress(index))).body.operation).toBe("noop");
			await expect(account.pauseStream("other")).rejects.toThrow();
		}
		expect(mock.devices).toBe(mock.account("key-0").devices);
	});
});

describe("metrics", () => {
	test("a value older than the stored one is ignored, one as old is taken", async () => {
		const mock = createMock();
		const { metric } = api(mock);
		const value = async (sent: object) => {
			expect((await metric("m", sent)).body).toEqual({ success: true });
			return mock.devices[0]?.widgets.m;
		};
		expect(await value({ value: 1 })).toBe(1);
		expect(await value({ value: 2, timestamp: "2025-12-31T23:59:59Z" })).toBe(1);
		expect(await value({ value: 3, timestamp: "2026-01-01T01:00:00+01:00" })).toBe(3);
		expect(await value({ value: "four", timestamp: "2026-01-01T00:00:01.5Z" })).toBe("four");
		expect(await value({ value: 5 })).toBe("four");
		await mock.clock.advance("2s");
		expect(await value({ value: 6 })).toBe(6);
		expect(mock.devices[0]?.pushes.map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => "widgets"));
	});
});
