/** Faults in process: which request they strike, and what the caller sees. */
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { createMock, type FaultRule, type Mock } from "../src/index.ts";
import { api, progress, shows } from "./api.ts";

const BADGE = "http://mock.test/api/badge";

function call({ fetch }: Pick<Mock, "fetch">, init: RequestInit = {}): Promise<Response> {
	const headers = { authorization: "Bearer ask_test", "content-type": "application/json" };
	return fetch(BADGE, { method: "POST", headers, body: '{"badge":1}', ...init });
}

/** Statuses of so many calls. */
async function statuses(mock: Mock, count: number, key?: string): Promise<number[]> {
	const { put } = api(mock);
	const answers = [];
	for (let index = 0; index < count; index += 1) answers.push((await put(key ?? "k", progress(index))).status);
	return answers;
}

describe("which requests", () => {
	test.each<[string, FaultRule, number[]]>([
		["every one", { status: 503 }, [503, 503, 503, 503]],
		["so many", { status: 503, times: 2 }, [503, 503, 200, 200]],
		["after so many", { status: 503, after: 1 }, [200, 503, 503, 503]],
		["after so many, so many", { status: 503, after: 2, times: 1 }, [200, 200, 503, 200]],
		["those of an operation", { status: 503, operation: "reconcileLiveActivityStream" }, [503, 503, 503, 503]],
		[
			"those of some operations",
			{ status: 503, operation: ["endLiveActivityStream", "sendPushNotification"] },
			[200, 200, 200, 200],
		],
		["those of a key", { status: 503, key: "k" }, [503, 503, 503, 503]],
		["those of another key", { status: 503, key: "other" }, [200, 200, 200, 200]],
		["with no chance", { status: 503, probability: 0 }, [200, 200, 200, 200]],
		["with certainty", { status: 503, probability: 1 }, [503, 503, 503, 503]],
	])("%s", async (_, rule, expected) => {
		// A gateway's status is not in the document, which `api` checks: the contract's own is.
		const mock = createMock({ faults: [{ ...rule, status: 500 }] });
		expect(await statuses(mock, 4)).toEqual(expected.map((status) => (status === 503 ? 500 : status)));
	});

	test("the first that was added strikes; what is removed does not", async () => {
		const mock = createMock();
		const first = mock.faults.add({ status: 500, times: 1 });
		const second = mock.faults.add({ status: 413 });
		expect(await statuses(mock, 3)).toEqual([500, 413, 413]);
		expect([first.struck, second.struck]).toEqual([1, 2]);
		expect(mock.faults.list().map(({ id, struck }) => [id, struck])).toEqual([
			["fault-1", 1],
			["fault-2", 2],
		]);
		second.remove();
		expect(await statuses(mock, 1)).toEqual([200]);
		mock.faults.add({ status: 500 });
		mock.faults.clear();
		expect(await statuses(mock, 1)).toEqual([200]);
	});

	test("an account's own do not touch another, and come before those of all", async () => {
		const mock = createMock({ faults: [{ status: 500 }] });
		mock.account("ask_one").faults.add({ status: 413, times: 1 });
		const status = async (key: string) => (await api(mock, key).badge({ badge: 1 })).status;
		expect([await status("ask_one"), await status("ask_one"), await status("ask_two")]).toEqual([413, 500, 500]);
	});

	test("a chance is drawn from the seed", async () => {
		const drawn = (seed: number) => statuses(createMock({ seed, faults: [{ status: 500, probability: 0.5 }] }), 60);
		const first = await drawn(1);
		expect(await drawn(1)).toEqual(first);
		expect(await drawn(2)).not.toEqual(first);
		const struck = first.filter((status) => status === 500).length;
		expect(struck).toBeGreaterThan(15);
		expect(struck).toBeLessThan(45);
	});

	test("after, times and the number of calls, whatever they are", async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(5), fc.integer({ min: 1, max: 5 }), fc.nat(12), async (after, times, calls) => {
				const answers = await statuses(createMock({ faults: [{ status: 500, after, times }] }), calls);
				const expected = answers.map((_, index) => (index >= after && index < after + times ? 500 : 200));
				expect(answers).toEqual(expected);
			}),
			{ numRuns: 50 },
		);
	});
});

describe("a rule that cannot be is refused with the field and what is allowed", () => {
	test.each<[unknown, RegExp]>([
		[{}, /^fault must do something: give delay, status, connection or slowBody$/],
		[{ operation: "sendPush", status: 500 }, /^fault\.operation must be one of sendPushNotification, .* or an array/],
		[{ operation: [], status: 500 }, /^fault\.operation/],
		[{ status: 99 }, /^fault\.status must be at least 200$/],
		[{ status: 600 }, /^fault\.status must be at most 599$/],
		[{ status: 500, times: 0 }, /^fault\.times must be at least 1$/],
		[{ status: 500, probability: 2 }, /^fault\.probability must be at most 1$/],
		[{ delay: "soon" }, /^fault\.delay must be at most 24 days, as milliseconds or text such as "90s"/],
		[{ delay: "30d" }, /^fault\.delay must be at most 24 days/],
		[{ slowBody: 1e300 }, /^fault\.slowBody must be at most 24 days/],
		[{ status: 503, headers: { "bad header": "x" } }, /^fault\.headers must be headers that HTTP can carry$/],
		[{ status: 503, headers: { "x-a": "a\r\nb" } }, /^fault\.headers must be headers that HTTP can carry$/],
		[{ status: 204, connection: "truncate" }, /^fault\.connection cannot cut the body of a status that has none$/],
		[{ connection: "drop" }, /^fault\.connection must be one of reset, never, truncate$/],
		[{ connection: "reset", status: 500 }, /^fault\.connection must be "truncate" beside a status/],
		[{ delay: 1, body: {} }, /^fault\.status is required beside body/],
		[{ status: 500, retry_after: 3 }, /^fault\.retry_after is not a field: retryAfter is meant$/],
	])("%j", (rule, message) => {
		const mock = createMock();
		expect(() => mock.faults.add(rule as FaultRule)).toThrow(message);
		expect(() => mock.faults.add(rule as FaultRule)).toThrow(TypeError);
		expect(mock.faults.list()).toEqual([]);
	});
});

test("nor is a body that JSON cannot say", () => {
	const circle: { self?: unknown } = {};
	circle.self = circle;
	for (const body of [circle, { a: 1n }, () => 1]) {
		expect(() => createMock().faults.add({ status: 500, body })).toThrow(/^fault\.body must be text, or something/);
	}
});

describe("a status", () => {
	const requests: Record<string, (mock: Mock) => ReturnType<ReturnType<typeof api>["push"]>> = {
		push: (mock) => api(mock).push({ title: "T" }),
		put: (mock) => api(mock).put("k", progress(1)),
		del: (mock) => api(mock).del("k"),
		start: (mock) => api(mock).start(progress(1)),
		update: (mock) => api(mock).update({ ...progress(1), activity_id: "a" }),
		end: (mock) => api(mock).end({ ...progress(1), activity_id: "a" }),
		metric: (mock) => api(mock).metric("m", { value: 1 }),
		badge: (mock) => api(mock).badge({ badge: 1 }),
	};
	const shared = [400, 401, 413, 415, 429, 500];
	const documented: Record<string, number[]> = {
		push: [403, 404, 409, 422],
		put: [403, 404],
		del: [403, 404],
		start: [403, 404, 409, 422],
		update: [403, 404],
		end: [403, 404],
		metric: [404],
		badge: [403, 404],
	};
	const all = Object.keys(requests).flatMap((name) =>
		[...shared, ...(documented[name] ?? [])].map((status) => [name, status] as const),
	);

	// `api` holds every answer against the document.
	test.each(all)("%s: %i is answered in the API's own words, and nothing is done", async (name, status) => {
		const mock = createMock({ faults: [{ status }] });
		const answer = await requests[name]?.(mock);
		expect(answer?.status).toBe(status);
		expect(answer?.headers.get("x-mock-fault")).toBe("fault-1");
		expect(answer?.headers.get("x-request-id")).toMatch(/^req_/);
		expect(answer?.headers.get("retry-after")).toBe(status === 429 ? "1" : null);
		expect(mock.devices.flatMap(({ pushes }) => pushes)).toEqual([]);
	});

	test("with a body, headers and Retry-After of its own", async () => {
		const html = { status: 502, body: "<h1>Bad gateway</h1>", headers: { "content-type": "text/html" }, retryAfter: 7 };
		const response = await call(createMock({ faults: [html] }));
		expect([response.status, await response.text()]).toEqual([502, html.body]);
		expect(response.headers.get("content-type")).toBe("text/html");
		expect(response.headers.get("retry-after")).toBe("7");
		const json = await call(createMock({ faults: [{ status: 418, body: { error: "Teapot" } }] }));
		expect(await json.json()).toEqual({ error: "Teapot" });
		const broken = await call(createMock({ faults: [{ status: 200, body: '{"success":' }] }));
		expect([broken.status, await broken.text()]).toEqual([200, '{"success":']);
		expect((await call(createMock({ faults: [{ status: 204 }] }))).status).toBe(204);
	});

	test("after the service has done its work, as when a proxy gives up on it", async () => {
		const mock = createMock({ faults: [{ status: 500, processed: true, times: 1 }] });
		expect(await statuses(mock, 1)).toEqual([500]);
		expect(shows(mock)).toMatchObject([{ percentage: 0 }]);
		expect(mock.journal.entries()).toMatchObject([
			{ status: 500, decision: "fault", fault: "fault-1", body: progress(0) },
		]);
	});

	test("a faulted request does not count against the rate", async () => {
		const mock = createMock({ limits: { requestsPerMinute: 1 }, faults: [{ status: 500, times: 3 }] });
		expect(await statuses(mock, 5)).toEqual([500, 500, 500, 200, 429]);
	});
});

describe("the connection", () => {
	test("reset: fetch fails as Node's does, and nothing was done", async () => {
		const mock = createMock({ faults: [{ connection: "reset", times: 1 }] });
		await expect(call(mock)).rejects.toMatchObject({
			name: "TypeError",
			message: "fetch failed",
			cause: { code: "ECONNRESET" },
		});
		expect(mock.devices[0]?.badge).toBe(0);
		expect(mock.journal.entries()).toMatchObject([
			{ status: 0, decision: "fault", because: "the connection was reset", fault: "fault-1", body: { badge: 1 } },
		]);
		expect((await call(mock)).status).toBe(200);
	});

	test("reset after the service has done its work: an Idempotency-Key saves the second attempt", async () => {
		const mock = createMock({ faults: [{ connection: "reset", processed: true, times: 1 }] });
		const push = () =>
			mock.fetch("http://mock.test/api/push-notification", {
				method: "POST",
				headers: { authorization: "Bearer k", "content-type": "application/json", "idempotency-key": "once" },
				body: '{"title":"T"}',
			});
		await expect(push()).rejects.toThrow("fetch failed");
		const again = await push();
		expect(again.headers.get("idempotent-replayed")).toBe("true");
		expect(mock.devices[0]?.notifications()).toHaveLength(1);
		expect(mock.journal.entries().map(({ decision }) => decision)).toEqual(["fault", "replayed"]);
	});

	test("truncated: the body breaks in the middle, of the service's answer or of another", async () => {
		const mock = createMock({
			faults: [
				{ connection: "truncate", times: 1 },
				{ connection: "truncate", status: 500 },
			],
		});
		const first = await call(mock);
		expect(first.status).toBe(200);
		await expect(first.text()).rejects.toThrow("terminated");
		expect(mock.devices[0]?.badge).toBe(1);
		const second = await call(mock);
		expect(second.status).toBe(500);
		const length = Number(second.headers.get("content-length"));
		const reader = second.body?.getReader();
		const { value } = (await reader?.read()) ?? {};
		expect(value?.byteLength).toBeGreaterThan(0);
		expect(value?.byteLength).toBeLessThan(length);
		await expect(reader?.read()).rejects.toThrow("terminated");
	});

	test.each(["close", "reset"] as const)(
		"never answering lasts until the caller gives up, or the mock's %s",
		async (end) => {
			const mock = createMock({ faults: [{ connection: "never" }] });
			const controller = new AbortController();
			const aborted = expect(call(mock, { signal: controller.signal })).rejects.toThrow("enough");
			const ended = expect(call(mock)).rejects.toThrow("fetch failed");
			await expect.poll(() => mock.faults.list()[0]?.struck).toBe(2);
			controller.abort(new Error("enough"));
			await aborted;
			expect(mock.journal.last()).toMatchObject({
				decision: "fault",
				because: "the caller did not wait for an answer",
			});
			await mock[end]();
			await ended;
		},
	);
});

describe("time", () => {
	test("a delay comes before the work; who gives up in it has asked for nothing", async () => {
		vi.useFakeTimers();
		try {
			const mock = createMock({ faults: [{ delay: "3s" }] });
			const answered = vi.fn();
			const controller = new AbortController();
			const first = call(mock).then(answered);
			const second = expect(call(mock, { signal: controller.signal })).rejects.toThrow("enough");
			await vi.advanceTimersByTimeAsync(2999);
			expect(mock.devices[0]?.badge).toBe(0);
			controller.abort(new Error("enough"));
			await second;
			await vi.advanceTimersByTimeAsync(1);
			await first;
			expect(answered).toHaveBeenCalledOnce();
			expect(mock.devices[0]?.pushes).toHaveLength(1);
			expect(vi.getTimerCount()).toBe(0);
			expect(mock.journal.last()).toMatchObject({ decision: "sent", status: 200, fault: "fault-1" });
		} finally {
			vi.useRealTimers();
		}
	});

	test("a slow body comes in pieces over that time", async () => {
		vi.useFakeTimers();
		try {
			const response = await call(createMock({ faults: [{ slowBody: "10s" }] }));
			const text = vi.fn();
			const reading = response.text().then(text);
			await vi.advanceTimersByTimeAsync(8000);
			expect(text).not.toHaveBeenCalled();
			await vi.advanceTimersByTimeAsync(2000);
			await reading;
			expect(JSON.parse(text.mock.lastCall?.[0])).toMatchObject({ success: true, badge: 1 });
		} finally {
			vi.useRealTimers();
		}
	});
});

test("expectAllStruck tells which faults a test has not met", async () => {
	const mock = createMock({
		faults: [
			{ status: 500, times: 2 },
			{ operation: "sendPushNotification", delay: 1 },
		],
	});
	await statuses(mock, 1);
	expect(() => mock.faults.expectAllStruck()).toThrow(
		/^Faults were not met:\n {2}fault-1 .* struck 1 of 2\n {2}fault-2 .* struck 0 of at least 1$/,
	);
	await statuses(mock, 1);
	await api(mock).push({ title: "T" });
	mock.faults.expectAllStruck();
});

test("many faults at once leave nothing behind", async () => {
	const mock = createMock({
		faults: [
			{ connection: "reset", probability: 0.3 },
			{ delay: 1, probability: 0.5 },
		],
	});
	const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => call(mock)));
	const rejected = outcomes.filter(({ status }) => status === "rejected").length;
	expect(mock.journal.count({ status: 0 })).toBe(rejected);
	expect(mock.journal.count({ status: 200 })).toBe(200 - rejected);
	expect(mock.devices[0]?.pushes).toHaveLength(200 - rejected);
});
