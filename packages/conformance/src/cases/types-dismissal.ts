/** Section 2: how long an ended activity stays on the lock screen. */
import { type Case, type Context, casesOf } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { firstPhone, HOUR, MINUTE, newestActivity, SECOND, timed } from "./looks.ts";
import { badField } from "./refusals.ts";
import { change, progress } from "./states.ts";

const { cases, anywhere, needing } = casesOf(2);

/** The lock screen has it for that long, to the second: a push says in whole seconds when it goes. */
async function stays({ phones, clock }: Context, milliseconds: number): Promise<void> {
	const activities = async () => (await firstPhone(phones)).activities;
	if (milliseconds > 0) {
		await clock.advance(milliseconds - SECOND);
		expect(await activities()).toMatchObject([{ status: "ended" }]);
		await clock.advance(SECOND);
	}
	expect(await activities()).toEqual([]);
}

async function endedStream(context: Context, onPut: Json, onDelete?: Json): Promise<void> {
	await context.put(context.streamKey, progress(1, onPut));
	await context.del(context.streamKey, onDelete && change(onDelete));
}

async function endedActivity({ start, end }: Context, onEnd: Json): Promise<void> {
	const { activity_id } = await start(progress(1));
	await end({ activity_id, ...change(onEnd) });
}

needing(timed, "dismissal.end-default", "After an end by id, an activity stays for 3 minutes", async (context) => {
	await endedActivity(context, {});
	await stays(context, 3 * MINUTE);
});

needing(timed, "dismissal.stream-default", "After a DELETE, an activity stays for 2 minutes", async (context) => {
	await endedStream(context, {});
	await stays(context, 2 * MINUTE);
});

needing(
	timed,
	"dismissal.minutes",
	"auto_dismiss_minutes says for how many minutes, on an end and on a DELETE",
	async (context) => {
		await endedActivity(context, { auto_dismiss_minutes: 10 });
		await stays(context, 10 * MINUTE);
		await endedStream(context, {}, { auto_dismiss_minutes: 7 });
		await stays(context, 7 * MINUTE);
	},
);

needing(timed, "dismissal.seconds", "Streams take auto_dismiss_seconds too, and it wins", async (context) => {
	await endedStream(context, {}, { auto_dismiss_minutes: 10, auto_dismiss_seconds: 5 });
	await stays(context, 5 * SECOND);
});

needing(timed, "dismissal.from-put", "What a PUT said about the dismissal holds for the end", async (context) => {
	const { put, del, streamKey } = context;
	await put(streamKey, progress(1, { auto_dismiss_minutes: 10 }));
	await put(streamKey, progress(2));
	await del(streamKey);
	await stays(context, 10 * MINUTE);
});

needing(
	timed,
	"dismissal.later-replaces",
	"A later dismissal replaces an earlier one, seconds too",
	async (context) => {
		await endedStream(context, { auto_dismiss_seconds: 5 }, { auto_dismiss_minutes: 1 });
		await stays(context, MINUTE);
	},
);

needing(timed, "dismissal.forgotten", "A DELETE forgets what a PUT said about the dismissal", async (context) => {
	await endedStream(context, { auto_dismiss_minutes: 60 }, { auto_dismiss_minutes: 0 });
	await endedStream(context, {});
	await stays(context, 2 * MINUTE);
});

needing(timed, "dismissal.zero", "A dismissal of 0 takes an ended activity away at once", async (context) => {
	await endedActivity(context, { auto_dismiss_minutes: 0 });
	await stays(context, 0);
	await endedStream(context, {}, { auto_dismiss_seconds: 0 });
	await stays(context, 0);
});

needing(timed, "dismissal.clamped", "A dismissal of more than 4 hours is one of 4 hours", async (context) => {
	await endedActivity(context, { auto_dismiss_minutes: 241 });
	await stays(context, 4 * HOUR);
	await endedStream(context, {}, { auto_dismiss_seconds: 4 * 3600 + 1 });
	await stays(context, 4 * HOUR);
});

anywhere(
	"dismissal.seconds-only-on-streams",
	"An end takes no auto_dismiss_seconds, an update no dismissal at all",
	async (context) => {
		const { start, request } = context;
		const { activity_id } = await start(progress(1));
		const send = (path: string, more: Json) =>
			request({ method: "POST", path, body: { activity_id, ...change(more) } });
		const seconds = "content_state.auto_dismiss_seconds";
		const minutes = "content_state.auto_dismiss_minutes";
		expect(await send("/live-activity/end", { auto_dismiss_seconds: 5 })).toMatchObject(badField(seconds));
		expect(await send("/live-activity/update", { auto_dismiss_seconds: 5 })).toMatchObject(badField(seconds));
		expect(await send("/live-activity/update", { auto_dismiss_minutes: 5 })).toMatchObject(badField(minutes));
	},
);

needing(
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

export const dismissalCases: readonly Case[] = cases;
