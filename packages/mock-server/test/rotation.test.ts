/** How a stream outlives the 8 hours that iOS gives an activity. */
import { describe, expect, test } from "vitest";
import { createMock, type Mock } from "../src/index.ts";
import { api, events, progress, seen, shows } from "./api.ts";

const HOLD = "7h30m";

/** A stream that PUTs reach every hour until 7 h 30 min. */
async function aged(mock: Mock, body: object = progress(1)) {
	const { body: started } = await api(mock).put("k", body);
	await mock.clock.advance(HOLD);
	return started.activity_id as string;
}

describe("by a PUT of 7 h 30 min or later", () => {
	test("not a millisecond earlier", async () => {
		const mock = createMock();
		const { put } = api(mock);
		await put("k", progress(1));
		await mock.clock.advance(7.5 * 3_600_000 - 1);
		expect((await put("k", progress(1))).body.operation).toBe("noop");
		await mock.clock.advance(1);
		expect((await put("k", progress(1))).body.operation).toBe("rotated");
	});

	test("the new one starts quietly and first, then the old one leaves; the old id is unknown", async () => {
		const mock = createMock({ limits: { liveActivities: 1 } });
		const old = await aged(mock);
		const { put, update, end } = api(mock);
		const { body } = await put("k", progress(2));
		expect(body).toMatchObject({
			operation: "rotated",
			previous_activity_id: old,
			devices_notified: 2,
			devices_queued: 0,
			users_notified: 1,
		});
		expect(body.activity_id).not.toBe(old);
		const [, start, dismissal] = mock.devices[0]?.pushes ?? [];
		expect(start).toMatchObject({
			activityId: body.activity_id,
			body: { aps: { event: "start", "interruption-level": "passive", alert: { title: "", body: "" } } },
		});
		expect(dismissal).toMatchObject({ activityId: old, body: { aps: { event: "end" } } });
		expect(shows(mock)).toEqual([{ activityId: body.activity_id, status: "active", percentage: 2 }]);
		for (const call of [update, end]) {
			expect(await call({ activity_id: old, content_state: { title: "T" } })).toMatchObject({
				status: 404,
				body: { error: "Live Activity not found" },
			});
		}
		expect((await put("k", progress(3))).body).toMatchObject({ operation: "updated", activity_id: body.activity_id });
	});

	test("an alert of that PUT is heard", async () => {
		const mock = createMock();
		await aged(mock);
		await api(mock).put("k", { ...progress(2), alert: { title: "Look" } });
		const [, start] = mock.devices[0]?.pushes ?? [];
		expect(start).toMatchObject({ body: { aps: { event: "start", alert: { title: "Look", body: "" } } } });
		expect(start).not.toHaveProperty("body.aps.interruption-level");
	});

	test("kept fields, actions and tags go with it", async () => {
		const mock = createMock();
		const action = { title: "Open", type: "open_url", url: "https://a.example" };
		await aged(mock, { ...progress(1, { color: "red" }), action, tags: ["a"] });
		const { body } = await api(mock).put("k", { content_state: { title: "Nightly Backup", percentage: 2 } });
		expect(body).toMatchObject({ operation: "rotated", tags: ["a"] });
		expect(mock.devices[0]?.lockScreen().activities[0]?.state).toMatchObject({
			color: "red",
			action: { title: "Open" },
		});
	});
});

test("when the answer is there, all of it has happened, on however many devices", async () => {
	const devices = Array.from({ length: 30 }, (_, index) => ({ id: `phone-${index}` }));
	const mock = createMock({ accounts: [{ keys: ["ask_test"], users: [{ id: "user-1", devices }] }] });
	await aged(mock);
	const { status } = await mock.fetch("http://mock.test/api/live-activity/stream/k", {
		method: "PUT",
		headers: { Authorization: "Bearer ask_test", "Content-Type": "application/json" },
		body: JSON.stringify(progress(2)),
	});
	expect(status).toBe(200);
	expect(devices.map((_, index) => shows(mock, index).length)).toEqual(devices.map(() => 1));
});

describe("with tokens held back", () => {
	test("the old one stays until the device has the new one's token", async () => {
		const mock = createMock();
		const old = await aged(mock);
		const [first] = mock.devices;
		if (first) first.tokens = "held";
		const { body } = await api(mock).put("k", progress(2));
		expect(shows(mock).map(({ activityId }) => activityId)).toEqual([body.activity_id, old]);
		expect(shows(mock, 1).map(({ activityId }) => activityId)).toEqual([body.activity_id]);
		await mock.clock.advance("59s");
		expect(shows(mock)).toHaveLength(2);
		await first?.registerTokens();
		expect(shows(mock).map(({ activityId }) => activityId)).toEqual([body.activity_id]);
	});

	test("or for 60 s", async () => {
		const mock = createMock();
		await aged(mock);
		const [first] = mock.devices;
		if (first) first.tokens = "held";
		const { body } = await api(mock).put("k", progress(2));
		await mock.clock.advance(59_999);
		expect(shows(mock)).toHaveLength(2);
		await mock.clock.advance(1);
		expect(shows(mock).map(({ activityId }) => activityId)).toEqual([body.activity_id]);
		// The token comes after all: nothing more happens to the old one.
		await first?.registerTokens();
		expect(events(mock)).toEqual(["start", "start", "end"]);
	});

	test.each(["paused", "ended"])("an old one does not wait for a new one that is %s", async (how) => {
		const mock = createMock();
		await aged(mock);
		const [first] = mock.devices;
		if (first) first.tokens = "held";
		const { put, del } = api(mock);
		const { body } = await put("k", progress(2));
		if (how === "paused") await mock.pauseStream("k");
		else await del("k", { content_state: { title: "T", auto_dismiss_seconds: 0 } });
		expect(shows(mock).map(({ activityId }) => activityId)).toEqual([body.activity_id]);
		await first?.registerTokens();
		expect(shows(mock)).toEqual([]);
	});

	test("an old one whose own token never came leaves as soon as it comes", async () => {
		const mock = createMock();
		const [first] = mock.devices;
		if (first) first.tokens = "held";
		await aged(mock);
		const { body } = await api(mock).put("k", progress(2));
		await mock.clock.advance("5m");
		expect(shows(mock)).toHaveLength(2);
		await first?.registerTokens();
		expect(shows(mock).map(({ activityId }) => activityId)).toEqual([body.activity_id]);
	});

	test("the pair counts once against the limit, and so does a pair of a pair", async () => {
		const mock = createMock({ limits: { liveActivities: 2 } });
		for (const device of mock.devices) device.tokens = "held";
		const { put } = api(mock);
		await aged(mock);
		await put("k", progress(2));
		await put("k", { ...progress(2), channels: ["ops"] });
		expect((await put("other", progress(1))).status).toBe(200);
		expect(await put("third", progress(1))).toMatchObject({ status: 429, body: { limit: 2, active: 2 } });
	});

	test("versions grow on what leaves, too", async () => {
		const mock = createMock();
		await aged(mock);
		await api(mock).put("k", progress(2));
		const versions = new Map<string, number>();
		for (const push of mock.devices[0]?.pushes ?? []) {
			if (push.kind !== "live-activity") continue;
			const { version } = push.body.aps["content-state"];
			expect(version).toBeGreaterThan(versions.get(push.activityId) ?? 0);
			versions.set(push.activityId, version);
		}
		expect(versions.size).toBe(2);
	});
});

describe("by other channels", () => {
	test("it moves to their devices", async () => {
		const mock = createMock({
			accounts: [{ keys: ["key"], channels: { phone: { devices: ["iphone"] }, tablet: { devices: ["ipad"] } } }],
		});
		const { put } = api(mock, "key");
		const started = await put("k", { ...progress(1), channels: ["phone"] });
		expect(started.body).toMatchObject({ devices_notified: 1, effective_channel_slugs: ["phone"] });
		expect((await put("k", { ...progress(1), target: { channels: ["phone"] } })).body.operation).toBe("noop");
		const moved = await put("k", { ...progress(1), channels: ["tablet"] });
		expect(moved.body).toMatchObject({
			operation: "rotated",
			previous_activity_id: started.body.activity_id,
			effective_channel_slugs: ["tablet"],
		});
		expect(shows(mock, 1)).toHaveLength(1);
		// The phone is no device of the new one: nothing there could tell that it is ready.
		expect(shows(mock, 0)).toHaveLength(1);
		await mock.clock.advance("60s");
		expect(shows(mock, 0)).toEqual([]);
		// Without channels it keeps them.
		expect((await put("k", progress(2))).body).toMatchObject({
			operation: "updated",
			effective_channel_slugs: ["tablet"],
			devices_notified: 1,
		});
	});

	test("to no device is a 404 and changes nothing, paused or not", async () => {
		const mock = createMock({ accounts: [{ keys: ["key"], channels: { phone: { devices: ["iphone"] }, none: {} } }] });
		const { put } = api(mock, "key");
		await put("k", { ...progress(1), channels: ["phone"] });
		const before = seen(mock);
		const refused = {
			status: 404,
			body: {
				error: "No recipients found",
				message: "No Live Activity devices matched the effective channel target",
				effective_channel_slugs: ["none"],
			},
		};
		expect(await put("k", { ...progress(2), channels: ["none"] })).toMatchObject(refused);
		expect(seen(mock)).toEqual(before);
		expect((await put("k", progress(1))).body).toMatchObject({ operation: "noop", effective_channel_slugs: ["phone"] });
		await mock.pauseStream("k");
		expect(await put("k", { ...progress(2), channels: ["none"] })).toMatchObject(refused);
		await mock.resumeStream("k");
		expect((await put("k", { content_state: { title: "T" } })).body.effective_channel_slugs).toEqual(["phone"]);
		expect(shows(mock)).toMatchObject([{ percentage: 1 }]);
	});
});

describe("unasked", () => {
	test("between 7 h 45 min and 8 h if a PUT came; later PUTs go on with the new id", async () => {
		const mock = createMock();
		const { put } = api(mock);
		const { body: started } = await put("k", progress(1));
		await mock.clock.advance("7h");
		await put("k", progress(2));
		await mock.clock.advance("44m59s");
		expect(shows(mock)).toMatchObject([{ activityId: started.activity_id }]);
		await mock.clock.advance("15m");
		const [shown, ...others] = shows(mock);
		expect(others).toEqual([]);
		expect(shown).toMatchObject({ status: "active", percentage: 2 });
		expect(shown?.activityId).not.toBe(started.activity_id);
		expect(events(mock)).toEqual(["start", "update", "start", "end"]);
		expect(mock.devices[0]?.pushes[2]).toMatchObject({ body: { aps: { "interruption-level": "passive" } } });
		expect((await put("k", progress(2))).body).toMatchObject({ operation: "noop", activity_id: shown?.activityId });
		expect((await put("k", progress(3))).body).toMatchObject({ operation: "updated", activity_id: shown?.activityId });
	});

	test("once, if no PUT comes after it: then the activity ends at 8 h and frees its slot", async () => {
		const mock = createMock({ limits: { liveActivities: 1 } });
		const { put, del } = api(mock);
		await put("k", progress(1));
		await mock.clock.advance("15h30m");
		expect(events(mock)).toEqual(["start", "start", "end"]);
		expect(shows(mock)).toMatchObject([{ status: "active" }]);
		await mock.clock.advance("30m");
		expect(events(mock)).toEqual(["start", "start", "end", "end"]);
		expect(shows(mock)).toMatchObject([{ status: "ended", percentage: 1 }]);
		expect((await put("other", progress(1))).body.operation).toBe("started");
		await mock.clock.advance("4h");
		expect(shows(mock)).toHaveLength(1);
		expect((await del("k")).body).toMatchObject({ operation: "ended", activity_id: null });
	});

	test("goes on as long as PUTs come: three days, never two activities for longer than a minute", async () => {
		const mock = createMock({ limits: { liveActivities: 1 } });
		const { put } = api(mock);
		const ids = new Set<unknown>();
		for (let hour = 0; hour < 72; hour += 1) {
			const { status, body } = await put("k", progress(hour));
			expect(status).toBe(200);
			ids.add(body.activity_id);
			expect(shows(mock)).toEqual([{ activityId: body.activity_id, status: "active", percentage: hour }]);
			await mock.clock.advance("1h");
		}
		// Every 7 h 45 min to 8 h.
		expect(ids.size).toBeGreaterThanOrEqual(9);
		expect(ids.size).toBeLessThanOrEqual(10);
	});

	test("not when no device is left to show it", async () => {
		const mock = createMock();
		await api(mock).put("k", progress(1));
		const [activity] = mock.devices[0]?.lockScreen().activities ?? [];
		for (const device of mock.devices) await device.dismiss(activity?.activityId ?? "");
		await mock.clock.advance("9h");
		expect(events(mock)).toEqual(["start"]);
	});
});

describe("after 8 hours", () => {
	test("a stream that went quiet starts anew from what it kept, its timer never stopped", async () => {
		const mock = createMock();
		const { put } = api(mock);
		await put("k", { content_state: { title: "Launch", type: "timer", duration_seconds: 172_800 } });
		// One rotation unasked, then it ends.
		await mock.clock.advance("16h");
		expect(mock.devices[0]?.lockScreen().activities[0]).toMatchObject({
			status: "ended",
			state: { timer: { pausedAt: expect.any(Number) } },
		});
		await mock.clock.advance("1h");
		const { body } = await put("k", { content_state: { title: "Launch" } });
		expect(body.operation).toBe("started");
		const start = Date.UTC(2026, 0, 1) / 1000;
		expect(mock.devices[0]?.lockScreen().activities[0]?.state.timer).toEqual({
			startsAt: start,
			endsAt: start + 172_800,
			countsDown: true,
		});
	});

	test("an activity without a stream is over: ending it is fine, updating it is not", async () => {
		const mock = createMock({ limits: { liveActivities: 1 } });
		const { start, update, end } = api(mock);
		const { body } = await start(progress(1));
		await mock.clock.advance("8h");
		expect(shows(mock)).toMatchObject([{ status: "ended" }]);
		const change = { activity_id: body.activity_id, content_state: { title: "T" } };
		expect((await update(change)).status).toBe(404);
		expect((await end(change)).body).toMatchObject({ success: true, devices_notified: 0, devices_queued: 0 });
		expect((await start(progress(1))).status).toBe(200);
	});
});
