/** Section 5: what a PUT and a DELETE on a stream do. */
import { type Case, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { events, firstPhone, newestActivity } from "./looks.ts";
import { progress } from "./states.ts";

const { cases, anywhere, needing } = casesOf(5);

anywhere("stream.put.started", "The first PUT on a key starts an activity and says so", async ({ put, streamKey }) => {
	const answer = await put(streamKey, progress(42));
	expect(answer).toMatchObject({ operation: "started", stream_key: streamKey });
	expect(answer.activity_id).toMatch(/^[A-Za-z0-9_-]{32}$/);
});

needing(["phones"], "stream.put.started-on-each-device", "Each device gets exactly one start push", async (context) => {
	const { put, phones, streamKey } = context;
	const { activity_id } = await put(streamKey, progress(42));
	for (const phone of await phones.look()) {
		expect(events(phone)).toEqual(["start"]);
		expect(phone.activities).toMatchObject([{ activityId: activity_id, streamKey, status: "active" }]);
	}
});

anywhere(
	"stream.put.noop-when-nothing-changed",
	"A PUT that changes nothing answers noop with counts of 0, whatever the order of keys",
	async ({ put, streamKey }) => {
		const { activity_id } = await put(streamKey, progress(42));
		const { content_state } = progress(42);
		const reversed = Object.fromEntries(Object.entries(content_state).reverse());
		expect(await put(streamKey, { content_state: reversed })).toMatchObject({
			operation: "noop",
			activity_id,
			devices_notified: 0,
			devices_queued: 0,
			users_notified: 0,
		});
	},
);

needing(
	["accounts", "clock", "phones"],
	"stream.put.rotated-at-7h30m",
	"A PUT on an activity of 7 h 30 min rotates it, even when the state is the same",
	async ({ put, clock, phones, streamKey }) => {
		const { activity_id } = await put(streamKey, progress(1));
		await clock.advance(7.5 * 3_600_000 - 1);
		expect(await put(streamKey, progress(1))).toMatchObject({ operation: "noop", activity_id });
		await clock.advance(1);
		const rotated = await put(streamKey, progress(1));
		expect(rotated).toMatchObject({ operation: "rotated", previous_activity_id: activity_id });
		expect(rotated.activity_id).not.toBe(activity_id);
		expect((await newestActivity(phones)).activityId).toBe(rotated.activity_id);
		expect(events(await firstPhone(phones))).toEqual(["start", "start", "end"]);
	},
);

anywhere(
	"stream.delete.unknown",
	"DELETE of a key that was never seen is a 404 that names it",
	async ({ del, refused, streamKey }) => {
		expect(await refused(del(streamKey))).toMatchObject({
			class: "NotFoundError",
			status: 404,
			body: {
				error: "Live Activity stream not found",
				message: `No Live Activity stream found for stream_key: ${streamKey}`,
			},
		});
	},
);

export const streamCases: readonly Case[] = cases;
