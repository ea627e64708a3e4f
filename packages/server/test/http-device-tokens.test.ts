/** What waits for a token is sent as soon as the phone tells it over the device API. */
import { join } from "node:path";
import { startFakeApns } from "@activitysmith/apns/testing";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../src/database/open.ts";
import { DeviceApi } from "./conformance/device-api.ts";
import { createInstance } from "./conformance/instance.ts";
import { temporaryFolder } from "./databases.ts";
import { connect } from "./delivery-world.ts";
import { makeHome } from "./home.ts";

const folder = temporaryFolder();

/** For a machine with much else to do. */
const patience = { timeout: 15_000 };

test("notifications, the badge and Live Activities come with their tokens", async () => {
	const gateway = await startFakeApns();
	const client = connect(gateway);
	const database = await openDatabase({ file: join(folder, "data.sqlite") });
	const wrong: unknown[] = [];
	// Its look at all that is due comes too late for this: it is left out.
	const instance = createInstance(database, { now: () => Date.now() }, client, (error) => wrong.push(error));
	onTestFinished(async () => {
		await instance.delivery.close();
		await database.close();
		await client.close({ timeout: 1 });
		await gateway.close();
	});
	const device = gateway.addDevice();
	const { account, phone } = await makeHome(database, device.bundleId);
	const app = new DeviceApi(phone, (path, init) => instance.fetch(new Request(`http://server.test${path}`, init)));
	const caller = { account, scope: { kind: "all" } } as const;
	await instance.delivery.idle();

	await instance.service.sendPushNotification(caller, { title: "Washing machine" });
	await instance.service.updateBadge(caller, { badge: 3 });
	await instance.service.startLiveActivity(caller, { content_state: { type: "value", title: "Load", value: 1 } });
	await instance.delivery.idle();
	expect(gateway.pushes.total).toBe(0);

	await app.registerToken("push", device.tokens.device);
	await expect.poll(() => [device.notifications.length, device.badge], patience).toEqual([1, 3]);
	expect(device.activities).toEqual([]);
	await app.registerToken("start", device.tokens.pushToStart);
	await expect.poll(() => device.activities.length, patience).toBe(1);
	expect(wrong).toEqual([]);
});
