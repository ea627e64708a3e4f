/** Live Activities by id, tokens that come late, and what devices report. */
import { describe, expect, test } from "vitest";
import { createMock, type Mock } from "../src/index.ts";
import { api, events, progress, seen, shows } from "./api.ts";

const NOW = "2026-01-01T00:00:00.000Z";

function hold(mock: Mock): void {
	for (const device of mock.devices) device.tokens = "held";
}

async function release(mock: Mock): Promise<void> {
	await Promise.all(mock.devices.map((device) => device.registerTokens()));
}

describe("start, update, end", () => {
	test("say what they did, and the devices show it", async () => {
		const mock = createMock();
		const { start, update, end } = api(mock);
		const started = await start({ ...progress(15), alert: { title: "Charging", body: "11 kW" }, tags: ["ev"] });
		expect(started.body).toEqual({
			success: true,
			activity_id: expect.stringMatching(/^[A-Za-z0-9_-]{32}$/),
			devices_notified: 2,
			users_notified: 1,
			effective_channel_slugs: null,
			tags: ["ev"],
			timestamp: NOW,
		});
		const { activity_id } = started.body;
		const counts = { success: true, activity_id, devices_notified: 2, devices_queued: 0, timestamp: NOW };
		expect((await update({ activity_id, content_state: { title: "EV", percentage: 50 } })).body).toEqual(counts);
		expect(shows(mock)).toEqual([{ activityId: activity_id, status: "active", percentage: 50 }]);
		expect((await end({ activity_id, content_state: { title: "EV", percentage: 100 } })).body).toEqual(counts);
		expect(shows(mock)).toEqual([{ activityId: activity_id, status: "ended", percentage: 100 }]);
		expect(events(mock)).toEqual(["start", "update", "end"]);
		expect(mock.devices[0]?.pushes[0]).toMatchObject({
			body: { aps: { alert: { title: "Charging", body: "11 kW" }, attributes: { activityId: activity_id } } },
		});
		expect(mock.devices[0]?.pushes[0]).not.toHaveProperty("body.aps.attributes.streamKey");
	});

	test.each([
		[{}, 3 * 60_000],
		[{ auto_dismiss_minutes: 0 }, 0],
		[{ auto_dismiss_minutes: 90 }, 90 * 60_000],
		[{ auto_dismiss_minutes: 100_000 }, 4 * 3_600_000],
	])("an end with %j stays for %d ms", async (dismissal, stays) => {
		const mock = createMock();
		const { start, end } = api(mock);
		const { activity_id } = (await start(progress(1))).body;
		await end({ activity_id, content_state: { title: "T", ...dismissal } });
		if (stays > 0) {
			await mock.clock.advance(stays - 1);
			expect(shows(mock)).toHaveLength(1);
			await mock.clock.advance(1);
		}
		expect(shows(mock)).toEqual([]);
	});

	test("ended it is ended: a second end delivers nothing, an update says so", async () => {
		const mock = createMock();
		const { start, update, end } = api(mock);
		const { activity_id } = (await start(progress(1))).body;
		await end({ activity_id, content_state: { title: "T", percentage: 99 } });
		const before = seen(mock);
		expect(await end({ activity_id, content_state: { title: "Other", percentage: 1 } })).toMatchObject({
			status: 200,
			body: { success: true, activity_id, devices_notified: 0, devices_queued: 0 },
		});
		expect(await update({ activity_id, content_state: { title: "T" } })).toMatchObject({
			status: 404,
			body: { error: "Live Activity not found", message: expect.stringContaining("has ended") },
		});
		expect(seen(mock)).toEqual(before);
		// Known for a day, while others come and go.
		await mock.clock.advance("23h");
		await start(progress(1));
		await mock.clock.advance("59m");
		expect((await end({ activity_id, content_state: { title: "T" } })).status).toBe(200);
	});

	test("an id that nobody has is a 404, another account's a 403", async () => {
		const mock = createMock();
		const { activity_id } = (await api(mock, "mine").start(progress(1))).body;
		const other = api(mock, "theirs");
		const change = { activity_id, content_state: { title: "T" } };
		expect(await other.update(change)).toMatchObject({
			status: 403,
			body: { error: "Forbidden", message: "This API key cannot update this Live Activity" },
		});
		expect(await other.end(change)).toMatchObject({
			status: 403,
			body: { error: "Forbidden", message: "This API key cannot end this Live Activity" },
		});
		const unknown = { ...change, activity_id: "nobody-has-this" };
		for (const call of [other.update, other.end]) {
			expect(await call(unknown)).toMatchObject({ status: 404, body: { error: "Live Activity not found" } });
		}
		expect(shows(mock)).toMatchObject([{ percentage: 1 }]);
	});

	test("an end removes buttons unless they are sent again", async () => {
		const mock = createMock();
		const { start, update, end } = api(mock);
		const action = { title: "Open", type: "open_url", url: "https://a.example" };
		const shown = () => mock.devices[0]?.lockScreen().activities[0]?.state;
		const { activity_id } = (await start({ ...progress(1), action, secondary_action: action })).body;
		await update({ activity_id, content_state: { title: "T" }, secondary_action: null });
		expect(shown()).toHaveProperty("action");
		expect(shown()).not.toHaveProperty("secondaryAction");
		await end({ activity_id, content_state: { title: "T" } });
		expect(shown()).not.toHaveProperty("action");
	});

	test("an end that changes nothing always fits, whatever its version and its timer", async () => {
		const mock = createMock();
		const { put, del } = api(mock);
		const state = (length: number) => ({
			content_state: { title: "T", type: "timer", duration_seconds: 60, subtitle: "s".repeat(length) },
		});
		let length = 1500;
		while ((await put("probe", state(length))).status === 200) length += 1;
		await del("probe");
		expect((await put("k", state(length - 1))).status).toBe(200);
		expect(await del("k")).toMatchObject({ status: 200, body: { devices_notified: 2 } });
	});

	test("an alert does not take room from later states, sent or still waiting", async () => {
		for (const tokens of ["immediate", "held"] as const) {
			const mock = createMock();
			const { put } = api(mock);
			for (const device of mock.devices) device.tokens = tokens;
			await put("k", progress(1));
			await put("k", { ...progress(2), alert: { title: "A", body: "b".repeat(3000) } });
			expect((await put("k", progress(3, { subtitle: "s".repeat(1700) }))).status).toBe(200);
			await release(mock);
			expect(shows(mock)).toMatchObject([{ percentage: 3 }]);
			for (const { body } of mock.devices[0]?.pushes ?? []) {
				expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(4096);
			}
		}
	});
});

describe("of a stream", () => {
	test("/end ends the stream as DELETE does", async () => {
		const mock = createMock();
		const { put, end, del } = api(mock);
		const { activity_id } = (await put("k", progress(1, { auto_dismiss_minutes: 10 }))).body;
		expect((await end({ activity_id, content_state: { title: "T" } })).status).toBe(200);
		await mock.clock.advance("9m59s");
		expect(shows(mock)).toMatchObject([{ status: "ended" }]);
		await mock.clock.advance("1s");
		expect(shows(mock)).toEqual([]);
		expect((await del("k")).body.activity_id).toBeNull();
		expect((await put("k", { content_state: { title: "T", percentage: 1 } })).status).toBe(400);
		expect((await put("k", progress(1))).body.operation).toBe("started");
	});

	test("/update changes what the next PUT is compared with", async () => {
		const mock = createMock();
		const { put, update } = api(mock);
		const { activity_id } = (await put("k", progress(1))).body;
		await update({ activity_id, content_state: { title: "Nightly Backup", percentage: 2 } });
		expect((await put("k", progress(2))).body.operation).toBe("noop");
		expect((await put("k", progress(1))).body.operation).toBe("updated");
	});
});

describe("a token that comes late", () => {
	test("the latest state waits for it, and nothing in between is sent", async () => {
		const mock = createMock();
		hold(mock);
		const { start, update } = api(mock);
		const { activity_id } = (await start(progress(1))).body;
		for (const percentage of [10, 20, 30]) {
			const { body } = await update({ activity_id, content_state: { title: "T", percentage } });
			expect(body).toMatchObject({ devices_notified: 0, devices_queued: 2 });
		}
		expect(shows(mock)).toMatchObject([{ percentage: 1 }]);
		await mock.devices[0]?.registerTokens();
		expect(shows(mock)).toMatchObject([{ percentage: 30 }]);
		expect(shows(mock, 1)).toMatchObject([{ percentage: 1 }]);
		expect(events(mock)).toEqual(["start", "update"]);
		expect((await update({ activity_id, content_state: { title: "T", percentage: 40 } })).body).toMatchObject({
			devices_notified: 1,
			devices_queued: 1,
		});
		await mock.devices[1]?.registerTokens();
		expect(shows(mock, 1)).toMatchObject([{ percentage: 40 }]);
	});

	test("an end before it is sent when it comes", async () => {
		const mock = createMock();
		hold(mock);
		const { put, del } = api(mock);
		await put("k", progress(1));
		expect((await put("k", progress(2))).body).toMatchObject({
			operation: "updated",
			devices_notified: 0,
			devices_queued: 2,
			users_notified: 0,
		});
		expect((await del("k")).body).toMatchObject({ devices_notified: 0, devices_queued: 2 });
		expect(shows(mock)).toMatchObject([{ status: "active", percentage: 1 }]);
		await release(mock);
		expect(shows(mock)).toMatchObject([{ status: "ended", percentage: 2 }]);
		expect(events(mock)).toEqual(["start", "end"]);
	});

	test("an alert waits too, and is heard once, with the latest state", async () => {
		const mock = createMock();
		hold(mock);
		const { put } = api(mock);
		await put("k", progress(1));
		await put("k", { ...progress(2), alert: { title: "Half" } });
		await put("k", progress(3));
		await release(mock);
		await put("k", progress(4));
		expect(mock.devices[0]?.pushes).toMatchObject([
			{ body: { aps: { event: "start" } } },
			{ body: { aps: { event: "update", alert: { title: "Half" }, "content-state": { percentage: 3 } } } },
			{ body: { aps: { event: "update", "content-state": { percentage: 4 } } } },
		]);
		expect(mock.devices[0]?.pushes[2]).not.toHaveProperty("body.aps.alert");
	});

	test("with a noop, devices that lag go on waiting for what they lack", async () => {
		const mock = createMock();
		hold(mock);
		const { put } = api(mock);
		await put("k", progress(1));
		await put("k", progress(2));
		expect((await put("k", progress(2))).body).toMatchObject({ operation: "noop", devices_queued: 0 });
		await release(mock);
		expect(shows(mock)).toMatchObject([{ percentage: 2 }]);
	});
});

describe("swiped away", () => {
	test("on one device, the others go on; on all, it is over and its slot is free", async () => {
		const mock = createMock({ limits: { liveActivities: 1 } });
		const { start, update, end } = api(mock);
		const activity_id = String((await start(progress(1))).body.activity_id);
		await mock.devices[0]?.dismiss(activity_id);
		expect(shows(mock)).toEqual([]);
		const change = { activity_id, content_state: { title: "T", percentage: 2 } };
		expect((await update(change)).body).toMatchObject({ devices_notified: 1, devices_queued: 0 });
		expect(shows(mock)).toEqual([]);
		expect(shows(mock, 1)).toMatchObject([{ percentage: 2 }]);
		expect((await start(progress(1))).status).toBe(429);
		await mock.devices[1]?.dismiss(activity_id);
		expect((await update(change)).status).toBe(404);
		expect((await end(change)).body).toMatchObject({ devices_notified: 0, devices_queued: 0 });
		expect((await start(progress(1))).status).toBe(200);
	});

	test("everywhere, a stream starts anew with the next PUT, from what it kept", async () => {
		const mock = createMock();
		const { put } = api(mock);
		const first = String((await put("k", progress(1))).body.activity_id);
		for (const device of mock.devices) await device.dismiss(first);
		const { body } = await put("k", { content_state: { title: "Nightly Backup" } });
		expect(body.operation).toBe("started");
		expect(shows(mock)).toEqual([{ activityId: body.activity_id, status: "active", percentage: 1 }]);
	});

	test("twice, or what was never there, is nothing", async () => {
		const mock = createMock();
		const activity_id = String((await api(mock).start(progress(1))).body.activity_id);
		await mock.devices[0]?.dismiss(activity_id);
		await mock.devices[0]?.dismiss(activity_id);
		await mock.devices[0]?.dismiss("never");
		expect(shows(mock, 1)).toHaveLength(1);
	});
});
