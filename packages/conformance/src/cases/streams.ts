/** Section 5: what a PUT on a stream does. */
import { type Case, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { activityPushes, events, firstPhone, holdTokens, newestActivity, registerTokens, seen } from "./looks.ts";
import { change, openAction, progress } from "./states.ts";

const { cases, anywhere, needing } = casesOf(5);

const NOTHING_DELIVERED = { devices_notified: 0, devices_queued: 0, users_notified: 0 };

anywhere("stream.put.started", "The first PUT on a key starts an activity and says so", async ({ put, streamKey }) => {
	const answer = await put(streamKey, progress(42));
	expect(answer).toMatchObject({ operation: "started", stream_key: streamKey });
	expect(answer.activity_id).toMatch(/^[A-Za-z0-9_-]{32}$/);
});

needing(seen, "stream.put.started-on-each-device", "Each device gets exactly one start push", async (context) => {
	const { put, phones, streamKey } = context;
	const { activity_id } = await put(streamKey, progress(42));
	for (const phone of await phones.look()) {
		expect(events(phone)).toEqual(["start"]);
		expect(phone.activities).toMatchObject([{ activityId: activity_id, streamKey, status: "active" }]);
	}
});

anywhere(
	"stream.put.updated",
	"A PUT that changes the state answers updated with the same id",
	async ({ put, streamKey }) => {
		const { activity_id } = await put(streamKey, progress(42));
		expect(await put(streamKey, progress(43))).toMatchObject({ operation: "updated", activity_id });
		expect(await put(streamKey, { ...progress(43), action: openAction })).toMatchObject({
			operation: "updated",
			activity_id,
		});
	},
);

needing(
	seen,
	"stream.put.one-push-per-update",
	"An update is one push to each device",
	async ({ put, phones, streamKey }) => {
		await put(streamKey, progress(42));
		await put(streamKey, progress(43));
		for (const phone of await phones.look()) expect(events(phone)).toEqual(["start", "update"]);
		expect((await newestActivity(phones)).state).toMatchObject({ percentage: 43 });
	},
);

anywhere(
	"stream.put.noop-when-nothing-changed",
	"A PUT that changes nothing answers noop with counts of 0, whatever the order of keys",
	async ({ put, streamKey }) => {
		const { activity_id } = await put(streamKey, { ...progress(42), action: openAction });
		const { content_state } = progress(42);
		const reversed = Object.fromEntries(Object.entries(content_state).reverse());
		const action = Object.fromEntries(Object.entries(openAction).reverse());
		const noop = { operation: "noop", activity_id, ...NOTHING_DELIVERED };
		expect(await put(streamKey, { content_state: reversed, action })).toMatchObject(noop);
		expect(await put(streamKey, change())).toMatchObject(noop);
	},
);

needing(
	seen,
	"stream.put.noop-delivers-nothing",
	"With a noop nothing is delivered, and an alert is ignored for good",
	async (context) => {
		const { put, phones, streamKey } = context;
		await put(streamKey, progress(42));
		const before = await phones.look();
		await put(streamKey, { ...progress(42), alert: { title: "Look" } });
		expect(await phones.look()).toEqual(before);
		await put(streamKey, progress(43));
		expect(JSON.stringify(await activityPushes(phones))).not.toContain("Look");
	},
);

anywhere(
	"stream.put.noop-stores-tags",
	"tags and metadata make no difference, but are stored with a noop",
	async (context) => {
		const { put, streamKey } = context;
		await put(streamKey, { ...progress(42), tags: ["a"] });
		const noop = await put(streamKey, { ...progress(42), tags: ["b"], metadata: { run: 1 } });
		expect(noop).toMatchObject({ operation: "noop", tags: ["b"] });
		expect(await put(streamKey, progress(42))).toMatchObject({ operation: "noop", tags: ["b"] });
	},
);

needing(
	["accounts"],
	"stream.put.noop-needs-same-channels",
	"The same channels in another form are the same: noop",
	async ({ request, put, streamKey }) => {
		await put(streamKey, { ...progress(1), target: { channels: ["phone", "tablet"] } });
		const body = { ...progress(1), channels: ["tablet", "phone", "phone"] };
		const answer = await request({ method: "PUT", path: `/live-activity/stream/${streamKey}`, body });
		expect(answer).toMatchObject({ status: 200, body: { operation: "noop" } });
	},
);

needing(
	seen,
	"stream.put.noop-serves-who-lags",
	"With a noop, devices that lag go on being served",
	async (context) => {
		const { put, phones, streamKey } = context;
		await holdTokens(phones);
		await put(streamKey, progress(1));
		await put(streamKey, progress(2));
		expect(await put(streamKey, progress(2))).toMatchObject({ operation: "noop" });
		await registerTokens(phones);
		expect((await newestActivity(phones)).state).toMatchObject({ percentage: 2 });
	},
);

needing(
	seen,
	"stream.put.alert-once",
	"An alert rides on one update and is heard once",
	async ({ put, phones, streamKey }) => {
		await put(streamKey, progress(1));
		await put(streamKey, { ...progress(2), alert: { title: "Half", body: "way" } });
		await put(streamKey, progress(3));
		const [, update, last] = await activityPushes(phones);
		expect(update?.body.aps).toMatchObject({ event: "update", alert: { title: "Half", body: "way" } });
		expect(last?.body.aps).not.toHaveProperty("alert");
	},
);

needing(
	seen,
	"stream.put.late-token",
	"Until a device has registered its token, only the latest state waits for it",
	async (context) => {
		const { put, phones, streamKey } = context;
		await holdTokens(phones);
		await put(streamKey, progress(1));
		for (const percentage of [10, 20, 30]) {
			expect(await put(streamKey, progress(percentage))).toMatchObject({
				operation: "updated",
				devices_notified: 0,
				devices_queued: 2,
				users_notified: 0,
			});
		}
		expect((await newestActivity(phones)).state).toMatchObject({ percentage: 1 });
		await registerTokens(phones);
		expect((await newestActivity(phones)).state).toMatchObject({ percentage: 30 });
		expect(events(await firstPhone(phones))).toEqual(["start", "update"]);
	},
);

anywhere(
	"stream.put.parallel-first",
	"Twenty parallel first PUTs on one key start exactly one activity",
	async (context) => {
		const { request, streamKey } = context;
		const sent = Array.from({ length: 20 }, (_, index) =>
			request({ method: "PUT", path: `/live-activity/stream/${streamKey}`, body: progress(index) }),
		);
		const answers = await Promise.all(sent);
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
		expect(answers.filter(({ body }) => body.operation === "started")).toHaveLength(1);
		expect(new Set(answers.map(({ body }) => body.activity_id)).size).toBe(1);
	},
);

needing(
	["accounts"],
	"stream.put.parallel-one-slot",
	"Parallel first PUTs on one key take one slot",
	async ({ account }) => {
		const { request } = await account({ limits: { liveActivities: 1 } });
		const sent = Array.from({ length: 20 }, (_, index) =>
			request({ method: "PUT", path: "/live-activity/stream/k", body: progress(index) }),
		);
		expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(sent.map(() => 200));
	},
);

needing(
	["accounts"],
	"stream.put.another-key",
	"Another key of the account goes on with the same stream",
	async ({ account }) => {
		const { put, keys } = await account({ keys: { one: "all", two: "all" } });
		const { activity_id } = await put("k", progress(1));
		expect(await put("k", progress(2), { apiKey: keys.two })).toMatchObject({ operation: "updated", activity_id });
	},
);

needing(
	["accounts"],
	"stream.put.channels-kept",
	"A later PUT without channels keeps the stream's, whichever key sends it",
	async ({ put, keys, streamKey }) => {
		await put(streamKey, { ...progress(1), target: { channels: ["phone"] } });
		const kept = { operation: "updated", effective_channel_slugs: ["phone"], devices_notified: 1 };
		expect(await put(streamKey, progress(2))).toMatchObject(kept);
		expect(await put(streamKey, progress(3), { apiKey: keys.phone })).toMatchObject(kept);
	},
);

needing(
	[...seen, "channels"],
	"stream.put.joining-a-channel",
	"Devices that join a channel get the activity with the next PUT, a noop too",
	async ({ put, phones, channels, streamKey }) => {
		const state = { ...progress(1), target: { channels: ["phone"] } };
		const { activity_id } = await put(streamKey, state);
		await channels.set("phone", { devices: ["iphone", "ipad"] });
		const tablet = async () => (await phones.look())[1]?.activities;
		expect(await tablet()).toEqual([]);
		expect(await put(streamKey, state)).toMatchObject({ operation: "noop" });
		expect(await tablet()).toMatchObject([{ activityId: activity_id, state: { percentage: 1 } }]);
	},
);

needing(
	[...seen, "channels"],
	"stream.put.joining-with-an-update",
	"Devices that join a channel get its activity with a PUT that changes it, in its newest state",
	async ({ put, phones, channels, streamKey }) => {
		const { activity_id } = await put(streamKey, { ...progress(1), target: { channels: ["phone"] } });
		await channels.set("phone", { devices: ["iphone", "ipad"] });
		expect(await put(streamKey, progress(2))).toMatchObject({ operation: "updated", activity_id });
		const [, tablet] = await phones.look();
		expect(tablet?.activities).toMatchObject([{ activityId: activity_id, state: { percentage: 2 } }]);
	},
);

needing(
	seen,
	"stream.put.alert-waits-for-token",
	"An alert waits for a device's token too, and is heard once, with the latest state",
	async ({ put, phones, streamKey }) => {
		await holdTokens(phones);
		await put(streamKey, progress(1));
		await put(streamKey, { ...progress(2), alert: { title: "Half" } });
		await put(streamKey, progress(3));
		await registerTokens(phones);
		await put(streamKey, progress(4));
		const [, late, last] = await activityPushes(phones);
		expect(late?.body.aps).toMatchObject({ event: "update", alert: { title: "Half" } });
		expect(late?.body.aps["content-state"]).toMatchObject({ percentage: 3 });
		expect(last?.body.aps).not.toHaveProperty("alert");
	},
);

needing(
	seen,
	"stream.put.retarget-to-nobody",
	"Retargeting to no device is a 404 and changes nothing",
	async (context) => {
		const { put, refused, phones, streamKey } = context;
		await put(streamKey, { ...progress(1), target: { channels: ["phone"] } });
		const before = await phones.look();
		const retargeted = put(streamKey, { ...progress(2), target: { channels: ["nobody"] } });
		expect(await refused(retargeted)).toMatchObject({
			class: "NoRecipientsError",
			status: 404,
			body: {
				error: "No recipients found",
				message: "No Live Activity devices matched the effective channel target",
				effective_channel_slugs: ["nobody"],
			},
		});
		expect(await phones.look()).toEqual(before);
		const unchanged = { operation: "noop", effective_channel_slugs: ["phone"] };
		expect(await put(streamKey, progress(1))).toMatchObject(unchanged);
	},
);

export const streamCases: readonly Case[] = cases;
