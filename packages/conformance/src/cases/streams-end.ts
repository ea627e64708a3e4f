/** Section 5: how a stream ends. */
import { type Case, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import {
	activityPushes,
	events,
	firstPhone,
	holdTokens,
	newestActivity,
	registerTokens,
	seen,
	timed,
} from "./looks.ts";
import { badField, putRaw } from "./refusals.ts";
import { change, progress } from "./states.ts";

const { cases, anywhere, needing } = casesOf(5);

anywhere(
	"stream.delete.ended",
	"DELETE ends the activity and names it; the next PUT starts another",
	async (context) => {
		const { put, del, streamKey } = context;
		const { activity_id } = await put(streamKey, progress(42));
		expect(await del(streamKey, change({ percentage: 100 }))).toMatchObject({
			operation: "ended",
			stream_key: streamKey,
			activity_id,
		});
		const next = await put(streamKey, progress(1));
		expect(next.operation).toBe("started");
		expect(next.activity_id).not.toBe(activity_id);
	},
);

needing(seen, "stream.delete.last-state", "The last state and the alert of a DELETE are delivered", async (context) => {
	const { put, del, phones, streamKey } = context;
	await put(streamKey, progress(42));
	await del(streamKey, { content_state: { title: "Done", percentage: 100 }, alert: { title: "Ready" } });
	expect(await newestActivity(phones)).toMatchObject({ status: "ended", state: { title: "Done", percentage: 100 } });
	expect((await activityPushes(phones)).at(-1)?.body.aps).toMatchObject({ event: "end", alert: { title: "Ready" } });
});

needing(
	seen,
	"stream.delete.keeps-the-state",
	"Without a body, the activity ends with the state that it has",
	async (context) => {
		const { put, del, phones, streamKey } = context;
		await put(streamKey, progress(42));
		await del(streamKey);
		expect(await newestActivity(phones)).toMatchObject({ status: "ended", state: { percentage: 42 } });
	},
);

anywhere("stream.delete.forgets-the-state", "DELETE forgets the state: the next PUT needs a type", async (context) => {
	await context.put(context.streamKey, progress(42));
	await context.del(context.streamKey);
	expect(await putRaw(context, { percentage: 1 })).toMatchObject(badField("content_state.type"));
});

anywhere(
	"stream.delete.again",
	"DELETE of a key that is known and inactive is a 200 with activity_id null",
	async (context) => {
		const { put, del, streamKey } = context;
		await put(streamKey, progress(42));
		await del(streamKey);
		expect(await del(streamKey)).toMatchObject({
			operation: "ended",
			activity_id: null,
			devices_notified: 0,
			devices_queued: 0,
		});
	},
);

anywhere("stream.delete.unknown", "DELETE of a key that was never seen is a 404 that names it", async (context) => {
	const { del, refused, streamKey } = context;
	expect(await refused(del(streamKey))).toMatchObject({
		class: "NotFoundError",
		status: 404,
		body: {
			error: "Live Activity stream not found",
			message: `No Live Activity stream found for stream_key: ${streamKey}`,
		},
	});
	// A PUT that was refused does not make the key known.
	expect(await putRaw(context, { percentage: 1 })).toMatchObject({ status: 400 });
	expect(await refused(del(streamKey))).toMatchObject({ status: 404 });
});

anywhere(
	"stream.end-by-id",
	"/live-activity/end with a stream's activity id ends the stream as DELETE does",
	async (context) => {
		const { put, end, del, streamKey } = context;
		const { activity_id } = await put(streamKey, progress(42));
		expect(await end({ activity_id, ...change() })).toMatchObject({ activity_id });
		expect(await del(streamKey)).toMatchObject({ activity_id: null });
		expect(await putRaw(context, { percentage: 1 })).toMatchObject(badField("content_state.type"));
		expect(await put(streamKey, progress(1))).toMatchObject({ operation: "started" });
	},
);

anywhere(
	"stream.update-by-id",
	"/live-activity/update of a stream's activity is what the next PUT is compared with",
	async (context) => {
		const { put, update, streamKey } = context;
		const { activity_id } = await put(streamKey, progress(1));
		await update({ activity_id, ...change({ percentage: 2 }) });
		expect(await put(streamKey, progress(2))).toMatchObject({ operation: "noop", activity_id });
		expect(await put(streamKey, progress(1))).toMatchObject({ operation: "updated", activity_id });
	},
);

needing(
	seen,
	"stream.delete.before-token",
	"A DELETE before a device's token is queued, and sent when it registers",
	async (context) => {
		const { put, del, phones, streamKey } = context;
		await holdTokens(phones);
		await put(streamKey, progress(1));
		await put(streamKey, progress(2));
		expect(await del(streamKey)).toMatchObject({ devices_notified: 0, devices_queued: 2 });
		expect(await newestActivity(phones)).toMatchObject({ status: "active", state: { percentage: 1 } });
		await registerTokens(phones);
		expect(await newestActivity(phones)).toMatchObject({ status: "ended", state: { percentage: 2 } });
		expect(events(await firstPhone(phones))).toEqual(["start", "end"]);
	},
);

needing(
	timed,
	"stream.delete.forgets-after-8-hours",
	"DELETE of a stream whose activity is over forgets its state too",
	async (context) => {
		const { put, del, clock, streamKey } = context;
		await put(streamKey, progress(1));
		await clock.advance("17h");
		expect(await del(streamKey)).toMatchObject({ activity_id: null });
		expect(await putRaw(context, { percentage: 2 })).toMatchObject(badField("content_state.type"));
	},
);

export const streamEndCases: readonly Case[] = cases;
