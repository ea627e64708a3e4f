/** Devices that join or leave a channel while a stream runs. */
import { expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { api, events, progress } from "./api.ts";

function account() {
	const mock = createMock({
		accounts: [
			{
				keys: ["ask_test"],
				users: [
					{ id: "ann", devices: [{ id: "iphone" }] },
					{ id: "ben", devices: [{ id: "ipad" }] },
				],
				channels: { ops: { devices: ["iphone"] } },
			},
		],
	});
	const { put } = api(mock);
	return {
		mock,
		put: async (percentage: number) => (await put("k", { ...progress(percentage), channels: ["ops"] })).body,
		join: (...devices: string[]) => mock.setChannel("ops", { devices }),
		received: (device: number) => events(mock, device),
	};
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
	const { mock, put, join, received } = account();
	await put(1);
	join("iphone", "ipad");
	expect(await put(2)).toMatchObject({
		operation: "updated",
		devices_notified: 2,
		devices_queued: 0,
		users_notified: 2,
	});
	expect(received(1)).toEqual(["start"]);
	expect(mock.device("ipad").lockScreen().activities[0]?.state).toMatchObject({ percentage: 2, version: 2 });
});

test("one that was swiped away does not come back with the next PUT", async () => {
	const { mock, put, join, received } = account();
	join("iphone", "ipad");
	const { activity_id } = await put(1);
	await mock.device("iphone").dismiss(String(activity_id));
	await put(2);
	await put(2);
	expect(received(0)).toEqual(["start"]);
	expect(received(1)).toEqual(["start", "update"]);
});

test("a channel names devices that exist, and can go", async () => {
	const { mock, put } = account();
	expect(() => mock.setChannel("ops", { devices: ["watch"] })).toThrow(
		/channel names watch.*users ann, ben.*devices iphone, ipad/,
	);
	expect(() => mock.setChannel("Ops!", {})).toThrow(/^slug /);
	mock.setChannel("ops", null);
	expect(await put(1)).toMatchObject({ error: "Invalid channel targeting" });
	expect(() => mock.device("watch")).toThrow(/no device watch.*iphone, ipad/);
});
