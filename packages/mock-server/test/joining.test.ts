/** Devices that join or leave a channel while a stream runs. The mock has no way to do that yet; its parts have. */
import { type Caller, createService } from "@activitysmith/core";
import { expect, test } from "vitest";
import { PhoneDelivery } from "../src/delivery.ts";
import { seededIds } from "../src/ids.ts";
import { MemoryStore } from "../src/memory-store.ts";
import { Phone } from "../src/phone.ts";
import { createWorld } from "../src/world.ts";

const state = { title: "T", type: "progress", percentage: 1 } as const;

function account() {
	const caller: Caller = {
		account: { id: "account-1", limits: { requestsPerMinute: null, liveActivities: 4 } },
		scope: { kind: "all" },
	};
	const clock = { now: () => Date.UTC(2026, 0, 1) };
	const store = new MemoryStore();
	const service = createService({ clock, ids: seededIds(1), store, delivery: new PhoneDelivery(store, clock) });
	const world = createWorld(caller.account, false);
	store.add(world);
	for (const id of ["iphone", "ipad"]) {
		const reports = {
			tokenRegistered: (activityId: string) => service.registerActivityToken(caller.account, activityId, id),
			dismissed: (activityId: string) => service.reportDismissed(caller.account, activityId, id),
		};
		const phone = { id, userId: `owner of ${id}`, name: id, liveActivities: true, now: clock.now, reports };
		world.phones.push(new Phone({ ...phone, widgets: () => ({}) }));
	}
	const join = (...devices: string[]) => world.channels.set("ops", { users: new Set(), devices: new Set(devices) });
	join("iphone");
	const put = (percentage: number) =>
		service.reconcileStream(caller, "k", { content_state: { ...state, percentage }, channels: ["ops"] });
	const received = (device: number) =>
		world.phones[device]?.pushes.map((push) => push.kind === "live-activity" && push.body.aps.event);
	return { put, join, received, world };
}

test("a device that joins gets the activity with the next PUT, even one that changes nothing", async () => {
	const { put, join, received } = account();
	await put(1);
	join("iphone", "ipad");
	expect(await put(1)).toMatchObject({ operation: "noop", devices_notified: 0, devices_queued: 0 });
	expect(received(0)).toEqual(["start"]);
	expect(received(1)).toEqual(["start"]);
	expect(await put(2)).toMatchObject({ operation: "updated", devices_notified: 2, users_notified: 2 });
	expect(received(1)).toEqual(["start", "update"]);
});

test("with a PUT that changes something it starts with the newest state and is counted", async () => {
	const { put, join, received, world } = account();
	await put(1);
	join("iphone", "ipad");
	expect(await put(2)).toMatchObject({
		operation: "updated",
		devices_notified: 2,
		devices_queued: 0,
		users_notified: 2,
	});
	expect(received(1)).toEqual(["start"]);
	expect(world.phones[1]?.lockScreen().activities[0]?.state).toMatchObject({ percentage: 2, version: 2 });
});

test("one that was swiped away does not come back with the next PUT", async () => {
	const { put, join, received, world } = account();
	join("iphone", "ipad");
	const { activity_id } = await put(1);
	await world.phones[0]?.dismiss(activity_id ?? "");
	await put(2);
	await put(2);
	expect(received(0)).toEqual(["start"]);
	expect(received(1)).toEqual(["start", "update"]);
});
