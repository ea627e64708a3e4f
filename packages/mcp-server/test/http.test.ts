/** Streamable HTTP: who may ask, with which key, and that nobody else's page may. */
import { request } from "node:http";
import { beforeEach, describe, expect, test } from "vitest";
import { createHandler } from "../src/index.ts";
import { KEY, listening, mockOverHttp, overHttp, sharedListening } from "./mcp.ts";

const { mock, env } = mockOverHttp();
const shared = sharedListening(env);
beforeEach(() => mock.reset());

const list = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };
const accept = { "content-type": "application/json", accept: "application/json, text/event-stream" };

/** With any `Host`, which fetch would not send. */
function post(url: URL, headers: Record<string, string>, method = "POST", body: unknown = list): Promise<number> {
	return new Promise((resolve, reject) => {
		const sent = request(url, { method, headers: { ...accept, ...headers } }, (response) => {
			response.resume();
			resolve(response.statusCode ?? 0);
		});
		sent.on("error", reject).end(method === "POST" ? JSON.stringify(body) : undefined);
	});
}

test("each request acts for the key that it brings, and else for that of the environment", async () => {
	const { url, stderr } = shared();
	const [mine, other] = [await overHttp(url), await overHttp(url, "ask_of_somebody")];
	await mine.call("update_app_icon_badge_count", { badge: 1 });
	const answer = await other.call("update_app_icon_badge_count", { badge: 2 });
	expect(answer).toMatchObject({ error: false, structured: { badge: 2 } });
	expect(mock.account(KEY).devices[0]?.badge).toBe(1);
	expect(mock.account("ask_of_somebody").devices[0]?.badge).toBe(2);

	const wrong = await other.call("set_live_activity_stream", { stream_key: "k", content_state: { percentage: 1 } });
	expect(wrong).toMatchObject({ error: true, text: expect.stringContaining("content_state.title is required") });
	expect(wrong.text + stderr()).not.toMatch(/ask_/);
});

test.each([
	["ask_mock_unauthorized_agent", /^401 Unauthorized: /],
	["ask_mock_rate_limited_agent", /^429 Rate limit exceeded: .*Try again in \d+ s\./],
	["ask_mock_no_devices_agent", /^404 No recipients found: /],
])("the key %s is refused, and never shown", async (key, text) => {
	const { url, stderr } = shared();
	const answer = await (await overHttp(url, key)).call("update_app_icon_badge_count", { badge: 1 });
	expect(answer).toMatchObject({ error: true, text: expect.stringMatching(text) });
	expect(answer.text + stderr()).not.toMatch(/ask_/);
});

test("without any key it is 401, and says what is needed", async () => {
	const { ACTIVITYSMITH_BASE_URL = "" } = env();
	const { url } = await listening({ ACTIVITYSMITH_BASE_URL });
	const response = await fetch(url, { method: "POST", headers: accept, body: JSON.stringify(list) });
	expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
	expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining("Authorization: Bearer") } });
	for (const authorization of ["Basic YTpi", "Bearer", "Bearer a b", `Bearer ${"\u00e9"}`]) {
		expect(await post(url, { authorization })).toBe(401);
	}
	expect(await (await overHttp(url, KEY)).call("update_app_icon_badge_count", { badge: 1 })).toMatchObject({
		error: false,
	});
});

describe("pages of other sites", () => {
	test("are refused by Origin, and by Host when they have made their name point here", async () => {
		const { url } = shared();
		expect(await post(url, {})).toBe(200);
		expect(await post(url, { origin: "http://localhost:5173" })).toBe(200);
		expect(await post(url, { origin: "https://evil.example" })).toBe(403);
		expect(await post(url, { origin: "null" })).toBe(403);
		expect(await post(url, { host: `evil.example:${url.port}` })).toBe(403);
		expect(await post(url, { host: `127.0.0.1.evil.example:${url.port}` })).toBe(403);
		expect(await post(url, { host: `localhost:${url.port}` })).toBe(200);
	});

	test("names that are told are let in", async () => {
		const { url } = await listening(env(), ["--allowed-host", "mcp.example", "--allowed-origin", "app.example"]);
		expect(await post(url, { host: "mcp.example", origin: "https://app.example" })).toBe(200);
		expect(await post(url, { host: "app.example" })).toBe(403);
		expect(await post(url, { origin: "https://mcp.example" })).toBe(403);
	});
});

test("who listens for others lends nobody a key", async () => {
	const { url, stderr } = await listening(env(), ["--host", "0.0.0.0"]);
	url.hostname = "127.0.0.1";
	expect(await post(url, {})).toBe(401);
	expect(await post(url, { authorization: `Bearer ${KEY}` })).toBe(200);
	expect(stderr()).toContain("Each request needs a key of its own");
});

test("there is nothing beside /mcp, and no session to read from or to end", async () => {
	const { url } = shared();
	expect(await post(new URL("/", url), {})).toBe(404);
	expect(await post(url, {}, "GET")).toBe(405);
	expect(await post(url, {}, "DELETE")).toBe(405);
	expect(await post(url, { "content-type": "text/plain" })).toBe(415);
});

test("the handler answers in a server of one's own", async () => {
	const handler = createHandler({ baseURL: env().ACTIVITYSMITH_BASE_URL, allowedHosts: ["mcp.example"] });
	const ask = (host: string) => {
		const headers = { ...accept, host, authorization: `Bearer ${KEY}` };
		return handler(new Request(`https://${host}/`, { method: "POST", headers, body: JSON.stringify(list) }));
	};
	expect((await ask("mcp.example")).status).toBe(200);
	expect((await ask("127.0.0.1")).status).toBe(403);
});
