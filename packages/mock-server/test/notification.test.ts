/** Notifications, badges and metrics: the exact answers, and what arrives. */
import { expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { api, progress } from "./api.ts";

const timestamp = "2026-01-01T00:00:00.000Z";

test("a notification: the answer, and the body on every device", async () => {
	const mock = createMock();
	const { status, body } = await api(mock).push({
		title: "Deploy?",
		message: "v2 is ready",
		actions: [
			{ title: "Yes", type: "webhook", url: "https://a.example/hooks/1", body: { token: "secret" } },
			{ title: "Logs", type: "open_url", url: "https://a.example/logs" },
		],
		payload: { order: 8333 },
		tags: ["deploy"],
		metadata: { commit: "4f1c9e2" },
		channels: ["ops"],
	});
	expect(status).toBe(200);
	expect(body).toEqual({
		success: true,
		devices_notified: 2,
		users_notified: 1,
		effective_channel_slugs: ["ops"],
		tags: ["deploy"],
		timestamp,
	});
	for (const device of mock.devices) {
		expect(device.notifications()).toEqual([
			{
				aps: { alert: { title: "Deploy?", body: "v2 is ready" }, category: "actions-webhook-open" },
				activitysmith: {
					id: expect.any(String),
					actions: [
						{ id: "action-1", title: "Yes", type: "webhook" },
						{ id: "action-2", title: "Logs", type: "open_url", url: "https://a.example/logs" },
					],
					payload: { order: 8333 },
				},
			},
		]);
	}
});

test("without anything beside the title, tags are empty and no channel applied", async () => {
	const { body } = await api(createMock()).push({ title: "T" });
	expect(body).toEqual({
		success: true,
		devices_notified: 2,
		users_notified: 1,
		effective_channel_slugs: null,
		tags: [],
		timestamp,
	});
});

test("a badge: the answer, and the number; 0 clears it", async () => {
	const mock = createMock();
	const { badge } = api(mock);
	for (const number of [2_147_483_647, 0]) {
		expect((await badge({ badge: number })).body).toEqual({
			success: true,
			badge: number,
			devices_notified: 2,
			users_notified: 1,
			effective_channel_slugs: null,
			timestamp,
		});
		expect(mock.devices.map((device) => device.badge)).toEqual([number, number]);
	}
});

test("a metric: exactly success, and every device reloads its widgets", async () => {
	const mock = createMock();
	expect((await api(mock).metric("deploy.success_rate", { value: "v".repeat(64) })).body).toEqual({ success: true });
	for (const device of mock.devices) {
		expect(device.pushes).toEqual([{ kind: "widgets", body: { aps: { "content-changed": true } } }]);
		expect(device.widgets).toEqual({ "deploy.success_rate": "v".repeat(64) });
	}
});

test("tags of an update and an end are kept too", async () => {
	const { put, update, end } = api(createMock());
	const { activity_id } = (await put("k", { ...progress(1), tags: ["a"] })).body;
	const change = { activity_id, content_state: { title: "Nightly Backup" } };
	expect((await update({ ...change, tags: ["b"], metadata: { run: 1 } })).status).toBe(200);
	expect((await put("k", progress(1))).body).toMatchObject({ operation: "noop", tags: ["b"] });
	expect((await end({ ...change, tags: ["c"], metadata: {} })).status).toBe(200);
});
