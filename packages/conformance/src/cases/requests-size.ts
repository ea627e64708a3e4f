/** Section 3: how large a body may be, and what has to fit in one push of Apple's. */
import { type Answer, type Case, type Context, casesOf } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { activityPushes, timed } from "./looks.ts";
import { change, progress } from "./states.ts";
import { wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(3);

const LIMIT = 64 * 1024;

/** A valid push of so many bytes. */
function pushOf(bytes: number): string {
	const body = JSON.stringify({ title: "T" });
	return body + " ".repeat(bytes - body.length);
}

/** The same text without a length that is known beforehand. */
function chunked(text: string): ReadableStream<Uint8Array> {
	const bytes = new TextEncoder().encode(text);
	return new ReadableStream({
		start(controller) {
			for (let at = 0; at < bytes.length; at += 10_000) controller.enqueue(bytes.slice(at, at + 10_000));
			controller.close();
		},
	});
}

const tooLarge = { status: 413, body: { error: "Payload too large" } };

anywhere("body.64-kib", "A body has 64 KiB at most: so many bytes are taken, one more is not", async ({ request }) => {
	expect(await request(wire.push(pushOf(LIMIT)))).toMatchObject({ status: 200 });
	expect(await request(wire.push(pushOf(LIMIT + 1)))).toMatchObject(tooLarge);
});

anywhere(
	"body.64-kib-in-chunks",
	"A body that does not tell its length has 64 KiB at most too",
	async ({ request }) => {
		expect(await request(wire.push(chunked(pushOf(LIMIT))))).toMatchObject({ status: 200 });
		expect(await request(wire.push(chunked(pushOf(LIMIT + 1))))).toMatchObject(tooLarge);
	},
);

/** How many bytes over a refusal says that the request is. */
function bytesOver({ status, body }: Answer): number {
	expect({ status, error: body.error }).toEqual({ status: 400, error: "Bad request" });
	const [, over] = /(\d+) (?:bytes? )?over\b/.exec(String(body.message)) ?? [];
	expect(Number(over)).toBeGreaterThan(0);
	return Number(over);
}

/** Sends a text of 5,000 bytes, then one that is shorter by what the refusal says, and one a byte longer than that. */
async function fitsWhenShortened(send: (text: string) => Promise<Answer>): Promise<void> {
	const over = bytesOver(await send("x".repeat(5000)));
	expect(over).toBeLessThan(5000);
	expect(bytesOver(await send("x".repeat(5000 - over + 1)))).toBe(1);
	expect(await send("x".repeat(5000 - over))).toMatchObject({ status: 200 });
}

anywhere(
	"payload.push",
	"A push that does not fit in 4,096 bytes is a 400 that says how many bytes over: so many fewer and it fits",
	({ request }) => fitsWhenShortened((message) => request(wire.push({ title: "T", message }))),
);

/** A state that its text is in once: titles and subtitles are in the alert of a start too. */
const shows = (value: string, more: Json = {}) => ({ content_state: { title: "T", type: "value", value }, ...more });

anywhere(
	"payload.start",
	"A start of a Live Activity that does not fit is a 400 that says how many bytes over",
	({ request }) => fitsWhenShortened((value) => request(wire.start(shows(value)))),
);

anywhere(
	"payload.update",
	"An update by id that does not fit is a 400 that says how many bytes over",
	async ({ request, start }) => {
		const { activity_id } = await start(shows("short"));
		await fitsWhenShortened((value) => request(wire.update({ activity_id, ...shows(value) })));
	},
);

/** A value that a first PUT just takes. */
async function longestValue({ request, del, unique }: Context): Promise<string> {
	const probe = unique("probe");
	let value = "x".repeat(5000);
	for (;;) {
		const answer = await request(wire.put(probe, shows(value)));
		if (answer.status === 200) break;
		value = value.slice(bytesOver(answer));
	}
	await del(probe);
	return value;
}

anywhere(
	"payload.stream",
	"A PUT that does not fit, the first or a later one, is a 400 that says how many bytes over",
	async ({ request, put, unique }) => {
		await fitsWhenShortened((value) => request(wire.put(unique("first"), shows(value))));
		await put(unique("later"), shows("short"));
		await fitsWhenShortened((value) => request(wire.put(unique("later"), shows(value))));
	},
);

anywhere(
	"payload.measured-as-a-start",
	"A state is measured as a start each time: what fits as one fits as a change and as an end",
	async (context) => {
		const { put, update, del, unique } = context;
		const longest = await longestValue(context);
		const key = unique("long");
		await put(key, shows("short"));
		const { activity_id } = await put(key, shows(longest));
		expect(await put(key, shows(longest.replace("x", "y")))).toMatchObject({ operation: "updated", activity_id });
		await update({ activity_id, ...shows(longest.replace("x", "z")) });
		expect(await del(key, change({ title: "T" }))).toMatchObject({ operation: "ended", activity_id });
	},
);

needing(timed, "payload.measured-as-a-rotation", "What a stream takes, a rotation can start anew", async (context) => {
	const { put, clock, phones, unique } = context;
	const longest = await longestValue(context);
	// As long as the key that it was measured with: the key is in the push, too.
	const key = unique("again");
	await put(key, shows(longest));
	await clock.advance("7h30m");
	expect(await put(key, shows(longest))).toMatchObject({ operation: "rotated" });
	const sizes = (await activityPushes(phones)).map(({ body }) => new TextEncoder().encode(JSON.stringify(body)).length);
	expect(Math.max(...sizes)).toBeLessThanOrEqual(4096);
});

anywhere("payload.bytes", "Of what has to fit in a push bytes are counted, not characters", async ({ request }) => {
	const text = (letter: string) => wire.push({ title: "T", message: letter.repeat(3000) });
	expect(await request(text("x"))).toMatchObject({ status: 200 });
	expect(bytesOver(await request(text("ü")))).toBeGreaterThan(3000 * 2 - 4096);
});

anywhere(
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

export const sizeCases: readonly Case[] = cases;
