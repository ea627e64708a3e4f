/** What Apple refuses, what a crash leaves in doubt, and who sends when there are several. */
import { describe, expect, test } from "vitest";
import { LEASE_MS } from "../src/delivery/timing.ts";
import { saveActivityToken } from "../src/store/tokens.ts";
import { onBoth, onPostgres } from "./databases.ts";
import {
	createWorld,
	events,
	type Phone,
	progress,
	silentClient,
	startActivity,
	useApple,
	type World,
} from "./delivery-world.ts";

const apple = useApple();
const MINUTE = 60_000;

const pushesOf = ({ gateway }: World) =>
	gateway.pushes.entries().map(({ apnsId, headers, payload }) => ({
		apnsId,
		collapseId: headers["apns-collapse-id"],
		timestamp: (payload?.aps as { timestamp?: number } | undefined)?.timestamp,
	}));

const rowOf = ({ database }: World) =>
	database.reader.kysely.selectFrom("activity_device").selectAll().executeTakeFirstOrThrow();

onBoth(({ fresh, again }) => {
	describe("a token that is dead", () => {
		test("of an activity: it is over on that device, and its slot is free", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const { service, caller, clock } = world;
			const phone = await world.addPhone();
			const activity_id = await startActivity(world);
			await world.idle();
			clock.advance(1000);
			world.gateway.killToken(phone.device.activities[0]?.updateToken ?? "");
			await service.updateLiveActivity(caller, { activity_id, content_state: progress(50) });
			await world.idle();
			expect(await rowOf(world)).toMatchObject({
				dismissed: 1,
				token: null,
				last_status: 410,
				last_reason: "Unregistered",
			});
			await expect(
				service.updateLiveActivity(caller, { activity_id, content_state: progress(60) }),
			).rejects.toMatchObject({ body: { error: "Live Activity not found" } });
		});

		test("of an activity, but registered again since: the latest state goes to the new one", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const { service, caller, clock } = world;
			const phone = await world.addPhone();
			const activity_id = await startActivity(world);
			await world.idle();
			const old = phone.device.activities[0]?.updateToken ?? "";
			// Apple says so with a time before the registration.
			world.gateway.faults.add({
				when: { deviceToken: old },
				answer: { reason: "Unregistered", timestamp: clock.now() - 1 },
			});
			await service.updateLiveActivity(caller, { activity_id, content_state: progress(50) });
			await world.idle();
			phone.device.replaceToken(old);
			await world.idle();
			expect(phone.device.activities[0]).toMatchObject({ activityState: "active", contentState: { percentage: 50 } });
			expect(await rowOf(world)).toMatchObject({ dismissed: 0, sent_version: 2 });
		});

		test("for starts: the next one that comes is used", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone();
			world.clock.advance(1000);
			world.gateway.killToken(phone.device.tokens.pushToStart);
			await startActivity(world);
			await world.idle();
			expect(phone.device.activities).toEqual([]);
			phone.device.replaceToken(phone.device.tokens.pushToStart);
			await world.registerStartToken(phone);
			await world.idle();
			expect(phone.device.activities).toMatchObject([{ activityState: "active" }]);
			expect(world.gateway.pushes.entries().map(({ status }) => status)).toEqual([410, 200]);
		});

		test("for notifications: the device is no recipient", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const { service, caller, clock } = world;
			const phone = await world.addPhone();
			clock.advance(1000);
			world.gateway.killToken(phone.device.tokens.device);
			await service.sendPushNotification(caller, { title: "Washing machine" });
			await world.idle();
			await expect(service.sendPushNotification(caller, { title: "Washing machine" })).rejects.toMatchObject({
				body: { error: "No recipients found" },
			});
		});
	});

	describe("what is refused for now", () => {
		test("is tried again after 15 seconds, 1, 5 and 15 minutes, always as the latest state", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const { service, caller } = world;
			await world.addPhone();
			const activity_id = await startActivity(world);
			await world.idle();
			const fault = world.gateway.faults.add({ answer: { reason: "InternalServerError" } });
			await service.updateLiveActivity(caller, { activity_id, content_state: progress(20) });
			await world.idle();
			const attempts = () => events(world).length - 1;
			const before = [];
			for (const [index, wait] of [15_000, MINUTE, 5 * MINUTE, 15 * MINUTE, 15 * MINUTE].entries()) {
				await service.updateLiveActivity(caller, { activity_id, content_state: progress(30 + index) });
				await world.after(wait - 1);
				before.push(attempts());
				await world.after(1);
			}
			expect(before).toEqual([1, 2, 3, 4, 5]);
			world.gateway.faults.remove(fault);
			await world.after(15 * MINUTE);
			expect(events(world).slice(1)).toEqual([2, 3, 4, 5, 6, 7, 7].map((version) => `update ${version}`));
			expect(await rowOf(world)).toMatchObject({ sent_version: 7, attempts: 0, in_flight: null });
			const ids = pushesOf(world).map(({ apnsId }) => apnsId);
			expect(ids.at(-1)).toBe(ids.at(-2));
		});

		test("because there was too much for a device, is tried again after 1, 2 and 4 seconds", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone();
			world.gateway.faults.add({ answer: { reason: "TooManyRequests" }, times: 3 });
			await world.service.sendPushNotification(world.caller, { title: "Washing machine" });
			await world.idle();
			const counts = [];
			for (const wait of [1000, 2000, 4000]) {
				await world.after(wait - 1);
				counts.push(world.gateway.pushes.total);
				await world.after(1);
			}
			expect(counts).toEqual([1, 2, 3]);
			expect(phone.device.notifications).toHaveLength(1);
			expect(new Set(pushesOf(world).map(({ apnsId }) => apnsId)).size).toBe(1);
		});

		test("a badge is tried again, too", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone();
			world.gateway.faults.add({ answer: { reason: "ServiceUnavailable" }, times: 1 });
			await world.service.updateBadge(world.caller, { badge: 4 });
			await world.idle();
			await world.after(14_999);
			expect(phone.device.badge).toBe(0);
			await world.after(1);
			expect(phone.device.badge).toBe(4);
		});

		test("a notification that nobody could take for a day is given up", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			await world.addPhone();
			world.gateway.faults.add({ answer: { reason: "ServiceUnavailable" } });
			await world.service.sendPushNotification(world.caller, { title: "Washing machine" });
			await world.idle();
			await world.after(24 * 60 * MINUTE);
			const { total } = world.gateway.pushes;
			await world.after(24 * 60 * MINUTE);
			expect(world.gateway.pushes.total).toBe(total);
			const row = await world.database.reader.kysely.selectFrom("notification_device").selectAll().executeTakeFirst();
			expect(row).toMatchObject({ state: "expired", last_reason: "ServiceUnavailable" });
		});
	});

	describe("a token that takes the place of another", () => {
		/** A phone has it twice when nobody could know that the first start had arrived: the app keeps the newest. */
		async function startTwice(world: World, phone: Phone): Promise<string> {
			world.deaf(true);
			world.gateway.faults.add({ reset: "INTERNAL_ERROR", processed: true, times: 1 });
			const activity_id = await startActivity(world);
			await world.idle();
			await world.after(15_000);
			expect(phone.device.activities).toHaveLength(2);
			return activity_id;
		}

		const report = async ({ database, service, account }: World, { id, device }: Phone, which: number) => {
			const { attributes, updateToken } = device.activities[which] ?? {};
			const { activityId } = attributes as { activityId: string };
			await database.transaction((session) => saveActivityToken(session, activityId, id, updateToken ?? ""));
			await service.registerActivityToken(account, activityId, id);
		};

		test("gets the latest state, which had gone to the other", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone();
			const activity_id = await startTwice(world, phone);
			await report(world, phone, 0);
			await world.service.updateLiveActivity(world.caller, { activity_id, content_state: progress(50) });
			await world.idle();
			await report(world, phone, 1);
			await world.idle();
			expect(phone.device.activities.map(({ contentState }) => contentState)).toMatchObject([
				{ percentage: 50 },
				{ percentage: 50 },
			]);
			await report(world, phone, 1);
			await world.idle();
			expect(events(world, phone)).toEqual(["start 1", "start 1", "update 2", "update 2"]);
		});

		test("gets what is on its way to the other", async () => {
			const { client } = apple();
			let hold: (() => Promise<void>) | undefined;
			const world = await createWorld({
				database: await fresh(),
				apple: apple(),
				async send(request, options) {
					await hold?.();
					return client.send(request, options);
				},
			});
			const phone = await world.addPhone();
			const activity_id = await startTwice(world, phone);
			await report(world, phone, 0);
			const { promise: sending, resolve: begin } = Promise.withResolvers<void>();
			const { promise: reported, resolve: goOn } = Promise.withResolvers<void>();
			hold = () => {
				begin();
				return reported;
			};
			await world.service.updateLiveActivity(world.caller, { activity_id, content_state: progress(50) });
			await sending;
			await report(world, phone, 1);
			goOn();
			await world.idle();
			expect(phone.device.activities[1]?.contentState).toMatchObject({ percentage: 50 });
		});

		test("gets the end that the other has had", async () => {
			const world = await createWorld({ database: await fresh(), apple: apple() });
			const phone = await world.addPhone();
			const activity_id = await startTwice(world, phone);
			await report(world, phone, 0);
			await world.service.endLiveActivity(world.caller, { activity_id, content_state: progress(100) });
			await world.idle();
			await report(world, phone, 1);
			await world.idle();
			expect(phone.device.activities.map(({ isRunning }) => isRunning)).toEqual([false, false]);
		});
	});

	test("what Apple refuses for good is not sent again before there is something new", async () => {
		const world = await createWorld({ database: await fresh(), apple: apple() });
		const { service, caller } = world;
		const phone = await world.addPhone();
		const activity_id = await startActivity(world);
		await world.idle();
		world.gateway.faults.add({ answer: { reason: "TopicDisallowed" }, times: 1 });
		await service.updateLiveActivity(caller, { activity_id, content_state: progress(50) });
		await world.idle();
		await world.after(60 * MINUTE);
		expect(events(world)).toEqual(["start 1", "update 2"]);
		expect(await rowOf(world)).toMatchObject({ last_status: 400, last_reason: "TopicDisallowed", sent_version: 1 });
		await service.updateLiveActivity(caller, { activity_id, content_state: progress(60) });
		await world.idle();
		expect(phone.device.activities[0]?.contentState).toMatchObject({ percentage: 60 });
	});

	describe("after a crash between sending and hearing", () => {
		test.each(["start", "update", "end"] as const)("a %s is sent again as it was", async (event) => {
			const database = await fresh();
			const world = await createWorld({ database, apple: apple() });
			const { service, caller } = world;
			const phone = await world.addPhone();
			const silent = silentClient(apple().client.send.bind(apple().client));
			const step = async (name: typeof event, act: () => unknown) => {
				if (name === event) world.crash(await again(database), silent.send);
				await act();
				await (name === event ? silent.until(1) : world.idle());
			};
			let activity_id = "";
			const steps = {
				start: async () => {
					// Nobody hears of its token either.
					world.deaf(event === "start");
					activity_id = await startActivity(world);
				},
				update: () => service.updateLiveActivity(caller, { activity_id, content_state: progress(50) }),
				end: () => service.endLiveActivity(caller, { activity_id, content_state: progress(100) }),
			};
			for (const name of ["start", "update", "end"] as const) {
				await step(name, steps[name]);
				if (name === event) break;
			}
			world.crash();
			const count = pushesOf(world).length;
			if (database.dialect === "postgres") {
				// It belongs to the process that is gone until its time is over.
				await world.after(LEASE_MS - 1);
				expect(pushesOf(world)).toHaveLength(count);
				await world.after(1);
			} else {
				await world.after(0);
			}
			expect(pushesOf(world)).toHaveLength(count + 1);
			const [first, second] = pushesOf(world).slice(-2);
			expect(second).toEqual(first);
			const [before, after] = events(world, phone).slice(-2);
			expect(after).toBe(before);
		});

		test("a start that has arrived, as its token says, is not sent again", async () => {
			const database = await fresh();
			const world = await createWorld({ database, apple: apple() });
			const phone = await world.addPhone();
			const silent = silentClient(apple().client.send.bind(apple().client));
			world.crash(await again(database), silent.send);
			const activity_id = await startActivity(world);
			await silent.until(1);
			world.crash();
			await world.after(MINUTE);
			await world.service.updateLiveActivity(world.caller, { activity_id, content_state: progress(50) });
			await world.idle();
			expect(events(world, phone)).toEqual(["start 1", "update 2"]);
			expect(phone.device.activities).toMatchObject([{ contentState: { percentage: 50 } }]);
		});

		test("a badge and a reload of widgets are sent again with their ids", async () => {
			const database = await fresh();
			const world = await createWorld({ database, apple: apple() });
			const phone = await world.addPhone();
			await world.addMetric("temperature");
			const silent = silentClient();
			world.crash(await again(database), silent.send);
			await world.service.updateBadge(world.caller, { badge: 3 });
			await world.service.updateMetric(world.caller, "temperature", { value: 20 });
			await silent.until(2);
			world.crash();
			await world.after(MINUTE);
			expect(phone.device.badge).toBe(3);
			expect(phone.device.widgetReloads).toBe(1);
			const ids = silent.sent.map(({ headers }) => headers["apns-id"]);
			expect(new Set(pushesOf(world).map(({ apnsId }) => apnsId))).toEqual(new Set(ids));
		});

		test("a notification is sent again with its id, and shown once", async () => {
			const database = await fresh();
			const world = await createWorld({ database, apple: apple() });
			const phone = await world.addPhone();
			const silent = silentClient(apple().client.send.bind(apple().client));
			world.crash(await again(database), silent.send);
			await world.service.sendPushNotification(world.caller, { title: "Washing machine" });
			await silent.until(1);
			world.crash();
			await world.after(MINUTE);
			const [first, second] = pushesOf(world);
			expect(second).toEqual(first);
			expect(phone.device.notifications).toHaveLength(1);
		});
	});

	test("an update that Apple takes so late that the phone passes over it is sent again", async () => {
		let isLate = false;
		const { client, clock } = apple();
		const world = await createWorld({
			database: await fresh(),
			apple: apple(),
			send(request, options) {
				// The process stands still between writing the push down and sending it.
				if (isLate) clock.advance(5 * MINUTE);
				isLate = false;
				return client.send(request, options);
			},
		});
		const phone = await world.addPhone();
		const activity_id = await startActivity(world);
		await world.idle();
		isLate = true;
		await world.service.updateLiveActivity(world.caller, { activity_id, content_state: progress(50) });
		await world.idle();
		expect(phone.device.dropped).toMatchObject([{ why: "timestamp-past" }]);
		expect(phone.device.activities[0]?.contentState).toMatchObject({ percentage: 50 });
	});

	test("a start of which nobody knows is made again when no token tells that it arrived", async () => {
		const world = await createWorld({ database: await fresh(), apple: apple() });
		const phone = await world.addPhone();
		world.gateway.faults.add({ drop: true, times: 1 });
		await startActivity(world);
		await world.idle();
		expect(phone.device.activities).toEqual([]);
		await world.after(15_000);
		expect(phone.device.activities).toMatchObject([{ activityState: "active" }]);
		const [first, second] = pushesOf(world);
		expect(second?.apnsId).toBe(first?.apnsId);
		expect(second?.collapseId).toBe(first?.collapseId);
	});
});

onPostgres(({ fresh, again }) => {
	test("processes that share a database send nothing twice", async () => {
		const database = await fresh();
		const world = await createWorld({ database, apple: apple() });
		for (let count = 0; count < 60; count += 1) await world.addPhone();
		const others = [world.another(await again(database)), world.another(await again(database))];
		await world.addMetric("temperature");
		const everybody = () => Promise.all([world.reconciler(), ...others].map((process) => process.sweep()));
		await startActivity(world);
		await world.service.sendPushNotification(world.caller, { title: "Washing machine" });
		await world.service.updateBadge(world.caller, { badge: 3 });
		await world.service.updateMetric(world.caller, "temperature", { value: 20 });
		await everybody();
		await world.idle();
		const kinds = events(world).sort();
		const each = (kind: string, count: number) => Array(count).fill(kind);
		// Notifications and badges are alerts.
		expect(kinds).toEqual([...each("alert", 120), ...each("start 1", 60), ...each("widgets", 60)]);
		// The pause between two reloads holds for all of them.
		await world.service.updateMetric(world.caller, "temperature", { value: 21 });
		await everybody();
		expect(events(world)).toHaveLength(240);
		world.clock.advance(30_000);
		await everybody();
		expect(events(world).slice(240)).toEqual(each("widgets", 60));
		expect(world.errors).toEqual([]);
	});
});
