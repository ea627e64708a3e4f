/** What the service makes of a reported press, whoever reports it: a device is not believed to show what it says. */
import { type Account, createService, DEFAULT_LIMITS, type Press, Refusal } from "@activitysmith/core";
import { expect, test } from "vitest";
import { seededIds } from "../src/ids.ts";
import { MemoryStore } from "../src/memory-store.ts";
import { Phone } from "../src/phone.ts";
import { createWorld } from "../src/world.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const action = { title: "Pause", type: "webhook", url: "https://ops.example.com/hooks/pause" } as const;
const content_state = { title: "T", type: "value", value: 1 } as const;

/** Devices `a` and `b`, the second in the channel `ops`, with tokens at once; nothing is delivered to them. */
function household() {
	const account: Account = { id: "account-1", limits: DEFAULT_LIMITS };
	const world = createWorld(account, false);
	const clock = { at: 1_767_225_600_000, now: () => clock.at };
	const store = new MemoryStore(world, () => undefined);
	const service = createService({ clock, ids: seededIds("1"), store, delivery: { committed: () => undefined } });
	const reports = {
		tokenRegistered: async () => undefined,
		dismissed: async () => undefined,
		pressed: async () => ({ status: null }),
	};
	const shows = { widgets: () => [], channels: () => [], onChange: () => undefined };
	for (const id of ["a", "b"]) {
		world.phones.push(
			new Phone({ id, userId: "u", name: id, liveActivities: true, now: clock.now, reports, ...shows }),
		);
	}
	world.channels.set("ops", { users: new Set(), devices: new Set(["b"]) });
	const caller = { account, scope: { kind: "all" } } as const;
	const refusal = (press: Press) =>
		service.press(account, press).then(
			() => "not refused",
			(error: unknown) => (error instanceof Refusal ? `${error.status} ${error.message}` : error),
		);
	return { account, world, clock, service, caller, refusal };
}

async function started() {
	const home = household();
	const { body } = await home.service.startLiveActivity(home.caller, { content_state, action });
	const on = { activityId: body.activity_id };
	return { ...home, on, press: (device: string) => ({ device, on, action: "primary" }) };
}

test("a press is a call of what is stored, by its own id and time", async () => {
	const { account, clock, service, on, press } = await started();
	clock.at += MINUTE;
	expect(await service.press(account, press("a"))).toEqual({
		id: expect.stringMatching(/^msg_\w+$/),
		at: clock.at,
		action,
		pressed: { action: "primary", ...on },
	});
});

test("a device that is not there, or has gone", async () => {
	const { world, refusal, press } = await started();
	expect(await refusal(press("c"))).toBe("404 No device found for id: c");
	Object.assign(world.phones[0] ?? {}, { registered: false });
	expect(await refusal(press("a"))).toBe("404 No device found for id: a");
});

test("an activity that is unknown, or was not for this device", async () => {
	const { refusal, service, caller } = await started();
	const unknown = { device: "a", on: { activityId: "x" }, action: "primary" };
	expect(await refusal(unknown)).toBe("404 No Live Activity found for activity_id: x");
	const target = { channels: ["ops"] };
	const { body } = await service.startLiveActivity(caller, { content_state, action, target });
	const others = { device: "a", on: { activityId: body.activity_id }, action: "primary" };
	expect(await refusal(others)).toBe(`404 No Live Activity found for activity_id: ${body.activity_id}`);
	expect(await service.press(caller.account, { ...others, device: "b" })).toMatchObject({ action });
});

test("an activity that was dismissed on this device", async () => {
	const { account, service, refusal, on, press } = await started();
	await service.reportDismissed(account, on.activityId, "a");
	expect(await refusal(press("a"))).toBe(
		`404 The Live Activity with activity_id ${on.activityId} has left the device a`,
	);
	expect(await service.press(account, press("b"))).toMatchObject({ action });
});

test("an ended activity, until it leaves", async () => {
	const { account, clock, service, caller, refusal, on, press } = await started();
	await service.endLiveActivity(caller, { activity_id: on.activityId, content_state: { title: "T" }, action });
	clock.at += 3 * MINUTE - 1;
	expect(await service.press(account, press("a"))).toMatchObject({ action });
	clock.at += 1;
	expect(await refusal(press("a"))).toContain("has left the device a");
});

test("an activity that ran for 8 hours stays for 4 more, with or without somebody who looks after it", async () => {
	const { account, clock, service, refusal, press } = await started();
	clock.at += 12 * HOUR - 1;
	expect(await service.press(account, press("a"))).toMatchObject({ action });
	clock.at += 1;
	expect(await refusal(press("a"))).toContain("has left the device a");
	await service.maintain();
	expect(await refusal(press("a"))).toContain("has left the device a");
});

test("an activity that was replaced, while it still is on a device", async () => {
	const { account, clock, service, caller, refusal } = household();
	const first = await service.reconcileStream(caller, "k", { content_state, action });
	const press = { device: "a", on: { activityId: first.body.activity_id ?? "" }, action: "primary" };
	clock.at += 7.5 * HOUR;
	const second = await service.reconcileStream(caller, "k", { content_state, action: null });
	expect(second.body.operation).toBe("rotated");
	expect(await service.press(account, press)).toMatchObject({ action, pressed: { streamKey: "k" } });
	clock.at += MINUTE;
	await service.maintain();
	expect(await refusal(press)).toContain("has left the device a");
});

test("a notification of other devices is as unknown as one that never was", async () => {
	const { world, account, service, caller, refusal } = household();
	await service.sendPushNotification(caller, { title: "T", actions: [action], target: { channels: ["ops"] } });
	const [id = ""] = world.notifications.keys();
	const press = { device: "a", on: { notificationId: id }, action: "action-1" };
	expect(await refusal(press)).toBe(`404 No notification with buttons found for id: ${id}`);
	expect(await service.press(account, { ...press, device: "b" })).toMatchObject({ action });
	expect(await refusal({ ...press, device: "b", action: "action-2" })).toBe(
		`404 The notification ${id} has no action action-2. Its actions: action-1`,
	);
});

test("notifications are kept for their buttons, the newest thousand of them", async () => {
	const { world, service, caller, refusal } = household();
	await service.sendPushNotification(caller, { title: "T", actions: [action] });
	const [id = ""] = world.notifications.keys();
	for (let count = 0; count < 1000; count += 1) {
		await service.sendPushNotification(caller, { title: "T", actions: [action] });
		await service.sendPushNotification(caller, { title: "T" });
	}
	expect(world.notifications.size).toBe(1000);
	expect([...world.notifications.values()].every(({ request }) => request.actions)).toBe(true);
	expect(await refusal({ device: "a", on: { notificationId: id }, action: "action-1" })).toContain("404");
});
