/** Section 5: activities whose life the caller manages, and when an activity is over. */
import { type Case, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { events, firstPhone, holdTokens, newestActivity, registerTokens, seen, timed } from "./looks.ts";
import { change, progress } from "./states.ts";

const { cases, anywhere, needing } = casesOf(5);

/** An id that stands for no running activity. */
const gone = { class: "NotFoundError", status: 404, body: { error: "Live Activity not found" } };

anywhere("activity.lifecycle", "start, update and end go by the id that start gave", async ({ start, update, end }) => {
	const { activity_id } = await start(progress(1));
	expect(await update({ activity_id, ...change({ percentage: 50 }) })).toMatchObject({ activity_id });
	expect(await end({ activity_id, ...change({ percentage: 100 }) })).toMatchObject({ activity_id });
});

needing(seen, "activity.shown", "start, update and end are one push each to every device", async (context) => {
	const { start, update, end, phones } = context;
	const { activity_id } = await start(progress(1));
	await update({ activity_id, ...change({ percentage: 50 }) });
	expect(await newestActivity(phones)).toMatchObject({ activityId: activity_id, streamKey: null, status: "active" });
	await end({ activity_id, ...change({ percentage: 100 }) });
	expect(await newestActivity(phones)).toMatchObject({ status: "ended", state: { percentage: 100 } });
	for (const phone of await phones.look()) expect(events(phone)).toEqual(["start", "update", "end"]);
});

needing(
	seen,
	"activity.end-again",
	"Ending an ended one is a 200 that delivers nothing",
	async ({ start, end, phones }) => {
		const { activity_id } = await start(progress(1));
		await end({ activity_id, ...change() });
		const before = await phones.look();
		const again = await end({ activity_id, ...change({ percentage: 2 }) });
		expect(again).toMatchObject({ activity_id, devices_notified: 0, devices_queued: 0 });
		expect(await phones.look()).toEqual(before);
	},
);

anywhere(
	"activity.update-ended",
	"Updating an ended one is a 404 that says so",
	async ({ start, end, update, refused }) => {
		const { activity_id } = await start(progress(1));
		await end({ activity_id, ...change() });
		const error = await refused(update({ activity_id, ...change() }));
		expect(error).toMatchObject(gone);
		expect(error.body.message).toMatch(/has ended/);
	},
);

needing(
	seen,
	"activity.late-token",
	"An update before a device's token is queued; the latest state is sent when it comes",
	async (context) => {
		const { start, update, phones } = context;
		await holdTokens(phones);
		const { activity_id } = await start(progress(1));
		for (const percentage of [10, 20]) {
			expect(await update({ activity_id, ...change({ percentage }) })).toMatchObject({
				devices_notified: 0,
				devices_queued: 2,
			});
		}
		await phones.registerTokens((await firstPhone(phones)).id);
		expect(await newestActivity(phones)).toMatchObject({ state: { percentage: 20 } });
		expect(events(await firstPhone(phones))).toEqual(["start", "update"]);
		expect(await update({ activity_id, ...change({ percentage: 30 }) })).toMatchObject({
			devices_notified: 1,
			devices_queued: 1,
		});
	},
);

needing(
	seen,
	"activity.end-before-token",
	"An end before a device's token is queued, and sent when it registers",
	async (context) => {
		const { start, end, phones } = context;
		await holdTokens(phones);
		const { activity_id } = await start(progress(1));
		expect(await end({ activity_id, ...change() })).toMatchObject({ devices_notified: 0, devices_queued: 2 });
		await registerTokens(phones);
		expect(await newestActivity(phones)).toMatchObject({ status: "ended" });
		expect(events(await firstPhone(phones))).toEqual(["start", "end"]);
	},
);

needing(
	seen,
	"activity.dismissed-on-one",
	"Dismissed on one device, an activity goes on elsewhere",
	async ({ start, update, phones }) => {
		const { activity_id } = await start(progress(1));
		await phones.dismiss((await firstPhone(phones)).id, activity_id);
		expect(await update({ activity_id, ...change({ percentage: 2 }) })).toMatchObject({
			devices_notified: 1,
			devices_queued: 0,
		});
		const [first, second] = await phones.look();
		expect(first?.activities).toEqual([]);
		expect(second?.activities).toMatchObject([{ state: { percentage: 2 } }]);
	},
);

needing(
	seen,
	"activity.dismissed-everywhere",
	"Dismissed on every device, it is over and frees its slot",
	async ({ account }) => {
		const { start, update, refused, phones } = await account({ limits: { liveActivities: 1 } });
		const { activity_id } = await start(progress(1));
		for (const { id } of await phones.look()) {
			expect(await refused(start(progress(1)))).toMatchObject({ status: 429 });
			await phones.dismiss(id, activity_id);
		}
		expect(await refused(update({ activity_id, ...change() }))).toMatchObject(gone);
		await start(progress(1));
	},
);

needing(
	seen,
	"activity.dismissed-stream-starts",
	"A stream that was dismissed everywhere starts anew with the next PUT",
	async (context) => {
		const { put, phones, streamKey } = context;
		const { activity_id } = await put(streamKey, progress(7));
		for (const { id } of await phones.look()) await phones.dismiss(id, String(activity_id));
		const again = await put(streamKey, change());
		expect(again.operation).toBe("started");
		expect(await newestActivity(phones)).toMatchObject({ activityId: again.activity_id, state: { percentage: 7 } });
	},
);

needing(
	timed,
	"activity.8-hours",
	"An activity is over when it is 8 h old, and frees its slot",
	async ({ account }) => {
		const { start, update, refused, phones, clock } = await account({ limits: { liveActivities: 1 } });
		const { activity_id } = await start(progress(1));
		// A server may keep its times in whole seconds.
		await clock.advance(8 * 3_600_000 - 1000);
		expect(await refused(start(progress(1)))).toMatchObject({ status: 429 });
		expect(await newestActivity(phones)).toMatchObject({ status: "active" });
		await clock.advance("1s");
		expect(await newestActivity(phones)).toMatchObject({ status: "ended" });
		expect(await refused(update({ activity_id, ...change() }))).toMatchObject(gone);
		await start(progress(1));
	},
);

needing(
	["accounts"],
	"activity.only-active-ones-count",
	"Only active activities count: ending one makes room for another",
	async ({ account }) => {
		const { start, put, end, del, refused } = await account({ limits: { liveActivities: 2 } });
		const { activity_id } = await start(progress(1));
		await put("k", progress(1));
		expect(await refused(start(progress(1)))).toMatchObject({ status: 429, body: { limit: 2, active: 2 } });
		await end({ activity_id, ...change() });
		await start(progress(1));
		await del("k");
		expect(await put("other", progress(1))).toMatchObject({ operation: "started" });
	},
);

needing(
	["accounts"],
	"activity.outside-the-scope",
	"A key of some channels changes only what was sent within them; else 403",
	async (context) => {
		const { start, put, update, end, del, refused, keys, streamKey } = context;
		const phone = { apiKey: keys.phone };
		const { activity_id } = await start({ ...progress(1), target: { channels: ["phone", "tablet"] } });
		await put(streamKey, progress(1));
		const cannot = (what: string) => ({
			class: "PermissionDeniedError",
			status: 403,
			body: { error: "Forbidden", message: `This API key cannot ${what} this Live Activity` },
		});
		expect(await refused(update({ activity_id, ...change() }, phone))).toMatchObject(cannot("update"));
		expect(await refused(end({ activity_id, ...change() }, phone))).toMatchObject(cannot("end"));
		expect(await refused(put(streamKey, progress(2), phone))).toMatchObject(cannot("update"));
		expect(await refused(del(streamKey, undefined, phone))).toMatchObject(cannot("end"));

		const within = await start({ ...progress(1), target: { channels: ["phone"] } });
		await update({ activity_id: within.activity_id, ...change() }, phone);
		await end({ activity_id: within.activity_id, ...change() }, phone);
	},
);

needing(
	["accounts"],
	"activity.of-another-account",
	"Another account's activity is a 403, an unknown id a 404",
	async (context) => {
		const { start, account } = context;
		const stranger = await account();
		const { activity_id } = await start(progress(1));
		const { refused } = stranger;
		expect(await refused(stranger.update({ activity_id, ...change() }))).toMatchObject({
			status: 403,
			body: { error: "Forbidden", message: "This API key cannot update this Live Activity" },
		});
		expect(await refused(stranger.end({ activity_id, ...change() }))).toMatchObject({
			status: 403,
			body: { error: "Forbidden", message: "This API key cannot end this Live Activity" },
		});
		for (const call of [stranger.update, stranger.end]) {
			expect(await refused(call({ activity_id: "u".repeat(32), ...change() }))).toMatchObject(gone);
		}
	},
);

needing(
	["accounts"],
	"stream.accounts-apart",
	"Accounts never see each other's streams, whatever the key is called",
	async (context) => {
		const { put, streamKey, account } = context;
		const stranger = await account();
		const own = await put(streamKey, progress(1));
		const theirs = await stranger.put(streamKey, progress(1));
		expect(theirs.operation).toBe("started");
		expect(theirs.activity_id).not.toBe(own.activity_id);
	},
);

export const activityCases: readonly Case[] = cases;
