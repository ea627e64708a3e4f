/** What a simulated device makes of what Apple has taken: all of these pushes are answered with 200. */
import {
	type DeviceOptions,
	type FakeApns,
	type Outcome,
	type SimulatedDevice,
	startFakeApns,
} from "@activitysmith/apns/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BUNDLE_ID, type Client, contentState, openClient, type Sent, start } from "./gateway-client.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let gateway: FakeApns;
let client: Client;

beforeEach(async () => {
	gateway = await startFakeApns({ clock: NOW, journalEntries: 100 });
	client = openClient(gateway);
});
afterEach(async () => {
	client.close();
	await gateway.close();
});

const now = () => Math.floor(gateway.clock.now() / 1000);

/** Sends it, and tells what the device made of it. */
async function push(token: string, aps: object, sent?: Sent): Promise<Outcome | null | undefined> {
	// Provider tokens expire as the clock is moved: a connection of its own has a fresh one.
	const fresh = openClient(gateway);
	const answer = await fresh.activity(token, aps, sent);
	fresh.close();
	expect(answer.status).toBe(200);
	return gateway.pushes.last()?.outcome;
}

async function started(options?: DeviceOptions, more?: object) {
	const device = gateway.addDevice(options);
	await push(device.tokens.pushToStart, start(more));
	const [activity] = device.activities;
	if (!activity) throw new Error(`It did not start: ${device.dropped[0]?.why}`);
	return { device, activity, token: activity.updateToken ?? "" };
}

const update = (more: object = {}) => ({ event: "update", "content-state": contentState("Later", 50), ...more });
const why = (outcome: Outcome | null | undefined) => (outcome?.result === "dropped" ? outcome.why : outcome?.result);

describe("a start", () => {
	test("puts an activity on the lock screen, whose token the app reports", async () => {
		const { device, activity } = await started();
		expect(activity).toMatchObject({ activityState: "active", attributes: { activityId: "activity-1" } });
		expect(device.applied).toMatchObject([{ event: "start", activityId: activity.id }]);
		expect(gateway.reports.list().at(-1)).toMatchObject({
			kind: "update",
			device: device.id,
			token: activity.updateToken,
			replaces: null,
			activity: { id: activity.id, attributes: { activityId: "activity-1" } },
			at: NOW,
		});
	});

	const dropped: [string, object, string][] = [
		["no alert", { alert: undefined }, "start-without-alert"],
		["an alert that says nothing at all", { alert: {} }, "start-without-alert"],
		["no timestamp", { timestamp: undefined }, "timestamp-missing"],
		["an unknown type", { "attributes-type": "OtherAttributes" }, "attributes-type-unknown"],
		["no type", { "attributes-type": undefined }, "attributes-type-unknown"],
		["attributes that do not decode", { attributes: { startedAt: 1 } }, "not-decodable"],
		["a state that does not decode", { "content-state": { title: "x" } }, "not-decodable"],
		["no state", { "content-state": undefined }, "not-decodable"],
		["an unknown event", { event: "begin" }, "event-unknown"],
	];
	test.each(dropped)("with %s is dropped", async (_, more, expected) => {
		const device = gateway.addDevice();
		expect(why(await push(device.tokens.pushToStart, start(more)))).toBe(expected);
		expect(device.activities).toEqual([]);
		expect(device.dropped).toMatchObject([{ why: expected }]);
	});

	test("may have an empty, passive alert", async () => {
		const { activity } = await started({}, { alert: { title: "", body: "" }, "interruption-level": "passive" });
		expect(activity.activityState).toBe("active");
	});

	test("to the token that updates is dropped, and so is an update to the one that starts", async () => {
		const { device, token } = await started();
		expect(why(await push(token, start()))).toBe("wrong-token");
		expect(why(await push(device.tokens.pushToStart, update()))).toBe("wrong-token");
	});

	test("over the budget of ten in an hour is dropped", async () => {
		const device = gateway.addDevice({ maxActivities: null });
		const outcomes: unknown[] = [];
		for (let count = 0; count < 11; count += 1) outcomes.push(why(await push(device.tokens.pushToStart, start())));
		expect(outcomes).toEqual([...Array(10).fill("applied"), "start-budget-exceeded"]);
		gateway.clock.advance(HOUR);
		expect(why(await push(device.tokens.pushToStart, start()))).toBe("applied");
	});

	test("is dropped when there are five already, until one of them has ended", async () => {
		const device = gateway.addDevice();
		for (let count = 0; count < 5; count += 1) await push(device.tokens.pushToStart, start());
		expect(why(await push(device.tokens.pushToStart, start()))).toBe("too-many-activities");
		await push(device.activities[0]?.updateToken ?? "", { event: "end" });
		expect(why(await push(device.tokens.pushToStart, start()))).toBe("applied");
	});

	test("without input-push-token brings no token since iOS 18, and brought one before", async () => {
		expect((await started({ iosVersion: 18 }, { "input-push-token": undefined })).activity.updateToken).toBeNull();
		expect((await started({ iosVersion: 17 }, { "input-push-token": undefined })).activity.updateToken).not.toBeNull();
	});

	test("with a channel is dropped before iOS 18", async () => {
		const device = gateway.addDevice({ iosVersion: 17 });
		expect(why(await push(device.tokens.pushToStart, start({ "input-push-channel": "abcd" })))).toBe(
			"channel-needs-ios-18",
		);
	});
});

describe("an update", () => {
	test("changes the state", async () => {
		const { activity, token } = await started();
		const stale = now() + 60;
		expect(why(await push(token, update({ "stale-date": stale, "relevance-score": 80 })))).toBe("applied");
		expect(activity).toMatchObject({
			contentState: contentState("Later", 50),
			staleAt: stale * 1000,
			relevanceScore: 80,
		});
		gateway.clock.advance(MINUTE);
		expect(activity.activityState).toBe("stale");
		await push(token, update());
		expect(activity.activityState).toBe("active");
	});

	test("older than the last one is dropped; one of the same second is not", async () => {
		const { activity, token } = await started();
		await push(token, update({ timestamp: now() + 10 }));
		expect(why(await push(token, update({ timestamp: now() + 9, "content-state": contentState("Old") })))).toBe(
			"timestamp-old",
		);
		expect(activity.contentState).toEqual(contentState("Later", 50));
		expect(why(await push(token, update({ timestamp: now() + 10 })))).toBe("applied");
	});

	test("from the past is dropped, but for a minute's delay", async () => {
		const { token } = await started();
		gateway.clock.advance(10 * MINUTE);
		expect(why(await push(token, update({ timestamp: now() - 60 })))).toBe("applied");
		const strict = await started({ pastToleranceMs: 0 });
		gateway.clock.advance(10_500);
		expect(why(await push(strict.token, update({ timestamp: now() - 1 })))).toBe("timestamp-past");
		expect(why(await push(strict.token, update({ timestamp: now() })))).toBe("applied");
	});

	test("from more than 8 hours ahead is dropped", async () => {
		const { token } = await started();
		expect(why(await push(token, update({ timestamp: now() + 8 * 3600 + 1 })))).toBe("timestamp-future");
		expect(why(await push(token, update({ timestamp: now() + 8 * 3600 })))).toBe("applied");
	});

	test("without a timestamp is dropped", async () => {
		const { token } = await started();
		expect(why(await push(token, update({ timestamp: undefined })))).toBe("timestamp-missing");
	});

	const undecodable: [string, object, string][] = [
		["a number as text", { percentage: "50" }, 'content-state: percentage: expected Double, got "50"'],
		["a fraction for a whole number", { numberOfSteps: 2.5 }, "content-state: numberOfSteps: expected Int, got 2.5"],
		[
			"a truth as a number",
			{ timer: { startsAt: 1, countsDown: 1 } },
			"content-state: timer.countsDown: expected Bool, got 1",
		],
		[
			"a date as text",
			{ timer: { startsAt: "2026-11-21", countsDown: true } },
			"content-state: timer.startsAt: expected Double",
		],
		["an unknown type", { type: "gauge" }, "content-state: type: expected one of"],
		["a field that is null", { title: null }, "content-state: title: expected String, got null"],
		[
			"one bad metric",
			{
				metrics: [
					{ label: "a", value: "1" },
					{ label: "b", value: 2 },
				],
			},
			"content-state: metrics[1].value: expected String",
		],
		["a list that is none", { stepColors: "red" }, "content-state: stepColors: expected Array"],
		["a list in place of an object", { icon: [] }, "content-state: icon: expected Dictionary"],
	];
	test.each(undecodable)("with %s does not decode", async (_, more, detail) => {
		const { activity, token } = await started();
		const outcome = await push(token, update({ "content-state": { ...contentState(), ...more } }));
		expect(outcome).toMatchObject({ result: "dropped", why: "not-decodable", detail: expect.stringContaining(detail) });
		expect(activity.contentState).toEqual(contentState());
	});

	test("may have more fields than the app knows, null for those that it need not have, and 5.0 for 5", async () => {
		const { token } = await started();
		const state = { ...contentState(), novelty: [1], subtitle: null, icon: null };
		expect(why(await push(token, update({ "content-state": state })))).toBe("applied");
		const body = JSON.stringify({
			aps: { timestamp: now(), ...update({ "content-state": { ...state, version: 7 } }) },
		});
		expect(why(await push(token, {}, { body: body.replace('"version":7', '"version":7.0') }))).toBe("applied");
	});

	test("of priority 10 draws on a budget, where there is one", async () => {
		const { token } = await started({ updateBudget: 2 });
		const outcomes: unknown[] = [];
		for (const priority of ["10", "5", "10", "10", "5"]) {
			outcomes.push(why(await push(token, update(), { headers: { "apns-priority": priority } })));
		}
		expect(outcomes).toEqual(["applied", "applied", "applied", "update-budget-exceeded", "applied"]);
	});
});

describe("an end", () => {
	test("leaves it on the lock screen for 4 hours, and what comes after it is dropped", async () => {
		const { activity, token } = await started();
		expect(why(await push(token, { event: "end", "content-state": contentState("Done", 100) }))).toBe("applied");
		expect(activity).toMatchObject({ activityState: "ended", contentState: contentState("Done", 100) });
		expect(why(await push(token, update()))).toBe("activity-ended");
		gateway.clock.advance(4 * HOUR - 1);
		expect(activity.activityState).toBe("ended");
		gateway.clock.advance(1);
		expect(activity.activityState).toBe("dismissed");
	});

	test("removes it at a date, at once when that has passed, after 4 hours at the latest", async () => {
		const past = await started();
		await push(past.token, { event: "end", "dismissal-date": now() - 1 });
		expect(past.activity.activityState).toBe("dismissed");
		const soon = await started();
		await push(soon.token, { event: "end", "dismissal-date": now() + 60 });
		expect(soon.activity.activityState).toBe("ended");
		const late = await started();
		await push(late.token, { event: "end", "dismissal-date": now() + 24 * 3600 });
		gateway.clock.advance(MINUTE);
		expect(soon.activity.activityState).toBe("dismissed");
		expect(late.activity.activityState).toBe("ended");
		gateway.clock.advance(4 * HOUR);
		expect(late.activity.activityState).toBe("dismissed");
	});

	test("comes from the system after 8 hours, and removes it after 12", async () => {
		const { activity, token } = await started();
		gateway.clock.advance(8 * HOUR - 1);
		expect(activity.activityState).toBe("active");
		gateway.clock.advance(1);
		expect(activity.activityState).toBe("ended");
		expect(why(await push(token, update()))).toBe("activity-ended");
		gateway.clock.advance(4 * HOUR);
		expect(activity.activityState).toBe("dismissed");
	});
});

describe("an update token", () => {
	const updates = (device: SimulatedDevice) =>
		gateway.reports.list().filter((report) => report.kind === "update" && report.device === device.id);

	test("may come late, in order with what else is due", async () => {
		const { device, activity } = await started({ updateTokens: { afterMs: 5000 } });
		gateway.clock.advance(4999);
		expect(activity.updateToken).toBeNull();
		gateway.clock.advance(10_000);
		expect(updates(device)).toMatchObject([{ token: activity.updateToken, at: NOW + 5000 }]);
	});

	test("may wait for the foreground", async () => {
		const { device, activity } = await started({ updateTokens: "in-foreground" });
		gateway.clock.advance(HOUR);
		expect(activity.updateToken).toBeNull();
		device.bringToForeground();
		device.bringToForeground();
		expect(updates(device)).toMatchObject([{ token: activity.updateToken }]);
	});

	test("may never come", async () => {
		const { device } = await started({ updateTokens: "never" });
		gateway.clock.advance(HOUR);
		device.bringToForeground();
		expect(updates(device)).toEqual([]);
	});

	test("does not come for an activity that is over", async () => {
		const { device } = await started({ updateTokens: { afterMs: 9 * HOUR } });
		gateway.clock.advance(10 * HOUR);
		expect(updates(device)).toEqual([]);
	});

	test("may be replaced: the old one is dead, the new one updates", async () => {
		const { device, activity, token } = await started();
		const fresh = device.replaceToken(token);
		expect(activity.updateToken).toBe(fresh);
		expect(updates(device).at(-1)).toMatchObject({ token: fresh, replaces: token });
		expect(await client.activity(token, update())).toMatchObject({
			status: 410,
			reason: "Unregistered",
			timestamp: NOW,
		});
		expect(why(await push(fresh, update()))).toBe("applied");
	});
});

describe("a device that is away", () => {
	test("gets the last push that was kept", async () => {
		const { device, activity, token } = await started();
		device.goOffline();
		expect(await push(token, update({ "content-state": contentState("First") }))).toEqual({ result: "stored" });
		await push(token, update({ "content-state": contentState("Second") }));
		const [first, second] = gateway.pushes.entries().slice(-2);
		expect(first?.outcome).toMatchObject({ why: "replaced-while-offline" });
		gateway.clock.advance(HOUR);
		device.goOnline();
		expect(second?.outcome).toMatchObject({ result: "applied" });
		expect(activity.contentState).toEqual(contentState("Second"));
	});

	test("gets nothing that was not to be kept, or not for so long", async () => {
		const { device, token } = await started();
		device.goOffline();
		expect(why(await push(token, update(), { headers: { "apns-expiration": "0" } }))).toBe("expired");
		await push(token, update(), { headers: { "apns-expiration": String(now() + 60) } });
		gateway.clock.advance(61_000);
		device.goOnline();
		expect(why(gateway.pushes.last()?.outcome)).toBe("expired");
	});
});

test("an app that is removed has dead tokens only", async () => {
	const { device, activity, token } = await started();
	device.uninstall();
	const answers = [
		await client.alert(device.tokens.device),
		await client.activity(device.tokens.pushToStart, start()),
		await client.activity(token, update()),
	];
	expect(answers.map(({ reason }) => reason)).toEqual(["Unregistered", "Unregistered", "Unregistered"]);
	expect(activity.activityState).toBe("dismissed");
});

describe("beside Live Activities", () => {
	const widgets = { "apns-push-type": "widgets", "apns-topic": `${BUNDLE_ID}.push-type.widgets` };
	const silent = { "apns-push-type": "background", "apns-priority": "5" };

	test("a badge changes alone, and a collapse id replaces", async () => {
		const device = gateway.addDevice();
		const { device: token, widget } = device.tokens;
		await client.alert(token, { body: { aps: { badge: 3 } } });
		expect(device).toMatchObject({ badge: 3, notifications: [] });
		const collapse = { "apns-collapse-id": "backup" };
		await client.alert(token, { headers: collapse, body: { aps: { alert: "one" } } });
		await client.alert(token, { headers: collapse, body: { aps: { alert: { title: "two" }, badge: 0 } } });
		expect(device).toMatchObject({ badge: 0, notifications: [{ title: "two", body: null }] });
		await client.alert(widget, { headers: widgets, body: { aps: { "content-changed": true } } });
		await client.alert(token, { headers: silent, body: { aps: { "content-available": 1 } } });
		expect(device).toMatchObject({ widgetReloads: 1, backgroundWakes: 1 });
	});

	test("a push that is not what its type says is dropped", async () => {
		const device = gateway.addDevice();
		const { device: token, widget } = device.tokens;
		await client.alert(token, { body: { hello: 1 } });
		await client.alert(widget, { headers: widgets, body: { aps: {} } });
		await client.alert(token, { headers: silent, body: { aps: { "content-available": 1, alert: "x" } } });
		expect(device.dropped.map((push) => push.why)).toEqual(["nothing-to-show", "nothing-to-show", "nothing-to-show"]);
		expect(device).toMatchObject({ notifications: [], widgetReloads: 0, backgroundWakes: 0 });
	});
});

test("a gateway can be told of other apps' types, or to take any", async () => {
	const types = { Delivery: { attributes: { struct: {} }, contentState: { struct: { eta: "Double" as const } } } };
	for (const [activityTypes, expected] of [
		[types, "not-decodable"],
		["any", "applied"],
	] as const) {
		await using other = await startFakeApns({ clock: NOW, activityTypes });
		const device = other.addDevice();
		const session = openClient(other);
		await session.activity(
			device.tokens.pushToStart,
			start({ "attributes-type": "Delivery", "content-state": { eta: "soon" } }),
		);
		session.close();
		expect(why(other.pushes.last()?.outcome)).toBe(expected);
	}
});
