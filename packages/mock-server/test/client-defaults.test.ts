/** Clients generated from the hosted service's document send a timer's defaults with every type. */
import { expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { api, progress } from "./api.ts";

const defaults = { counts_down: true, is_running: true };
const steps = { title: "Deploy", type: "segmented_progress", number_of_steps: 3, current_step: 1 };

test("on other types they ask for nothing", async () => {
	const mock = createMock();
	const { put, start, update, end, del } = api(mock);
	expect((await put("k", progress(1, defaults))).body).toMatchObject({ operation: "started" });
	expect((await put("k", progress(1))).body).toMatchObject({ operation: "noop" });
	expect((await put("k", { content_state: { title: "Nightly Backup", ...defaults } })).body).toMatchObject({
		operation: "noop",
	});
	const { body } = await start({ content_state: { ...steps, ...defaults } });
	const activity_id = String(body.activity_id);
	const next = { title: "Deploy", current_step: 2, ...defaults };
	expect((await update({ activity_id, content_state: next })).status).toBe(200);
	expect((await end({ activity_id, content_state: { ...next, current_step: 3 } })).status).toBe(200);
	expect((await del("k", { content_state: { title: "Done", ...defaults } })).status).toBe(200);
	const { activities } = mock.devices[0]?.lockScreen() ?? {};
	for (const { state } of activities ?? []) expect(Object.keys(state)).not.toContain("timer");
});

test.each([{ counts_down: false }, { is_running: false }, { duration_seconds: 60 }])(
	"%j on another type is a mistake",
	async (field) => {
		const { put, start } = api(createMock());
		const name = new RegExp(`content_state\\.${Object.keys(field)[0]} is not a field of type`);
		expect((await put("k", progress(1, field))).body.message).toMatch(name);
		expect((await start({ content_state: { ...steps, ...field } })).body.message).toMatch(name);
	},
);

test("on a timer they mean what they say", async () => {
	const mock = createMock();
	const { put } = api(mock);
	const timer = { title: "Bake", type: "timer", duration_seconds: 60 };
	await put("k", { content_state: { ...timer, ...defaults } });
	await put("k", { content_state: { title: "Bake", is_running: false } });
	expect(mock.devices[0]?.lockScreen().activities[0]?.state.timer).toHaveProperty("pausedAt");
	await put("k", { content_state: { title: "Bake", ...defaults } });
	expect(mock.devices[0]?.lockScreen().activities[0]?.state.timer).not.toHaveProperty("pausedAt");
});
