/** What goes wrong: told in the log, the outputs and the summary; never the key; and the job goes on, unless it shall not. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startWorld, type World } from "./local-runner.ts";

// Together: most of a step is its process, which has a core to itself, and some wait.
vi.setConfig({ testTimeout: 90_000 });

const push = { action: "send_push_notification", payload: "title: x" };

const refused = [
	[{ action: "send_push" }, "action is send_push, not one of send_push_notification, "],
	[{ action: "" }, "action is missing: one of send_push_notification, "],
	[{ ...push, errors: "yes" }, "errors is yes, not true or false"],
	[{ ...push, "api-key": "ask_one ask_two" }, "api-key has characters that no key has"],
	[{ ...push, channels: " , " }, "channels is ,, which names no channel"],
	[{ ...push, payload: "" }, "payload is missing: send_push_notification needs it"],
	[{ ...push, payload: "- title: x" }, "payload is not an object with the fields of the request"],
	[{ ...push, payload: "title: [x" }, "payload is neither JSON nor YAML: "],
	[{ ...push, payload: "badge: .inf" }, "payload has a number in badge that JSON does not know"],
	[{ ...push, "payload-file-path": "push.yml" }, "payload and payload-file-path are both set: set one"],
	[{ action: "send_push_notification", "payload-file-path": "push.txt" }, "does not end in .json, .yaml or .yml"],
	[{ action: "send_push_notification", "payload-file-path": "none.yml" }, "none.yml, which cannot be read: ENOENT"],
	[
		{ ...push, payload: "{ title: x, media: 'https://e.example/a.png', actions: [{}] }" },
		"payload has media and actions",
	],
	[{ ...push, payload: "{ title: x, channels: [] }" }, "payload has channels that are empty"],
	[{ action: "update_live_activity", payload: "{}" }, "live-activity-id is missing: update_live_activity needs it"],
	[{ action: "end_live_activity", payload: "{}" }, "live-activity-id is missing: end_live_activity needs it"],
	[{ action: "stream_live_activity", payload: "{}" }, "stream-key is missing: stream_live_activity needs it"],
	[{ action: "end_live_activity_stream" }, "stream-key is missing: end_live_activity_stream needs it"],
	[{ action: "update_metric_value", payload: "value: 1" }, "metric-key is missing: update_metric_value needs it"],
	[{ action: "mirror_workflow", "poll-interval": "soon" }, "poll-interval is soon, not a number of seconds"],
	[{ action: "mirror_workflow", "poll-interval": "0" }, "poll-interval is 0, not a number of seconds"],
	[{ action: "mirror_workflow", payload: "content_state: 3" }, "payload has a content_state that is not an object"],
	[
		{ action: "mirror_workflow", payload: "content_state: { number_of_steps: 3 }" },
		"payload has content_state.number_of_steps, which mirror_workflow takes from the job",
	],
] as const;

describe("before anything is sent", () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld();
	});
	afterAll(() => world[Symbol.asyncDispose]());

	test.concurrent.for(refused)("%j is refused", async ([inputs, message]) => {
		const step = await world.step(inputs);
		expect(step.annotations).toEqual([
			{ level: "errors" in inputs ? "error" : "warning", text: expect.stringContaining(message) },
		]);
		expect(step.exitCode).toBe("errors" in inputs ? 1 : 0);
		expect(step.outputs).toMatchObject({ ok: "false", response: expect.stringContaining(message.replaceAll('"', "")) });
		expect(world.mock.journal.count()).toBe(0);
	});
});

test.concurrent.for(["true", "True", "TRUE"])("errors: %s fails the step, and with it the job", async (errors) => {
	await using world = await startWorld();
	const { status, results } = await world.runJob({
		steps: [{ name: "Push", with: { ...push, payload: "message: no title", errors } }],
	});
	expect(status).toBe("failure");
	expect(results.Push?.annotations).toEqual([
		{ level: "error", text: expect.stringMatching(/^send_push_notification: 400 · Bad request · .*title/) },
	]);
	expect(JSON.parse(results.Push?.outputs.response ?? "")).toMatchObject({ error: "Bad request" });
	expect(results.Push?.summary).toMatch(/\| Failed \| 400 · Bad request .* \|\n\| Request \| \S+ \|/);
});

test.concurrent("the API's error is the response, and the step goes on without errors", async () => {
	await using world = await startWorld({ accounts: [{ keys: ["ask_other"] }] });
	const step = await world.step(push);
	expect(step.exitCode).toBe(0);
	expect(step.outputs).toMatchObject({ ok: "false", response: expect.stringContaining('"error":"Unauthorized"') });
});

test.concurrent("a busy API is tried again", async () => {
	await using world = await startWorld();
	world.mock.faults.add({ operation: "updateAppIconBadgeCount", status: 503, times: 1 });
	const step = await world.step({ action: "update_app_icon_badge_count", payload: "badge: 5" });
	expect(step.outputs.ok).toBe("true");
	expect(world.mock.device("iphone").badge).toBe(5);
});

test.concurrent("an API that is not there is told, and nothing else happens", async () => {
	await using world = await startWorld();
	// Nobody listens there.
	const step = await world.step({ ...push, "base-url": "http://127.0.0.1:2/api" });
	expect(step.exitCode).toBe(0);
	const reason = expect.stringMatching(/ECONNREFUSED/);
	expect(step.outputs).toMatchObject({ ok: "false", response: reason });
	expect(step.annotations).toEqual([{ level: "warning", text: reason }]);
});

test.concurrent("both secrets are masked before a word is said", async () => {
	await using world = await startWorld();
	const step = await world.step(push);
	expect(step.stdout.split("\n").slice(0, 2)).toEqual([
		`::add-mask::${world.apiKey}`,
		`::add-mask::${world.github.token}`,
	]);
	expect(step.masks).toEqual([world.apiKey, world.github.token]);
});

test.concurrent("sends nothing of the workflow that nobody asked for", async () => {
	await using world = await startWorld();
	await world.step(push);
	const [request] = world.mock.journal.entries();
	expect(request?.body).toEqual({ title: "x" });
	expect(world.github.requests).toEqual([]);
});

test.concurrent("what an answer says can set no output and give no command", async () => {
	await using world = await startWorld();
	const message = "no\n::add-mask::everything\nok<<x\ntrue\nx\n##[add-mask]all | <b>*bold*</b>";
	world.mock.faults.add({ status: 400, body: { error: "Bad request", message } });
	const step = await world.step(push);
	expect(step.outputs).toEqual({
		ok: "false",
		response: JSON.stringify({ error: "Bad request", message }),
		time: expect.any(String),
	});
	expect(step.masks).toHaveLength(2);
	expect(step.summary).toContain("\\| &lt;b>\\*bold\\*&lt;/b> |");
	expect(step.annotations).toEqual([{ level: "warning", text: expect.stringContaining(message) }]);
});

test.concurrent("a runner that reads none of the files is served all the same", async () => {
	await using world = await startWorld();
	const env = {
		ACT: "true",
		GITHUB_RUN_ID: "1",
		GITHUB_ACTOR: "nektos/act",
		GITHUB_OUTPUT: "",
		GITHUB_STEP_SUMMARY: "",
	};
	const step = await world.step(push, { env });
	expect(step).toMatchObject({ exitCode: 0, outputs: {}, summary: "" });
	expect(step.log).toContain("send_push_notification: done, on its way to 2 devices");
});

test.concurrent("a disk that is full is told, and fails no job", async () => {
	await using world = await startWorld();
	const nowhere = join(world.home, "nowhere", "file");
	const step = await world.step(push, { env: { GITHUB_OUTPUT: nowhere, GITHUB_STEP_SUMMARY: nowhere } });
	expect(step.exitCode).toBe(0);
	const told = ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"].map((name) => `${name} cannot be written: ENOENT`);
	expect(new Set(step.annotations.map(({ text }) => text))).toEqual(new Set(told));
	expect(step.log).toContain("send_push_notification: done");
});

test.concurrent.for(["", "/nowhere/file"])(
	"where the post step would not learn of it (%j), nothing is mirrored",
	async (file) => {
		await using world = await startWorld();
		const step = await world.step({ action: "mirror_workflow" }, { env: { GITHUB_STATE: file } });
		expect(step.annotations).toEqual([{ level: "warning", text: expect.stringContaining("GITHUB_STATE") }]);
		expect(step.exitCode).toBe(0);
		expect(world.mock.journal.count()).toBe(0);
	},
);

test.concurrent("without base-url, the environment says where the API is", async () => {
	await using world = await startWorld();
	const env = { ACTIVITYSMITH_BASE_URL: world.baseURL };
	expect((await world.step({ ...push, "base-url": "" }, { env })).outputs.ok).toBe("true");
});
