import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AbortError, type ActivitySmithOptions, type RateLimitError } from "../src/index.ts";
import { type Reply, reply, stubClient } from "./stub-fetch.ts";

beforeEach(() => {
	vi.useFakeTimers();
	vi.spyOn(Math, "random").mockReturnValue(1);
});
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

const rateLimited = { error: "Rate limit exceeded", message: "Too many requests, please try again later." };
const hosted = { baseURL: "https://activitysmith.com/api" };
const system = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });

/** The requests of a call that sets a state, or of one that acts each time, until it settles; and how it settled. */
async function outcome(kind: "state" | "action", replies: Reply[], options?: ActivitySmithOptions) {
	const { client, sent } = stubClient(replies, options);
	const call = kind === "state" ? client.badgeCount(1) : client.notifications.send({ title: "T" });
	const settled = call.then(
		() => "resolved",
		(error) => error.name,
	);
	await vi.runAllTimersAsync();
	return { result: await settled, requests: sent.length, sent };
}

describe("what is tried again", () => {
	test.each([408, 409, 429, 500, 502, 503, 504])("status %i", async (status) => {
		expect(await outcome("state", [reply(status, {})])).toMatchObject({ result: "resolved", requests: 2 });
	});

	test.each([400, 401, 403, 404, 405, 413, 415, 422, 302, 200])("not status %i", async (status) => {
		expect((await outcome("state", [reply(status, undefined)])).requests).toBe(1);
	});

	test("any answer that says when to come back", async () => {
		expect(await outcome("state", [reply(403, {}, { "retry-after": "1" })])).toMatchObject({ requests: 2 });
	});

	test("not the limit of Live Activities, which waiting doesn't lift", async () => {
		const body = { error: "Live Activity limit reached", message: "Only 4 …", limit: 4, active: 4 };
		const none = reply(429, { ...body, limit: 0, active: 0 }, { "retry-after": "1" });
		expect(await outcome("state", [none])).toMatchObject({ result: "LiveActivityLimitError", requests: 1 });
		const answer = reply(429, body, { "retry-after": "1" });
		expect(await outcome("state", [answer])).toMatchObject({ result: "LiveActivityLimitError", requests: 1 });
	});

	test.each([0, 1, 5])("%i times when maxRetries says so", async (maxRetries) => {
		const replies = Array.from({ length: 9 }, () => reply(500, {}));
		expect(await outcome("state", replies, { maxRetries })).toEqual({
			result: "InternalServerError",
			requests: maxRetries + 1,
			sent: expect.anything(),
		});
	});

	test("twice by default, and the error tells how often", async () => {
		const { client } = stubClient([reply(500, {}), reply(500, {}), reply(503, {})]);
		const call = client.badgeCount(1).catch((error) => error);
		await vi.runAllTimersAsync();
		expect(await call).toMatchObject({ status: 503, attempts: 3 });
	});

	test("not at all when maxRetries makes no sense", async () => {
		expect((await outcome("state", [reply(500, {})], { maxRetries: Number.NaN })).requests).toBe(1);
	});
});

describe("a call that acts each time it is sent", () => {
	test("carries one Idempotency-Key for all its requests", async () => {
		const { sent } = await outcome("action", [reply(500, {}), system("ECONNRESET")]);
		expect(sent).toHaveLength(3);
		expect(new Set(sent.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
		const other = await outcome("action", []);
		expect(other.sent[0]?.headers["idempotency-key"]).not.toBe(sent[0]?.headers["idempotency-key"]);
	});

	test("carries the caller's key when there is one", async () => {
		const { client, sent } = stubClient();
		await client.liveActivities.start(
			{ content_state: { title: "T", type: "value", value: 1 } },
			{ idempotencyKey: "order-7" },
		);
		expect(sent[0]?.headers["idempotency-key"]).toBe("order-7");
	});

	test.each([
		["a server error", reply(500, {})],
		["a bad gateway", reply(502, {})],
		["a reset connection", system("ECONNRESET")],
		["a gateway that timed out and says when to come back", reply(504, {}, { "retry-after": "0" })],
		["a server error that says when to come back", reply(500, {}, { "retry-after": "0" })],
		["a server error whose text looks like a connection's", reply(502, { error: "upstream unreachable" })],
		["an answer that never comes", () => new Promise<Response>(() => undefined)],
	])("is not repeated on the hosted service after %s", async (_, answer) => {
		expect((await outcome("action", [answer], hosted)).requests).toBe(1);
	});

	test.each([
		["the rate limit", () => reply(429, rateLimited)],
		["a 503 that says when to come back", () => reply(503, {}, { "retry-after": "0" })],
		["a refused connection", () => system("ECONNREFUSED")],
		["a name that isn't resolved", () => system("ENOTFOUND")],
		["a resolver that is down", () => system("EAI_AGAIN")],
		["an unreachable network", () => system("ENETUNREACH")],
		["a connection that isn't made in time", () => system("UND_ERR_CONNECT_TIMEOUT")],
	])("is repeated on the hosted service after %s, which proves that nothing was done", async (_, make) => {
		const answer = make();
		expect(await outcome("action", [answer], hosted)).toMatchObject({ result: "resolved", requests: 2 });
	});

	test("what sets a state is repeated there all the same", async () => {
		expect(await outcome("state", [reply(500, {}), system("ECONNRESET")], hosted)).toMatchObject({ requests: 3 });
	});

	test.each(["https://activitysmith.com:443/api", "https://ACTIVITYSMITH.com./api", "https://eu.activitysmith.com"])(
		"%s is the hosted service",
		async (baseURL) => {
			expect(await outcome("action", [reply(500, {})], { baseURL })).toMatchObject({ requests: 1 });
		},
	);

	test.each(["https://notactivitysmith.com.example/api", "https://activitysmith.com.example/api"])(
		"%s is not the hosted service",
		async (baseURL) => {
			expect(await outcome("action", [reply(500, {})], { baseURL })).toMatchObject({ requests: 2 });
		},
	);
});

describe("how long it waits", () => {
	/** Milliseconds between the first request and the second. */
	async function wait(answer: Reply, before: Reply[] = []): Promise<number> {
		const { client, sent } = stubClient([...before, answer], { maxRetries: 20 });
		const call = client.badgeCount(1);
		await vi.advanceTimersByTimeAsync(0);
		for (const _ of before) await vi.advanceTimersToNextTimerAsync();
		const began = Date.now();
		const requests = sent.length;
		while (sent.length === requests) await vi.advanceTimersToNextTimerAsync();
		await call;
		return Date.now() - began;
	}

	test("half a second, doubling to 8 seconds", async () => {
		const failures = (count: number) => Array.from({ length: count }, () => reply(500, {}));
		const waits = [];
		for (const count of [0, 1, 2, 3, 4, 5, 6]) waits.push(await wait(reply(500, {}), failures(count)));
		expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
	});

	test("with jitter, down to half of that", async () => {
		vi.mocked(Math.random).mockReturnValue(0);
		expect(await wait(reply(500, {}))).toBe(250);
	});

	test("as long as Retry-After says, in seconds", async () => {
		expect(await wait(reply(429, rateLimited, { "retry-after": "17" }))).toBe(17_000);
		expect(await wait(reply(503, {}, { "retry-after": "60" }))).toBe(60_000);
	});

	test("as long as Retry-After says, as a date", async () => {
		vi.setSystemTime(Date.parse("Wed, 21 Oct 2026 07:28:00 GMT"));
		expect(await wait(reply(429, {}, { "retry-after": "Wed, 21 Oct 2026 07:28:12 GMT" }))).toBe(12_000);
	});

	test.each(["0", "Wed, 21 Oct 2015 07:28:00 GMT", "soon", ""])(
		"its own time when Retry-After is %j",
		async (value) => {
			expect(await wait(reply(429, {}, { "retry-after": value }))).toBe(500);
		},
	);

	test("not at all when Retry-After asks for more than a minute", async () => {
		const { client, sent } = stubClient([reply(429, rateLimited, { "retry-after": "61" })]);
		const error: RateLimitError = await client.badgeCount(1).then(
			() => expect.unreachable(),
			(reason) => reason,
		);
		expect(error).toMatchObject({ name: "RateLimitError", retryAfter: 61, attempts: 1 });
		expect(sent).toHaveLength(1);
	});
});

describe("aborting", () => {
	test("ends the wait at once, without another request", async () => {
		const controller = new AbortController();
		const { client, sent } = stubClient([reply(500, {})]);
		const call = client.badgeCount(1, {}, { signal: controller.signal }).catch((error) => error);
		await vi.advanceTimersByTimeAsync(100);
		controller.abort(new Error("stop"));
		expect(await call).toBeInstanceOf(AbortError);
		expect((await call).cause).toEqual(new Error("stop"));
		expect(vi.getTimerCount()).toBe(0);
		expect(sent).toHaveLength(1);
	});

	test("before the call sends nothing", async () => {
		const { client, sent } = stubClient();
		await expect(client.badgeCount(1, {}, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(AbortError);
		expect(sent).toHaveLength(0);
	});

	test("rejects even when fetch doesn't listen to its signal", async () => {
		const controller = new AbortController();
		const { client } = stubClient([() => new Promise<Response>(() => undefined)]);
		const call = client.badgeCount(1, {}, { signal: controller.signal }).catch((error) => error);
		await vi.advanceTimersByTimeAsync(1);
		controller.abort();
		expect(await call).toBeInstanceOf(AbortError);
	});

	test("a signal that lives long gathers no listeners", async () => {
		const { signal } = new AbortController();
		const listeners = { added: 0, removed: 0 };
		const { addEventListener, removeEventListener } = signal;
		signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
			listeners.added += 1;
			addEventListener.apply(signal, args);
		};
		signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
			listeners.removed += 1;
			removeEventListener.apply(signal, args);
		};
		const { client } = stubClient([reply(500, {}), reply(200, {}), reply(400, {})]);
		const calls = [client.badgeCount(1, {}, { signal }), client.metrics.update("cpu", 1, {}, { signal })];
		const settled = Promise.allSettled(calls);
		await vi.runAllTimersAsync();
		expect((await settled).map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		expect(listeners.added).toBeGreaterThan(2);
		expect(listeners.removed).toBe(listeners.added);
		expect(vi.getTimerCount()).toBe(0);
	});
});

test("each try has its whole timeout", async () => {
	const hang = () => new Promise<Response>(() => undefined);
	const { client, sent } = stubClient([hang, hang, hang], { timeout: 3000 });
	const began = Date.now();
	const call = client.badgeCount(1).catch((error) => error);
	await vi.runAllTimersAsync();
	expect(await call).toMatchObject({ name: "TimeoutError", attempts: 3 });
	expect(Date.now() - began).toBe(3 * 3000 + 500 + 1000);
	expect(sent.every(({ init }) => init.signal?.aborted)).toBe(true);
});
