/** Published clients of the hosted service, some of them generated from a document that differs from the contract. */
import { describe, expect, test } from "vitest";
import { createMock, type Mock } from "../src/index.ts";
import { api, progress, send } from "./api.ts";

const defaults = { counts_down: true, is_running: true };
const steps = { title: "Deploy", type: "segmented_progress", number_of_steps: 3, current_step: 1 };
const link = { title: "Open", type: "open_url", url: "https://example.com", method: "POST" };

/** Requests as a client sends them that says who it is. */
function as({ fetch }: Pick<Mock, "fetch">, client: string) {
	const headers = { "X-ActivitySmith-SDK": client };
	const call = (method: string) => (path: string, body: unknown) => send(fetch, { method, path, body, headers });
	return { post: call("POST"), put: (body: unknown) => call("PUT")("/live-activity/stream/k", body) };
}

describe("a timer's defaults on another type", () => {
	test("ask for nothing, from a generated client", async () => {
		const mock = createMock();
		const { put, post } = as(mock, "python-v1.14.0");
		expect((await put(progress(1, defaults))).body).toMatchObject({ operation: "started" });
		expect((await put(progress(1))).body).toMatchObject({ operation: "noop" });
		const change = { content_state: { title: "Nightly Backup", ...defaults } };
		expect((await put(change)).body).toMatchObject({ operation: "noop" });
		const { body } = await post("/live-activity/start", { content_state: { ...steps, ...defaults } });
		const activity_id = String(body.activity_id);
		const next = { title: "Deploy", current_step: 2, ...defaults };
		expect((await post("/live-activity/update", { activity_id, content_state: next })).status).toBe(200);
		expect((await post("/live-activity/end", { activity_id, content_state: next })).status).toBe(200);
		for (const { state } of mock.devices[0]?.lockScreen().activities ?? []) expect(state).not.toHaveProperty("timer");
	});

	test.each([{ counts_down: false }, { is_running: false }, { duration_seconds: 60 }])(
		"%j is a mistake, whoever sends it",
		async (field) => {
			const { put, post } = as(createMock(), "python-v1.14.0");
			const name = new RegExp(`content_state\\.${Object.keys(field)[0]} is not a field of type`);
			expect((await put(progress(1, field))).body.message).toMatch(name);
			const start = { content_state: { ...steps, ...field } };
			expect((await post("/live-activity/start", start)).body.message).toMatch(name);
		},
	);

	test.each(["", "node-v1.10.0", "curl"])("are a mistake of whoever writes them: %j", async (client) => {
		const { put } = as(createMock(), client);
		expect((await put(progress(1, defaults))).body.message).toMatch(/counts_down is not a field of type progress/);
	});

	test("mean what they say on a timer", async () => {
		const mock = createMock();
		const { put } = as(mock, "python-v1.14.0");
		const timer = () => mock.devices[0]?.lockScreen().activities[0]?.state.timer;
		await put({ content_state: { title: "Bake", type: "timer", duration_seconds: 60, ...defaults } });
		await put({ content_state: { title: "Bake", is_running: false } });
		expect(timer()).toHaveProperty("pausedAt");
		await put({ content_state: { title: "Bake", ...defaults } });
		expect(timer()).not.toHaveProperty("pausedAt");
	});
});

describe("a webhook's default method on a button that opens a link", () => {
	test("asks for nothing from a generated client, wherever there are buttons", async () => {
		const mock = createMock();
		const { put, post } = as(mock, "php-v1.5.0");
		expect((await post("/push-notification", { title: "T", actions: [link, link] })).status).toBe(200);
		expect((await put({ ...progress(1), action: link, secondary_action: link })).status).toBe(200);
		expect((await post("/live-activity/start", { ...progress(1), action: link })).status).toBe(200);
	});

	test("another, or a body, is a mistake; so is the default of whoever writes it", async () => {
		const mock = createMock();
		const { put, post } = as(mock, "python-v1.14.0");
		const get = { title: "T", actions: [{ ...link, method: "GET" }] };
		const message = /actions\[0\]\.method is not a field of type open_url/;
		expect((await post("/push-notification", get)).body.message).toMatch(message);
		expect((await put({ ...progress(1), action: { ...link, body: {} } })).body.message).toMatch(/action\.body/);
		expect((await api(mock).push({ title: "T", actions: [link] })).body.message).toMatch(message);
	});
});

test("the badge's answer has what the PyPI client cannot do without, for that client alone", async () => {
	const mock = createMock();
	const badge = async (client: string) => (await as(mock, client).post("/badge", { badge: 3 })).body;
	const answer = { success: true, badge: 3, devices_notified: 2, users_notified: 1, timestamp: expect.any(String) };
	for (const client of ["", "node-v1.10.0", "go-v1.6.0"]) {
		expect(await badge(client)).toEqual({ ...answer, effective_channel_slugs: null });
	}
	expect(await badge("python-v1.14.0")).toEqual({
		...answer,
		devices_updated: 2,
		users_updated: 1,
		effective_channel_slugs: [],
	});
});
