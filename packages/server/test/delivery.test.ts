/** What is accepted reaches the iPhones, in order, as its latest state, and once. */
import { expect, test } from "vitest";
import { onBoth } from "./databases.ts";
import { createWorld, events, useApple, type World } from "./delivery-world.ts";

const apple = useApple();

const progress = (percentage: number) => ({ title: "Backup", type: "progress" as const, percentage });

const start = async ({ service, caller }: World) => {
	const { body } = await service.startLiveActivity(caller, { content_state: progress(10) });
	return body.activity_id;
};

onBoth(({ fresh }) => {
	test("an activity starts, is updated and ends on an iPhone", async () => {
		const world = await createWorld({ database: await fresh(), apple: apple() });
		const { service, caller } = world;
		const phone = await world.addPhone();
		const activity_id = await start(world);
		await world.idle();
		await service.updateLiveActivity(caller, { activity_id, content_state: progress(50) });
		await world.idle();
		await service.endLiveActivity(caller, { activity_id, content_state: progress(100) });
		await world.idle();
		expect(events(world, phone)).toEqual(["start 1", "update 2", "end 3"]);
		expect(phone.device.dropped).toEqual([]);
		expect(phone.device.activities[0]).toMatchObject({ activityState: "ended", contentState: { percentage: 100 } });
		expect(world.errors).toEqual([]);
	});

	test("a notification, a badge and a metric reach it, each by its own token", async () => {
		const world = await createWorld({ database: await fresh(), apple: apple() });
		const { service, caller } = world;
		const phone = await world.addPhone();
		await service.sendPushNotification(caller, { title: "Washing machine", message: "Done" });
		await service.updateBadge(caller, { badge: 3 });
		await world.idle();
		expect(phone.device.notifications).toMatchObject([{ title: "Washing machine", body: "Done" }]);
		expect(phone.device.badge).toBe(3);
		expect(world.errors).toEqual([]);
	});
});
