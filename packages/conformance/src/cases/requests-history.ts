/** Section 3: tags and metadata, which are for the history. */
import { type Account, type Case, casesOf, type RawRequest } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { change, progress } from "./states.ts";
import { acceptsAll, namesField, wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(3);

const pushes = (field: string, values: unknown[]): RawRequest[] =>
	values.map((value) => wire.push({ title: "T", [field]: value }));

/** An object of so many entries. */
function entries(count: number, value: unknown = 1): Json {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, value]));
}

/** The tags that the stream has: a PUT that changes nothing answers with them. */
async function tagsOf({ put }: Account, streamKey: string): Promise<string[] | undefined> {
	return (await put(streamKey, change())).tags;
}

anywhere("tags.limits", "There are 20 tags at most, of 1 to 64 characters", async (context) => {
	await acceptsAll(
		context,
		pushes("tags", [[], ["a"], ["x".repeat(64)], Array.from({ length: 20 }, (_, n) => `t${n}`)]),
	);
	await namesField(context, "tags", pushes("tags", [Array.from({ length: 21 }, (_, n) => `t${n}`), "deploy", {}]));
	await namesField(context, "tags[0]", pushes("tags", [[""], ["x".repeat(65)], [1], [null]]));
});

anywhere("tags.answered", "push, start and PUT answer with the tags they got, in their order", async (context) => {
	const { push, start, put, streamKey } = context;
	const tags = ["user:382", "billing", "ü 💸"];
	expect(await push({ title: "T", tags })).toMatchObject({ tags });
	expect(await start({ ...progress(1), tags })).toMatchObject({ tags });
	expect(await put(streamKey, { ...progress(1), tags })).toMatchObject({ tags });
});

anywhere("tags.omitted-keeps", "Tags that a later PUT leaves out are kept", async (context) => {
	const { put, streamKey } = context;
	await put(streamKey, { ...progress(1), tags: ["a", "b"] });
	expect(await put(streamKey, progress(2))).toMatchObject({ operation: "updated", tags: ["a", "b"] });
	expect(await put(streamKey, progress(2))).toMatchObject({ operation: "noop", tags: ["a", "b"] });
});

anywhere("tags.value-replaces", "Tags that a later PUT sends replace those before", async (context) => {
	const { put, streamKey } = context;
	await put(streamKey, { ...progress(1), tags: ["a", "b"] });
	expect(await put(streamKey, { ...progress(2), tags: ["c"] })).toMatchObject({ tags: ["c"] });
	expect(await tagsOf(context, streamKey)).toEqual(["c"]);
});

anywhere("tags.empty-clears", "Tags that a later PUT sends as an empty list are cleared", async (context) => {
	const { put, streamKey } = context;
	await put(streamKey, { ...progress(1), tags: ["a", "b"] });
	expect(await put(streamKey, { ...progress(2), tags: [] })).toMatchObject({ tags: [] });
	expect(await tagsOf(context, streamKey)).toEqual([]);
});

anywhere("tags.update-by-id", "An update by id keeps, replaces and clears tags in the same way", async (context) => {
	const { put, update, streamKey } = context;
	const { activity_id } = await put(streamKey, { ...progress(1), tags: ["a"] });
	for (const [sent, expected] of [
		[{}, ["a"]],
		[{ tags: ["b", "c"] }, ["b", "c"]],
		[{ tags: [] }, []],
	] as const) {
		await update({ activity_id, ...change(), ...sent });
		expect(await tagsOf(context, streamKey)).toEqual(expected);
	}
});

anywhere(
	"history.accepted-everywhere",
	"push, start, PUT, update, end and DELETE take tags and metadata",
	async (context) => {
		const { push, start, update, end, put, del, streamKey } = context;
		const history = { tags: ["a"], metadata: { run: 1 } };
		await push({ title: "T", ...history });
		const { activity_id } = await start({ ...progress(1), ...history });
		await update({ activity_id, ...change(), ...history });
		await update({ activity_id, ...change(), tags: [], metadata: {} });
		await end({ activity_id, ...change(), ...history });
		await put(streamKey, { ...progress(1), ...history });
		await del(streamKey, history);
	},
);

anywhere("history.nowhere-else", "Badges and metrics have no history: tags and metadata are a 400", async (context) => {
	for (const [field, value] of [
		["tags", ["a"]],
		["metadata", { run: 1 }],
	] as const) {
		await namesField(context, field, [
			wire.badge({ badge: 1, [field]: value }),
			wire.metric("deploys", { value: 1, [field]: value }),
		]);
	}
});

anywhere("metadata.values", "A metadata value is a string, a finite number or a boolean", async (context) => {
	await acceptsAll(
		context,
		pushes("metadata", [{}, { a: "", b: 0, c: -1.5e9, d: true, e: false }, { a: "x".repeat(4000) }]),
	);
	for (const value of [null, [], {}, ["a"], "x".repeat(4001)]) {
		await namesField(context, "metadata.commit", pushes("metadata", [{ commit: value }]));
	}
	await namesField(context, "metadata.commit", [wire.push('{"title":"T","metadata":{"commit":1e999}}')]);
	await namesField(context, "metadata", pushes("metadata", [[], "a", 1]));
});

anywhere("metadata.keys", "A metadata key has 1 to 100 characters and is not __proto__", async (context) => {
	await acceptsAll(context, pushes("metadata", [{ k: 1 }, { ["k".repeat(100)]: 1 }, { constructor: 1, "odd key": 2 }]));
	for (const text of ['{"":1}', `{"${"k".repeat(101)}":1}`, '{"__proto__":1}']) {
		const answer = await context.request(wire.push(`{"title":"T","metadata":${text}}`));
		expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining("metadata") } });
	}
});

anywhere("metadata.size", "Metadata has 50 entries and 16 KB as JSON at most", async (context) => {
	const sized = (bytes: number) => {
		const metadata = entries(5, "x".repeat(3000));
		const rest = bytes - JSON.stringify({ ...metadata, rest: "" }).length;
		return { ...metadata, rest: "x".repeat(rest) };
	};
	await acceptsAll(context, pushes("metadata", [entries(50), sized(16_000)]));
	await namesField(context, "metadata", pushes("metadata", [entries(51), sized(16 * 1024 + 1)]));
});

needing(["phones"], "history.not-shown", "Tags and metadata reach no device", async (context) => {
	const { push, put, phones, streamKey } = context;
	const history = { tags: ["a-tag-for-nobody"], metadata: { "a-key-for-nobody": "a-fact-for-nobody" } };
	await push({ title: "T", ...history });
	await put(streamKey, { ...progress(1), ...history });
	await put(streamKey, { ...progress(2), ...history });
	for (const { pushes: received } of await phones.look()) {
		expect(received).toHaveLength(3);
		expect(JSON.stringify(received)).not.toContain("-for-nobody");
	}
});

needing(
	["phones"],
	"history.delivers-nothing",
	"A change of tags and metadata alone is delivered to nobody",
	async (context) => {
		const { put, phones, streamKey } = context;
		await put(streamKey, progress(1));
		const changed = await put(streamKey, { ...progress(1), tags: ["new"], metadata: { run: 2 } });
		expect(changed).toMatchObject({ operation: "noop", devices_notified: 0, tags: ["new"] });
		for (const { pushes: received } of await phones.look()) expect(received).toHaveLength(1);
	},
);

export const historyCases: readonly Case[] = cases;
