/** The tools of the management, on the server: what it describes is what there is. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Server, startServer } from "@activitysmith/server";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { KEY, listening, mockOverHttp, overHttp, overStdio, sharedOverStdio } from "./mcp.ts";

const { env: ofMock } = mockOverHttp();
const data = mkdtempSync(join(tmpdir(), "mcp-"));
let server: Server;
let token = "";
beforeAll(async () => {
	server = await startServer({ data, port: 0 });
	token = readFileSync(server.ownerTokenFile ?? "", "utf8").trim();
});
afterAll(async () => {
	await server.close();
	rmSync(data, { recursive: true });
});

const env = () => ({
	ACTIVITYSMITH_API_KEY: server.firstKey ?? "",
	ACTIVITYSMITH_BASE_URL: server.baseURL,
	ACTIVITYSMITH_OWNER_TOKEN: token,
});
const agent = sharedOverStdio(env);
const api = 5;

test("an agent looks into the history, pauses and resumes", async () => {
	const { call, client } = agent();
	const set = (percentage: number) =>
		call("set_live_activity_stream", {
			stream_key: "backup",
			content_state: { title: "Backup", type: "progress", percentage },
			tags: ["nightly"],
		});
	const first = await set(10);
	expect(first).toMatchObject({ error: false, structured: { operation: "started" } });
	const { activity_id } = first.structured ?? {};

	// A number where the address has text: agents do not see the difference.
	const listed = await call("list_live_activities", { stream_key: "backup", limit: 1 });
	expect(listed).toMatchObject({
		error: false,
		structured: { activities: [{ activity_id, status: "running", title: "Backup", tags: ["nightly"] }] },
	});
	expect((await call("explain_live_activity", { key: "backup" })).structured).toMatchObject({
		key: "backup",
		activity: { activity_id },
	});

	const paused = await call("pause_live_activity_stream", { stream_key: "backup" });
	expect(paused).toMatchObject({ error: false, text: "Done." });
	expect((await set(20)).structured?.operation).toBe("paused");
	const { structured } = await call("list_live_activity_streams");
	expect(structured).toMatchObject({ streams: [{ stream_key: "backup", paused: true }] });
	expect(await call("resume_live_activity_stream", { stream_key: "backup" })).toMatchObject({ error: false });
	expect((await set(30)).structured?.operation).toBe("started");

	// What the README names is there.
	const { tools } = await client.listTools();
	const [, table = ""] = readFileSync(new URL("../README.md", import.meta.url), "utf8").split("### Of a server");
	const documented = [...(table.split("\n## ")[0]?.matchAll(/`([a-z_]+)`/g) ?? [])].map(([, name]) => name);
	expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(documented));
	expect(documented).toContain("explain_live_activity");

	// Every answer fits what was said of it: the client of the SDK holds it against the schema.
	const reading = tools.filter(({ annotations }) => annotations?.readOnlyHint);
	expect(reading.length).toBeGreaterThan(8);
	for (const { name, inputSchema, outputSchema } of reading) {
		expect(outputSchema).toMatchObject({ type: "object", properties: expect.anything() });
		const needed = Object.fromEntries((inputSchema.required ?? []).map((field) => [field, "backup"]));
		expect(await call(name, needed), name).toMatchObject({ error: false, structured: expect.anything() });
	}
});

test("it may look, pause and resume, and nothing else; no answer has a secret", async () => {
	const { client, call } = agent();
	const { tools } = await client.listTools();
	const changing = tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name);
	expect(changing.slice(api).toSorted()).toEqual(["pause_live_activity_stream", "resume_live_activity_stream"]);
	for (const { inputSchema } of tools)
		expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
	const keys = await call("list_keys");
	expect(keys).toMatchObject({ error: false, structured: { keys: [{ last_four: server.firstKey?.slice(-4) }] } });
	expect(keys.text).not.toContain(server.firstKey);
});

test("what is wrong is told with the field", async () => {
	const { call } = agent();
	const refused = async (name: string, args: Record<string, unknown>) => {
		const { error, text } = await call(name, args);
		expect(error).toBe(true);
		return text;
	};
	expect(await refused("pause_live_activity_stream", {})).toContain("stream_key is required");
	expect(await refused("list_deliveries", { devices: "x" })).toContain("devices is not a field");
	expect(await refused("list_deliveries", { limit: [1] })).toContain("limit must be a string, a number or a boolean");
	expect(await refused("list_deliveries", { limit: 0 })).toMatch(/^400 Bad request: limit must be a whole number/);
	expect(await refused("pause_live_activity_stream", { stream_key: "a/../b" })).toMatch(/^400 .*stream_key/);
	expect(await refused("pause_live_activity_stream", { stream_key: ".." })).toContain("stream_key must not be ..");
	expect(await refused("pause_live_activity_stream", { stream_key: "never-seen" })).toMatch(/^404 /);
});

test("a wrong owner token is refused, and shown nowhere", async () => {
	const wrong = "own_wrong_token";
	const { call, stderr } = await overStdio({ ...env(), ACTIVITYSMITH_OWNER_TOKEN: wrong });
	const { error, text } = await call("list_keys");
	expect({ error, text }).toMatchObject({ error: true, text: expect.stringMatching(/^401 /) });
	expect(text + stderr()).not.toContain(wrong);
});

test("without an owner token there are only the tools of the API", async () => {
	const { ACTIVITYSMITH_OWNER_TOKEN: _, ...rest } = env();
	const { client } = await overStdio(rest);
	expect((await client.listTools()).tools).toHaveLength(api);
});

test("a server without a management keeps the tools of the API, and it is said why", async () => {
	const { call, client, stderr } = await overStdio({ ...ofMock(), ACTIVITYSMITH_OWNER_TOKEN: token });
	expect((await client.listTools()).tools).toHaveLength(api);
	expect(await call("update_app_icon_badge_count", { badge: 1 })).toMatchObject({ error: false });
	await expect.poll(stderr, { timeout: 15_000 }).toMatch(/There are no tools of the management: /);
	expect(stderr()).not.toContain(token);
});

test("over HTTP the owner is who asks without a key of their own", async () => {
	const { url } = await listening(env());
	const count = async (key?: string) => (await (await overHttp(url, key)).client.listTools()).tools.length;
	expect(await count()).toBeGreaterThan(api);
	expect(await count(KEY)).toBe(api);
	expect(await count(server.firstKey)).toBe(api);
});

/** A server whose management has one route that never answers. */
async function silentManagement() {
	const arrived = Promise.withResolvers<void>();
	const left = Promise.withResolvers<void>();
	const get = { operationId: "listSlow", summary: "Slow", responses: {} };
	const document = { paths: { "/slow": { get } }, components: { schemas: {} } };
	const silent = createServer((request, response) => {
		if (request.url === "/manage/openapi.json") return void response.end(JSON.stringify(document));
		response.on("close", left.resolve);
		arrived.resolve();
	});
	await new Promise<void>((ready) => silent.listen(0, "127.0.0.1", ready));
	onTestFinished(() => {
		silent.close();
		silent.closeAllConnections();
	});
	const baseURL = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api`;
	return { baseURL, arrived: arrived.promise, left: left.promise };
}

test("a call that its client gives up is given up at the server, too", async () => {
	const { baseURL, arrived, left } = await silentManagement();
	const { client } = await overStdio({ ...env(), ACTIVITYSMITH_BASE_URL: baseURL });
	const giving = new AbortController();
	const call = client.callTool({ name: "list_slow", arguments: {} }, { signal: giving.signal });
	const refused = expect(call).rejects.toThrow();
	await arrived;
	giving.abort();
	await refused;
	// Without being told, the tool would wait longer than this test may.
	await left;
});
