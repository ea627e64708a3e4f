/** One push to very many devices. */
import type { ApnsClient } from "@activitysmith/apns";
import { expect, test } from "vitest";
import type { Database, Session } from "../src/database/database.ts";
import { onBoth } from "./databases.ts";
import { createWorld, startActivity, useApple } from "./delivery-world.ts";

const apple = useApple();
const DEVICES = 10_000;

const QUERIES: ReadonlySet<string | symbol> = new Set(["all", "first", "run"]);

/** The same database, and how often it was asked or told something. */
function counting(database: Database) {
	let statements = 0;
	const counted = (session: Session): Session =>
		new Proxy(session, {
			get(target, name) {
				const value: unknown = Reflect.get(target, name, target);
				if (typeof value !== "function") return value;
				if (QUERIES.has(name)) statements += 1;
				return value.bind(target);
			},
		});
	const counter: Database = {
		...database,
		reader: counted(database.reader),
		transaction: (work) => database.transaction((session) => work(counted(session))),
		transactionOf: (account, work) => database.transactionOf(account, (session) => work(counted(session))),
	};
	return { database: counter, statements: () => statements };
}

/** Takes everything at once. */
const takes: ApnsClient["send"] = async ({ headers }) => ({
	...{ status: 200, reason: null, advice: "delivered", attempts: 1 },
	apnsId: headers["apns-id"],
});

onBoth(({ fresh }) => {
	test("an activity starts on 10,000 iPhones, once on each, and never are all of them under way at once", async () => {
		const { client } = apple();
		let underWay = 0;
		let most = 0;
		const world = await createWorld({
			database: await fresh(),
			apple: apple(),
			async send(request, options) {
				underWay += 1;
				most = Math.max(most, underWay);
				try {
					return await client.send(request, options);
				} finally {
					underWay -= 1;
				}
			},
		});
		await world.addPhones(DEVICES, { updateTokens: "never" });
		await startActivity(world);
		await world.idle();
		const shown = [...world.gateway.devices.values()].filter(({ activities }) => activities.length === 1);
		expect(shown).toHaveLength(DEVICES);
		expect(world.gateway.pushes.total).toBe(DEVICES);
		expect(most).toBeLessThanOrEqual(1000);
		expect(world.errors).toEqual([]);
		const { count } = await world.database.reader.kysely
			.selectFrom("delivery_log")
			.select((row) => row.fn.countAll<number>().as("count"))
			.executeTakeFirstOrThrow();
		expect(count).toBe(DEVICES);
	}, 240_000);

	test("a notification costs each device the same, whether it goes to 10, 100 or 1,000", async () => {
		const { database, statements } = counting(await fresh());
		const world = await createWorld({ database, apple: apple(), send: takes });
		let phones = 0;
		for (const count of [10, 100, 1000]) {
			await world.addPhones(count - phones);
			phones = count;
			await world.idle();
			const before = statements();
			await world.service.sendPushNotification(world.caller, { title: "Washing machine" });
			await world.idle();
			// Taken, written down and in the log, and a few for a batch of them.
			expect(statements() - before).toBeLessThanOrEqual(3 * count + 40);
		}
		const sent = await world.database.reader.kysely
			.selectFrom("notification_device")
			.select((row) => row.fn.countAll<number>().as("count"))
			.where("state", "=", "sent")
			.executeTakeFirstOrThrow();
		expect(sent.count).toBe(1110);
		expect(world.errors).toEqual([]);
	}, 240_000);
});
