/** The tools, over stdio: a real program, and the client of the MCP SDK. */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { bare, fromSource, KEY, mockOverHttp, overStdio, sharedOverStdio } from "./mcp.ts";

const { mock, env } = mockOverHttp();
const agent = sharedOverStdio(env);
beforeEach(() => mock.reset());
const phone = () => mock.account(KEY).devices[0];
const sent = () => mock.account(KEY).journal.last()?.body;

const steps = { title: "Deploy", type: "segmented_progress", number_of_steps: 3, current_step: 1 };

test("each tool does what it is for", async () => {
	const { call, stderr } = agent();

	const push = {
		title: "Done",
		message: "All green",
		channels: ["ops"],
		actions: [{ title: "Open", type: "open_url", url: "https://x.example" }],
	};
	expect(await call("send_push_notification", push)).toMatchObject({
		error: false,
		structured: { devices_notified: 2 },
	});
	// The SDK says a target in full.
	const { channels, ...rest } = push;
	expect(sent()).toEqual({ ...rest, target: { channels } });
	expect(phone()?.notifications()[0]?.aps.alert).toMatchObject({ title: "Done" });

	const stream = { content_state: steps, alert: { title: "Off we go" } };
	const started = await call("set_live_activity_stream", { stream_key: "deploy", ...stream });
	expect(started).toMatchObject({ error: false, structured: { operation: "started", stream_key: "deploy" } });
	// Clients that know no structure get the same as text.
	expect(JSON.parse(started.text)).toEqual(started.structured);
	expect(sent()).toEqual(stream);
	const next = { stream_key: "deploy", content_state: { title: "Deploy", current_step: 2 } };
	expect((await call("set_live_activity_stream", next)).structured?.operation).toBe("updated");
	expect(phone()?.lockScreen().activities[0]).toMatchObject({ status: "active", state: { currentStep: 2 } });
	expect((await call("end_live_activity_stream", { stream_key: "deploy" })).structured?.operation).toBe("ended");
	expect(phone()?.lockScreen().activities[0]).toMatchObject({ status: "ended" });

	expect(await call("update_app_icon_badge_count", { badge: 3, channels: ["ops"] })).toMatchObject({ error: false });
	expect(sent()).toEqual({ badge: 3, target: { channels: ["ops"] } });
	expect(phone()?.badge).toBe(3);

	const value = { value: 99.9, timestamp: "2025-12-31T23:00:00Z" };
	const stored = await call("set_widget_metric_value", { key: "deploy.success_rate", ...value });
	expect(stored).toEqual({ error: false, text: '{"success":true}', structured: { success: true } });
	expect(sent()).toEqual(value);
	expect(stderr()).toBe("");
});

test("what is wrong is told to the agent, with the field", async () => {
	const { call } = agent();
	const set = (content_state: object, stream_key = "deploy") =>
		call("set_live_activity_stream", { stream_key, content_state });

	// Seen before anything is sent.
	expect(await set({ type: "progress", percentage: 101 })).toMatchObject({
		error: true,
		text: expect.stringMatching(/content_state\.title is required.*content_state\.percentage must be at most 100/),
	});
	expect(await set({ title: "D", step: 2 })).toMatchObject({
		error: true,
		text: expect.stringContaining("content_state.step is not a field"),
	});
	expect(await set(steps, "no spaces please")).toMatchObject({
		error: true,
		text: expect.stringContaining("stream_key must contain only letters, numbers, underscores, and hyphens"),
	});
	expect(await call("send_push_notification")).toMatchObject({
		error: true,
		text: expect.stringContaining("title is required"),
	});
	expect(mock.account(KEY).journal.count()).toBe(0);

	// Seen by the service, which knows what is there.
	expect(await set({ title: "D", current_step: 2 })).toEqual({
		error: true,
		structured: undefined,
		text: expect.stringMatching(/^400 Bad request: content_state\.type .*\(request req_\w+\)$/),
	});
	expect(await call("end_live_activity_stream", { stream_key: "never-seen" })).toMatchObject({
		error: true,
		text: expect.stringContaining("No Live Activity stream found for stream_key: never-seen"),
	});
	expect(await call("send_push_notification", { title: "D", channels: ["mock-no-devices"] })).toMatchObject({
		error: true,
		text: expect.stringMatching(/^404 No recipients found: No devices matched/),
	});
	expect(await set(steps, "mock-limit-1")).toMatchObject({
		error: true,
		text: expect.stringMatching(/^429 Live Activity limit reached: Only \d+ concurrent/),
	});
});

test("a tool that there is not, is an error of the protocol", async () => {
	const { client } = agent();
	await expect(client.callTool({ name: "send_fax", arguments: {} })).rejects.toThrow(/send_fax/);
});

test("its list says what each takes, answers and does", async () => {
	const { client } = agent();
	expect(client.getServerVersion()).toMatchObject({ name: "activitysmith" });
	expect(client.getInstructions()).toContain("set_live_activity_stream");
	const { tools } = await client.listTools();
	const hints = (readOnlyHint: boolean, destructiveHint: boolean, idempotentHint: boolean) => {
		return { readOnlyHint, destructiveHint, idempotentHint, openWorldHint: true };
	};
	expect(Object.fromEntries(tools.map(({ name, annotations }) => [name, annotations]))).toEqual({
		send_push_notification: hints(false, false, false),
		set_live_activity_stream: hints(false, false, true),
		end_live_activity_stream: hints(false, true, true),
		update_app_icon_badge_count: hints(false, false, true),
		set_widget_metric_value: hints(false, false, true),
	});
	for (const { title, description, inputSchema, outputSchema } of tools) {
		expect([title, description]).not.toContain(undefined);
		expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
		expect(outputSchema).toMatchObject({ type: "object", required: expect.arrayContaining(["success"]) });
		// The OpenAPI document's own keywords mean nothing here.
		expect(JSON.stringify([inputSchema, outputSchema])).not.toContain('"x-');
	}
	const stream = tools.find(({ name }) => name === "set_live_activity_stream");
	expect(stream?.inputSchema.required).toEqual(expect.arrayContaining(["stream_key", "content_state"]));
});

test("a key that is refused is never shown", async () => {
	const key = "ask_mock_unauthorized_agent";
	const { call, stderr } = await overStdio({ ...env(), ACTIVITYSMITH_API_KEY: key });
	const answer = await call("update_app_icon_badge_count", { badge: 1 });
	expect(answer).toMatchObject({ error: true, text: expect.stringMatching(/^401 Unauthorized: /) });
	expect(answer.text + stderr()).not.toContain(key);
});

test("what is no message is left out in one line, and calls that come together are each answered", async () => {
	const child = spawn(process.execPath, fromSource, { env: { ...bare, ...env() } });
	onTestFinished(() => void child.kill());
	const hello = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "1" } };
	const badge = (id: number) => ({ name: "update_app_icon_badge_count", arguments: { badge: id } });
	const messages = [
		{ jsonrpc: "2.0", id: 1, method: "initialize", params: hello },
		{ jsonrpc: "2.0", method: "notifications/initialized" },
		{ jsonrpc: "1.0", id: 2, method: "ping" },
		...Array.from({ length: 20 }, (_, id) => ({
			jsonrpc: "2.0",
			id: id + 10,
			method: "tools/call",
			params: badge(id),
		})),
	];
	child.stdin.write(["no JSON", "{", "[]", "42", ...messages.map((message) => JSON.stringify(message)), ""].join("\n"));
	const problems = text(child.stderr);
	const answered = new Map<number, unknown>();
	for await (const line of createInterface({ input: child.stdout })) {
		const { id, result } = JSON.parse(line);
		answered.set(id, result?.structuredContent?.badge);
		if (answered.size === 21) break;
	}
	for (let id = 0; id < 20; id++) expect(answered.get(id + 10)).toBe(id);
	child.stdin.end();
	expect((await problems).split("\n").slice(0, -1)).toEqual(
		Array(3).fill("activitysmith-mcp: Something that is no message of JSON-RPC 2.0 was left out"),
	);
});

test("no answer is told too", async () => {
	const { call } = await overStdio({ ...env(), ACTIVITYSMITH_BASE_URL: "http://127.0.0.1:2/api" });
	const answer = await call("set_widget_metric_value", { key: "k", value: 1 });
	expect(answer).toMatchObject({ error: true, text: expect.stringMatching(/^ConnectionError: /) });
});

test("what a newer service adds to its answer does not make it look undone", async () => {
	const newer = createServer((_, response) => {
		const badge = { badge: 1, devices_notified: 1, users_notified: 1, effective_channel_slugs: null };
		response.setHeader("content-type", "application/json");
		response.end(
			JSON.stringify({ success: true, ...badge, timestamp: new Date(0).toISOString(), newest: { of: "all" } }),
		);
	});
	await new Promise<void>((ready) => newer.listen(0, "127.0.0.1", ready));
	onTestFinished(() => {
		newer.close();
		newer.closeAllConnections();
	});
	const { port } = newer.address() as AddressInfo;
	const { call, client } = await overStdio({ ...env(), ACTIVITYSMITH_BASE_URL: `http://127.0.0.1:${port}/api` });
	// From the list, the client knows the schema that it holds the answer against.
	await client.listTools();
	const answer = await call("update_app_icon_badge_count", { badge: 1 });
	expect(answer).toMatchObject({ error: false, structured: { newest: { of: "all" } } });
});
