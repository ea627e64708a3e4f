/** Section 5: how a stream outlives the 8 hours that iOS gives an activity. */
import { type Case, type Context, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { activityPushes, events, firstPhone, HOUR, holdTokens, MINUTE, newestActivity, timed } from "./looks.ts";
import { change, openAction, progress } from "./states.ts";

const { cases, needing } = casesOf(5);

/** A stream that a PUT would rotate: 7 h 30 min old. Resolves to its activity's id. */
async function aged({ put, clock, streamKey }: Context, more = {}): Promise<string | null> {
	const { activity_id } = await put(streamKey, { ...progress(1), ...more });
	await clock.advance("7h30m");
	return activity_id;
}

/** A rotation whose new activity has no token yet: both are shown. Resolves to its id a moment before the wait is over. */
async function waiting(context: Context): Promise<string | null> {
	const { put, phones, clock, streamKey } = context;
	const old = await aged(context);
	await holdTokens(phones);
	const { activity_id } = await put(streamKey, progress(2));
	await clock.advance(MINUTE - 1);
	expect(await shownIds(context)).toEqual([activity_id, old]);
	return activity_id;
}

async function shownIds({ phones }: Context): Promise<string[]> {
	return (await firstPhone(phones)).activities.map(({ activityId }) => activityId);
}

needing(
	timed,
	"rotation.at-7h30m",
	"A PUT on an activity of 7 h 30 min or older rotates it, also when nothing changed; not a millisecond earlier",
	async ({ put, clock, streamKey }) => {
		const { activity_id } = await put(streamKey, progress(1));
		await clock.advance(7.5 * HOUR - 1);
		expect(await put(streamKey, progress(1))).toMatchObject({ operation: "noop", activity_id });
		await clock.advance(1);
		const rotated = await put(streamKey, progress(1));
		expect(rotated).toMatchObject({ operation: "rotated", previous_activity_id: activity_id });
		expect(rotated.activity_id).not.toBe(activity_id);
	},
);

needing(
	["accounts"],
	"rotation.by-channels",
	"Other effective channels rotate the activity",
	async ({ put, streamKey }) => {
		const { activity_id } = await put(streamKey, { ...progress(1), target: { channels: ["phone"] } });
		const moved = await put(streamKey, { ...progress(1), target: { channels: ["tablet"] } });
		expect(moved).toMatchObject({
			operation: "rotated",
			previous_activity_id: activity_id,
			effective_channel_slugs: ["tablet"],
			devices_notified: 1,
		});
	},
);

needing(
	timed,
	"rotation.new-first-and-quietly",
	"A rotation starts the new activity first, quietly, then dismisses the old one",
	async (context) => {
		const old = await aged(context);
		const { activity_id } = await context.put(context.streamKey, progress(2));
		const [, start, dismissal] = await activityPushes(context.phones);
		expect(start).toMatchObject({
			activityId: activity_id,
			body: { aps: { event: "start", "interruption-level": "passive", alert: { title: "", body: "" } } },
		});
		expect(dismissal).toMatchObject({ activityId: old, body: { aps: { event: "end" } } });
		expect(await shownIds(context)).toEqual([activity_id]);
	},
);

needing(timed, "rotation.keeps-what-was-sent", "Kept fields, actions and tags go with a rotation", async (context) => {
	await aged(context, { ...progress(1, { color: "red" }), action: openAction, tags: ["a"] });
	const rotated = await context.put(context.streamKey, change({ percentage: 2 }));
	expect(rotated).toMatchObject({ operation: "rotated", tags: ["a"] });
	const { state } = await newestActivity(context.phones);
	expect(state).toMatchObject({ color: "red", percentage: 2, action: { title: "Open" } });
});

needing(
	timed,
	"rotation.waits-for-token",
	"In a rotation, the old activity stays until the device has the new one's token",
	async (context) => {
		const { phones } = context;
		const activity_id = await waiting(context);
		await phones.registerTokens((await firstPhone(phones)).id);
		expect(await shownIds(context)).toEqual([activity_id]);
	},
);

needing(
	timed,
	"rotation.waits-60s",
	"Without that token, the old activity of a rotation leaves after 60 seconds",
	async (context) => {
		const activity_id = await waiting(context);
		await context.clock.advance(1);
		expect(await shownIds(context)).toEqual([activity_id]);
	},
);

needing(
	timed,
	"rotation.counts-once",
	"The two activities of a rotation count once against the limit",
	async (context) => {
		const { account } = context;
		const own = await account({ limits: { liveActivities: 2 } });
		await own.put("k", progress(1));
		await own.clock.advance("7h30m");
		await holdTokens(own.phones);
		expect(await own.put("k", progress(2))).toMatchObject({ operation: "rotated" });
		expect(await own.put("other", progress(1))).toMatchObject({ operation: "started" });
		expect(await own.refused(own.put("third", progress(1)))).toMatchObject({
			status: 429,
			body: { limit: 2, active: 2 },
		});
	},
);

needing(timed, "rotation.old-id-unknown", "After a rotation the old id is unknown: 404", async (context) => {
	const { put, update, end, refused, streamKey } = context;
	const activity_id = await aged(context);
	await put(streamKey, progress(2));
	for (const call of [update, end]) {
		expect(await refused(call({ activity_id, ...change() }))).toMatchObject({
			status: 404,
			body: { error: "Live Activity not found" },
		});
	}
});

needing(
	timed,
	"rotation.unasked",
	"By itself the server rotates from 7 h 45 min, before 8 h, if a PUT came",
	async (context) => {
		const { put, clock, streamKey } = context;
		const { activity_id: old } = await put(streamKey, progress(1));
		await clock.advance("7h");
		await put(streamKey, progress(2));
		await clock.advance("44m59s");
		expect(await shownIds(context)).toEqual([old]);
		await clock.advance("15m");
		const [fresh, ...others] = await shownIds(context);
		expect(others).toEqual([]);
		expect(fresh).not.toBe(old);
		expect(await newestActivity(context.phones)).toMatchObject({ status: "active", state: { percentage: 2 } });
		expect(events(await firstPhone(context.phones))).toEqual(["start", "update", "start", "end"]);
	},
);

needing(
	timed,
	"rotation.unasked-goes-on",
	"After a rotation by the server, PUT answers updated or noop with the new id",
	async (context) => {
		const { put, clock, phones, streamKey } = context;
		const { activity_id: old } = await put(streamKey, progress(1));
		await clock.advance("7h59m");
		const { activityId } = await newestActivity(phones);
		expect(activityId).not.toBe(old);
		expect(await put(streamKey, progress(1))).toMatchObject({ operation: "noop", activity_id: activityId });
		expect(await put(streamKey, progress(2))).toMatchObject({ operation: "updated", activity_id: activityId });
	},
);

needing(
	timed,
	"rotation.unasked-once",
	"Without a PUT since the last rotation the activity ends at 8 h and frees its slot",
	async ({ account }) => {
		const { put, clock, phones } = await account({ limits: { liveActivities: 1 } });
		await put("k", progress(1));
		await clock.advance("15h30m");
		expect(await newestActivity(phones)).toMatchObject({ status: "active" });
		await clock.advance("30m");
		expect(await newestActivity(phones)).toMatchObject({ status: "ended", state: { percentage: 1 } });
		expect(await put("other", progress(1))).toMatchObject({ operation: "started" });
	},
);

needing(
	timed,
	"rotation.goes-on-with-puts",
	"As long as PUTs come, a stream shows exactly one activity, for days",
	async (context) => {
		const { put, clock, phones, streamKey } = context;
		for (let hour = 0; hour < 48; hour += 2) {
			const { activity_id } = await put(streamKey, progress(hour));
			expect((await firstPhone(phones)).activities).toMatchObject([{ activityId: activity_id, status: "active" }]);
			await clock.advance("2h");
		}
	},
);

needing(
	timed,
	"rotation.after-8-hours-kept",
	"A stream whose activity ended at 8 h keeps its state: the next PUT is started from it",
	async ({ put, clock, phones, streamKey }) => {
		const { activity_id } = await put(streamKey, { ...progress(42, { color: "red" }), tags: ["a"] });
		// One rotation by the server, then 8 hours without a PUT.
		await clock.advance("16h");
		const again = await put(streamKey, change());
		expect(again).toMatchObject({ operation: "started", tags: ["a"] });
		expect(again.activity_id).not.toBe(activity_id);
		expect((await newestActivity(phones)).state).toMatchObject({ percentage: 42, color: "red" });
	},
);

needing(
	timed,
	"rotation.unasked-after-a-noop",
	"A PUT that changes nothing is a PUT too: the server goes on rotating",
	async ({ put, clock, phones, streamKey }) => {
		await put(streamKey, progress(1));
		await clock.advance("8h");
		expect(await put(streamKey, progress(1))).toMatchObject({ operation: "noop" });
		await clock.advance("8h30m");
		expect(await newestActivity(phones)).toMatchObject({ status: "active" });
	},
);

needing(
	timed,
	"rotation.ended-while-waiting",
	"An end in the middle of a rotation takes the old card away at once",
	async ({ put, del, clock, phones, streamKey }) => {
		const { activity_id: old } = await put(streamKey, progress(1));
		await clock.advance("7h30m");
		await holdTokens(phones);
		await put(streamKey, progress(2));
		await del(streamKey);
		expect((await firstPhone(phones)).activities.map(({ activityId }) => activityId)).not.toContain(old);
	},
);

needing(
	timed,
	"rotation.jitter",
	"Streams that began together are not rotated together",
	async ({ put, clock, phones, unique }) => {
		for (const name of ["a", "b", "c", "d"]) await put(unique(name), progress(1));
		await clock.advance("8h");
		const starts = (await firstPhone(phones)).activities.map(({ startedAt }) => startedAt);
		expect(new Set(starts).size).toBeGreaterThan(1);
	},
);

export const rotationCases: readonly Case[] = cases;
