/** Section 6: whatever is refused leaves everything as it was. */
import { type Account, type Case, casesOf, type RawRequest } from "../case.ts";
import type { Phone } from "../driver.ts";
import { expect } from "../expect.ts";
import { change, progress } from "./states.ts";
import { NOBODYS_ID, wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(6);

/** More than any push can hold. */
const LONG = "x".repeat(4200);

/** Sends each, expects it to be refused with its status, and that no device notices anything. */
async function unnoticed({ request, phones }: Account, refusals: [RawRequest, number][]): Promise<void> {
	const before: Phone[] = await phones.look();
	for (const [one, status] of refusals) expect((await request(one)).status).toBe(status);
	expect(await phones.look()).toEqual(before);
}

needing(
	["accounts", "phones"],
	"error.unchanged.stream",
	"A refused PUT or DELETE leaves the stream, its tags and its channels as they were",
	async (context) => {
		const { put, del, keys, streamKey } = context;
		const running = { ...progress(42), tags: ["a"], target: { channels: ["ops"] } };
		const { activity_id } = await put(streamKey, running);
		const state = (more: object) => ({ content_state: { title: "T", ...more }, tags: ["b"] });
		await unnoticed(context, [
			[wire.put(streamKey, state({ percentage: 101 })), 400],
			[wire.put(streamKey, state({ type: "value" })), 400],
			[wire.put(streamKey, state({ subtitle: LONG })), 400],
			[wire.put(streamKey, state({ current_step: 1 })), 400],
			[wire.put(streamKey, { ...state({ percentage: 1 }), channels: [] }), 400],
			[wire.put(streamKey, { ...state({ percentage: 1 }), channels: ["nowhere"] }), 400],
			[wire.put(streamKey, { ...state({ percentage: 1 }), channels: ["nobody"] }), 404],
			[{ ...wire.put(streamKey, { ...state({ percentage: 1 }), channels: ["tablet"] }), apiKey: keys.phone }, 403],
			[{ ...wire.put(streamKey, state({ percentage: 1 })), apiKey: keys.phone }, 403],
			[{ ...wire.put(streamKey, state({ percentage: 1 })), headers: { "content-type": "text/plain" } }, 415],
			[wire.del(streamKey, state({ percentage: 101 })), 400],
			[wire.del(streamKey, state({ current_step: 1 })), 400],
			[wire.del(streamKey, state({ subtitle: LONG })), 400],
			[{ ...wire.del(streamKey), apiKey: keys.phone }, 403],
			[{ ...wire.del(streamKey), apiKey: null }, 401],
		]);
		expect(await put(streamKey, progress(42))).toMatchObject({
			operation: "noop",
			activity_id,
			tags: ["a"],
			effective_channel_slugs: ["ops"],
		});
		expect(await del(streamKey)).toMatchObject({ operation: "ended", activity_id });
	},
);

needing(
	["accounts", "phones"],
	"error.unchanged.new-stream",
	"A refused first PUT starts nothing: the key was never seen, and no slot is taken",
	async ({ account }) => {
		const own = await account({ channels: { nobody: {} }, limits: { liveActivities: 1 } });
		await unnoticed(own, [
			[wire.put("k", change()), 400],
			[wire.put("k", progress(101)), 400],
			[wire.put("k", progress(1, { subtitle: LONG })), 400],
			[wire.put("k", { ...progress(1), channels: ["nobody"] }), 404],
			[wire.put("k", { ...progress(1), channels: ["nowhere"] }), 400],
			[wire.del("k"), 404],
		]);
		expect(await own.put("k", progress(1))).toMatchObject({ operation: "started" });
	},
);

needing(
	["accounts", "phones"],
	"error.unchanged.activity",
	"A refused update or end leaves the activity as it was",
	async (context) => {
		const { start, update, keys, account } = context;
		const { activity_id } = await start(progress(42));
		const stranger = await account();
		const id = (more: object) => ({ activity_id, content_state: { title: "T", ...more } });
		await unnoticed(context, [
			[wire.update(id({ percentage: 101 })), 400],
			[wire.update(id({ current_step: 1 })), 400],
			[wire.update(id({ subtitle: LONG })), 400],
			[wire.end(id({ type: "value" })), 400],
			[wire.end(id({ subtitle: LONG })), 400],
			[wire.update({ activity_id: NOBODYS_ID, ...change() }), 404],
			[wire.end({ activity_id: NOBODYS_ID, ...change() }), 404],
			[{ ...wire.update(id({ percentage: 1 })), apiKey: keys.ops }, 403],
			[{ ...wire.end(id({ percentage: 1 })), apiKey: keys.ops }, 403],
			[{ ...wire.end(id({ percentage: 1 })), apiKey: stranger.keys.all }, 403],
			[{ ...wire.end(id({ percentage: 1 })), apiKey: null }, 401],
		]);
		expect(await update({ activity_id, ...change({ percentage: 43 }) })).toMatchObject({ devices_notified: 2 });
	},
);

needing(
	["accounts", "phones"],
	"error.unchanged.start",
	"A refused start starts nothing and takes no slot",
	async ({ account }) => {
		const own = await account({ channels: { nobody: {} }, limits: { liveActivities: 1 } });
		await unnoticed(own, [
			[wire.start(change()), 400],
			[wire.start(progress(1, { subtitle: LONG })), 400],
			[wire.start({ ...progress(1), channels: ["nobody"] }), 404],
			[wire.start({ ...progress(1), channels: ["nowhere"] }), 400],
			[{ ...wire.start(progress(1)), headers: { "idempotency-key": "" } }, 400],
		]);
		await own.start(progress(1));
		await unnoticed(own, [
			[wire.start(progress(2)), 429],
			[wire.put("k", progress(2)), 429],
		]);
	},
);

needing(
	["accounts", "phones"],
	"error.unchanged.push-and-badge",
	"A refused push or badge is delivered to nobody",
	async (context) => {
		const { push, keys } = context;
		await push({ title: "T", badge: 3 });
		await unnoticed(context, [
			[wire.push({ title: "", badge: 4 }), 400],
			[wire.push({ title: "T", message: LONG, badge: 4 }), 400],
			[wire.push({ title: "T", badge: 4, channels: ["ops", "nowhere"] }), 400],
			[wire.push({ title: "T", badge: 4, channels: ["nobody"] }), 404],
			[{ ...wire.push({ title: "T", channels: ["ops", "tablet"] }), apiKey: keys.ops }, 403],
			[wire.badge({ badge: -1 }), 400],
			[wire.badge({ badge: 4, channels: ["nobody"] }), 404],
			[wire.badge({ badge: 4, channels: ["ops", "nowhere"] }), 400],
			[{ ...wire.badge({ badge: 4, channels: ["tablet"] }), apiKey: keys.ops }, 403],
		]);
	},
);

needing(
	["accounts", "phones"],
	"error.unchanged.metric",
	"A refused value leaves the widgets as they were",
	async (context) => {
		await context.metric("deploys", { value: 7 });
		await unnoticed(context, [
			[wire.metric("deploys", { value: null }), 400],
			[wire.metric("deploys", { value: 8, timestamp: "tomorrow" }), 400],
			[wire.metric("deploys", { value: 8, unit: "%" }), 400],
			[wire.metric("unknown", { value: 8 }), 404],
			[{ ...wire.metric("deploys", { value: 8 }), apiKey: null }, 401],
		]);
	},
);

needing(
	["accounts", "phones"],
	"error.unchanged.rate",
	"What is refused for the rate is not done",
	async ({ account }) => {
		const own = await account({ metrics: ["deploys"], limits: { requestsPerMinute: 2 } });
		const { activity_id } = await own.put("k", progress(1));
		await own.badge({ badge: 1 });
		await unnoticed(own, [
			[wire.put("k", progress(2)), 429],
			[wire.put("other", progress(2)), 429],
			[wire.update({ activity_id, ...change({ percentage: 2 }) }), 429],
			[wire.end({ activity_id, ...change() }), 429],
			[wire.del("k"), 429],
			[wire.push({ title: "T" }), 429],
			[wire.badge({ badge: 2 }), 429],
			[wire.metric("deploys", { value: 1 }), 429],
		]);
	},
);

anywhere(
	"error.unchanged.as-answers-tell",
	"After a refused PUT the same state as before is a noop",
	async ({ put, request, streamKey }) => {
		const { activity_id } = await put(streamKey, { ...progress(42), tags: ["a"] });
		for (const body of [
			{ ...progress(101), tags: ["b"] },
			{ ...progress(50, { subtitle: LONG }), tags: ["b"] },
		]) {
			expect(await request(wire.put(streamKey, body))).toMatchObject({ status: 400 });
		}
		expect(await put(streamKey, progress(42))).toMatchObject({ operation: "noop", activity_id, tags: ["a"] });
	},
);

export const unchangedCases: readonly Case[] = cases;
