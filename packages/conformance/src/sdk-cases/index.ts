/** The cases about clients: the rules that the SDKs of all languages share. */
import { expect } from "../expect.ts";
import { call, KEY, type MakeCall, play, type SdkCase } from "./case.ts";
import { type Reply, ScriptedServer } from "./script.ts";

export const sdkCases: SdkCase[] = [];

function is(id: string, title: string, run: (makeCall: MakeCall) => Promise<void>): void {
	sdkCases.push({ id, title, run });
}

const failing = (status: number, more: Partial<Exclude<Reply, string>> = {}): Reply => ({ status, ...more });
const limit = { error: "Live Activity limit reached", message: "Only 4 …", limit: 4, active: 4 };

is(
	"sdk.headers",
	"Every request names the key, the SDK with its version, and JSON where it has a body",
	async (make) => {
		const { requests } = await play(make, [call.push(), call.del(), call.metric()]);
		expect(requests).toHaveLength(3);
		for (const { headers, body } of requests) {
			expect(headers.authorization).toBe(`Bearer ${KEY}`);
			expect(headers["x-activitysmith-sdk"]).toMatch(/^[a-z]+-v\d+\.\d+\.\d+/);
			if (body !== undefined) expect(headers["content-type"]).toMatch(/^application\/json/);
		}
	},
);

is("sdk.requests", "Each method is the request of its operation, with the body as it was given", async (make) => {
	const calls = [
		call.push(),
		call.put(),
		call.del(),
		call.start(),
		call.update(),
		call.end(),
		call.metric(),
		call.badge(),
	];
	const { requests } = await play(make, calls);
	expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		"POST /push-notification",
		"PUT /live-activity/stream/k",
		"DELETE /live-activity/stream/k",
		"POST /live-activity/start",
		"POST /live-activity/update",
		"POST /live-activity/end",
		"POST /metrics/m/value",
		"POST /badge",
	]);
	expect(requests.map(({ body }) => body)).toEqual(calls.map(({ body }) => body));
});

is("sdk.zeros", "What is zero, false, empty or null means something and is sent", async (make) => {
	const state = { title: "T", current_step: 0, percentage: 0, value: "", counts_down: false, subtitle: null };
	const { requests } = await play(make, [call.put({ content_state: state, tags: [] }), call.badge({ badge: 0 })]);
	expect(requests.map(({ body }) => body)).toEqual([{ content_state: state, tags: [] }, { badge: 0 }]);
});

is("sdk.text", "Text of all scripts arrives as it was", async (make) => {
	const title = 'é 日本 💸 "\\\u2028';
	expect((await play(make, [call.push({ title })])).requests[0]?.body).toEqual({ title });
});

is("sdk.new-fields", "Fields of an answer that the SDK does not know yet do no harm", async (make) => {
	const body = { success: true, effective_channel_slugs: null, timestamp: "2026-03-19T08:30:00.000Z", warning: "new" };
	const { result } = await play(make, [call.push()], [{ status: 200, body }]);
	expect(result).toMatchObject({ success: true });
});

is("sdk.connection", "Calls one after another don't each open a connection", async (make) => {
	const calls = [call.push(), call.metric(), call.del(), call.put(), call.badge(), call.update()];
	const { requests } = await play(make, calls, [failing(404)]);
	expect(requests).toHaveLength(6);
	// One may not be free again yet when the next call is made.
	expect(new Set(requests.map(({ connection }) => connection)).size).toBeLessThanOrEqual(2);
});

is("sdk.path", "A key is one part of the path, whatever is in it", async (make) => {
	const { requests } = await play(make, [call.put({}, "a/b ?é"), call.metric({ value: 1 }, "..a")]);
	expect(requests.map(({ path }) => path)).toEqual(["/live-activity/stream/a%2Fb%20%3F%C3%A9", "/metrics/..a/value"]);
	for (const key of ["", ".", ".."]) {
		const refused = await play(make, [call.put({}, key)]);
		expect(refused).toMatchObject({ error: { class: "ValidationError", status: undefined }, requests: [] });
	}
});

is("sdk.channels", "`channels` is short for `target.channels`", async (make) => {
	const { requests } = await play(
		make,
		[call.push, call.start, call.put, call.badge].map((one) => one({ channels: ["ops"] })),
	);
	expect(requests).toHaveLength(4);
	for (const { body } of requests) {
		expect(body).toMatchObject({ target: { channels: ["ops"] } });
		expect(body).not.toHaveProperty("channels");
	}
});

is(
	"sdk.channels-refused",
	"No channels, and channels beside other ones, are refused before anything is sent",
	async (make) => {
		for (const one of [call.push, call.start, call.put, call.badge]) {
			for (const wrong of [{ channels: [] }, { channels: ["ops"], target: { channels: ["dev"] } }]) {
				expect(await play(make, [one(wrong)])).toMatchObject({ error: { class: "ValidationError" }, requests: [] });
			}
		}
	},
);

is("sdk.media-and-actions", "Media beside actions is refused before anything is sent", async (make) => {
	const action = { title: "Open", type: "open_url", url: "https://example.com" };
	const both = call.push({ media: "https://example.com/a.png", actions: [action] });
	expect(await play(make, [both])).toMatchObject({ error: { class: "ValidationError" }, requests: [] });
	expect((await play(make, [call.push({ media: "https://example.com/a.png", actions: [] })])).requests).toHaveLength(1);
});

is(
	"sdk.idempotency",
	"A push and a start carry a key of their own, the same for all requests of a call",
	async (make) => {
		for (const one of [call.push(), call.start()]) {
			const { requests } = await play(make, [one, one], [failing(500)]);
			const keys = requests.map(({ headers }) => headers["idempotency-key"] ?? "");
			expect(keys).toHaveLength(3);
			for (const key of keys) expect(key).toMatch(/^[!-~]{16,255}$/);
			expect(keys[1]).toBe(keys[0]);
			expect(keys[2]).not.toBe(keys[0]);
		}
		const states = await play(make, [call.put(), call.update(), call.end(), call.del(), call.metric(), call.badge()]);
		for (const { headers } of states.requests) expect(headers).not.toHaveProperty("idempotency-key");
	},
);

is("sdk.idempotency-given", "The caller's idempotency key takes its place", async (make) => {
	const { requests } = await play(make, [{ ...call.push(), idempotencyKey: "order-7" }], [failing(500)]);
	expect(requests.map(({ headers }) => headers["idempotency-key"])).toEqual(["order-7", "order-7"]);
});

is("sdk.retries", "What may pass is tried again: a server's error, the rate, a broken connection", async (make) => {
	const troubles: Reply[] = [
		...[408, 409, 429, 500, 502, 503, 504].map((status) => failing(status)),
		"reset",
		"truncate",
	];
	const played = troubles.map((trouble) => play(make, [call.push()], [trouble]));
	for (const { result, requests } of await Promise.all(played)) {
		expect(result).toMatchObject({ success: true });
		expect(requests).toHaveLength(2);
	}
});

is("sdk.retries-any-retry-after", "Whatever says when to come back is tried again", async (make) => {
	const { requests } = await play(make, [call.metric()], [failing(403, { headers: { "retry-after": "0" } })]);
	expect(requests).toHaveLength(2);
});

is("sdk.no-retries", "What would fail again is not tried again", async (make) => {
	const troubles = [302, 400, 401, 403, 404, 405, 413, 415, 422].map((status) => failing(status));
	for (const { error, requests } of await Promise.all(
		troubles.map((trouble) => play(make, [call.metric()], [trouble])),
	)) {
		expect(error).toMatchObject({ attempts: 1 });
		expect(requests).toHaveLength(1);
	}
});

is(
	"sdk.no-retries-at-limit",
	"The limit of Live Activities is not waited for, also with a Retry-After",
	async (make) => {
		const reply = failing(429, { body: limit, headers: { "retry-after": "0" } });
		const { error, requests } = await play(make, [call.start()], [reply]);
		expect(error).toMatchObject({ class: "LiveActivityLimitError", status: 429, body: limit });
		expect(requests).toHaveLength(1);
	},
);

is("sdk.no-long-wait", "A server that asks to wait for more than a minute is heard at once", async (make) => {
	const reply = failing(429, { headers: { "retry-after": "61" } });
	const { error, requests } = await play(make, [call.metric()], [reply]);
	expect(error).toMatchObject({ class: "RateLimitError", retryAfter: 61, attempts: 1 });
	expect(requests).toHaveLength(1);
});

is(
	"sdk.retries-count",
	"It is tried twice more unless it is told otherwise, and the error says how often",
	async (make) => {
		const replies = Array.from({ length: 5 }, () => failing(503));
		const [usual, never, once] = await Promise.all([
			play(make, [call.metric()], replies),
			play(make, [call.metric()], replies, { maxRetries: 0 }),
			play(make, [call.metric()], replies, { maxRetries: 1 }),
		]);
		expect(usual).toMatchObject({ error: { class: "InternalServerError", status: 503, attempts: 3 } });
		expect(usual.requests).toHaveLength(3);
		expect(never).toMatchObject({ error: { attempts: 1 } });
		expect(once).toMatchObject({ error: { attempts: 2 } });
	},
);

is("sdk.timeout", "A try without an answer in time ends, and is tried again", async (make) => {
	const { result, requests } = await play(make, [call.metric()], ["silence"], { timeout: 2000 });
	expect(result).toMatchObject({ success: true });
	// On a machine that is busy, another try may have been too slow.
	expect(requests.length).toBeGreaterThanOrEqual(2);
	const never = await play(make, [call.metric()], ["silence"], { timeout: 300, maxRetries: 0 });
	expect(never).toMatchObject({ error: { class: "TimeoutError", status: undefined, attempts: 1 } });
});

is("sdk.no-server", "A server that is not there is a connection error, tried again", async (make) => {
	const { error } = await play(make, [call.metric()], [], { baseURL: "http://127.0.0.1:9/api", maxRetries: 1 });
	expect(error).toMatchObject({ class: "ConnectionError", status: undefined, attempts: 2 });
});

is("sdk.no-redirects", "Redirects are not followed: the key goes nowhere else", async (make) => {
	for (const status of [301, 302, 307, 308]) {
		const reply = failing(status, { headers: { location: "/api/elsewhere" } });
		const { error, requests } = await play(make, [call.push()], [reply]);
		expect(error).toMatchObject({ class: "APIError", status });
		expect(requests).toHaveLength(1);
	}
});

is("sdk.no-json", "A success that is no JSON is an error", async (make) => {
	const { error } = await play(make, [call.push()], [{ status: 200, body: "<html>" }]);
	expect(error).toMatchObject({ class: "APIError", status: 200 });
});

is("sdk.base-url", "A slash at the end of the base URL makes no difference", async (make) => {
	await using server = await ScriptedServer.start();
	await make({ baseURL: `${server.baseURL}//`, apiKey: KEY }, call.badge());
	expect(server.requests).toMatchObject([{ path: "/badge" }]);
});

is(
	"sdk.base-url-refused",
	"Plain HTTP to other machines, and credentials in the base URL, are refused",
	async (make) => {
		for (const baseURL of [
			"http://example.com/api",
			"http://localhost.example/api",
			"ftp://127.0.0.1",
			"https://u:p@127.0.0.1/api",
			"nonsense",
		]) {
			const { error } = await play(make, [call.badge()], [], { baseURL });
			expect(error).toMatchObject({ class: "ValidationError", status: undefined });
		}
	},
);

is("sdk.key", "A key is needed, and one that no header can hold is refused without repeating it", async (make) => {
	for (const apiKey of ["", " ", "ask_a\r\nX-Evil: 1", "ask_é"]) {
		const { error, requests } = await play(make, [call.badge()], [], { apiKey });
		expect(error).toMatchObject({ class: "ValidationError" });
		expect(error?.message).not.toMatch(/ask_|Evil/);
		expect(requests).toEqual([]);
	}
});

is("sdk.key-secret", "No error repeats the key", async (make) => {
	const errors = await Promise.all([
		play(make, [call.push()], [failing(401)]),
		play(make, [call.push()], ["reset"], { maxRetries: 0 }),
		play(make, [call.push()], ["silence"], { maxRetries: 0, timeout: 300 }),
		play(make, [call.push()], [], { baseURL: "http://127.0.0.1:9/api", maxRetries: 0 }),
	]);
	for (const { error } of errors) {
		expect(error).toBeDefined();
		expect(`${error?.message} ${JSON.stringify(error?.body)}`).not.toContain(KEY);
	}
});
