/** What is to happen later happens by itself; and after the end nothing does. */
import { startFakeApns } from "@activitysmith/apns/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Database } from "../src/database/database.ts";
import type { Timers } from "../src/delivery/reconciler.ts";
import { onBoth } from "./databases.ts";
import { connect, createWorld, useApple } from "./delivery-world.ts";

const apple = useApple();

/** For a machine with much else to do. */
const patience = { timeout: 15_000 };

/** Timers that ring when a test says so. */
function bells() {
	const set = new Map<object, { run: () => void; milliseconds: number }>();
	const timers: Timers = {
		setTimeout(run, milliseconds) {
			const id = {};
			set.set(id, { run, milliseconds });
			return id;
		},
		clearTimeout: (id) => void set.delete(id as object),
	};
	return {
		timers,
		waits: () => Array.from(set.values(), ({ milliseconds }) => milliseconds),
		ring() {
			const all = [...set.values()];
			set.clear();
			for (const { run } of all) run();
		},
	};
}

onBoth(({ fresh }) => {
	test("one timer waits for what is due first, and 30 seconds at most", async () => {
		const { timers, waits, ring } = bells();
		const world = await createWorld({ database: await fresh(), apple: apple(), timers });
		const phone = await world.addPhone();
		expect(waits()).toEqual([0]);
		ring();
		await expect.poll(waits, patience).toEqual([30_000]);
		world.gateway.faults.add({ answer: { reason: "ServiceUnavailable" }, times: 1 });
		await world.service.sendPushNotification(world.caller, { title: "Washing machine" });
		await world.idle();
		expect(waits()).toEqual([15_000]);
		world.clock.advance(15_000);
		ring();
		await expect.poll(() => phone.device.notifications, patience).toHaveLength(1);
		await expect.poll(waits, patience).toEqual([30_000]);
	});

	test("what Apple has refused for now is sent again by itself", async () => {
		const gateway = await startFakeApns();
		const client = connect(gateway);
		onTestFinished(async () => {
			await client.close({ timeout: 1 });
			await gateway.close();
		});
		const there = { gateway, client, clock: gateway.clock };
		const world = await createWorld({ database: await fresh(), apple: there, timers: "real" });
		const phone = await world.addPhone();
		gateway.faults.add({ answer: { reason: "TooManyRequests" }, times: 1 });
		await world.service.sendPushNotification(world.caller, { title: "Washing machine" });
		await expect.poll(() => phone.device.notifications, patience).toHaveLength(1);
		expect(gateway.pushes.entries().map(({ status }) => status)).toEqual([429, 200]);
		await world.reconciler().close();
	});

	describe("the end", () => {
		test("waits for a look that has begun, and nothing rings after it", async () => {
			const { timers, waits, ring } = bells();
			const database = await fresh();
			const order: string[] = [];
			const { promise: look, resolve: goOn } = Promise.withResolvers<void>();
			const { promise: looking, resolve: begin } = Promise.withResolvers<void>();
			const slow: Database = {
				...database,
				reader: {
					...readerOf(database),
					async first(...args) {
						begin();
						await look;
						const row = await database.reader.first(...args);
						order.push("looked");
						return row;
					},
				},
			};
			const world = await createWorld({ database: slow, apple: apple(), timers });
			ring();
			await looking;
			const closed = world
				.reconciler()
				.close()
				.then(() => order.push("closed"));
			// It has had its turns.
			for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
			goOn();
			await closed;
			expect(order.at(0)).toBe("looked");
			expect(order.at(-1)).toBe("closed");
			expect(waits()).toEqual([]);
		});
	});
});

/** Its methods, which are of its class. */
function readerOf({ reader }: Database): Database["reader"] {
	return {
		dialect: reader.dialect,
		kysely: reader.kysely,
		all: (...args) => reader.all(...args),
		first: (...args) => reader.first(...args),
		run: (...args) => reader.run(...args),
	};
}
