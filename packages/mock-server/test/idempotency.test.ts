import { describe, expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { api, progress, seen } from "./api.ts";

const KEY = { "Idempotency-Key": "deploy-4f1c9" };

describe("an Idempotency-Key", () => {
	test("with the same body gives the first answer again and does nothing", async () => {
		const mock = createMock();
		const { push, start } = api(mock);
		for (const [call, body] of [
			[push, { title: "T", payload: { a: 1, b: [1, 2] } }],
			[start, progress(1)],
		] as const) {
			const first = await call(body, KEY);
			expect(first.status).toBe(200);
			expect(first.headers.has("idempotent-replayed")).toBe(false);
			const before = seen(mock);
			await mock.clock.advance("1m");
			const again = await call(body, KEY);
			expect(again).toMatchObject({ status: 200, body: first.body });
			expect(again.headers.get("idempotent-replayed")).toBe("true");
			expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
			expect(seen(mock)).toEqual(before);
		}
	});

	test("does not see the order of fields, nor spaces", async () => {
		const { push } = api(createMock());
		await push('{"title":"T","payload":{"a":1,"b":{"c":2,"d":3}}}', KEY);
		const again = await push('{ "payload": {"b":{"d":3,"c":2},\n"a":1.0}, "title": "\\u0054" }', KEY);
		expect(again.headers.get("idempotent-replayed")).toBe("true");
	});

	test("with another body is a 422", async () => {
		const mock = createMock();
		const { push } = api(mock);
		await push({ title: "T" }, KEY);
		const { status, body } = await push({ title: "t" }, KEY);
		expect(status).toBe(422);
		expect(body).toEqual({ error: "Idempotency key reused", message: expect.any(String) });
		expect(mock.devices[0]?.pushes).toHaveLength(1);
	});

	test("stores nothing but a 200: what was refused may be tried again", async () => {
		const mock = createMock({ limits: { liveActivities: 1 } });
		const { put, del, start } = api(mock);
		await put("k", progress(1));
		expect((await start(progress(2), KEY)).status).toBe(429);
		await del("k");
		const started = await start(progress(2), KEY);
		expect(started.status).toBe(200);
		expect(started.headers.has("idempotent-replayed")).toBe(false);
		// After a refusal, another body is no reuse either.
		expect((await start(progress(3), { "Idempotency-Key": "other" })).status).toBe(429);
		expect((await start(progress(4), { "Idempotency-Key": "other" })).status).toBe(429);
	});

	test("holds for 24 hours", async () => {
		const mock = createMock();
		const { push } = api(mock);
		await push({ title: "T" }, KEY);
		await mock.clock.advance(24 * 3_600_000 - 1);
		expect((await push({ title: "T" }, KEY)).headers.get("idempotent-replayed")).toBe("true");
		await mock.clock.advance(1);
		expect((await push({ title: "another" }, KEY)).status).toBe(200);
		expect(mock.devices[0]?.pushes).toHaveLength(2);
	});

	test("belongs to an account and an operation, whichever of its keys sends it", async () => {
		const mock = createMock({ accounts: [{ keys: ["a1", "a2"] }, { keys: ["b"] }] });
		await api(mock, "a1").push({ title: "T" }, KEY);
		expect((await api(mock, "a2").push({ title: "T" }, KEY)).headers.get("idempotent-replayed")).toBe("true");
		expect((await api(mock, "b").push({ title: "other" }, KEY)).headers.has("idempotent-replayed")).toBe(false);
		expect((await api(mock, "a1").start(progress(1), KEY)).headers.has("idempotent-replayed")).toBe(false);
	});

	test("replays count against the rate", async () => {
		const { push } = api(createMock({ limits: { requestsPerMinute: 3 } }));
		const remaining = async () => (await push({ title: "T" }, KEY)).headers.get("ratelimit-remaining");
		expect([await remaining(), await remaining(), await remaining()]).toEqual(["2", "1", "0"]);
		expect((await push({ title: "T" }, KEY)).status).toBe(429);
	});

	test("comes after the schema and before the target", async () => {
		const mock = createMock({ accounts: [{ keys: ["all", { key: "ops", channels: ["ops"] }], strict: false }] });
		await api(mock, "all").push({ title: "T" }, KEY);
		expect((await api(mock, "all").push({ title: 1 }, KEY)).status).toBe(400);
		expect((await api(mock, "ops").push({ title: "T", channels: ["sales"] }, KEY)).status).toBe(422);
	});

	test.each([
		["", 400],
		["k".repeat(255), 200],
		["k".repeat(256), 400],
	])("has 1 to 255 characters", async (key, expected) => {
		const { status, body } = await api(createMock()).push({ title: "T" }, { "Idempotency-Key": key });
		expect(status).toBe(expected);
		if (status === 400) expect(body).toMatchObject({ issues: [{ path: "Idempotency-Key" }] });
	});

	test("means nothing on other operations", async () => {
		const mock = createMock();
		const send = (badge: number) =>
			mock.fetch("http://mock.test/api/badge", {
				method: "POST",
				headers: { Authorization: "Bearer k", "Content-Type": "application/json", ...KEY },
				body: JSON.stringify({ badge }),
			});
		for (const badge of [1, 2]) expect((await send(badge)).status).toBe(200);
		expect(mock.devices[0]?.badge).toBe(2);
	});
});
