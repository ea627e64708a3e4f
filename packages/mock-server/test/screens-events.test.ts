/** What the page of the lock screens is told. */
import { once } from "node:events";
import { connect } from "node:net";
import type { Screen } from "@activitysmith/lock-screen/page";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type ChannelSeed, createMock, type Mock } from "../src/index.ts";
import { api, progress } from "./api.ts";
import { stillTime, watch } from "./screens-watch.ts";

type Json = Record<string, unknown>;

/** As JSON has it. */
const screensOf = ({ devices }: Pick<Mock, "devices">): Screen[] =>
	JSON.parse(JSON.stringify(devices.map((device) => device.screen())));

describe("the events", () => {
	const { pass } = stillTime();

	test("begin with every screen of the first account", async () => {
		const mock = createMock();
		await api(mock, "ask_one").badge({ badge: 3 });
		await api(mock, "ask_two").badge({ badge: 4 });
		const { response, events } = await watch(mock);
		await pass(16);
		expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
		expect(events.map(({ type }) => type)).toEqual(["screens"]);
		expect(events[0]?.data).toEqual({
			now: mock.clock.now(),
			clock: "frozen",
			account: "account-1",
			accounts: ["account-1", "account-2"],
			complete: true,
			screens: [
				{ id: "iphone", name: "iPhone", model: "iphone", badge: 3 },
				{ id: "ipad", name: "iPad", model: "ipad", badge: 3 },
			].map((screen) => ({ ...screen, channels: [], offline: false, activities: [], notifications: [], widgets: [] })),
		});
	});

	test("say nothing of screens that have not changed", async () => {
		const mock = createMock();
		const { put, badge } = api(mock);
		await put("k", progress(42));
		const { events, told } = await watch(mock);
		await pass(16);
		await put("k", progress(42));
		await badge({ badge: 0 });
		await pass(60_000);
		expect(told()).toHaveLength(1);
		expect(events.filter(({ type }) => type === "request")).toHaveLength(2);
		// Of two devices the one that has changed.
		mock.device("ipad").goOffline();
		await pass(16);
		expect(told()[1]?.screens.map(({ id, offline }) => [id, offline])).toEqual([["ipad", true]]);
	});

	test("come once in 16 ms at most, and then with the newest state", async () => {
		const mock = createMock();
		const { put } = api(mock);
		const { told, screens } = await watch(mock);
		await pass(16);
		for (let round = 1; round <= 5; round += 1) {
			for (let burst = 1; burst <= 4; burst += 1) {
				for (const key of ["a", "b", "c", "d"]) await put(key, progress(round * 10 + burst));
				await pass(4);
			}
			// The change of every request that was answered 16 ms ago is told by now.
			await pass(13);
			expect(screens()).toEqual(screensOf(mock));
		}
		expect(told().length).toBeGreaterThan(5);
		// 29 ms for each of five rounds, and the first.
		expect(told().length).toBeLessThanOrEqual(1 + Math.ceil((5 * 29) / 16));
	});

	test("tell what time changes, however it passes", async () => {
		const mock = createMock({ clock: "real" });
		const { put, del } = api(mock);
		await put("stays", progress(1));
		await put("ends", progress(2));
		await del("ends", progress(100, { auto_dismiss_minutes: 3 }));
		const { told, screens } = await watch(mock);
		const shows = () => screens()[0]?.activities.map(({ streamKey, status }) => `${streamKey} ${status}`);
		await pass(100);
		expect(shows()).toEqual(["ends ended", "stays active"]);
		expect(told()).toHaveLength(1);
		await pass(3 * 60_000);
		expect(shows()).toEqual(["stays active"]);
		expect(told()).toHaveLength(2);
		// Moved, not gone by: a page counts the time itself.
		await mock.clock.advance("10m");
		await pass(16);
		expect(told()).toHaveLength(3);
		expect(told()[2]?.screens).toEqual([]);
		expect(told()[2]?.now).toBe(mock.clock.now() - 15);
	});

	test("tell a frozen clock's time when it is moved, and what that changes", async () => {
		const mock = createMock();
		const { put } = api(mock);
		await put("k", progress(1));
		const { told } = await watch(mock);
		await pass(16);
		await mock.clock.advance("1m");
		await pass(16);
		expect(told()[1]).toMatchObject({ now: mock.clock.now(), complete: false, screens: [] });
		mock.device("iphone").goOffline();
		mock.device("ipad").goOffline();
		await mock.clock.advance("9h");
		await pass(16);
		expect(
			told()
				.at(-1)
				?.screens.map(({ activities }) => activities.map(({ status }) => status)),
		).toEqual([["stale"], ["stale"]]);
	});

	test("tell channels, metrics and how they are shown", async () => {
		const rate = { key: "rate", label: "Success rate", format: { kind: "percent" } as const };
		const mock = createMock({
			accounts: [
				{
					keys: ["ask_test"],
					users: [{ id: "u", devices: [{ id: "a" }, { id: "b", name: "The kitchen's iPad" }] }],
					channels: { ops: { devices: ["a"] } },
					metrics: [rate, "plain"],
				},
			],
		});
		const { screens } = await watch(mock);
		await pass(16);
		expect(screens().map(({ id, model, channels }) => [id, model, channels])).toEqual([
			["a", "iphone", ["ops"]],
			["b", "ipad", []],
		]);
		mock.setChannel("home", { users: ["u"] });
		mock.setChannel("ops", null);
		await api(mock).metric("rate", { value: 98.2 });
		await api(mock).metric("plain", { value: "fine" });
		await pass(16);
		for (const screen of screens()) {
			expect(screen.channels).toEqual(["home"]);
			expect(screen.widgets).toEqual([
				{ ...rate, value: 98.2 },
				{ key: "plain", value: "fine" },
			]);
		}
	});

	test("tell what changes on a device that gets no pushes", async () => {
		const mock = createMock();
		const { badge, metric } = api(mock);
		await badge({ badge: 3 });
		await metric("m", { value: 1 });
		const { screens } = await watch(mock);
		mock.device("iphone").goOffline();
		await metric("m", { value: 2 });
		await pass(16);
		// A widget fetches its value: without a network it shows the one that it has.
		expect(screens()).toMatchObject([{ widgets: [{ value: 1 }] }, { widgets: [{ value: 2 }] }]);
		expect(mock.device("iphone").widgets).toEqual({ m: 1 });
		mock.device("iphone").goOffline();
		await mock.device("iphone").goOnline();
		await pass(16);
		expect(screens()).toMatchObject([{ widgets: [{ value: 2 }] }, { widgets: [{ value: 2 }] }]);
		mock.device("iphone").uninstall();
		await pass(16);
		expect(screens()).toMatchObject([
			{ badge: 0, widgets: [] },
			{ badge: 3, widgets: [{ value: 2 }] },
		]);
	});

	test("tell notifications, newest first, with their times", async () => {
		const mock = createMock();
		const { push } = api(mock);
		const { screens } = await watch(mock);
		const first = mock.clock.now();
		await push({ title: "One" });
		await mock.clock.advance("5m");
		await push({ title: "Two", badge: 2 });
		await pass(16);
		expect(screens()[0]?.badge).toBe(2);
		const shown = screens()[0]?.notifications ?? [];
		expect(shown.map(({ receivedAt, body }) => [body.aps.alert.title, receivedAt])).toEqual([
			["Two", first + 300_000],
			["One", first],
		]);
	});

	test("tell a device that comes back, with what had waited for it", async () => {
		const mock = createMock();
		mock.device("iphone").goOffline();
		const { screens } = await watch(mock);
		await api(mock).put("k", progress(7));
		await pass(16);
		expect(screens().map(({ offline, activities }) => [offline, activities.length])).toEqual([
			[true, 0],
			[false, 1],
		]);
		await mock.device("iphone").goOnline();
		await pass(16);
		expect(screens()).toEqual(screensOf(mock));
		expect(screens()[0]?.activities).toHaveLength(1);
	});

	test("tell of new accounts, and of nothing else that happens there", async () => {
		const mock = createMock();
		await api(mock, "ask_one").badge({ badge: 1 });
		const { events, told } = await watch(mock);
		await pass(16);
		await api(mock, "ask_two").badge({ badge: 2 });
		await pass(16);
		await api(mock, "ask_two").badge({ badge: 3 });
		await pass(16);
		expect(events.map(({ type }) => type)).toEqual(["screens", "screens"]);
		expect(told()[1]).toMatchObject({ accounts: ["account-1", "account-2"], complete: false, screens: [] });
	});

	test("go on after a reset, with the devices that there are then", async () => {
		const mock = createMock();
		await api(mock).badge({ badge: 1 });
		const { told, screens } = await watch(mock);
		await pass(16);
		mock.reset();
		await pass(16);
		expect(screens()).toEqual(screensOf(mock));
		expect(screens()[0]?.badge).toBe(0);
		mock.reset({ accounts: [{ keys: ["k"], users: [{ id: "u", devices: [{ id: "watchman" }] }] }] });
		await pass(16);
		expect(told().at(-1)?.complete).toBe(true);
		expect(screens().map(({ id }) => id)).toEqual(["watchman"]);
		await api(mock, "k").badge({ badge: 5 });
		await pass(16);
		expect(screens()[0]?.badge).toBe(5);
	});

	test("of an account that a reset has removed say that no device is left", async () => {
		const mock = createMock();
		await api(mock, "ask_one").badge({ badge: 1 });
		await api(mock, "ask_two").badge({ badge: 1 });
		const { told } = await watch(mock, "?account=account-2");
		await pass(16);
		expect(told()[0]).toMatchObject({ account: "account-2", screens: [{ badge: 1 }, { badge: 1 }] });
		mock.reset();
		await pass(16);
		expect(told()[1]).toMatchObject({ accounts: ["account-1"], complete: true, screens: [] });
	});

	test("of an unknown account are refused with those that are known", async () => {
		const response = await createMock().fetch("http://mock.test/_mock/screens?account=nobody");
		expect(response.status).toBe(404);
		expect(await response.json()).toEqual({
			error: "Not found",
			message: "There is no account nobody. The mock has account-1.",
		});
	});

	test("end with the mock, and leave no timer", async () => {
		const mock = createMock();
		const { reading } = await watch(mock);
		await api(mock).badge({ badge: 1 });
		await pass(16);
		expect(vi.getTimerCount()).toBe(1);
		await mock.close();
		await reading;
		expect(vi.getTimerCount()).toBe(0);
	});

	test("leave one timer while nothing happens: that of the next sign of life", async () => {
		const mock = createMock();
		const { events } = await watch(mock);
		await pass(50_000);
		expect(vi.getTimerCount()).toBe(1);
		expect(events).toHaveLength(1);
		await mock.close();
	});
});

const step = fc.oneof(
	fc.record({ put: fc.constantFrom("a", "b"), percentage: fc.integer({ min: 0, max: 9 }) }),
	fc.record({ end: fc.constantFrom("a", "b") }),
	fc.record({ badge: fc.integer({ min: 0, max: 3 }) }),
	fc.record({ notify: fc.constantFrom("One", "Two") }),
	fc.record({ metric: fc.integer({ min: 0, max: 3 }) }),
	fc.record({ advance: fc.constantFrom("1m", "4h", "13h") }),
	fc.record({ offline: fc.boolean() }),
	fc.record({ channel: fc.constantFrom<ChannelSeed | null>({ devices: ["iphone"] }, { users: ["user-1"] }, null) }),
	fc.record({ swipe: fc.constant(true) }),
	fc.record({ uninstall: fc.constant(true) }),
	fc.record({ reset: fc.boolean() }),
	fc.record({ read: fc.constant(true) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(mock: Mock, change: Step): Promise<void> {
	const { put, del, badge, push, metric } = api(mock);
	const phone = mock.device("iphone");
	if ("put" in change) await put(change.put, progress(change.percentage));
	else if ("end" in change) await del(change.end, progress(100));
	else if ("badge" in change) await badge({ badge: change.badge });
	else if ("notify" in change) await push({ title: change.notify });
	else if ("metric" in change) await metric("m", { value: change.metric });
	else if ("advance" in change) await mock.clock.advance(change.advance);
	else if ("channel" in change) mock.setChannel("ops", change.channel);
	else if ("swipe" in change) await phone.dismiss(phone.lockScreen().activities[0]?.activityId ?? "");
	else if ("uninstall" in change) phone.uninstall();
	else if ("reset" in change) (change.reset ? mock : mock.account("ask_test")).reset();
	else if ("offline" in change) {
		if (change.offline) phone.goOffline();
		else await phone.goOnline();
	}
}

describe("whatever happens", () => {
	const { pass } = stillTime();

	test("who applies the events has what the devices show", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
				const mock = createMock();
				mock.account("ask_test");
				const { screens, told } = await watch(mock);
				for (const change of steps) {
					if ("read" in change) await pass(5);
					else await take(mock, change);
				}
				await pass(17);
				expect(screens()).toEqual(screensOf(mock));
				expect(told().at(-1)?.now).toBe(mock.clock.now());
				await mock.close();
			}),
			{ numRuns: 60 },
		);
	}, 30_000);
});

test("a reader that does not read gets the newest state when it does, and nothing grows for it meanwhile", async () => {
	await using mock = createMock();
	const { port } = await mock.listen();
	const socket = connect(port, "127.0.0.1");
	socket.write("GET /_mock/screens HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
	await once(socket, "data");
	socket.pause();
	const { put } = api(mock);
	const subtitle = "x".repeat(500);
	// Far more than two sockets hold, and than the log of events keeps.
	for (let count = 0; count < 6000; count += 1) {
		await put(`k${count % 4}`, progress(count % 100, { subtitle: `${subtitle}${count}` }));
	}
	let received = 0;
	let tail = "";
	socket.setEncoding("utf8");
	await new Promise<void>((resolve) => {
		socket.on("data", (text: string) => {
			received += text.length;
			tail = (tail + text).slice(-200_000);
			const whole = tail.slice(tail.lastIndexOf("event: screens"));
			if (whole.includes("\n\n") && whole.includes(`${subtitle}5999`)) resolve();
		});
		socket.resume();
	});
	socket.destroy();
	// Sent one by one, the pushes of all requests would be twelve thousand of more than 700 bytes.
	expect(received).toBeLessThan(6_000_000);
}, 60_000);

describe("a swipe", () => {
	const dismiss = (mock: Mock, body: Json, query = "") =>
		mock.fetch(`http://mock.test/_mock/screens/dismiss${query}`, { method: "POST", body: JSON.stringify(body) });

	test("takes a Live Activity off a device, and the service learns of it", async () => {
		const mock = createMock();
		const { body } = await api(mock).put("k", progress(1));
		const response = await dismiss(mock, { device: "ipad", activityId: body.activity_id });
		expect(response.status).toBe(204);
		expect(mock.device("iphone").screen().activities).toHaveLength(1);
		expect(mock.device("ipad").screen().activities).toEqual([]);
		await api(mock).put("k", progress(2));
		expect(mock.device("ipad").pushes).toHaveLength(1);
	});

	test("is of the account that is looked at", async () => {
		const mock = createMock();
		await api(mock, "ask_one").put("k", progress(1));
		const { body } = await api(mock, "ask_two").put("k", progress(1));
		const swipe = { device: "iphone", activityId: body.activity_id };
		expect((await dismiss(mock, swipe, "?account=account-2")).status).toBe(204);
		expect(mock.account("ask_two").device("iphone").screen().activities).toEqual([]);
		expect((await dismiss(mock, swipe, "?account=account-3")).status).toBe(404);
		expect((await dismiss(mock, { ...swipe, device: "tv" })).status).toBe(404);
		expect((await dismiss(mock, { device: "iphone" })).status).toBe(400);
	});
});
