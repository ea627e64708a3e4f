/** Everything that can go wrong between the SDK and the service, made by a fault and seen by a program that calls. */
import { inspect } from "node:util";
import {
	AbortError,
	ActivitySmith,
	type ActivitySmithOptions,
	APIError,
	AuthenticationError,
	BadRequestError,
	ConnectionError,
	InternalServerError,
	LiveActivityLimitError,
	NoRecipientsError,
	NotFoundError,
	PermissionDeniedError,
	RateLimitError,
	TimeoutError,
} from "activitysmith";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createMock, type FaultRule } from "../src/index.ts";

const KEY = "ask_live_dontshowthistoanyone";

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => {
	process.on("unhandledRejection", note);
});
afterAll(async () => {
	await new Promise((resolve) => setImmediate(resolve));
	process.off("unhandledRejection", note);
	expect(unhandled).toEqual([]);
});

/** Waits between tries take no time, however long they are. */
beforeEach(() => {
	vi.useFakeTimers().setTimerTickMode("nextTimerAsync");
});
afterEach(() => {
	vi.useRealTimers();
});

function setUp(rule?: FaultRule, options: ActivitySmithOptions = {}) {
	const mock = createMock();
	if (rule) mock.faults.add(rule);
	const delays: number[] = [];
	const client = new ActivitySmith({
		apiKey: KEY,
		baseURL: "https://own.example/api",
		fetch: mock.fetch,
		hooks: { onRetry: ({ delay }) => delays.push(delay) },
		...options,
	});
	return { mock, client, delays };
}

const state = { content_state: { title: "Backup", type: "progress", percentage: 1 } } as const;

/** Setting a state twice is the same as once; sending twice shows, as does starting. */
const calls: Record<string, (client: ActivitySmith) => Promise<unknown>> = {
	stream: (client) => client.liveActivities.stream("backup", state),
	endStream: (client) => client.liveActivities.endStream("backup"),
	metric: (client) => client.metrics.update("deploys", 1),
	send: (client) => client.notifications.send({ title: "Deployed" }),
	start: (client) => client.liveActivities.start(state),
};

interface Case {
	fault: FaultRule;
	error: typeof APIError | typeof ConnectionError;
	/** Of the error. */
	has?: object;
	/** How often the SDK asks a server that knows idempotency keys. */
	asked: 1 | 3;
	/** How often it asks the hosted service, to send or to start. */
	askedHosted?: 1 | 3;
	/** @default "stream" and "send" */
	of?: (keyof typeof calls)[];
}

const limit = { error: "Live Activity limit reached", message: "Only 4 …", limit: 4, active: 4 };
const html = { "Content-Type": "text/html" };
const again = (error: Case["error"], fault: FaultRule, more?: Partial<Case>): Case => ({
	fault,
	error,
	asked: 3,
	...more,
});
const once = (error: Case["error"], fault: FaultRule, more?: Partial<Case>): Case => ({
	fault,
	error,
	asked: 1,
	...more,
});

const cases: Record<string, Case> = {
	400: once(BadRequestError, { status: 400 }, { has: { code: "Bad request" } }),
	401: once(AuthenticationError, { status: 401 }, { has: { code: "Unauthorized" } }),
	403: once(PermissionDeniedError, { status: 403 }, { has: { code: "Invalid channel targeting" } }),
	"404 without recipients": once(
		NoRecipientsError,
		{ status: 404 },
		{ has: { code: "No recipients found", effectiveChannelSlugs: null }, of: ["stream", "send", "start"] },
	),
	"404 of a stream": once(
		NotFoundError,
		{ status: 404 },
		{ has: { message: "No Live Activity stream found for stream_key: backup" }, of: ["endStream"] },
	),
	"404 of a metric": once(NotFoundError, { status: 404 }, { has: { code: "Metric not found" }, of: ["metric"] }),
	405: once(APIError, { status: 405 }),
	408: again(APIError, { status: 408 }, { askedHosted: 3 }),
	409: again(APIError, { status: 409 }, { has: { code: "Idempotency conflict" }, askedHosted: 3 }),
	413: once(APIError, { status: 413 }, { has: { code: "Payload too large" } }),
	415: once(APIError, { status: 415 }, { has: { code: "Unsupported media type" } }),
	"418, which is in no document": once(APIError, { status: 418 }, { has: { code: "Fault" } }),
	422: once(APIError, { status: 422 }, { has: { code: "Idempotency key reused" } }),
	"429 for the rate": again(RateLimitError, { status: 429 }, { has: { retryAfter: 1 }, askedHosted: 3 }),
	"429 for Live Activities": once(
		LiveActivityLimitError,
		{ status: 429, body: limit },
		{ has: { limit: 4, active: 4 }, of: ["stream", "start"] },
	),
	"429 for Live Activities with a Retry-After, which helps nobody": once(
		LiveActivityLimitError,
		{ status: 429, body: limit, retryAfter: 1 },
		{ of: ["stream", "start"] },
	),
	500: again(InternalServerError, { status: 500 }),
	502: again(InternalServerError, { status: 502 }),
	503: again(InternalServerError, { status: 503 }),
	"503 that says when to come back": again(InternalServerError, { status: 503, retryAfter: 2 }, { askedHosted: 3 }),
	504: again(InternalServerError, { status: 504 }),
	"a gateway's page": again(
		InternalServerError,
		{ status: 502, body: "<h1>Bad Gateway</h1>", headers: html },
		{ has: { message: "HTTP 502", code: undefined, body: "<h1>Bad Gateway</h1>" } },
	),
	"a portal's page in place of an answer": once(
		APIError,
		{ status: 200, body: "<h1>Log in</h1>", headers: html },
		{ has: { status: 200, body: "<h1>Log in</h1>" } },
	),
	"half of an answer, which ends as if it were whole": once(APIError, { status: 200, body: '{"success":tr' }),
	"an answer that breaks off": again(ConnectionError, { connection: "truncate" }),
	"an error that breaks off": again(ConnectionError, { status: 400, connection: "truncate" }),
	"a connection that breaks": again(ConnectionError, { connection: "reset" }, { has: { code: "ECONNRESET" } }),
	"no answer": again(TimeoutError, { connection: "never" }, { has: { message: "No answer in 10000 ms" } }),
	"an answer that is late": again(TimeoutError, { delay: "11s" }),
	"a body that is late": again(TimeoutError, { slowBody: "1m" }),
};

describe.each(Object.entries(cases))("%s", (_, { fault, error: expected, has, asked, askedHosted, of }) => {
	describe.each(of ?? ["stream", "send"])("%s", (call) => {
		const status = fault.status === undefined || fault.connection ? {} : { status: fault.status };

		test.each([
			["an own server", "https://own.example/api", asked],
			["the hosted service", "https://activitysmith.com/api", /send|start/.test(call) ? (askedHosted ?? 1) : asked],
		])(`of %s rejects with ${expected.name}`, async (_, baseURL, requests) => {
			const { mock, client } = setUp(fault, { baseURL });
			const error = await calls[call]?.(client).catch((error) => error);
			expect(error?.constructor).toBe(expected);
			expect(error).toMatchObject({ ...status, ...has, attempts: requests });
			await mock.journal.waitFor({}, { count: requests });
			expect(mock.journal.count()).toBe(requests);
			const { id } = mock.journal.last() ?? {};
			if (error instanceof APIError) expect(error.requestId).toBe(id);
			expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(KEY);
		});
	});
});

describe("what is tried again", () => {
	test.each(Object.entries(cases).filter(([, { asked }]) => asked > 1))(
		"%s: holds in the end",
		async (_, { fault }) => {
			const { mock, client } = setUp({ ...fault, times: 2 });
			await expect(client.liveActivities.stream("backup", state)).resolves.toMatchObject({ success: true });
			expect(mock.device("iphone").lockScreen().activities).toHaveLength(1);
			mock.faults.expectAllStruck();
		},
	);

	test("shows once, although the first answer was lost", async () => {
		const { mock, client } = setUp({ connection: "reset", processed: true, times: 1 });
		await client.notifications.send({ title: "Deployed" });
		expect(mock.journal.entries().map(({ decision }) => decision)).toEqual(["fault", "replayed"]);
		expect(mock.device("iphone").notifications()).toHaveLength(1);
	});

	test("waits half a second at most, then up to twice as long each time, and never more than 8 seconds", async () => {
		const { client, delays } = setUp({ status: 500 }, { maxRetries: 6 });
		await expect(client.badgeCount(1)).rejects.toBeInstanceOf(InternalServerError);
		for (const [index, most] of [500, 1000, 2000, 4000, 8000, 8000].entries()) {
			expect(delays[index]).toBeGreaterThanOrEqual(most / 2);
			expect(delays[index]).toBeLessThanOrEqual(most);
		}
	});

	test.each([7, 60])("waits the %i seconds that Retry-After asks for", async (retryAfter) => {
		const { mock, client, delays } = setUp({ status: 429, retryAfter, times: 1 });
		const before = Date.now();
		await client.badgeCount(1);
		expect(delays).toEqual([retryAfter * 1000]);
		expect(Date.now() - before).toBeGreaterThanOrEqual(retryAfter * 1000);
		expect(mock.journal.count()).toBe(2);
	});

	test("waits until the time that Retry-After names", async () => {
		const headers = { "Retry-After": new Date(Date.now() + 20_000).toUTCString() };
		const { client, delays } = setUp({ status: 503, headers, times: 1 });
		await client.badgeCount(1);
		expect(delays).toEqual([expect.any(Number)]);
		expect(delays[0]).toBeGreaterThan(15_000);
		expect(delays[0]).toBeLessThanOrEqual(20_000);
	});

	test("does not wait for more than a minute: the error comes at once", async () => {
		const { mock, client } = setUp({ status: 429, retryAfter: 61 });
		await expect(client.badgeCount(1)).rejects.toMatchObject({ retryAfter: 61, attempts: 1 });
		expect(mock.journal.count()).toBe(1);
	});
});

describe("aborting", () => {
	/** No timer runs from here on: what settles, settles without one. */
	const stopTimers = () => vi.setTimerTickMode("manual");

	test("between two tries rejects before any timer could, and nothing more is sent", async () => {
		stopTimers();
		const retrying = Promise.withResolvers<void>();
		const { mock, client } = setUp({ status: 500 }, { hooks: { onRetry: () => retrying.resolve() } });
		const controller = new AbortController();
		const call = client.badgeCount(1, {}, { signal: controller.signal }).catch((error) => error);
		await retrying.promise;
		expect(vi.getTimerCount()).toBe(1);
		controller.abort(new Error("changed my mind"));
		const error = await call;
		expect(error).toBeInstanceOf(AbortError);
		expect(error).toMatchObject({ cause: new Error("changed my mind") });
		expect(vi.getTimerCount()).toBe(0);
		expect(mock.journal.count()).toBe(1);
	});

	test("while there is no answer rejects before any timer could, and the mock learns of it", async () => {
		stopTimers();
		const { mock, client } = setUp({ connection: "never" });
		const [fault] = mock.faults.list();
		const controller = new AbortController();
		const call = client.badgeCount(1, {}, { signal: controller.signal });
		await expect.poll(() => fault?.struck).toBe(1);
		controller.abort();
		await expect(call).rejects.toBeInstanceOf(AbortError);
		expect(vi.getTimerCount()).toBe(0);
		expect(await mock.journal.waitFor({})).toMatchObject([{ because: "the caller did not wait for an answer" }]);
	});

	test("before the call sends nothing", async () => {
		const { mock, client } = setUp();
		await expect(client.badgeCount(1, {}, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(AbortError);
		expect(mock.journal.count()).toBe(0);
	});
});

describe("over HTTP, with the platform's own fetch", () => {
	const broken: [string, FaultRule, typeof ConnectionError, object][] = [
		["a connection that breaks", { connection: "reset" }, ConnectionError, { code: "ECONNRESET" }],
		["an answer that breaks off", { connection: "truncate" }, ConnectionError, {}],
		["no answer", { connection: "never" }, TimeoutError, {}],
		["a body that is late", { slowBody: "1h" }, TimeoutError, {}],
	];
	test.each(broken)("%s", async (_, rule, expected, has) => {
		vi.useRealTimers();
		await using mock = createMock({ faults: [rule] });
		const { baseURL } = await mock.listen();
		const client = new ActivitySmith({
			apiKey: KEY,
			baseURL,
			maxRetries: 0,
			timeout: expected === TimeoutError ? 50 : 10_000,
		});
		const error = await client.badgeCount(1).catch((error) => error);
		expect(error.constructor).toBe(expected);
		expect(error).toMatchObject(has);
	});
});
