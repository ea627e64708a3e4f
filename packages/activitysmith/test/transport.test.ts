import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { ActivitySmith, type ActivitySmithOptions, APIError, ConnectionError, TimeoutError } from "../src/index.ts";
import { createFetch } from "../src/undici.ts";
import { version } from "../src/version.ts";
import { type Answer, json, ok, startServer } from "./server.ts";
import { stubClient } from "./stub-fetch.ts";

const pooled = createFetch();
afterAll(() => pooled.close());

describe.each([
	{ name: "global fetch", fetch: undefined },
	{ name: "activitysmith/undici", fetch: pooled },
])("over $name", ({ fetch }) => {
	async function serve(answers: Answer[], options: ActivitySmithOptions = {}) {
		const server = await startServer(...answers);
		onTestFinished(() => server[Symbol.asyncDispose]());
		const client = new ActivitySmith({ apiKey: "ask_secret", baseURL: server.baseURL, fetch, ...options });
		return { server, client };
	}

	test("sends the request with the key and resolves to the body", async () => {
		const { server, client } = await serve([json(200, { success: true, devices_notified: 2 })]);
		expect(await client.notifications.send({ title: "Backup finished 💾" })).toEqual({
			success: true,
			devices_notified: 2,
		});
		const [request] = server.received;
		expect(request).toMatchObject({ method: "POST", path: "/api/push-notification" });
		expect(request?.body).toEqual({ title: "Backup finished 💾" });
		expect(request?.headers).toMatchObject({
			authorization: "Bearer ask_secret",
			"content-type": "application/json",
			"x-activitysmith-sdk": `node-v${version}`,
			"idempotency-key": expect.stringMatching(/^[\da-f-]{36}$/),
		});
	});

	test("puts keys into the path and encodes them", async () => {
		const { server, client } = await serve([]);
		await client.metrics.update("a/b ü", 3);
		await client.liveActivities.endStream("nightly-backup");
		expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
			"POST /api/metrics/a%2Fb%20%C3%BC/value",
			"DELETE /api/live-activity/stream/nightly-backup",
		]);
		expect(server.received[1]?.body).toBeUndefined();
	});

	test("an error answer becomes an error whose response can still be read", async () => {
		const body = { error: "Metric not found", message: "No metric has this key" };
		const { client } = await serve([json(404, body, { "x-request-id": "req_7" })]);
		const error = await client.metrics.update("cpu", 1).catch((reason) => reason);
		expect(error).toMatchObject({
			status: 404,
			message: "No metric has this key",
			requestId: "req_7",
			attempts: 1,
			body,
		});
		expect(error.response.status).toBe(404);
		expect(error.response.headers.get("x-request-id")).toBe("req_7");
		expect(error.response.bodyUsed).toBe(false);
		expect(await error.response.json()).toEqual(body);
	});

	test.each([301, 302, 307, 308])("a redirect with status %i is refused and not followed", async (status) => {
		await using elsewhere = await startServer();
		const { client } = await serve([(response) => response.writeHead(status, { location: elsewhere.baseURL }).end()]);
		const error = await client.badgeCount(1).catch((reason) => reason);
		expect(error).toBeInstanceOf(APIError);
		expect(error).toMatchObject({ status, message: `HTTP ${status}`, attempts: 1 });
		expect(elsewhere.received).toHaveLength(0);
	});

	test("a redirect as browsers hide it, without status and body, is refused too", async () => {
		// `redirect: "manual"` in a browser: an "opaqueredirect" of the fetch standard, which no program can make itself.
		const hidden = { type: "opaqueredirect", status: 0, ok: false, headers: new Headers(), body: null };
		const { client } = stubClient([() => ({ ...hidden, text: async () => "" }) as unknown as Response]);
		const error = await client.badgeCount(1).catch((reason) => reason);
		expect(error).toBeInstanceOf(APIError);
		expect(error).toMatchObject({ status: 0, attempts: 1 });
		expect(await error.response.text()).toBe("");
	});

	test("an answer that isn't JSON is an error, also with status 200", async () => {
		const { client } = await serve([(response) => response.end("<html>welcome</html>")]);
		const error = await client.badgeCount(1).catch((reason) => reason);
		expect(error).toMatchObject({ name: "APIError", status: 200, body: "<html>welcome</html>" });
		expect(await error.response.text()).toBe("<html>welcome</html>");
	});

	test("an answer without a body is an error with a response", async () => {
		const { client } = await serve([(response) => response.writeHead(204).end()]);
		const error = await client.badgeCount(1).catch((reason) => reason);
		expect(error).toMatchObject({ name: "APIError", status: 204 });
		expect(error.response.status).toBe(204);
	});

	test("a reset connection is tried again, for what sets a state", async () => {
		const { server, client } = await serve([(_, request) => request.socket.destroy()]);
		expect(await client.badgeCount(1)).toEqual({ success: true });
		expect(server.received).toHaveLength(2);
	});

	test("with retries used up, a reset connection is a ConnectionError with its cause", async () => {
		const { client } = await serve([(_, request) => request.socket.destroy()], { maxRetries: 0 });
		const error = await client.badgeCount(1).catch((reason) => reason);
		expect(error).toBeInstanceOf(ConnectionError);
		expect(error).toMatchObject({ name: "ConnectionError", attempts: 1, cause: expect.any(Error) });
		expect(error.code).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
	});

	test("a refused connection says so", async () => {
		const gone = createServer().listen(0, "127.0.0.1");
		await new Promise((resolve) => gone.once("listening", resolve));
		const { port } = gone.address() as AddressInfo;
		await new Promise((resolve) => gone.close(resolve));
		const client = new ActivitySmith({ apiKey: "k", baseURL: `http://127.0.0.1:${port}`, fetch, maxRetries: 0 });
		const error = await client.badgeCount(1).catch((reason) => reason);
		expect(error).toMatchObject({ name: "ConnectionError", code: "ECONNREFUSED" });
		expect(error.message).toContain("ECONNREFUSED");
	});

	test("a body that is cut off is a ConnectionError", async () => {
		const cut: Answer = (response) => {
			response.writeHead(200, { "content-length": "100" }).write('{"success"');
			setTimeout(() => response.destroy(), 20);
		};
		const { client } = await serve([cut], { maxRetries: 0 });
		await expect(client.badgeCount(1)).rejects.toBeInstanceOf(ConnectionError);
	});

	test("the timeout covers a server that never answers", async () => {
		const { client } = await serve([() => undefined], { timeout: 40, maxRetries: 0 });
		const error = await client.badgeCount(1).catch((reason) => reason);
		expect(error).toBeInstanceOf(TimeoutError);
		expect(error).toBeInstanceOf(ConnectionError);
		expect(error.message).toBe("No answer in 40 ms");
	});

	test("the timeout covers the body, and the connection is given up", async () => {
		let closed: () => void;
		const gone = new Promise<void>((resolve) => {
			closed = resolve;
		});
		const slow: Answer = (response) => {
			response.writeHead(200, { "content-type": "application/json" }).write('{"succ');
			response.once("close", () => closed());
		};
		const { client } = await serve([slow]);
		await expect(client.badgeCount(1, {}, { timeout: 60, maxRetries: 0 })).rejects.toBeInstanceOf(TimeoutError);
		await gone;
	});

	test("aborting rejects with the reason and gives the connection up", async () => {
		const controller = new AbortController();
		let closed: () => void;
		const gone = new Promise<void>((resolve) => {
			closed = resolve;
		});
		const hang: Answer = (response) => {
			response.once("close", () => closed());
			controller.abort("changed my mind");
		};
		const { client, server } = await serve([hang]);
		const error = await client.badgeCount(1, {}, { signal: controller.signal }).catch((reason) => reason);
		expect(error).toMatchObject({ name: "AbortError", cause: "changed my mind" });
		await gone;
		expect(server.received).toHaveLength(1);
	});

	test("withResponse gives the headers, the request id and the rate limit", async () => {
		const headers = {
			"x-request-id": "r9",
			"ratelimit-limit": "60",
			"ratelimit-remaining": "0",
			"ratelimit-reset": "31",
		};
		const { client } = await serve([json(200, { success: true }, headers), ok]);
		const {
			data,
			response,
			headers: received,
			requestId,
			rateLimit,
		} = await client.withResponse().metrics.update("cpu", 1);
		expect(data).toEqual({ success: true });
		expect(response.status).toBe(200);
		expect(received.get("ratelimit-reset")).toBe("31");
		expect(requestId).toBe("r9");
		expect(rateLimit).toEqual({ limit: 60, remaining: 0, reset: 31 });
		expect((await client.withResponse().badgeCount(1)).rateLimit).toBeUndefined();
	});

	test("the Raw methods give the response unread, and its value", async () => {
		const { client } = await serve([json(200, { success: true, activity_id: "a" })]);
		const result = await client.liveActivities.startLiveActivityRaw({
			liveActivityStartRequest: { content_state: { title: "T", type: "value", value: 1 } },
		});
		expect(result.raw.bodyUsed).toBe(false);
		expect(await result.value()).toEqual({ success: true, activity_id: "a" });
		expect(await result.raw.json()).toEqual({ success: true, activity_id: "a" });
	});
});

test("undici's fetch keeps its connection between calls", async () => {
	await using server = await startServer();
	const sockets = new Set<unknown>();
	const remember: Answer = (response, request) => {
		sockets.add(request.socket);
		ok(response, request);
	};
	server.answers.push(remember, remember, remember);
	const fetch = createFetch({ connections: 1 });
	const client = new ActivitySmith({ apiKey: "k", baseURL: server.baseURL, fetch });
	for (const value of [1, 2, 3]) await client.badgeCount(value);
	expect(sockets.size).toBe(1);
	await fetch.close();
	await expect(client.badgeCount(4, {}, { maxRetries: 0 })).rejects.toBeInstanceOf(ConnectionError);
});
