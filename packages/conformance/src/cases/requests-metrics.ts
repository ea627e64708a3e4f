/** Section 3: keys in paths, the values of metrics, badges, and DELETE with and without a body. */
import { type Case, type Context, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { firstPhone } from "./looks.ts";
import { badField } from "./refusals.ts";
import { progress } from "./states.ts";
import { acceptsAll, namesField, wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(3);

anywhere("stream-key.characters", "A stream key is of letters, digits, underscores and hyphens", async (context) => {
	const { put, del, unique } = context;
	for (const name of ["plain", "UPPER_lower-09", "_", "-", "--__"]) {
		const key = unique(name);
		expect(await put(key, progress(1))).toMatchObject({ operation: "started", stream_key: key });
		expect(await del(key)).toMatchObject({ stream_key: key });
	}
	for (const key of ["a.b", "a%20b", "a%2Fb", "a%00b", "%F0%9F%92%B8"]) {
		for (const one of [wire.put(key, progress(1)), wire.del(key)]) {
			expect(await context.request(one)).toMatchObject({ status: 400, body: { error: "Invalid stream_key" } });
		}
	}
});

anywhere("stream-key.length", "A stream key has 255 characters at most", async ({ put, del, request, unique }) => {
	const key = unique("k").padEnd(255, "k");
	expect(await put(key, progress(1))).toMatchObject({ operation: "started", stream_key: key });
	await del(key);
	for (const one of [wire.put(`${key}k`, progress(1)), wire.del(`${key}k`)]) {
		expect(await request(one)).toMatchObject({
			status: 400,
			body: { error: "Invalid stream_key", message: expect.stringContaining("255") },
		});
	}
});

needing(
	["accounts"],
	"metric.key-pattern",
	"A metric key has 1 to 64 of a-z, 0-9, dot, underscore and hyphen, and begins with a letter or digit",
	async ({ account }) => {
		const metrics = ["a", "0", "deploy.success_rate-24h", "m".repeat(64)];
		const own = await account({ metrics });
		for (const key of metrics) expect(await own.metric(key, { value: 1 })).toEqual({ success: true });
		for (const key of ["A", "Deploys", "-a", ".a", "_a", "a%20b", "a%2Fb", "m".repeat(65)]) {
			expect(await own.request(wire.metric(key, { value: 1 }))).toMatchObject(badField("key"));
		}
	},
);

needing(
	["accounts", "phones"],
	"metric.values",
	"A metric's value is a finite number or a string of 1 to 64 characters, and reaches the widgets as it is",
	async ({ metric, phones }) => {
		for (const value of [0, 99.9, -12.75, 1e21, "healthy", "0007", "x".repeat(64), "ü 💸"]) {
			expect(await metric("deploys", { value })).toEqual({ success: true });
			for (const { widgets } of await phones.look()) expect(widgets).toEqual({ deploys: value });
		}
	},
);

needing(
	["accounts"],
	"metric.values-refused",
	"A value of a metric that is neither a finite number nor a string of 1 to 64 characters is a 400",
	async (context) => {
		await namesField(
			context,
			"value",
			[null, true, "", "x".repeat(65), [], {}, [1], undefined].map((value) => wire.metric("deploys", { value })),
		);
		await namesField(context, "value", [wire.metric("deploys", '{"value":1e999}'), wire.metric("deploys", {})]);
		await namesField(context, "unit", [wire.metric("deploys", { value: 1, unit: "%" })]);
	},
);

needing(["accounts"], "metric.timestamp-form", "A metric's timestamp is an ISO 8601 time", async (context) => {
	await acceptsAll(
		context,
		["2026-03-19T08:30:00Z", "2026-03-19T08:30:00.123Z", "2026-03-19T09:30:00+01:00"].map((timestamp) =>
			wire.metric("deploys", { value: 1, timestamp }),
		),
	);
	await namesField(
		context,
		"timestamp",
		["yesterday", "", 1_773_909_000, "19.03.2026", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", null].map(
			(timestamp) => wire.metric("deploys", { value: 1, timestamp }),
		),
	);
});

/** Stores a value of some seconds from now and resolves to what the widgets then show. */
function storer({ metric, phones, clock }: Context) {
	return async (value: number | string, seconds?: number) => {
		const timestamp = seconds === undefined ? undefined : new Date((await clock.now()) + seconds * 1000).toISOString();
		expect(await metric("deploys", { value, ...(timestamp && { timestamp }) })).toEqual({ success: true });
		return (await firstPhone(phones)).widgets.deploys;
	};
}

needing(
	["accounts", "phones", "clock"],
	"metric.older-is-ignored",
	"A metric's value older than the stored one is ignored, and answered like any other",
	async (context) => {
		const store = storer(context);
		expect(await store("now")).toBe("now");
		expect(await store("older", -1)).toBe("now");
		expect(await store("newer", 60)).toBe("newer");
		expect(await store("without a time is now", undefined)).toBe("newer");
		expect(await store("between", 30)).toBe("newer");
		await context.clock.advance("61s");
		expect(await store("after that")).toBe("after that");
	},
);

needing(
	["accounts", "phones", "clock"],
	"metric.times-with-offsets",
	"The timestamps of a metric are compared as moments, whatever their offset",
	async ({ metric, phones, clock }) => {
		const shown = async () => (await firstPhone(phones)).widgets.deploys;
		/** The moment as a clock five hours east shows it. */
		const east = (ms: number) => new Date(ms + 5 * 3_600_000).toISOString().replace("Z", "+05:00");
		const now = await clock.now();
		await metric("deploys", { value: "first", timestamp: new Date(now).toISOString() });
		await metric("deploys", { value: "before", timestamp: east(now - 1000) });
		expect(await shown()).toBe("first");
		await metric("deploys", { value: "after", timestamp: east(now + 1000) });
		expect(await shown()).toBe("after");
	},
);

anywhere("badge.bounds", "A badge is a whole number from 0 to 2147483647", async (context) => {
	const { badge } = context;
	for (const number of [2_147_483_647, 3, 0]) expect(await badge({ badge: number })).toMatchObject({ badge: number });
	await namesField(
		context,
		"badge",
		[-1, 1.5, 2_147_483_648, "3", null, true, undefined].map((number) => wire.badge({ badge: number })),
	);
	await namesField(context, "title", [wire.badge({ badge: 1, title: "T" })]);
});

needing(["phones"], "badge.shown", "A badge shows on every device, and 0 clears it", async ({ badge, phones }) => {
	for (const number of [8333, 0]) {
		await badge({ badge: number });
		for (const phone of await phones.look()) expect(phone.badge).toBe(number);
	}
});

anywhere(
	"stream.delete.without-body",
	"DELETE takes no body, and an empty one with a JSON content type, as the same",
	async ({ put, request, unique }) => {
		for (const [name, more] of Object.entries({
			none: {},
			"none-as-json": { headers: { "content-type": "application/json" } },
			"empty-as-json": { headers: { "content-type": "application/json" }, body: "" },
			object: { body: {} },
		})) {
			const key = unique(name);
			const { activity_id } = await put(key, progress(1));
			expect(await request({ ...wire.del(key), ...more })).toMatchObject({
				status: 200,
				body: { operation: "ended", stream_key: key, activity_id },
			});
		}
	},
);

export const metricCases: readonly Case[] = cases;
