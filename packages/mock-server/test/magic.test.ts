/** Magic values: errors and states for those who can reach no control route. */
import { describe, expect, test, vi } from "vitest";
import { createMock, magicValues } from "../src/index.ts";
import { api, progress } from "./api.ts";

const badge = (mock: ReturnType<typeof createMock>, key: string) =>
	mock.fetch("http://mock.test/api/badge", {
		method: "POST",
		headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
		body: '{"badge":1}',
	});

describe("API keys", () => {
	test.each([
		["ask_mock_unauthorized", 401],
		["ask_mock_forbidden", 403],
		["ask_mock_no_devices", 404],
		["ask_mock_rate_limited", 429],
		["ask_mock_server_error", 500],
		["ask_mock_unavailable", 503],
	])("%s is a %i, with anything after it", async (key, status) => {
		const mock = createMock();
		expect((await badge(mock, key)).status).toBe(status);
		expect((await badge(mock, `${key}_of_a_test`)).status).toBe(status);
		expect((await badge(mock, "ask_mock")).status).toBe(200);
	});

	test("ask_mock_limit_reached: no Live Activity starts, everything else goes on", async () => {
		const { put, start, push } = api(createMock(), "ask_mock_limit_reached");
		for (const answer of [await put("k", progress(1)), await start(progress(1))]) {
			expect([answer.status, answer.body]).toMatchObject([
				429,
				{ error: "Live Activity limit reached", limit: 4, active: 4 },
			]);
			expect(answer.headers.has("retry-after")).toBe(false);
		}
		expect((await push({ title: "T" })).status).toBe(200);
	});

	test("ask_mock_flaky fails twice for each key, then no more", async () => {
		const mock = createMock();
		for (const key of ["ask_mock_flaky_a", "ask_mock_flaky_b"]) {
			const statuses = [];
			for (let attempt = 0; attempt < 4; attempt += 1) statuses.push((await badge(mock, key)).status);
			expect(statuses).toEqual([503, 503, 200, 200]);
		}
	});

	test("ask_mock_reset, ask_mock_never and ask_mock_slow spoil the connection", async () => {
		vi.useFakeTimers();
		try {
			const mock = createMock();
			await expect(badge(mock, "ask_mock_reset")).rejects.toThrow("fetch failed");
			const slow = vi.fn();
			const answered = badge(mock, "ask_mock_slow").then(slow);
			const never = expect(badge(mock, "ask_mock_never")).rejects.toThrow("fetch failed");
			await vi.advanceTimersByTimeAsync(2999);
			expect(slow).not.toHaveBeenCalled();
			await vi.advanceTimersByTimeAsync(1);
			await answered;
			await mock.close();
			await never;
		} finally {
			vi.useRealTimers();
		}
	});

	test("mean nothing but themselves where accounts are described", async () => {
		const mock = createMock({ accounts: [{ keys: ["ask_mock_server_error"] }] });
		expect((await badge(mock, "ask_mock_server_error")).status).toBe(200);
		expect((await badge(mock, "ask_mock_rate_limited")).status).toBe(401);
	});
});

test("a channel, stream keys and metric keys", async () => {
	const mock = createMock();
	const { put, push, metric, start } = api(mock);
	expect((await push({ title: "T", channels: ["mock-no-devices"] })).status).toBe(404);
	expect((await push({ title: "T", channels: ["mock-no-devices", "ops"] })).status).toBe(200);
	expect((await put("mock-paused-1", progress(1))).body).toMatchObject({ operation: "paused", activity_id: null });
	expect((await put("mock-paused-1", progress(2))).body).toMatchObject({ operation: "paused" });
	expect((await put("mock-limit-1", progress(1))).body).toMatchObject({
		error: "Live Activity limit reached",
		limit: 4,
	});
	expect((await start(progress(1))).status).toBe(200);
	expect((await metric("mock-unknown-1", { value: 1 })).status).toBe(404);
	expect((await metric("mock.unknown", { value: 1 })).status).toBe(200);
});

test("a paused stream can be resumed all the same", async () => {
	const mock = createMock();
	await api(mock).put("mock-paused-1", progress(1));
	await mock.resumeStream("mock-paused-1");
	expect((await api(mock).put("mock-paused-1", progress(1))).body).toMatchObject({ operation: "started" });
});

test("none of them means anything in an account that is described", async () => {
	const channels = { "mock-no-devices": { users: ["user-1"] } };
	const mock = createMock({ accounts: [{ keys: ["ask_test"], channels, metrics: ["mock-unknown-1"] }] });
	const { put, push, metric } = api(mock);
	expect((await push({ title: "T", channels: ["mock-no-devices"] })).status).toBe(200);
	expect((await put("mock-paused-1", progress(1))).body).toMatchObject({ operation: "started" });
	expect((await put("mock-limit-1", progress(1))).body).toMatchObject({ operation: "started" });
	expect((await metric("mock-unknown-1", { value: 1 })).status).toBe(200);
});

test("all of them are listed, with what they mean", () => {
	expect(magicValues.map((magic) => magic.value)).toEqual([
		...["unauthorized", "forbidden", "no_devices", "rate_limited", "limit_reached", "server_error", "unavailable"].map(
			(name) => `ask_mock_${name}`,
		),
		...["flaky", "slow", "reset", "never"].map((name) => `ask_mock_${name}`),
		"mock-no-devices",
		"mock-paused-",
		"mock-limit-",
		"mock-unknown-",
	]);
	for (const { means } of magicValues) expect(means).toMatch(/\w{3}/);
});
