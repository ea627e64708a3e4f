/** Section 2: timers. The device counts by itself, so only the window and what holds it are sent. */
import { type Case, type Context, casesOf } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { newestActivity, timed } from "./looks.ts";
import { badField, putRaw } from "./refusals.ts";
import { change, timer } from "./states.ts";

const { cases, anywhere, needing } = casesOf(2);

async function shownTimer({ phones }: Context): Promise<Json> {
	return (await newestActivity(phones)).state.timer as Json;
}

/** Epoch seconds, as the device has them. */
async function now({ clock }: Context): Promise<number> {
	return (await clock.now()) / 1000;
}

needing(timed, "timer.defaults", "A timer counts down and runs unless it says otherwise", async (context) => {
	const begin = await now(context);
	await context.put(context.streamKey, timer({ duration_seconds: 90 }));
	expect(await shownTimer(context)).toEqual({ startsAt: begin, endsAt: begin + 90, countsDown: true });
	const same = timer({ counts_down: true, is_running: true });
	expect(await context.put(context.streamKey, same)).toMatchObject({ operation: "noop" });
});

needing(timed, "timer.counts-up", "With counts_down: false it counts up, with or without an end", async (context) => {
	const begin = await now(context);
	await context.put(context.streamKey, timer({ counts_down: false }));
	expect(await shownTimer(context)).toEqual({ startsAt: begin, countsDown: false });
	await context.put(context.unique("second"), timer({ counts_down: false, duration_seconds: 60 }));
	expect(await shownTimer(context)).toEqual({ startsAt: begin, endsAt: begin + 60, countsDown: false });
});

needing(timed, "timer.window-kept", "A PUT without duration_seconds keeps the window", async (context) => {
	const begin = await now(context);
	await context.put(context.streamKey, timer({ duration_seconds: 90 }));
	await context.clock.advance("30s");
	expect(await context.put(context.streamKey, timer({ subtitle: "almost" }))).toMatchObject({ operation: "updated" });
	expect(await shownTimer(context)).toEqual({ startsAt: begin, endsAt: begin + 90, countsDown: true });
});

needing(
	timed,
	"timer.window-restarted",
	"A duration_seconds restarts the window from the request's time, the same one too",
	async (context) => {
		const begin = await now(context);
		await context.put(context.streamKey, timer({ duration_seconds: 90 }));
		await context.clock.advance("30s");
		expect(await context.put(context.streamKey, timer({ duration_seconds: 90 }))).toMatchObject({
			operation: "updated",
		});
		expect(await shownTimer(context)).toEqual({ startsAt: begin + 30, endsAt: begin + 120, countsDown: true });
	},
);

anywhere(
	"timer.duration-is-no-noop",
	"A PUT with duration_seconds is always updated, also when nothing else changed",
	async ({ put, streamKey }) => {
		const { activity_id } = await put(streamKey, timer({ duration_seconds: 90 }));
		const again = await put(streamKey, timer({ duration_seconds: 90 }));
		expect(again).toMatchObject({ operation: "updated", activity_id });
		expect(await put(streamKey, timer())).toMatchObject({ operation: "noop", activity_id });
	},
);

needing(
	timed,
	"timer.freezes-and-resumes",
	"is_running: false freezes; true resumes and moves the end by the pause",
	async (context) => {
		const begin = await now(context);
		await context.put(context.streamKey, timer({ duration_seconds: 90 }));
		await context.clock.advance("20s");
		await context.put(context.streamKey, timer({ is_running: false }));
		const frozen = { startsAt: begin, endsAt: begin + 90, countsDown: true, pausedAt: begin + 20 };
		expect(await shownTimer(context)).toEqual(frozen);
		await context.clock.advance("15s");
		expect(await context.put(context.streamKey, timer({ is_running: false }))).toMatchObject({ operation: "noop" });
		expect(await shownTimer(context)).toEqual(frozen);
		await context.put(context.streamKey, timer({ is_running: true }));
		expect(await shownTimer(context)).toEqual({ startsAt: begin + 15, endsAt: begin + 105, countsDown: true });
	},
);

needing(timed, "timer.end-freezes", "An end without a duration freezes the last state", async (context) => {
	const begin = await now(context);
	await context.put(context.streamKey, timer({ duration_seconds: 90 }));
	await context.clock.advance("40s");
	await context.del(context.streamKey, timer());
	expect(await shownTimer(context)).toEqual({
		startsAt: begin,
		endsAt: begin + 90,
		countsDown: true,
		pausedAt: begin + 40,
	});
});

anywhere(
	"timer.countdown-needs-duration-later-too",
	"To switch to a countdown without a duration is a 400",
	async (context) => {
		await context.put(context.streamKey, timer({ counts_down: false }));
		const answer = await putRaw(context, { counts_down: true });
		expect(answer).toMatchObject(badField("content_state.duration_seconds"));
		const switched = await context.put(context.streamKey, change({ counts_down: true, duration_seconds: 60 }));
		expect(switched).toMatchObject({ operation: "updated" });
	},
);

needing(timed, "timer.end-keeps-the-pause", "An end leaves a timer that stands where it stood", async (context) => {
	const { put, del, clock, phones, streamKey } = context;
	await put(streamKey, timer({ duration_seconds: 90 }));
	const begin = (await clock.now()) / 1000;
	await clock.advance("20s");
	await put(streamKey, timer({ is_running: false }));
	await clock.advance("30s");
	await del(streamKey, timer());
	expect((await newestActivity(phones)).state.timer).toMatchObject({ pausedAt: begin + 20 });
});

export const timerCases: readonly Case[] = cases;
