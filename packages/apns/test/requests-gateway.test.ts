/** What builders make, a gateway with Apple's checks takes, and the devices behind it show. */
import {
	type ActivityState,
	deviceContentState,
	endBody,
	notificationBody,
	startBody,
	updateBody,
} from "@activitysmith/core";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type ApnsClient, createApnsClient } from "../src/client/client.ts";
import * as requests from "../src/requests/index.ts";
import { type FakeApns, type SimulatedDevice, startFakeApns } from "../src/testing/index.ts";

let apple: FakeApns;
let client: ApnsClient;

beforeAll(async () => {
	apple = await startFakeApns({ bundleIds: ["com.example.app"] });
	const providerKey = { key: apple.p8, keyId: apple.keyId, teamId: apple.teamId };
	client = createApnsClient({ providerKey, ca: apple.ca, origins: { push: apple.origins, channels: apple.origins } });
});

afterEach(() => apple.reset());

afterAll(async () => {
	await client.close();
	await apple.close();
});

const app = { environment: "development", bundleId: "com.example.app" } as const;
const at = (deviceToken: string | null) => ({ ...app, deviceToken: deviceToken ?? "" });

async function take(request: Parameters<ApnsClient["send"]>[0]): Promise<void> {
	expect(await client.send(request)).toMatchObject({ status: 200, reason: null, advice: "delivered", attempts: 1 });
}

function shown(state: ActivityState, version = 1) {
	const presentation = { state, channels: null, tags: [], metadata: {} };
	return { id: "a1", streamKey: "nightly", presentation, version, startedAt: Date.now(), replaces: null, alert: null };
}

function progress(percentage: number): ActivityState {
	return { content: { title: "Backup", type: "progress", percentage } };
}

/** All that was taken was also shown. */
function expectNothingDropped(phone: SimulatedDevice): void {
	expect(phone.dropped).toEqual([]);
}

test("a notification that is sent again is shown once; badge, widgets and the app are reached", async () => {
	const phone = apple.addDevice();
	const request = { title: "Done", message: "42 files 📋", badge: 2 };
	const body = notificationBody({ id: "n1", accountId: "account-1", request, channels: null, sentAt: Date.now() });
	const notification = requests.alertNotification(at(phone.tokens.device), body);
	await take(notification);
	await take(notification);
	expect(phone.notifications).toMatchObject([{ title: "Done", body: "42 files 📋", collapseId: "n1" }]);
	expect(phone.badge).toBe(2);

	await take(requests.badgeOnly(at(phone.tokens.device), 0));
	await take(requests.background(at(phone.tokens.device), { sync: true }));
	await take(requests.reloadWidgets(at(phone.tokens.widget)));
	expect(phone).toMatchObject({ badge: 0, backgroundWakes: 1, widgetReloads: 1 });
	expectNothingDropped(phone);
});

test("an activity starts, follows its updates in one second, and ends", async () => {
	const phone = apple.addDevice();
	await take(requests.startLiveActivity(at(phone.tokens.pushToStart), startBody(shown(progress(0)), Date.now())));
	const [activity] = phone.activities;
	expect(activity?.attributes).toMatchObject({ activityId: "a1", streamKey: "nightly" });

	const update = at(activity?.updateToken ?? null);
	let timestamp = activity?.lastTimestamp ?? 0;
	for (const percentage of [30, 60, 90]) {
		timestamp = requests.nextTimestamp(timestamp);
		const body = updateBody(shown(progress(percentage), percentage), Date.now());
		await take(requests.updateLiveActivity(update, body, { timestamp, relevanceScore: percentage }));
		expect(activity?.contentState).toMatchObject({ percentage });
	}
	expect(activity?.relevanceScore).toBe(90);

	timestamp = requests.nextTimestamp(timestamp);
	const end = endBody(shown(progress(100), 100), Date.now() + 60_000, Date.now());
	await take(requests.endLiveActivity(update, end, { timestamp }));
	expect(activity).toMatchObject({ activityState: "ended", contentState: { percentage: 100 } });
	await take(requests.endLiveActivity(update, end, { timestamp: timestamp + 1, dismissalDate: 1 }));
	expect(phone.applied.map(({ event }) => event).slice(0, 5)).toEqual(["start", "update", "update", "update", "end"]);
});

test("a quiet start is one, and a start of another app can follow a channel", async () => {
	const phone = apple.addDevice();
	const created = await client.channels.create({ ...app, storage: "latest" });
	const channelId = created.channelId ?? "";
	const body = startBody(shown(progress(0)), Date.now());
	const quiet = { quiet: true, inputPushChannel: channelId };
	await take(requests.startLiveActivity(at(phone.tokens.pushToStart), body, quiet));
	const [activity] = phone.activities;
	expect(activity).toMatchObject({ channelId, updateToken: null });
	expect(phone.applied[0]?.payload.aps).toMatchObject({ alert: { title: "", body: "" } });

	const timestamp = requests.nextTimestamp(activity?.lastTimestamp ?? 0);
	const channel = { ...app, channelId };
	const update = requests.broadcastLiveActivity(channel, updateBody(shown(progress(50), 2), Date.now()), { timestamp });
	expect(await client.broadcast(update)).toMatchObject({ status: 200, reason: null, advice: "delivered" });
	expect(activity?.contentState).toMatchObject({ percentage: 50 });

	const end = endBody(shown(progress(100), 3), Date.now(), Date.now());
	const expiration = Math.floor(Date.now() / 1000) + 3600;
	const last = requests.broadcastLiveActivity(channel, end, { timestamp: timestamp + 1, expiration });
	expect(await client.broadcast(last)).toMatchObject({ status: 200, reason: null });
	expect(activity?.isRunning).toBe(false);
	expectNothingDropped(phone);
});

test("whatever the options, Apple's checks find nothing", async () => {
	const phone = apple.addDevice({ maxActivities: null, startBudget: null });
	const { updateToken } = phone.startActivity({ contentState: deviceContentState(shown(progress(0)).presentation, 1) });
	const token = at(updateToken);
	const options = fc.record(
		{
			apnsId: fc.uuid(),
			expiration: fc.oneof(fc.constant(0), fc.integer({ min: 1773909000, max: 4_000_000_000 })),
			priority: fc.constantFrom(5 as const, 10 as const),
			collapseId: fc.string({ unit: "binary", minLength: 1, maxLength: 255 }),
		},
		{ requiredKeys: [] },
	);
	const now = () => Date.now();
	await fc.assert(
		fc.asyncProperty(options, fc.string({ unit: "grapheme", maxLength: 300 }), async (chosen, text) => {
			const { priority: _, ...withoutPriority } = chosen;
			const state: ActivityState = { content: { title: text, type: "alert", message: text } };
			const alert = { aps: { alert: { title: text, body: text } } };
			await Promise.all([
				take(requests.alertNotification(at(phone.tokens.device), alert, chosen)),
				take(requests.badgeOnly(at(phone.tokens.device), text.length, chosen)),
				take(requests.background(at(phone.tokens.device), { text }, withoutPriority)),
				take(requests.reloadWidgets(at(phone.tokens.widget), chosen)),
				take(requests.startLiveActivity(at(phone.tokens.pushToStart), startBody(shown(state), now()), chosen)),
				take(requests.updateLiveActivity(token, updateBody(shown(state), now()), chosen)),
			]);
		}),
		{ numRuns: 20 },
	);
	expect(phone.activities).toHaveLength(21);
	// Updates of one second tie here, which is none of the headers' business.
	expect(new Set(phone.dropped.map(({ event }) => event))).not.toContain("start");
});
