/** The control routes over HTTP: what a test in any language can do. */
import { describe, expect, test } from "vitest";
import { createMock, type MockOptions } from "../src/index.ts";
import { progress, send } from "./api.ts";

async function controlled(options?: MockOptions) {
	const mock = createMock(options);
	const { url, instance } = await mock.listen();
	async function control(method: string, path: string, { key, body }: { key?: string; body?: unknown } = {}) {
		const response = await fetch(`${url}/_mock${path}`, {
			method,
			headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
	}
	const put = (key: string, percentage = 1, streamKey = "k") =>
		send(fetch, { method: "PUT", path: `/live-activity/stream/${streamKey}`, body: progress(percentage), key }, url);
	return { mock, url, instance, control, put, [Symbol.asyncDispose]: () => mock.close() };
}

test("health tells which mock it is", async () => {
	await using kit = await controlled();
	expect(await kit.control("GET", "/health")).toEqual({
		status: 200,
		body: { instance: kit.instance, version: expect.any(String), clock: "frozen", now: "2026-01-01T00:00:00.000Z" },
	});
});

describe("accounts", () => {
	test("one is added to a mock that runs", async () => {
		await using kit = await controlled({ accounts: [{ keys: ["ask_first"] }] });
		expect((await kit.put("ask_new")).status).toBe(401);
		const seed = { keys: ["ask_new"], users: [{ id: "u", devices: [{ id: "phone" }] }] };
		expect(await kit.control("POST", "/accounts", { body: seed })).toEqual({ status: 201, body: { id: "account-2" } });
		expect((await kit.put("ask_new")).body).toMatchObject({ operation: "started", devices_notified: 1 });
	});

	test("all of them are replaced, also for later resets", async () => {
		await using kit = await controlled();
		await kit.put("ask_any");
		expect((await kit.control("PUT", "/accounts", { body: { accounts: [{ keys: ["ask_only"] }] } })).status).toBe(204);
		expect((await kit.put("ask_any")).status).toBe(401);
		expect((await kit.put("ask_only")).body.operation).toBe("started");
		expect((await kit.control("POST", "/reset")).status).toBe(204);
		expect((await kit.put("ask_any")).status).toBe(401);
		expect((await kit.put("ask_only")).body.operation).toBe("started");
	});
});

test("the state of an account is that of its key", async () => {
	await using kit = await controlled();
	await kit.put("ask_one", 42);
	await kit.put("ask_two", 7, "other");
	const { body } = await kit.control("GET", "/state", { key: "ask_two" });
	expect(body.streams).toEqual([{ key: "other", status: "active", activityId: expect.any(String) }]);
	expect(body.devices[0]).toMatchObject({
		id: "iphone",
		name: "iPhone",
		userId: "user-1",
		lockScreen: { activities: [{ status: "active", state: { percentage: 7 } }], dismissed: [] },
		notifications: [],
		badge: 0,
		widgets: {},
		tokens: "immediate",
		offline: false,
	});
	const first = await kit.control("GET", "/state");
	expect(first.body.devices[0].lockScreen.activities[0].state.percentage).toBe(42);
});

test("the clock is moved", async () => {
	await using kit = await controlled();
	expect(await kit.control("POST", "/clock", { body: { advance: "8h" } })).toEqual({
		status: 200,
		body: { now: "2026-01-01T08:00:00.000Z" },
	});
	await kit.control("POST", "/clock", { body: { set: "2026-01-02T00:00:00Z" } });
	expect((await kit.control("GET", "/clock")).body).toEqual({ now: "2026-01-02T00:00:00.000Z" });
});

test("a fault is added, strikes, and is removed", async () => {
	await using kit = await controlled();
	const added = await kit.control("POST", "/faults", { key: "ask_one", body: { status: 503 } });
	expect(added).toEqual({ status: 201, body: { id: expect.any(String), rule: { status: 503 }, struck: 0 } });
	const badge = { method: "POST", path: "/badge", body: { badge: 1 }, key: "ask_one" };
	expect(
		(await fetch(`${kit.url}/api/badge`, { method: "POST", headers: { authorization: "Bearer ask_one" } })).status,
	).toBe(503);
	expect((await kit.control("GET", "/faults", { key: "ask_one" })).body.faults).toEqual([
		{ id: added.body.id, rule: { status: 503 }, struck: 1 },
	]);
	expect((await kit.control("DELETE", `/faults/${added.body.id}`, { key: "ask_one" })).status).toBe(204);
	expect((await send(fetch, badge, kit.url)).status).toBe(200);
});
