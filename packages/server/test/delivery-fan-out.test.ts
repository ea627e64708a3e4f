/** One push to very many devices. */
import { expect, test } from "vitest";
import { onBoth } from "./databases.ts";
import { createWorld, startActivity, useApple } from "./delivery-world.ts";

const apple = useApple();
const DEVICES = 10_000;

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
	}, 60_000);
});
