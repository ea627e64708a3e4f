/** Section 4: what answers say. */
import { type Case, casesOf } from "../case.ts";
import type { AccountSeed, Capability } from "../driver.ts";
import { expect } from "../expect.ts";
import { newestActivity, seen } from "./looks.ts";
import { change, progress } from "./states.ts";

const { cases, anywhere, needing } = casesOf(4);
const accounts: readonly Capability[] = ["accounts"];

const ID = expect.stringMatching(/^[A-Za-z0-9_-]{32}$/);
const TIMESTAMP = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** Two people with three devices, one of which shows no Live Activities. */
const family: AccountSeed = {
	users: [
		{ id: "anna", devices: [{ id: "anna-phone" }, { id: "anna-pad", liveActivities: false }] },
		{ id: "ben", devices: [{ id: "ben-phone" }] },
	],
	channels: { anna: { users: ["anna"] }, pads: { devices: ["anna-pad"] } },
};

needing(accounts, "response.push", "A push answers counts, effective channels and tags", async ({ push }) => {
	const answer = { success: true, devices_notified: 2, users_notified: 1, tags: [], timestamp: TIMESTAMP };
	expect(await push({ title: "T" })).toEqual({ ...answer, effective_channel_slugs: null });
	expect(await push({ title: "T", tags: ["a"], target: { channels: ["ops"] } })).toEqual({
		...answer,
		tags: ["a"],
		effective_channel_slugs: ["ops"],
	});
});

needing(
	accounts,
	"response.start",
	"A start answers counts, effective channels, tags and the activity's id",
	async ({ start }) => {
		expect(await start({ ...progress(1), tags: ["a"], target: { channels: ["phone"] } })).toEqual({
			success: true,
			activity_id: ID,
			devices_notified: 1,
			users_notified: 1,
			effective_channel_slugs: ["phone"],
			tags: ["a"],
			timestamp: TIMESTAMP,
		});
	},
);

needing(accounts, "response.badge", "A badge answers the number, counts and effective channels", async ({ badge }) => {
	const answer = { success: true, devices_notified: 2, users_notified: 1, timestamp: TIMESTAMP };
	expect(await badge({ badge: 8333 })).toEqual({ ...answer, badge: 8333, effective_channel_slugs: null });
	const targeted = await badge({ badge: 0, target: { channels: ["ops"] } });
	expect(targeted).toEqual({ ...answer, badge: 0, effective_channel_slugs: ["ops"] });
});

needing(accounts, "response.metric", "A metric answers exactly success", async ({ metric }) => {
	expect(await metric("deploys", { value: 1 })).toEqual({ success: true });
});

needing(
	accounts,
	"response.update-and-end",
	"Update and end answer the id, and the devices notified and queued",
	async (context) => {
		const { start, update, end } = context;
		const { activity_id } = await start(progress(1));
		const answer = { success: true, activity_id, devices_notified: 2, devices_queued: 0, timestamp: TIMESTAMP };
		expect(await update({ activity_id, ...change({ percentage: 2 }) })).toEqual(answer);
		expect(await end({ activity_id, ...change() })).toEqual(answer);
	},
);

needing(
	accounts,
	"response.stream-put",
	"A PUT answers what it did, with counts, effective channels and tags",
	async (context) => {
		const { put, streamKey } = context;
		const answer = {
			success: true,
			stream_key: streamKey,
			activity_id: ID,
			devices_notified: 2,
			devices_queued: 0,
			users_notified: 1,
			effective_channel_slugs: null,
			tags: ["a"],
			timestamp: TIMESTAMP,
		};
		expect(await put(streamKey, { ...progress(1), tags: ["a"] })).toEqual({ ...answer, operation: "started" });
		expect(await put(streamKey, progress(2))).toEqual({ ...answer, operation: "updated" });
		const nothing = { devices_notified: 0, users_notified: 0 };
		expect(await put(streamKey, progress(2))).toEqual({ ...answer, ...nothing, operation: "noop" });
	},
);

needing(
	["accounts", "clock"],
	"response.stream-put-rotated",
	"A rotation answers the id that was replaced, too",
	async (context) => {
		const { put, clock, streamKey } = context;
		const { activity_id } = await put(streamKey, progress(1));
		await clock.advance("7h30m");
		expect(await put(streamKey, progress(1))).toEqual({
			success: true,
			operation: "rotated",
			stream_key: streamKey,
			activity_id: ID,
			previous_activity_id: activity_id,
			devices_notified: 2,
			devices_queued: 0,
			users_notified: 1,
			effective_channel_slugs: null,
			tags: [],
			timestamp: TIMESTAMP,
		});
	},
);

needing(
	accounts,
	"response.stream-delete",
	"A DELETE answers ended, the id, and the devices notified and queued",
	async (context) => {
		const { put, del, streamKey } = context;
		const { activity_id } = await put(streamKey, progress(1));
		const answer = { success: true, operation: "ended", stream_key: streamKey, timestamp: TIMESTAMP };
		expect(await del(streamKey)).toEqual({ ...answer, activity_id, devices_notified: 2, devices_queued: 0 });
		const again = { activity_id: null, devices_notified: 0, devices_queued: 0 };
		expect(await del(streamKey)).toEqual({ ...answer, ...again });
	},
);

needing(
	accounts,
	"response.counts-devices-and-users",
	"Counts are of the devices it is on its way to, and of their users",
	async (context) => {
		const { push, start, badge } = await context.account(family);
		expect(await push({ title: "T" })).toMatchObject({ devices_notified: 3, users_notified: 2 });
		expect(await badge({ badge: 1 })).toMatchObject({ devices_notified: 3, users_notified: 2 });
		const anna = { target: { channels: ["anna"] } };
		expect(await push({ title: "T", ...anna })).toMatchObject({ devices_notified: 2, users_notified: 1 });
		expect(await start({ ...progress(1), ...anna })).toMatchObject({ devices_notified: 1, users_notified: 1 });
		const both = { target: { channels: ["anna", "pads"] } };
		expect(await push({ title: "T", ...both })).toMatchObject({ devices_notified: 2, users_notified: 1 });
	},
);

needing(
	accounts,
	"response.only-devices-that-show-activities",
	"Live Activities go to devices that show them; without any it is a 404",
	async (context) => {
		const { start, push, refused } = await context.account(family);
		expect(await start(progress(1))).toMatchObject({ devices_notified: 2, users_notified: 2 });
		const pads = { target: { channels: ["pads"] } };
		expect(await push({ title: "T", ...pads })).toMatchObject({ devices_notified: 1 });
		expect(await refused(start({ ...progress(1), ...pads }))).toMatchObject({
			class: "NoRecipientsError",
			body: { effective_channel_slugs: ["pads"] },
		});
	},
);

needing(
	seen,
	"response.counts-are-not-confirmations",
	"Counts are of what is on its way: a device that is offline counts, and shows the latest state when it is back",
	async ({ put, phones, streamKey }) => {
		await put(streamKey, progress(1));
		await phones.offline("iphone", true);
		for (const percentage of [2, 3]) {
			expect(await put(streamKey, progress(percentage))).toMatchObject({ devices_notified: 2, devices_queued: 0 });
		}
		expect((await newestActivity(phones)).state).toMatchObject({ percentage: 1 });
		await phones.offline("iphone", false);
		expect((await newestActivity(phones)).state).toMatchObject({ percentage: 3 });
	},
);

anywhere(
	"response.timestamp",
	"timestamp is in ISO 8601 with milliseconds and Z",
	async ({ push, put, del, streamKey }) => {
		for (const { timestamp } of [await push({ title: "T" }), await put(streamKey, progress(1)), await del(streamKey)]) {
			expect(timestamp).toEqual(TIMESTAMP);
			expect(new Date(timestamp).toISOString()).toBe(timestamp);
		}
	},
);

needing(
	["accounts", "clock"],
	"response.timestamp-is-now",
	"timestamp is the time of the request",
	async ({ push, clock }) => {
		const first = await push({ title: "T" });
		expect(Date.parse(first.timestamp)).toBe(await clock.now());
		await clock.advance("1h");
		const second = await push({ title: "T" });
		expect(Date.parse(second.timestamp) - Date.parse(first.timestamp)).toBe(3_600_000);
	},
);

anywhere(
	"response.activity-ids",
	"An activity id is 32 characters of A-Z, a-z, 0-9, _ and -, never the same twice",
	async (context) => {
		const { start, end } = context;
		const ids = new Set<string>();
		for (let count = 0; count < 5; count += 1) {
			const { activity_id } = await start(progress(count));
			expect(activity_id).toEqual(ID);
			ids.add(activity_id);
			await end({ activity_id, ...change({ auto_dismiss_minutes: 0 }) });
		}
		expect(ids.size).toBe(5);
	},
);

anywhere("response.request-ids", "X-Request-Id is another one with every answer, errors too", async ({ request }) => {
	const ids = new Set<string | null>();
	for (const path of ["/badge", "/badge", "/nothing-here"]) {
		ids.add((await request({ method: "POST", path, body: { badge: -1 } })).headers.get("x-request-id"));
	}
	expect(ids.size).toBe(3);
});

needing(
	accounts,
	"response.rate-headers",
	"RateLimit-Limit is the account's, RateLimit-Remaining what is left of it",
	async ({ account }) => {
		const { request, keys } = await account({ keys: { one: "all", two: "all" }, limits: { requestsPerMinute: 3 } });
		const rate = async (apiKey: string | undefined) => {
			const { headers } = await request({ method: "POST", path: "/badge", body: { badge: 0 }, apiKey });
			return [headers.get("ratelimit-limit"), headers.get("ratelimit-remaining"), headers.get("ratelimit-reset")];
		};
		expect(await rate(keys.one)).toEqual(["3", "2", "60"]);
		expect((await rate(keys.two)).slice(0, 2)).toEqual(["3", "1"]);
		expect((await rate(keys.one)).slice(0, 2)).toEqual(["3", "0"]);
		expect((await rate(keys.one)).slice(0, 2)).toEqual(["3", "0"]);
	},
);

export const responseCases: readonly Case[] = cases;
