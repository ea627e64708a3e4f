/** What a lock screen in a browser is told: the number that a notification brings, and one that was asked for since. */
import { expect, test } from "vitest";
import { createBrowsers } from "../src/http/browsers.ts";
import { Watchers } from "../src/http/page/watchers.ts";
import { createAccount } from "../src/store/accounts.ts";
import { addDevice } from "../src/store/devices.ts";
import { createUser } from "../src/store/users.ts";
import { onBoth } from "./databases.ts";
import { facts } from "./model-world.ts";

const NOW = Date.UTC(2026, 0, 1);

onBoth(({ fresh }) => {
	test.each([
		["is shown", 7, 7, 3],
		["does not take the place of one that is on its way", 7, 8, 5],
	])("the number of a notification %s", async (_, sent, version, shown) => {
		const database = await fresh();
		const device = await database.transaction(async (session) => {
			await createAccount(session, { id: "home" }, NOW);
			const user = await createUser(session, { accountId: "home", name: "Ada" });
			const owned = { accountId: "home", userId: user.id, name: "Lock screen" };
			const made = await addDevice(session, { ...facts, ...owned, kind: "browser" }, NOW);
			await session.kysely
				.updateTable("device")
				.set({ badge_wanted: 5, badge_version: version, badge_sent: sent })
				.execute();
			return made.device;
		});
		const onError = (error: unknown) => {
			throw error;
		};
		const watchers = new Watchers(database.signals, onError);
		const unlisten = await watchers.listen();
		const told = new Promise<void>((resolve) => {
			watchers.add({ device: device.id, account: "home", changed() {}, event: () => resolve() });
		});
		const browsers = createBrowsers({ database, watchers, now: () => NOW, onError });
		const body = { aps: { alert: { title: "Backup done" }, badge: 3 }, activitysmith: { id: "one" } };
		browsers.send(device.id, { kind: "notification", body });
		await told;
		await unlisten();
		const { badge_wanted } = await database.reader.kysely
			.selectFrom("device")
			.select("badge_wanted")
			.executeTakeFirstOrThrow();
		expect(badge_wanted).toBe(shown);
	});
});
