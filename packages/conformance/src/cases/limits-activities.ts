/** Section 7: how many Live Activities may be active at the same time, and what frees a slot. */
import { type Account, type Case, type Context, casesOf } from "../case.ts";
import type { Capability } from "../driver.ts";
import { expect } from "../expect.ts";
import { change, progress } from "./states.ts";

const { cases, needing } = casesOf(7);

const reached = (limit: number) => ({
	class: "LiveActivityLimitError",
	status: 429,
	body: {
		error: "Live Activity limit reached",
		message: `Only ${limit} concurrent Live Activities are allowed per account`,
		limit,
		active: limit,
	},
});

/** Expects that there is no room, neither for a stream nor for an activity by id. */
async function expectFull({ put, start, refused }: Account, limit: number): Promise<void> {
	expect(await refused(put("no-room", progress(1)))).toMatchObject(reached(limit));
	expect(await refused(start(progress(1)))).toMatchObject(reached(limit));
}

/** Expects room for one more, and leaves it free. */
async function expectRoom({ put, del }: Account): Promise<void> {
	expect(await put("room", progress(1))).toMatchObject({ operation: "started" });
	await del("room");
}

/** An account with room for one. */
const single = ({ account }: Context) => account({ limits: { liveActivities: 1 } });

needing(
	["accounts"],
	"limit.activities.four",
	"An account has four concurrent Live Activities unless it has another number, streams and others together",
	async ({ account }) => {
		const own = await account({});
		for (const key of ["a", "b"]) await own.put(key, progress(1));
		for (let count = 0; count < 2; count += 1) await own.start(progress(1));
		await expectFull(own, 4);
	},
);

needing(
	["accounts"],
	"limit.activities.setting",
	"The number of concurrent Live Activities is a setting of the account",
	async ({ account }) => {
		for (const liveActivities of [1, 2, 6]) {
			const own = await account({ limits: { liveActivities } });
			for (let count = 0; count < liveActivities; count += 1) await own.start(progress(count));
			await expectFull(own, liveActivities);
		}
	},
);

needing(
	["accounts"],
	"limit.activities.own",
	"Each account has room of its own for Live Activities",
	async (context) => {
		for (const own of [await single(context), await single(context)]) {
			await own.start(progress(1));
			await expectFull(own, 1);
		}
	},
);

needing(
	["accounts"],
	"limit.activities.all-keys",
	"The keys of an account share its room for Live Activities, whatever their scopes",
	async ({ account }) => {
		const own = await account({
			keys: { all: "all", one: ["one"], other: ["other"] },
			users: [{ id: "user-1", devices: [{ id: "iphone" }, { id: "ipad" }] }],
			channels: { one: { devices: ["iphone"] }, other: { devices: ["ipad"] } },
			limits: { liveActivities: 1 },
		});
		await own.start(progress(1), { apiKey: own.keys.one });
		expect(await own.refused(own.start(progress(1), { apiKey: own.keys.other }))).toMatchObject(reached(1));
	},
);

needing(
	["accounts"],
	"limit.activities.changes-pass",
	"At the limit, Live Activities that run may be changed",
	async (context) => {
		const { put, start, update } = context;
		for (const key of ["a", "b", "c"]) await put(key, progress(1));
		const { activity_id } = await start(progress(1));
		await expectFull(context, 4);
		expect(await put("a", progress(2))).toMatchObject({ operation: "updated" });
		expect(await put("a", progress(2))).toMatchObject({ operation: "noop" });
		expect(await update({ activity_id, ...change({ percentage: 2 }) })).toMatchObject({ activity_id });
	},
);

needing(
	["accounts"],
	"limit.activities.end-frees",
	"Ending a Live Activity frees its slot, by DELETE and by id",
	async (context) => {
		const own = await single(context);
		await own.put("k", progress(1));
		await expectFull(own, 1);
		await own.del("k");
		const { activity_id } = await own.start(progress(1));
		await expectFull(own, 1);
		await own.end({ activity_id, ...change() });
		await expectRoom(own);
	},
);

needing(
	["accounts"],
	"limit.activities.ended-does-not-count",
	"A Live Activity that has ended and still shows does not count against the limit",
	async (context) => {
		const own = await single(context);
		await own.put("k", progress(1));
		await own.del("k", change({ auto_dismiss_minutes: 240 }));
		await expectRoom(own);
	},
);

needing(
	["accounts"],
	"limit.activities.end-twice",
	"Ending a Live Activity twice frees one slot",
	async ({ account }) => {
		const own = await account({ limits: { liveActivities: 2 } });
		const { activity_id } = await own.start(progress(1));
		await own.start(progress(1));
		for (let count = 0; count < 2; count += 1) await own.end({ activity_id, ...change() });
		await own.start(progress(1));
		await expectFull(own, 2);
	},
);

needing(
	["accounts", "phones"],
	"limit.activities.dismissed-everywhere",
	"A Live Activity that is dismissed on every device frees its slot; on some of them it does not",
	async ({ account }) => {
		const own = await account({
			users: [{ id: "user-1", devices: [{ id: "iphone" }, { id: "ipad" }] }],
			limits: { liveActivities: 1 },
		});
		const { activity_id } = await own.start(progress(1));
		await own.phones.dismiss("iphone", activity_id);
		await expectFull(own, 1);
		await own.phones.dismiss("ipad", activity_id);
		await expectRoom(own);
	},
);

const timed: Capability[] = ["accounts", "clock"];

needing(
	timed,
	"limit.activities.eight-hours",
	"A Live Activity that is 8 hours old frees its slot",
	async (context) => {
		const own = await single(context);
		await own.start(progress(1));
		await own.clock.advance(8 * 3_600_000 - 1000);
		await expectFull(own, 1);
		await own.clock.advance("1s");
		await expectRoom(own);
	},
);

needing(timed, "limit.activities.rotation-by-put", "A PUT that rotates needs no second slot", async (context) => {
	const own = await single(context);
	await own.put("k", progress(1));
	await own.clock.advance("7h30m");
	expect(await own.put("k", progress(2))).toMatchObject({ operation: "rotated" });
	await expectFull(own, 1);
	await own.del("k");
	await expectRoom(own);
});

needing(
	timed,
	"limit.activities.rotation-by-the-server",
	"A rotation by the server needs no second slot, and leaves none taken",
	async (context) => {
		const own = await single(context);
		const { activity_id } = await own.put("k", progress(1));
		await own.clock.advance("1h");
		await own.put("k", progress(2));
		await own.clock.advance("6h59m");
		await expectFull(own, 1);
		const later = await own.put("k", progress(3));
		expect(later).toMatchObject({ operation: "updated" });
		expect(later.activity_id).not.toBe(activity_id);
		await own.del("k");
		await expectRoom(own);
	},
);

needing(
	["accounts"],
	"limit.activities.parallel",
	"Starts and first PUTs at the same time fill the limit and never pass it",
	async ({ account }) => {
		const own = await account({ limits: { liveActivities: 3 } });
		const calls = Array.from({ length: 20 }, (_, index) =>
			index % 2 === 0 ? own.start(progress(1)) : own.put(`k-${index}`, progress(1)),
		);
		const outcomes = await Promise.allSettled(calls);
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
		for (const outcome of outcomes) {
			if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ class: "LiveActivityLimitError" });
		}
		await expectFull(own, 3);
	},
);

needing(
	["accounts"],
	"limit.activities.refused-stream-is-unknown",
	"A stream that found no room was never seen: its DELETE is a 404",
	async (context) => {
		const own = await single(context);
		await own.start(progress(1));
		await expectFull(own, 1);
		expect(await own.refused(own.del("no-room"))).toMatchObject({
			status: 404,
			body: { error: "Live Activity stream not found" },
		});
	},
);

export const activityLimitCases: readonly Case[] = cases;
