/** The control routes over HTTP: what a test in any language can do. */
import { describe, expect, test } from "vitest";
import { createMock, magicValues } from "../src/index.ts";
import { send } from "./api.ts";
import { controlDocument, controlled } from "./control-api.ts";

const badge = { method: "POST", path: "/badge", body: { badge: 1 } };

describe("about the mock", () => {
	test("health tells which mock it is", async () => {
		await using kit = await controlled();
		const { status, body, headers } = await kit.control("GET", "/health");
		expect(status).toBe(200);
		expect(body).toEqual({
			instance: kit.instance,
			version: expect.any(String),
			clock: "frozen",
			now: "2026-01-01T00:00:00.000Z",
		});
		expect(headers.get("cache-control")).toBe("no-store");
	});

	test("the index lists every route", async () => {
		await using kit = await controlled();
		const { body } = await kit.control("GET", "/");
		const documented = Object.entries(controlDocument.paths).flatMap(([path, operations]) =>
			Object.entries(operations).map(([method, { summary }]) => {
				return { method: method.toUpperCase(), path: `/_mock${path}`, summary };
			}),
		);
		const byPath = (routes: typeof documented) => routes.map((route) => JSON.stringify(route)).sort();
		expect(byPath(body.routes)).toEqual(byPath(documented));
		expect((await fetch(`${kit.url}/_mock`)).status).toBe(200);
	});

	test("magic values are listed", async () => {
		await using kit = await controlled();
		expect((await kit.control("GET", "/magic")).body).toEqual({ values: magicValues });
	});

	test("control routes are no requests to the API", async () => {
		await using kit = await controlled({ limits: { requestsPerMinute: 1 } });
		for (let count = 0; count < 3; count += 1) await kit.control("GET", "/health", { key: "ask_one" });
		expect(kit.mock.journal.entries()).toEqual([]);
		expect((await send(fetch, { ...badge, key: "ask_one" }, kit.url)).status).toBe(200);
	});

	test("they answer in process too", async () => {
		const mock = createMock();
		const response = await mock.fetch("http://mock.test/_mock/clock", { method: "POST", body: '{"advance":"1m"}' });
		expect(await response.json()).toEqual({ now: "2026-01-01T00:01:00.000Z" });
		expect((await mock.fetch("http://mock.test/_mockery")).status).toBe(404);
		expect(mock.journal.last()?.path).toBe("/_mockery");
	});
});

describe("accounts", () => {
	test("one is added to a mock that runs", async () => {
		await using kit = await controlled({ accounts: [{ keys: ["ask_first"] }] });
		expect((await kit.put("ask_new")).status).toBe(401);
		const seed = { keys: ["ask_new"], users: [{ id: "u", devices: [{ id: "phone" }] }] };
		const { status, body } = await kit.control("POST", "/accounts", { body: seed });
		expect([status, body]).toEqual([201, { id: "account-2" }]);
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

	test("accounts that cannot be replace nothing", async () => {
		await using kit = await controlled();
		await kit.put("ask_any");
		const twice = { accounts: [{ keys: ["ask_one"] }, { keys: ["ask_one"] }] };
		expect((await kit.control("PUT", "/accounts", { body: twice })).status).toBe(400);
		expect((await kit.put("ask_any")).body.operation).toBe("noop");
	});

	test("a mistake in a seed is told by field, and what is allowed", async () => {
		await using kit = await controlled();
		const { status, body } = await kit.control("POST", "/accounts", { body: { keys: ["ask_one"], device: [] } });
		expect(status).toBe(400);
		expect(body.message).toMatch(/^device is not a field: allowed are keys, users, channels/);
		expect(body.issues).toEqual([{ path: "device", message: expect.any(String) }]);
		const nested = { accounts: [{ keys: ["ask_one"], limits: { liveActivities: -1 } }] };
		expect((await kit.control("PUT", "/accounts", { body: nested })).body.message).toBe(
			"accounts[0].limits.liveActivities must be at least 0",
		);
	});

	test("a key of no account is refused, and not repeated", async () => {
		await using kit = await controlled({ accounts: [{ keys: ["ask_first"] }] });
		for (const path of ["/state", "/clock", "/faults", "/journal", "/events", "/devices/iphone/lock-screen"]) {
			const { status, body } = await kit.control("GET", path, { key: "ask_secret" });
			expect(status).toBe(401);
			expect(JSON.stringify(body)).not.toContain("ask_secret");
		}
		expect((await kit.control("GET", "/state", { headers: { authorization: "Basic eHg=" } })).status).toBe(401);
	});
});

describe("a reset", () => {
	test("without a key begins everything anew", async () => {
		await using kit = await controlled();
		await kit.put("ask_one");
		await kit.control("POST", "/faults", { body: { status: 503 } });
		await kit.control("POST", "/clock", { body: { advance: "1h" } });
		await kit.control("POST", "/reset");
		expect((await kit.control("GET", "/faults")).body.faults).toEqual([]);
		expect((await kit.control("GET", "/clock")).body.now).toBe("2026-01-01T00:00:00.000Z");
		expect((await kit.control("GET", "/journal")).body.entries).toEqual([]);
		expect((await kit.put("ask_one")).body.operation).toBe("started");
	});

	test("with a key it is that account's alone", async () => {
		await using kit = await controlled();
		const ids = [(await kit.put("ask_one")).body.activity_id, (await kit.put("ask_two")).body.activity_id];
		await kit.control("POST", "/faults", { key: "ask_one", body: { status: 503, operation: "updateMetricValue" } });
		await kit.control("POST", "/reset", { key: "ask_one" });
		const { body } = await kit.control("GET", "/state", { key: "ask_one" });
		expect(body.streams).toEqual([]);
		expect(body.devices[0].pushes).toEqual([]);
		expect((await kit.control("GET", "/faults", { key: "ask_one" })).body.faults).toEqual([]);
		expect((await kit.control("GET", "/journal", { key: "ask_one" })).body.entries).toEqual([]);
		expect((await kit.control("GET", "/journal", { key: "ask_two" })).body.entries).toHaveLength(1);
		expect((await kit.put("ask_two")).body.operation).toBe("noop");
		// As it was: the same ids follow.
		expect((await kit.put("ask_one")).body).toMatchObject({ operation: "started", activity_id: ids[0] });
	});

	test("of a described account keeps what was described, its keys among it", async () => {
		await using kit = await controlled({
			accounts: [
				{ keys: ["ask_all", { key: "ask_ops", channels: ["ops"] }], channels: { ops: { devices: ["ipad"] } } },
			],
		});
		await kit.control("PUT", "/channels/more", { key: "ask_all", body: {} });
		await kit.control("POST", "/reset", { key: "ask_all" });
		const push = { method: "POST", path: "/push-notification", body: { title: "T" } };
		expect((await send(fetch, { ...push, key: "ask_ops" }, kit.url)).body).toMatchObject({ devices_notified: 1 });
		const other = { ...push, body: { title: "T", channels: ["more"] }, key: "ask_all" };
		expect((await send(fetch, other, kit.url)).status).toBe(400);
	});

	test("of a magic key's account, its fault strikes again", async () => {
		await using kit = await controlled();
		const statuses = async () => {
			const answers = [0, 1, 2].map(() => fetch(`${kit.url}/api/badge`, flaky));
			return (await Promise.all(answers)).map(({ status }) => status).sort();
		};
		const headers = { authorization: "Bearer ask_mock_flaky", "content-type": "application/json" };
		const flaky = { method: "POST", headers, body: '{"badge":1}' };
		expect(await statuses()).toEqual([200, 503, 503]);
		await kit.control("POST", "/reset", { key: "ask_mock_flaky" });
		expect(await statuses()).toEqual([200, 503, 503]);
	});
});

describe("the journal", () => {
	test("is queried by what a request was about", async () => {
		await using kit = await controlled();
		await kit.put("ask_one", 1);
		await kit.put("ask_one", 1);
		await kit.put("ask_two", 1, "other");
		await send(fetch, { ...badge, body: {}, key: "ask_one" }, kit.url);
		const found = async (query: string, key?: string) =>
			(await kit.control("GET", `/journal${query}`, key === undefined ? {} : { key })).body.entries.map(
				({ account, decision }) => `${account} ${decision}`,
			);
		expect(await found("")).toEqual(["account-1 started", "account-1 noop", "account-2 started", "account-1 refused"]);
		expect(await found("", "ask_two")).toEqual(["account-2 started"]);
		expect(await found("?operation=reconcileLiveActivityStream&key=k")).toEqual([
			"account-1 started",
			"account-1 noop",
		]);
		expect(await found("?status=400")).toEqual(["account-1 refused"]);
		expect(await found("?decision=noop&status=200")).toEqual(["account-1 noop"]);
		await kit.control("DELETE", "/journal");
		expect(await found("")).toEqual([]);
	});

	test("has no key in it", async () => {
		await using kit = await controlled();
		await kit.put("ask_secret_key_of_a_test_3f2a");
		const { body } = await kit.control("GET", "/journal");
		expect(body.entries[0]?.apiKey).toBe("…3f2a");
		const state = await kit.control("GET", "/state", { key: "ask_secret_key_of_a_test_3f2a" });
		expect(JSON.stringify([body, state.body])).not.toContain("ask_secret");
	});

	test("a wait ends with the request that is waited for", async () => {
		await using kit = await controlled();
		await kit.put("ask_one", 1);
		const answer = kit.control("GET", "/journal?operation=reconcileLiveActivityStream&count=2&wait=10m");
		// The wait is there before the request, or after it: both find two.
		await kit.put("ask_one", 2);
		expect((await answer).body.entries.map(({ decision }) => decision)).toEqual(["started", "updated"]);
	});

	test("a wait in vain is a 408 that lists what came", async () => {
		await using kit = await controlled();
		await kit.put("ask_one", 1);
		const { status, body } = await kit.control("GET", "/journal?decision=ended&wait=10ms", { key: "ask_one" });
		expect([status, body.error]).toEqual([408, "Request timeout"]);
		expect(body.message).toBe(
			"Waited 10 ms for 1 request with decision ended, and 0 came. The last requests were:\n  PUT /api/live-activity/stream/k → 200 started: the stream key was never used",
		);
	});

	test("unexpected requests", async () => {
		await using kit = await controlled();
		await kit.put("ask_one", 1);
		expect((await kit.control("GET", "/journal/unexpected")).body).toEqual({ unexpected: [] });
		await send(fetch, { ...badge, body: {}, key: "ask_one" }, kit.url);
		const { status, body } = await kit.control("GET", "/journal/unexpected");
		expect(status).toBe(409);
		expect(body.message).toBe("The mock refused a request:\n  POST /api/badge → 400 refused: badge is required");
		expect(body.unexpected).toEqual(kit.mock.journal.entries({ status: 400 }));
		expect((await kit.control("GET", "/journal/unexpected", { key: "ask_two" })).status).toBe(200);
	});

	test.each([
		["operation=push", "operation must be one of sendPushNotification"],
		["status=abc", "status must be"],
		["count=2", "wait is required beside count"],
		["count=0&wait=5s", "count must be at least 1"],
		["wait=soon", 'wait must be a duration such as "5s", at most 10 minutes'],
		["wait=11m", "at most 10 minutes"],
		["stream=k", "stream is not a field: allowed are operation, key, status"],
	])("?%s is refused", async (query, message) => {
		await using kit = await controlled();
		const { status, body } = await kit.control("GET", `/journal?${query}`);
		expect(status).toBe(400);
		expect(body.message).toContain(message);
	});
});

describe("what is no control route", () => {
	test.each([
		["GET", "/device/iphone/lock-screen", "The nearest is GET /_mock/devices/{id}/lock-screen."],
		["POST", "/stream/k/pause", "The nearest is POST /_mock/streams/{stream_key}/pause."],
		["GET", "/helth", "The nearest is GET /_mock/health."],
		["POST", "/fault", "The nearest is POST /_mock/faults."],
		["GET", "/something/else/entirely", "GET /_mock/ lists those there are."],
	])("%s %s", async (method, path, hint) => {
		await using kit = await controlled();
		const { status, body } = await kit.control(method, path);
		expect(status).toBe(404);
		expect(body.message).toBe(`There is no control route ${method} /_mock${path}. ${hint}`);
	});

	test("a method that a route doesn't take", async () => {
		await using kit = await controlled();
		const { status, body, headers } = await kit.control("PUT", "/faults");
		expect(status).toBe(405);
		expect(headers.get("allow")).toBe("GET, POST, DELETE");
		expect(body.message).toBe("/_mock/faults takes GET, POST, DELETE, not PUT.");
	});

	test.each(["{", "[1", '{"advance":}'])("a body that is not JSON: %s", async (body) => {
		await using kit = await controlled();
		const answer = await kit.control("POST", "/clock", { body });
		expect([answer.status, answer.body.message]).toEqual([400, "The request body must be valid JSON."]);
	});

	test("a path that is not encoded well", async () => {
		await using kit = await controlled();
		expect((await kit.control("PATCH", "/devices/%ff", { body: {} })).status).toBe(400);
	});
});
