/** What is easily forgotten: faults that a whole suite let pass, each put in by hand, one case for each. */
import type { Case } from "../case.ts";
import { casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { activityPushes, firstPhone, holdTokens, newestActivity, seen, timed } from "./looks.ts";
import { badField, putRaw } from "./refusals.ts";
import { change, progress, timer } from "./states.ts";
import { wire } from "./wire.ts";

const types = casesOf(2);
const requests = casesOf(3);
const streams = casesOf(5);
const devices = casesOf(8);

devices.needing(
	seen,
	"device.start.alert-by-id",
	"A start by id is heard with the alert of its request",
	async ({ start, phones }) => {
		await start({ ...progress(1), alert: { title: "Begun", body: "now" } });
		const [push] = await activityPushes(phones);
		expect(push?.body.aps).toMatchObject({ event: "start", alert: { title: "Begun", body: "now" } });
	},
);

streams.needing(
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

types.needing(
	timed,
	"dismissal.from-noop",
	"What a PUT that changes nothing said about the dismissal holds for the end",
	async ({ put, del, clock, phones, streamKey }) => {
		await put(streamKey, progress(1));
		expect(await put(streamKey, progress(1, { auto_dismiss_minutes: 10 }))).toMatchObject({ operation: "noop" });
		await del(streamKey);
		await clock.advance("9m");
		expect(await newestActivity(phones)).toMatchObject({ status: "ended" });
	},
);

streams.needing(
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

types.needing(
	timed,
	"timer.end-keeps-the-pause",
	"An end leaves a timer that stands where it stood",
	async (context) => {
		const { put, del, clock, phones, streamKey } = context;
		await put(streamKey, timer({ duration_seconds: 90 }));
		const begin = (await clock.now()) / 1000;
		await clock.advance("20s");
		await put(streamKey, timer({ is_running: false }));
		await clock.advance("30s");
		await del(streamKey, timer());
		expect((await newestActivity(phones)).state.timer).toMatchObject({ pausedAt: begin + 20 });
	},
);

requests.anywhere(
	"payload.alert",
	"An alert that does not fit beside the state is a 400 that says how many bytes over",
	async ({ request, put, streamKey }) => {
		const alert = { title: "T", body: "x".repeat(4096) };
		await put(streamKey, progress(1));
		for (const one of [
			wire.start({ ...progress(1), alert }),
			wire.put(streamKey, { ...progress(2), alert }),
			wire.del(streamKey, { ...change(), alert }),
		]) {
			expect(await request(one)).toMatchObject({ status: 400, body: { message: expect.stringMatching(/\d+ over/) } });
		}
		expect(await put(streamKey, progress(1))).toMatchObject({ operation: "noop" });
	},
);

devices.needing(
	timed,
	"device.push.times",
	"Every Live Activity push says when it was made; a start says when it goes stale",
	async ({ put, del, clock, phones, streamKey }) => {
		const begin = Math.floor((await clock.now()) / 1000);
		await put(streamKey, progress(1));
		await clock.advance("10s");
		await put(streamKey, progress(2));
		await clock.advance("10s");
		await del(streamKey);
		const aps = (await activityPushes(phones)).map(({ body }) => body.aps);
		expect(aps.map(({ timestamp }) => timestamp)).toEqual([begin, begin + 10, begin + 20]);
		expect(aps.map((one) => one["stale-date"])).toEqual([begin + 28800, begin + 28800, undefined]);
		expect(aps[0]).toMatchObject({ "input-push-token": 1 });
	},
);

streams.needing(
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

devices.needing(
	seen,
	"badge.while-offline",
	"A device that was away gets the latest badge and the notifications when it is back",
	async ({ badge, push, phones }) => {
		await phones.offline("iphone", true);
		await badge({ badge: 1 });
		await badge({ badge: 2 });
		await push({ title: "T" });
		await phones.offline("iphone", false);
		const [phone] = await phones.look();
		expect(phone).toMatchObject({ badge: 2 });
		expect(phone?.notifications).toHaveLength(1);
	},
);

requests.anywhere(
	"idempotency.elsewhere-any-length",
	"elsewhere not even its length is looked at",
	async ({ request }) => {
		expect(
			await request({ ...wire.badge({ badge: 0 }), headers: { "idempotency-key": "k".repeat(300) } }),
		).toMatchObject({ status: 200 });
	},
);

streams.needing(
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

export const forgottenCases: readonly Case[] = [types, requests, streams, devices].flatMap(({ cases }) => cases);
