/** What goes wrong with devices: no network, late tokens, an app that was removed, activities that were swiped away. */
import { describe, expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { api, events, progress, shows } from "./api.ts";

function one() {
	const mock = createMock({ accounts: [{ keys: ["ask_test"], users: [{ id: "ann", devices: [{ id: "iphone" }] }] }] });
	return { mock, phone: mock.device("iphone"), ...api(mock) };
}

describe("a token that comes late", () => {
	test("by the clock: the latest state waits for it", async () => {
		const { mock, phone, put } = one();
		phone.tokens = "90s";
		await put("k", progress(1));
		expect((await put("k", progress(2))).body).toMatchObject({ devices_notified: 0, devices_queued: 1 });
		await put("k", progress(3));
		await mock.clock.advance("89s");
		expect(shows(mock)).toMatchObject([{ percentage: 1 }]);
		await mock.clock.advance("1s");
		expect(shows(mock)).toMatchObject([{ percentage: 3 }]);
		expect(events(mock)).toEqual(["start", "update"]);
		expect((await put("k", progress(4))).body).toMatchObject({ devices_notified: 1, devices_queued: 0 });
	});

	test("each at its own time on the way", async () => {
		const { mock, phone, put } = one();
		phone.tokens = "10m";
		await put("a", progress(1));
		await mock.clock.advance("5m");
		await put("b", progress(1));
		await put("a", progress(2));
		await put("b", progress(2));
		await mock.clock.advance("1h");
		const updates = phone.pushes.flatMap((push) =>
			push.kind === "live-activity" && push.body.aps.event === "update" ? [push.body.aps.timestamp] : [],
		);
		const start = Date.UTC(2026, 0, 1) / 1000;
		expect(updates).toEqual([start + 600, start + 900]);
	});

	test("never, for one that is held", async () => {
		const { mock, phone, put } = one();
		phone.tokens = "held";
		await put("k", progress(1));
		await put("k", progress(2));
		await mock.clock.advance("4h");
		expect(events(mock)).toEqual(["start"]);
	});
});

test("a time for tokens that is none is refused at once", () => {
	const { phone } = one();
	expect(() => Object.assign(phone, { tokens: "soon" })).toThrow(/A duration is/);
	expect(phone.tokens).toBe("immediate");
});

describe("offline", () => {
	test("it reports nothing before it returns: no token, no dismissal", async () => {
		const { mock, phone, put, start } = one();
		phone.tokens = "1m";
		await put("k", progress(1));
		const { body } = await start(progress(1));
		phone.goOffline();
		await phone.dismiss(String(body.activity_id));
		await mock.clock.advance("1h");
		expect((await put("k", progress(2))).body).toMatchObject({ devices_notified: 0, devices_queued: 1 });
		expect((await start(progress(1))).status).toBe(200);
		expect((await start(progress(1))).status).toBe(200);
		expect((await start(progress(1))).status).toBe(429);
		await phone.goOnline();
		expect(shows(mock).at(-1)).toMatchObject({ percentage: 2 });
		// The slot of what was dismissed is free.
		expect((await start(progress(1))).status).toBe(200);
	});

	test("what was sent arrives when it returns, of each activity only the newest state", async () => {
		const { mock, phone, put, push, badge } = one();
		await put("known", progress(1));
		phone.goOffline();
		expect(phone.offline).toBe(true);
		await put("known", progress(2));
		await put("known", progress(3));
		await put("new", progress(10));
		await push({ title: "one" });
		await push({ title: "two" });
		await badge({ badge: 1 });
		await badge({ badge: 2 });
		expect(shows(mock)).toMatchObject([{ percentage: 1 }]);
		expect([phone.notifications(), phone.badge]).toEqual([[], 0]);
		phone.goOnline();
		expect(phone.offline).toBe(false);
		expect(shows(mock)).toMatchObject([{ percentage: 10 }, { percentage: 3 }]);
		expect(phone.notifications().map(({ aps }) => aps.alert.title)).toEqual(["two", "one"]);
		expect(phone.badge).toBe(2);
		expect(events(mock)).toEqual(["start", "update", "start"]);
		await put("new", progress(11));
		expect(shows(mock)[0]).toMatchObject({ percentage: 11 });
	});

	test("an activity that began and changed while it was away shows the last state, once its token is there", async () => {
		const { mock, phone, put } = one();
		phone.goOffline();
		await put("k", progress(1));
		expect((await put("k", progress(2))).body).toMatchObject({ devices_queued: 1 });
		phone.goOnline();
		await put("k", progress(2));
		expect(shows(mock)).toMatchObject([{ percentage: 2 }]);
	});
});

describe("an app that was removed", () => {
	test("counts until a push is refused, and never again", async () => {
		const mock = createMock();
		const { put, push } = api(mock);
		await put("k", progress(1));
		mock.device("ipad").uninstall();
		expect((await push({ title: "T" })).body).toMatchObject({ devices_notified: 2 });
		expect((await push({ title: "T" })).body).toMatchObject({ devices_notified: 1 });
		expect((await put("k", progress(2))).body).toMatchObject({ devices_notified: 1, devices_queued: 0 });
		const ipad = mock.device("ipad");
		expect([ipad.lockScreen().activities, ipad.notifications(), ipad.badge]).toEqual([[], [], 0]);
		expect(ipad.pushes).toHaveLength(1);
	});

	test("the last one of an account leaves nobody, and frees the activity's slot", async () => {
		const { mock, phone, put, push } = one();
		for (const key of ["a", "b", "c", "d"]) await put(key, progress(1));
		phone.uninstall();
		await put("a", progress(2));
		expect((await push({ title: "T" })).status).toBe(404);
		expect(mock.journal.last()?.because).toBe("the account has no device");
		expect((await put("a", progress(3))).status).toBe(404);
	});
});

describe("swiped away", () => {
	test("with nobody to report it, the service learns it from the next push", async () => {
		const { mock, phone, put } = one();
		const { body } = await put("k", progress(1));
		await phone.dismiss(String(body.activity_id), { reported: false });
		expect(shows(mock)).toEqual([]);
		expect((await put("k", progress(2))).body).toMatchObject({ operation: "updated", devices_notified: 1 });
		expect((await put("k", progress(2))).body).toMatchObject({ operation: "started", devices_notified: 1 });
		expect(shows(mock)).toMatchObject([{ percentage: 2 }]);
	});

	test("the phone knows what it no longer shows, as it was last seen", async () => {
		const { mock, phone, start, end } = one();
		const first = String((await start(progress(1))).body.activity_id);
		const second = String((await start(progress(2))).body.activity_id);
		await phone.dismiss(first);
		await end({ activity_id: second, content_state: { title: "Done", auto_dismiss_minutes: 5 } });
		await mock.clock.advance("5m");
		expect(phone.lockScreen()).toMatchObject({
			activities: [],
			dismissed: [
				{ activityId: second, status: "dismissed", state: { title: "Done" } },
				{ activityId: first, status: "dismissed", state: { percentage: 1 } },
			],
		});
	});
});

test("a lock screen as text looks alike in every run", async () => {
	const { mock, phone, put, end, start } = one();
	expect(phone.lockScreen({ as: "text" })).toBe("Nothing on the lock screen");
	const action = { title: "Open log", type: "open_url", url: "https://example.com" };
	await put("backup", { ...progress(42, { subtitle: "Copying", badge: { title: "PROD" } }), action });
	await put("disk", {
		content_state: {
			title: "Disk",
			type: "metrics",
			metrics: [
				{ label: "used", value: 75, unit: "%" },
				{ label: "free", value: 20, unit: "GB" },
			],
		},
	});
	await put("bake", { content_state: { title: "Bake", type: "timer", duration_seconds: 3700 } });
	await mock.clock.advance("40s");
	const steps = { title: "Deploy", type: "segmented_progress", number_of_steps: 4, current_step: 3 };
	const { body } = await start({ content_state: steps });
	await end({ activity_id: body.activity_id, content_state: { title: "Deployed", current_step: 4 } });
	expect(phone.lockScreen({ as: "text" })).toMatchInlineSnapshot(`
		"Deployed (ended)
		●●●● 4/4

		Bake
		1:01:00 left

		Disk
		used: ███████████████░░░░░ 75%
		free: 20 GB

		Nightly Backup <PROD>
		Copying
		████████░░░░░░░░░░░░ 42%
		[Open log]"
	`);
});
