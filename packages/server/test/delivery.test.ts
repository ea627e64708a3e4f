/** What is accepted reaches the devices: in order, as its latest state, when they can take it. */
import { describe, expect, test } from "vitest";
import type { BrowserPush } from "../src/delivery/push.ts";
import { onBoth } from "./databases.ts";
import { createWorld, events, progress, startActivity, useApple } from "./delivery-world.ts";

const apple = useApple();
const HOUR = 3_600_000;

onBoth(({ fresh }) => {
	describe("a Live Activity", () => {
		test("starts, is updated and ends", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const { service, caller } = world;
			const phone = await world.addPhone();
			const activity_id = await startActivity(world);
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

		test("of what piled up only the latest is sent, with the alert that was on the way, and the end always", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const { service, caller } = world;
			const phone = await world.addPhone();
			const put = (percentage: number, alert?: { title: string }) =>
				service.reconcileStream(caller, "backup", { content_state: progress(percentage), ...(alert && { alert }) });
			await put(10);
			await world.idle();
			await world.reconciler().close();
			await put(20, { title: "Half an hour left" });
			await Promise.all([put(30), put(40), put(50)]);
			world.crash();
			await world.after(0);
			await world.reconciler().close();
			await put(60);
			await service.endStream(caller, "backup", { content_state: progress(100) });
			world.crash();
			await world.after(0);
			expect(events(world, phone)).toEqual(["start 1", "update 5", "end 7"]);
			const [, update, end] = phone.device.applied.map(({ payload }) => payload.aps as { alert?: unknown });
			expect(update?.alert).toMatchObject({ title: "Half an hour left" });
			expect(end).not.toHaveProperty("alert");
		});

		test("many updates in one second have times that grow", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone();
			const activity_id = await startActivity(world);
			for (const percentage of [20, 30, 40, 50]) {
				await world.idle();
				await world.service.updateLiveActivity(world.caller, { activity_id, content_state: progress(percentage) });
			}
			await world.idle();
			const second = world.clock.now() / 1000;
			const times = phone.device.applied.map(({ payload }) => (payload.aps as { timestamp: number }).timestamp);
			expect(times).toEqual([0, 1, 2, 3, 4].map((ahead) => second + ahead));
		});

		test("times run ahead of the clock by a minute at most: of more updates, the last is sent when it has caught up", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone();
			const activity_id = await startActivity(world);
			await world.idle();
			for (let count = 1; count <= 70; count += 1) {
				await world.service.updateLiveActivity(world.caller, { activity_id, content_state: progress(count) });
				await world.idle();
			}
			expect(events(world, phone)).toHaveLength(61);
			await world.after(1000);
			expect(events(world, phone).slice(61)).toEqual(["update 71"]);
		});

		test("what comes before the token waits for it, and only the latest of it is sent", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const { service, caller } = world;
			const phone = await world.addPhone({ updateTokens: "in-foreground" });
			const activity_id = await startActivity(world);
			await world.idle();
			for (const percentage of [20, 30, 40]) {
				await service.updateLiveActivity(caller, { activity_id, content_state: progress(percentage) });
				await world.idle();
			}
			expect(events(world, phone)).toEqual(["start 1"]);
			phone.device.bringToForeground();
			await world.idle();
			expect(events(world, phone)).toEqual(["start 1", "update 4"]);
		});

		test("one that ends before it could start is never started", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone();
			await world.database.transaction(({ kysely }) =>
				kysely.updateTable("device").set({ start_token: null }).execute(),
			);
			const activity_id = await startActivity(world);
			await world.idle();
			await world.service.endLiveActivity(world.caller, { activity_id, content_state: progress(100) });
			await world.registerStartToken(phone);
			await world.idle();
			expect(events(world, phone)).toEqual([]);
		});

		test("a device that gets its token for starts later is started then", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone();
			await world.database.transaction(({ kysely }) =>
				kysely.updateTable("device").set({ start_token: null }).execute(),
			);
			await startActivity(world);
			await world.idle();
			expect(events(world, phone)).toEqual([]);
			await world.registerStartToken(phone);
			await world.idle();
			expect(events(world, phone)).toEqual(["start 1"]);
		});

		test("is urgent when it starts, ends, alerts or changes its kind; ticks may wait for the device", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const { service, caller } = world;
			const phone = await world.addPhone();
			const { body } = await service.reconcileStream(caller, "backup", { content_state: progress(1) });
			await world.idle();
			const put = async (request: Parameters<typeof service.reconcileStream>[2]) => {
				await service.reconcileStream(caller, "backup", request);
				await world.idle();
			};
			await put({ content_state: progress(2) });
			await put({ content_state: progress(3), alert: { title: "Nearly" } });
			await put({ content_state: { type: "alert", title: "Backup", message: "Disk full" } });
			await put({ content_state: { type: "alert", title: "Backup", message: "Disk very full" } });
			await service.endStream(caller, "backup", {});
			await world.idle();
			expect(body.operation).toBe("started");
			const sent = world.gateway.pushes.entries({ device: phone.device.id });
			expect(sent.map(({ headers }) => headers["apns-priority"])).toEqual(["10", "5", "10", "10", "5", "10"]);
		});

		test("a rotation starts the new one quietly and takes the old one away when the new one has its token", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const { service, caller } = world;
			const phone = await world.addPhone({ updateTokens: { afterMs: 5000 } });
			const put = () => service.reconcileStream(caller, "backup", { content_state: progress(1) });
			await put();
			await world.after(5000);
			await world.after(7.5 * HOUR);
			await put();
			await world.idle();
			expect(events(world, phone)).toEqual(["start 1", "start 1"]);
			expect(phone.device.activities.map(({ activityState }) => activityState)).toEqual(["active", "active"]);
			await world.after(5000);
			expect(events(world, phone)).toEqual(["start 1", "start 1", "end 2"]);
			expect(phone.device.activities.map(({ activityState }) => activityState)).toEqual(["dismissed", "active"]);
			const [, quiet] = phone.device.applied;
			expect(quiet?.payload.aps).toMatchObject({ alert: { title: "", body: "" }, "interruption-level": "passive" });
		});

		test("the old one of a rotation goes after a minute when no token comes", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone({ updateTokens: { afterMs: 120_000 } });
			const put = () => world.service.reconcileStream(world.caller, "backup", { content_state: progress(1) });
			await put();
			await world.after(120_000);
			await world.after(7.5 * HOUR);
			await put();
			await world.idle();
			await world.after(59_000);
			expect(events(world, phone)).toEqual(["start 1", "start 1"]);
			await world.after(1000);
			expect(events(world, phone)).toEqual(["start 1", "start 1", "end 2"]);
		});
	});

	test("a notification and a badge arrive; another badge takes the place of the first", async () => {
		const world = await createWorld({ database: await fresh(), apple: apple() });
		const { service, caller } = world;
		const phone = await world.addPhone();
		await service.sendPushNotification(caller, { title: "Washing machine", message: "Done" });
		await service.updateBadge(caller, { badge: 3 });
		await world.idle();
		expect(phone.device.notifications).toMatchObject([{ title: "Washing machine", body: "Done" }]);
		expect(phone.device.badge).toBe(3);
		await service.updateBadge(caller, { badge: 0 });
		await world.idle();
		expect(phone.device.badge).toBe(0);
		expect(phone.device.notifications).toHaveLength(1);
		expect(world.errors).toEqual([]);
	});

	test("widgets are reloaded at most every 30 seconds, and once for all that changed meanwhile", async () => {
		const world = await createWorld({ database: await fresh(), apple: apple() });
		const phone = await world.addPhone();
		await world.addMetric("temperature");
		for (const value of [20, 21, 22]) {
			await world.service.updateMetric(world.caller, "temperature", { value });
			await world.idle();
		}
		expect(phone.device.widgetReloads).toBe(1);
		await world.after(29_000);
		expect(phone.device.widgetReloads).toBe(1);
		await world.after(1000);
		expect(phone.device.widgetReloads).toBe(2);
		await world.after(60_000);
		expect(phone.device.widgetReloads).toBe(2);
	});

	test("a lock screen in a browser gets the same bodies, and updates without reporting a token", async () => {
		const pushes: BrowserPush[] = [];
		const send = (_device: string, push: BrowserPush) => void pushes.push(push);
		const world = await createWorld({ database: await fresh(), apple: apple(), browsers: { send } });
		const { service, caller } = world;
		await world.addBrowser("tab");
		const activity_id = await startActivity(world);
		await service.sendPushNotification(caller, { title: "Washing machine" });
		await service.updateBadge(caller, { badge: 2 });
		await world.idle();
		await service.updateLiveActivity(caller, { activity_id, content_state: progress(50) });
		await world.idle();
		const told = pushes.map((push) => (push.kind === "live-activity" ? push.body.aps.event : push.kind));
		expect(told.sort()).toEqual(["badge", "notification", "start", "update"]);
		expect(world.errors).toEqual([]);
	});

	test("every attempt is in the log", async () => {
		const world = await createWorld({ database: await fresh(), apple: apple() });
		const phone = await world.addPhone();
		world.gateway.faults.add({ answer: { reason: "ServiceUnavailable" }, times: 1 });
		const activity_id = await startActivity(world);
		await world.idle();
		await world.after(15_000);
		const rows = await world.database.reader.kysely.selectFrom("delivery_log").selectAll().orderBy("id").execute();
		const attempt = { account_id: "home", device_id: phone.id, about: activity_id, kind: "start", version: 1 };
		expect(rows).toMatchObject([
			{ ...attempt, status: 503, reason: "ServiceUnavailable", attempts: 1 },
			{ ...attempt, status: 200, reason: null, attempts: 2 },
		]);
		expect(rows[0]?.apns_id).toBe(rows[1]?.apns_id);
	});
});
