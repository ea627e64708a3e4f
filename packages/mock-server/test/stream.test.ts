/** Streams: from the first PUT to the end, on the frozen clock. */
import { describe, expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { api, events, progress, seen, shows } from "./api.ts";

const ID = /^[A-Za-z0-9_-]{32}$/;

describe("PUT", () => {
	test("the first starts an activity on every device and says so", async () => {
		const mock = createMock();
		const { status, body } = await api(mock).put("nightly-backup", { ...progress(42), tags: ["billing"] });
		expect(status).toBe(200);
		expect(body).toEqual({
			success: true,
			operation: "started",
			stream_key: "nightly-backup",
			activity_id: expect.stringMatching(ID),
			devices_notified: 2,
			devices_queued: 0,
			users_notified: 1,
			effective_channel_slugs: null,
			tags: ["billing"],
			timestamp: "2026-01-01T00:00:00.000Z",
		});
		for (const device of [0, 1]) {
			expect(shows(mock, device)).toEqual([{ activityId: body.activity_id, status: "active", percentage: 42 }]);
			expect(events(mock, device)).toEqual(["start"]);
		}
		expect(mock.devices[0]?.lockScreen().activities[0]).toMatchObject({
			streamKey: "nightly-backup",
			startedAt: Date.UTC(2026, 0, 1),
			dismissAt: null,
			state: { version: 1, type: "progress", title: "Nightly Backup", color: "blue", percentage: 42 },
		});
	});

	test("a change updates it under the same id, with one push", async () => {
		const mock = createMock();
		const { put } = api(mock);
		const started = await put("k", progress(42));
		const { body } = await put("k", progress(43));
		expect(body).toMatchObject({
			operation: "updated",
			activity_id: started.body.activity_id,
			devices_notified: 2,
			devices_queued: 0,
			users_notified: 1,
		});
		expect(body).not.toHaveProperty("previous_activity_id");
		expect(events(mock)).toEqual(["start", "update"]);
		expect(shows(mock)).toMatchObject([{ percentage: 43 }]);
	});

	test("the same again is a noop: nothing is delivered, not even an alert, and the counts are 0", async () => {
		const mock = createMock();
		const { put } = api(mock);
		const started = await put("k", progress(42));
		const before = seen(mock);
		const { body } = await put("k", { ...progress(42), alert: { title: "Look" } });
		expect(body).toMatchObject({
			operation: "noop",
			activity_id: started.body.activity_id,
			devices_notified: 0,
			devices_queued: 0,
			users_notified: 0,
		});
		expect(seen(mock)).toEqual(before);
		// The alert is gone for good.
		await put("k", progress(43));
		expect(JSON.stringify(mock.devices[0]?.pushes)).not.toContain("Look");
	});

	test("tags are kept, replaced and cleared, with a noop too", async () => {
		const { put } = api(createMock());
		const tags = async (more: object) => (await put("k", { ...progress(1), ...more })).body.tags;
		expect(await tags({ tags: ["a", "b"] })).toEqual(["a", "b"]);
		expect(await tags({})).toEqual(["a", "b"]);
		expect(await tags({ tags: ["c"] })).toEqual(["c"]);
		expect(await tags({ tags: [] })).toEqual([]);
		expect(await tags({ metadata: { a: 1 } })).toEqual([]);
	});

	test("an alert rides on the update, once", async () => {
		const mock = createMock();
		const { put } = api(mock);
		await put("k", progress(1));
		await put("k", { ...progress(2), alert: { title: "Half", body: "way" } });
		await put("k", progress(3));
		const alerts = mock.devices[0]?.pushes.map((push) => push.kind === "live-activity" && push.body.aps.alert);
		expect(alerts).toEqual([{ title: "Nightly Backup", body: "" }, { title: "Half", body: "way" }, undefined]);
	});

	test("twenty parallel first ones start exactly one activity", async () => {
		const mock = createMock({ limits: { liveActivities: 1 } });
		const { put } = api(mock);
		const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => put("k", progress(index))));
		expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
		const started = answers.filter(({ body }) => body.operation === "started");
		expect(started).toHaveLength(1);
		expect(new Set(answers.map(({ body }) => body.activity_id)).size).toBe(1);
		expect(events(mock).filter((event) => event === "start")).toHaveLength(1);
		expect(shows(mock)).toMatchObject([{ percentage: 19 }]);
	});

	test("another key of the account goes on with the same stream", async () => {
		const mock = createMock({ accounts: [{ keys: ["one", "two"] }] });
		const started = await api(mock, "one").put("k", progress(1));
		expect((await api(mock, "two").put("k", progress(2))).body).toMatchObject({
			operation: "updated",
			activity_id: started.body.activity_id,
		});
	});
});

describe("DELETE", () => {
	test("ends the activity with a last state, dismissed after 2 minutes", async () => {
		const mock = createMock();
		const { put, del } = api(mock);
		const started = await put("k", progress(42));
		const { body } = await del("k", { content_state: { title: "Done", percentage: 100 }, alert: { title: "Ready" } });
		expect(body).toEqual({
			success: true,
			operation: "ended",
			stream_key: "k",
			activity_id: started.body.activity_id,
			devices_notified: 2,
			devices_queued: 0,
			timestamp: "2026-01-01T00:00:00.000Z",
		});
		expect(shows(mock)).toMatchObject([{ status: "ended", percentage: 100 }]);
		expect(events(mock)).toEqual(["start", "end"]);
		expect(mock.devices[0]?.pushes.at(-1)).toMatchObject({ body: { aps: { alert: { title: "Ready", body: "" } } } });
		await mock.clock.advance(2 * 60_000 - 1);
		expect(shows(mock)).toHaveLength(1);
		await mock.clock.advance(1);
		expect(shows(mock)).toEqual([]);
	});

	test.each([
		["without a body", undefined, {}],
		["with an empty one and a JSON content type", "", { "Content-Type": "application/json" }],
		["with an empty object", {}, { "Content-Type": "application/json" }],
	])("%s it ends with the state as it was", async (_, body, headers) => {
		const mock = createMock();
		const { put } = api(mock);
		await put("k", progress(42));
		const response = await mock.fetch("http://mock.test/api/live-activity/stream/k", {
			method: "DELETE",
			headers: { Authorization: "Bearer ask_test", ...headers },
			...(body !== undefined && { body: body === "" ? "" : JSON.stringify(body) }),
		});
		expect(response.status).toBe(200);
		expect(shows(mock)).toMatchObject([{ status: "ended", percentage: 42 }]);
	});

	test("removes buttons unless they are sent again", async () => {
		const action = { title: "Open", type: "open_url", url: "https://a.example" };
		for (const kept of [undefined, action]) {
			const mock = createMock();
			const { put, del } = api(mock);
			await put("k", { ...progress(1), action, secondary_action: action });
			await del("k", { ...(kept && { action: kept }) });
			const state = mock.devices[0]?.lockScreen().activities[0]?.state;
			expect(state && "action" in state).toBe(kept !== undefined);
			expect(state).not.toHaveProperty("secondaryAction");
		}
	});

	test("forgets the state, not that the key existed", async () => {
		const { put, del } = api(createMock());
		const first = await put("k", progress(42));
		await del("k");
		const again = await del("k");
		expect(again.status).toBe(200);
		expect(again.body).toMatchObject({ operation: "ended", activity_id: null, devices_notified: 0, devices_queued: 0 });
		const untyped = await put("k", { content_state: { title: "T", percentage: 1 } });
		expect(untyped).toMatchObject({ status: 400, body: { issues: [{ path: "content_state.type" }] } });
		const next = await put("k", progress(42));
		expect(next.body.operation).toBe("started");
		expect(next.body.activity_id).not.toBe(first.body.activity_id);
	});

	test("a key that was never seen is a 404", async () => {
		const { put, del } = api(createMock());
		expect(await del("never")).toMatchObject({
			status: 404,
			body: {
				error: "Live Activity stream not found",
				message: "No Live Activity stream found for stream_key: never",
			},
		});
		// A PUT that was refused did not make the key known.
		await put("never", { content_state: { title: "T" } });
		expect((await del("never")).status).toBe(404);
	});

	test.each([
		[{}, {}, "2m"],
		[{}, { auto_dismiss_minutes: 10 }, "10m"],
		[{ auto_dismiss_minutes: 10 }, {}, "10m"],
		[{ auto_dismiss_minutes: 10 }, { auto_dismiss_seconds: 5 }, "5s"],
		[{}, { auto_dismiss_minutes: 10, auto_dismiss_seconds: 5 }, "5s"],
		[{ auto_dismiss_seconds: 5 }, { auto_dismiss_minutes: 1 }, "1m"],
		[{}, { auto_dismiss_minutes: 241 }, "4h"],
		[{}, { auto_dismiss_minutes: 0 }, "0s"],
	])("PUT with %j, DELETE with %j: stays for %s", async (onPut, onDelete, stays) => {
		const mock = createMock();
		const { put, del } = api(mock);
		await put("k", progress(1, onPut));
		await put("k", progress(2));
		await del("k", { content_state: { title: "Done", ...onDelete } });
		const [amount = "", unit = ""] = stays.match(/\d+|\D/g) ?? [];
		const milliseconds = Number(amount) * { s: 1000, m: 60_000, h: 3_600_000 }[unit as "s"];
		if (milliseconds > 0) {
			await mock.clock.advance(milliseconds - 1);
			expect(shows(mock)).toHaveLength(1);
			await mock.clock.advance(1);
		}
		expect(shows(mock)).toEqual([]);
	});

	test("what a PUT said about the dismissal is forgotten with the rest", async () => {
		const mock = createMock();
		const { put, del } = api(mock);
		await put("k", progress(1, { auto_dismiss_minutes: 60 }));
		await del("k");
		await put("k", progress(1));
		await del("k");
		await mock.clock.advance("2m");
		expect(shows(mock)).toHaveLength(1);
	});
});

describe("paused by an operator", () => {
	test("it leaves the screens, takes PUTs quietly, and starts anew after it is resumed", async () => {
		const mock = createMock({ limits: { liveActivities: 1 } });
		const { put, update } = api(mock);
		const started = await put("k", { ...progress(1), tags: ["a"] });
		await mock.pauseStream("k");
		expect(shows(mock)).toEqual([]);
		expect((await update({ activity_id: started.body.activity_id, content_state: { title: "T" } })).status).toBe(404);

		// The slot is free.
		expect((await put("other", progress(1))).body.operation).toBe("started");
		const before = seen(mock);
		expect((await put("k", { content_state: { title: "Later", percentage: 50 } })).body).toEqual({
			success: true,
			operation: "paused",
			stream_key: "k",
			activity_id: null,
			devices_notified: 0,
			devices_queued: 0,
			users_notified: 0,
			effective_channel_slugs: null,
			tags: ["a"],
			timestamp: "2026-01-01T00:00:00.000Z",
		});
		expect((await put("k", { content_state: { title: "Later", percentage: 50 } })).body.operation).toBe("paused");
		expect(seen(mock)).toEqual(before);

		await mock.resumeStream("k");
		expect(seen(mock)).toEqual(before);
		// The limit is reached: refused, and still what it was.
		expect(await put("k", { content_state: { title: "Later" } })).toMatchObject({ status: 429, body: { active: 1 } });
		await api(mock).del("other");
		const resumed = await put("k", { content_state: { title: "Later" } });
		expect(resumed.body.operation).toBe("started");
		expect(resumed.body.activity_id).not.toBe(started.body.activity_id);
		expect(shows(mock)).toContainEqual({ activityId: resumed.body.activity_id, status: "active", percentage: 50 });
	});

	test("DELETE of a paused stream forgets its state; it stays paused", async () => {
		const mock = createMock();
		const { put, del } = api(mock);
		await put("k", progress(1));
		await mock.pauseStream("k");
		expect((await del("k")).body).toMatchObject({ operation: "ended", activity_id: null });
		expect((await put("k", { content_state: { title: "T", percentage: 2 } })).status).toBe(400);
		expect((await put("k", progress(2))).body.operation).toBe("paused");
	});

	test("no rotation while paused, however long", async () => {
		const mock = createMock();
		const { put } = api(mock);
		await put("k", progress(1));
		await mock.pauseStream("k");
		await mock.clock.advance("9h");
		expect(events(mock)).toEqual(["start", "end"]);
		expect((await put("k", progress(2))).body.operation).toBe("paused");
		await mock.resumeStream("k");
		expect((await put("k", progress(2))).body.operation).toBe("started");
	});

	test("a state that would not fit is refused while somebody listens", async () => {
		const mock = createMock();
		const { put } = api(mock);
		await put("k", progress(1));
		await mock.pauseStream("k");
		const long = { content_state: { title: "T", subtitle: "s".repeat(4000) } };
		expect(await put("k", long)).toMatchObject({
			status: 400,
			body: { message: expect.stringMatching(/bytes, \d+ over/) },
		});
		await mock.resumeStream("k");
		await put("k", { content_state: { title: "T" } });
		expect(shows(mock)).toMatchObject([{ percentage: 1 }]);
	});

	test("pausing twice and resuming what runs change nothing; an unknown stream is refused", async () => {
		const mock = createMock();
		const { put } = api(mock);
		await put("k", progress(1));
		await mock.resumeStream("k");
		expect((await put("k", progress(1))).body.operation).toBe("noop");
		await mock.pauseStream("k");
		await mock.pauseStream("k");
		expect(events(mock)).toEqual(["start", "end"]);
		await expect(mock.pauseStream("never")).rejects.toThrow("No Live Activity stream found for stream_key: never");
		await expect(mock.resumeStream("never")).rejects.toThrow("No Live Activity stream found for stream_key: never");
	});
});
