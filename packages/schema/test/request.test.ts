/** The limits of requests, row by row, on both sides of each. */
import { describe, expect, test } from "vitest";
import {
	ChannelSlug,
	IdempotencyKey,
	type JsonObject,
	LiveActivityEndRequest,
	LiveActivityStreamDeleteRequest,
	LiveActivityUpdateRequest,
	MetricKey,
	operations,
	StreamKey,
} from "../src/index.ts";
import { badge, entries, json, metric, nested, problems, push, start, stream, times } from "./check.ts";

const link = { title: "Open", type: "open_url", url: "https://ops.example.com" };
const webhook = { title: "Stop", type: "webhook", url: "https://ops.example.com/stop" };
const alert = { type: "alert", message: "x" };

/** A row: what it is about, how it is checked, what passes, what is refused. */
type Row = [name: string, check: (fields: JsonObject) => string[], accepted: JsonObject[], refused: JsonObject[]];

const onActivity = (action: JsonObject) => start(alert, { action });
const onPush = (action: JsonObject) => push({ actions: [action] });

const rows: Row[] = [
	["push title", push, [{ title: "x" }, { title: "💸" }], [{ title: "" }, { title: 5 }, { title: null }]],
	[
		"push texts",
		push,
		[
			{ message: "", subtitle: "", sound: "" },
			{ message: "a\nb", subtitle: "c", sound: "default" },
		],
		[{ message: 5 }, { subtitle: null }, { sound: {} }],
	],
	[
		"push media and icon: https",
		push,
		[
			{ media: "https://cdn.example.com/a.png", icon: "HTTPS://cdn.example.com/a.png" },
			{ media: "https://cdn.example.com/a.png", actions: [] },
			{ media: `https://a.example/${"a".repeat(2030)}` },
			{ media: `https://a.example/${"😀".repeat(2030)}` },
		],
		[
			{ media: "http://cdn.example.com/a.png" },
			{ media: "//cdn.example.com/a.png" },
			{ media: " https://cdn.example.com/a.png" },
			{ media: "https://cdn.example.com/a b.png" },
			{ media: `https://a.example/${"a".repeat(2031)}` },
			{ media: `https://a.example/${"😀".repeat(2031)}` },
			{ media: "https://cdn.example.com/a.png", actions: [link] },
			{ icon: "http://cdn.example.com/a.png" },
			{ icon: "shortcuts://x" },
			{ media: "" },
		],
	],
	[
		"push redirection: the web, or any app but the dangerous schemes",
		push,
		[
			{ redirection: "https://a.example" },
			{ redirection: "http://a.example" },
			{ redirection: "shortcuts://run-shortcut?name=Jarvis" },
			{ redirection: "ShortCuts://run-shortcut?name=Jarvis" },
			{ redirection: "myapp://" },
			{ redirection: "tel:+15550100" },
			{ redirection: `myapp:${"a".repeat(2042)}` },
		],
		[
			...["about", "activitysmith", "blob", "data", "file", "javascript", "JavaScript", "DATA"].map((scheme) => ({
				redirection: `${scheme}://a.example`,
			})),
			{ redirection: "javascript:alert(1)" },
			{ redirection: "java\nscript:alert(1)" },
			{ redirection: "\u0001javascript:alert(1)" },
			{ redirection: "https://a.example/\u0007" },
			{ redirection: "https://a.example/\u0085" },
			{ redirection: "a.example" },
			{ redirection: "https:a.example" },
			{ redirection: `myapp:${"a".repeat(2043)}` },
		],
	],
	[
		"push actions: four at most",
		push,
		[{ actions: [] }, { actions: times(4, link) }],
		[{ actions: times(5, link) }, { actions: link }, { actions: [null] }],
	],
	["push payload", push, [{ payload: {} }, { payload: nested(32) }], [{ payload: nested(33) }, { payload: [] }]],
	[
		"push badge",
		push,
		[{ badge: 0 }, { badge: 2_147_483_647 }],
		[{ badge: -1 }, { badge: 2_147_483_648 }, { badge: 1.5 }, { badge: "1" }],
	],
	[
		"push interruption_level",
		push,
		["passive", "active", "time-sensitive"].map((interruption_level) => ({ interruption_level })),
		[{ interruption_level: "critical" }, { interruption_level: "Active" }],
	],
	[
		"button on a notification",
		onPush,
		[
			link,
			{ ...link, url: "myapp://orders/1" },
			webhook,
			{ ...webhook, method: "GET", body: { a: 1 } },
			{ ...webhook, method: "POST", body: {} },
		],
		[
			{ ...link, method: "GET" },
			{ ...link, body: {} },
			{ ...link, url: "javascript:alert(1)" },
			{ ...link, title: "" },
			{ ...webhook, url: "http://ops.example.com" },
			{ ...webhook, url: "shortcuts://x" },
			{ ...webhook, method: "PUT" },
			{ ...webhook, method: "get" },
			{ ...webhook, body: [1] },
			{ ...webhook, body: "a" },
			{ title: "Open", url: "https://a.example" },
			{ type: "open_url", url: "https://a.example" },
			{ title: "Open", type: "open_url" },
		],
	],
	[
		"button on a Live Activity",
		onActivity,
		[
			link,
			{ ...link, url: "http://ops.example.com" },
			{ ...link, url: "shortcuts://run-shortcut?name=Jarvis" },
			{ ...link, url: "SHORTCUTS://" },
			{ ...webhook, method: "GET", body: { a: 1 } },
		],
		[
			{ ...link, url: "myapp://orders/1" },
			{ ...link, url: "tel:+15550100" },
			{ ...link, method: "POST" },
			{ ...link, body: {} },
			{ ...webhook, url: "http://ops.example.com" },
			{ ...webhook, type: "call" },
		],
	],
	[
		"alert beside a state",
		(value) => start(alert, { alert: value }),
		[{}, { title: "" }, { title: "a", body: "b" }],
		[{ title: 1 }, { body: null }, { sound: "default" }],
	],
	...([push, (fields) => start(alert, fields), (fields) => stream({}, fields), badge] as Row[1][]).map(
		(check): Row => [
			"channels",
			check,
			[
				{ channels: ["ops"] },
				{ channels: ["0-a_b"] },
				{ channels: ["a".repeat(64)] },
				{ target: { channels: ["ops"] } },
				{ channels: ["a", "b"], target: { channels: ["b", "a"] } },
			],
			[
				{ channels: [] },
				{ channels: "ops" },
				{ channels: null },
				{ channels: ["Ops"] },
				{ channels: ["-ops"] },
				{ channels: [""] },
				{ channels: ["a".repeat(65)] },
				{ channels: [1] },
				{ target: {} },
				{ target: { channels: [] } },
				{ target: ["ops"] },
				{ target: null },
				{ target: { channels: ["ops"], users: [] } },
				{ channels: ["a"], target: { channels: ["b"] } },
				{ channels: ["a"], target: { channels: ["a", "b"] } },
			],
		],
	),
	[
		"tags",
		push,
		[{ tags: [] }, { tags: times(20, "billing") }, { tags: ["😀".repeat(64)] }],
		[{ tags: times(21, "billing") }, { tags: ["😀".repeat(65)] }, { tags: [""] }, { tags: [1] }, { tags: "billing" }],
	],
	[
		"metadata",
		push,
		[
			{ metadata: {} },
			{ metadata: entries(50) },
			{ metadata: { ["😀".repeat(100)]: true, a: "", b: -1.5, c: "😀".repeat(3000) } },
			{ metadata: { constructor: "x", toString: 1 } },
			{
				metadata: {
					a: "x".repeat(4000),
					b: "x".repeat(4000),
					c: "x".repeat(4000),
					d: "x".repeat(4000),
					e: "x".repeat(348),
				},
			},
		],
		[
			{ metadata: entries(51) },
			{ metadata: { ["😀".repeat(101)]: true } },
			{ metadata: { "": true } },
			{ metadata: { a: "😀".repeat(4001) } },
			{ metadata: { a: null } },
			{ metadata: { a: {} } },
			{ metadata: { a: [] } },
			{ metadata: json('{"a":1e999}') },
			{ metadata: json('{"__proto__":1}') },
			{ metadata: [] },
			{ metadata: "a" },
			{
				metadata: {
					a: "x".repeat(4000),
					b: "x".repeat(4000),
					c: "x".repeat(4000),
					d: "x".repeat(4000),
					e: "x".repeat(349),
				},
			},
		],
	],
	[
		"metric",
		metric,
		[
			...[0, -12.75, 1e308, "x", "😀".repeat(64)].map((value) => ({ value })),
			...["2026-03-19T08:30:00Z", "2024-02-29T00:00:00.123456+05:30", "2026-03-19T23:59:59-00:00"].map((timestamp) => ({
				timestamp,
			})),
		],
		[
			...["", "😀".repeat(65), null, true, [], {}].map((value) => ({ value })),
			json('{"value":1e999}'),
			...[
				...["2026-02-29T00:00:00Z", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z"],
				...["2026-03-19T24:00:00Z", "2026-03-19T08:60:00Z", "2026-03-19T08:30:00+24:00"],
				...["2026-03-19", "2026-03-19T08:30Z", "2026-03-19T08:30:00", "2026-03-19 08:30:00Z", "yesterday", ""],
			].map((timestamp) => ({ timestamp })),
			{ timestamp: 1_774_000_000 },
			{ timestamp: null },
		],
	],
	[
		"app icon badge",
		badge,
		[{ badge: 0 }, { badge: 2_147_483_647 }],
		[{ badge: -1 }, { badge: 2_147_483_648 }, { badge: 0.5 }, { badge: "3" }, { badge: null }, { tags: [] }],
	],
];

function labelled(bodies: JsonObject[]): [label: string, body: JsonObject][] {
	return bodies.map((body) => [JSON.stringify(body).slice(0, 80), body]);
}

describe.each(rows)("%s", (_, check, accepted, refused) => {
	test.each(labelled(accepted))("takes %s", (_, fields) => expect(check(fields)).toEqual([]));
	test.each(labelled(refused))("refuses %s", (_, fields) => expect(check(fields)).toHaveLength(1));
});

const slug = "a".repeat(64);

test.each([
	["stream_key", StreamKey, ["a", "A-z_0", "a".repeat(255)], ["", "a b", "a.b", "ü", "a/b", "a\n", "a".repeat(256)]],
	["metric key", MetricKey, ["0", "deploy.success_rate", slug], ["", ".a", "-a", "A", "a b", `${slug}a`, "a\n"]],
	["channel slug", ChannelSlug, ["0", "ops_1-a", slug], ["", "_a", "-a", "A", "a.b", `${slug}a`, "a\n"]],
	["Idempotency-Key", IdempotencyKey, ["a", "😀".repeat(255)], ["", "a".repeat(256)]],
])("%s", (_, schema, accepted, refused) => {
	for (const value of accepted) expect(problems(schema, value), value).toEqual([]);
	for (const value of refused) expect(problems(schema, value), value).toHaveLength(1);
});

test("tags, metadata and buttons ride on every request of a Live Activity", () => {
	const history = { tags: [], metadata: {} };
	const content_state = { title: "Backup" };
	const both = { action: link, secondary_action: webhook };
	const neither = { action: null, secondary_action: null };
	const activity_id = "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034";
	expect(start(alert, { ...history, ...both })).toEqual([]);
	for (const buttons of [both, neither]) {
		expect(stream({}, { ...history, ...buttons })).toEqual([]);
		for (const schema of [LiveActivityUpdateRequest, LiveActivityEndRequest]) {
			expect(problems(schema, { activity_id, content_state, ...history, ...buttons })).toEqual([]);
			expect(problems(schema, { content_state })).toEqual(["activity_id is required"]);
			expect(problems(schema, { activity_id })).toEqual(["content_state is required"]);
		}
		expect(problems(LiveActivityStreamDeleteRequest, { content_state, ...history, ...buttons })).toEqual([]);
	}
	expect(start(alert, neither)).toEqual([
		"action must be an object, not null",
		"secondary_action must be an object, not null",
	]);
});

test("the end of a stream needs no state, but a state needs a title", () => {
	expect(problems(LiveActivityStreamDeleteRequest, {})).toEqual([]);
	expect(problems(LiveActivityStreamDeleteRequest, { alert: { title: "Done" } })).toEqual([]);
	expect(problems(LiveActivityStreamDeleteRequest, { content_state: {} })).toEqual(["content_state.title is required"]);
});

test("channels come with a push, a start, a stream and a badge, and with nothing else", () => {
	for (const { id, body } of Object.values(operations)) {
		const takes = [
			"sendPushNotification",
			"startLiveActivity",
			"reconcileLiveActivityStream",
			"updateAppIconBadgeCount",
		];
		for (const field of ["target", "channels"]) expect(field in body.shape, id).toBe(takes.includes(id));
	}
});
