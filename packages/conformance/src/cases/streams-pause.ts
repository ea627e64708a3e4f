/** Section 5: a stream that an operator has paused. */
import { type Case, casesOf } from "../case.ts";
import type { Capability } from "../driver.ts";
import { expect } from "../expect.ts";
import { events, firstPhone, newestActivity } from "./looks.ts";
import { change, progress } from "./states.ts";

const { cases, needing } = casesOf(5);
const paused: readonly Capability[] = ["accounts", "streams"];
const pausedAndSeen: readonly Capability[] = [...paused, "phones"];

needing(
	pausedAndSeen,
	"pause.dismisses",
	"Pausing a stream takes its activity off the screens",
	async ({ put, streams, phones, streamKey }) => {
		await put(streamKey, progress(1));
		await streams.pause(streamKey);
		for (const { activities } of await phones.look()) expect(activities).toEqual([]);
	},
);

needing(paused, "pause.frees-the-slot", "Pausing a stream frees its slot", async ({ account }) => {
	const { put, streams } = await account({ limits: { liveActivities: 1 } });
	await put("k", progress(1));
	await streams.pause("k");
	expect(await put("other", progress(1))).toMatchObject({ operation: "started" });
});

needing(
	pausedAndSeen,
	"pause.put-answers-paused",
	"While paused, PUTs answer paused with activity_id null and deliver nothing",
	async (context) => {
		const { put, streams, phones, streamKey } = context;
		await put(streamKey, { ...progress(1), tags: ["a"] });
		await streams.pause(streamKey);
		const before = await phones.look();
		for (const percentage of [50, 50, 60]) {
			expect(await put(streamKey, change({ percentage }))).toMatchObject({
				operation: "paused",
				activity_id: null,
				devices_notified: 0,
				devices_queued: 0,
				users_notified: 0,
				tags: ["a"],
			});
		}
		expect(await phones.look()).toEqual(before);
	},
);

needing(
	pausedAndSeen,
	"pause.resumed-starts",
	"The first PUT after resuming is started, from the latest state",
	async (context) => {
		const { put, streams, phones, streamKey } = context;
		const { activity_id } = await put(streamKey, progress(1));
		await streams.pause(streamKey);
		await put(streamKey, change({ percentage: 50 }));
		await streams.resume(streamKey);
		const resumed = await put(streamKey, change());
		expect(resumed.operation).toBe("started");
		expect(resumed.activity_id).not.toBe(activity_id);
		expect(await newestActivity(phones)).toMatchObject({ activityId: resumed.activity_id, state: { percentage: 50 } });
	},
);

needing(
	paused,
	"pause.resumed-at-the-limit",
	"After resuming at the limit of activities, the PUT is a 429",
	async ({ account }) => {
		const { put, del, refused, streams } = await account({ limits: { liveActivities: 1 } });
		await put("k", progress(1));
		await streams.pause("k");
		await put("other", progress(1));
		await streams.resume("k");
		expect(await refused(put("k", change()))).toMatchObject({ class: "LiveActivityLimitError", body: { active: 1 } });
		await del("other");
		expect(await put("k", change())).toMatchObject({ operation: "started" });
	},
);

needing(
	pausedAndSeen,
	"pause.refuses-what-could-not-start",
	"While paused, a PUT is refused for what could not start later: no devices, or too large; the state stays",
	async (context) => {
		const { put, refused, streams, phones, streamKey } = context;
		await put(streamKey, progress(1));
		await streams.pause(streamKey);
		const retargeted = put(streamKey, { ...change({ percentage: 2 }), target: { channels: ["nobody"] } });
		expect(await refused(retargeted)).toMatchObject({ class: "NoRecipientsError", status: 404 });
		const long = put(streamKey, change({ percentage: 3, subtitle: "s".repeat(4096) }));
		expect(await refused(long)).toMatchObject({ class: "BadRequestError", status: 400 });
		await streams.resume(streamKey);
		expect(await put(streamKey, change())).toMatchObject({ operation: "started", effective_channel_slugs: null });
		expect((await newestActivity(phones)).state).toMatchObject({ percentage: 1 });
	},
);

needing([...pausedAndSeen, "clock"], "pause.no-rotation", "A stream that is paused is not rotated", async (context) => {
	const { put, streams, phones, clock, streamKey } = context;
	await put(streamKey, progress(1));
	await streams.pause(streamKey);
	await clock.advance("9h");
	expect(events(await firstPhone(phones))).toEqual(["start", "end"]);
	expect(await put(streamKey, progress(1))).toMatchObject({ operation: "paused" });
});

export const pauseCases: readonly Case[] = cases;
