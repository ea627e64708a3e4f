/** The table of Live Activity types, row by row, on both sides of every limit. */
import { describe, expect, test } from "vitest";
import {
	ContentStateEnd,
	ContentStateUpdate,
	colors,
	type JsonObject,
	type JsonValue,
	LiveActivityStartRequest,
	liveActivityTypes,
	StreamContentState,
	showsSecondaryAction,
} from "../src/index.ts";
import { problems, start, stream, times } from "./check.ts";

const valid: Record<(typeof liveActivityTypes)[number], JsonObject> = {
	segmented_progress: { number_of_steps: 3, current_step: 2 },
	progress: { percentage: 42 },
	metrics: { metrics: [{ label: "CPU", value: 9, unit: "%" }] },
	stats: { metrics: [{ label: "Revenue", value: "$2430" }] },
	alert: { message: "Lumen came back" },
	value: { value: "$1,240" },
	timer: { duration_seconds: 300 },
	counter: { number_of_steps: 3, current_step: 2 },
	countdown: { number_of_steps: 3, current_step: 2 },
};

const cell = { label: "CPU", value: 9 };
const webhook = { title: "Stop", type: "webhook", url: "https://ops.example.com/stop" };

describe.each(liveActivityTypes)("%s", (type) => {
	const own = valid[type];

	test("starts, with and without what every type shows", () => {
		expect(start({ type, ...own })).toEqual([]);
		const icon = { symbol: "server.rack", color: "blue" };
		expect(start({ type, ...own, subtitle: "db-prod", color: "lime", icon })).toEqual([]);
		expect(start({ type, ...own, subtitle: "", icon: { symbol: "x" } })).toEqual([]);
	});

	test("needs a title and its own fields", () => {
		expect(problems(LiveActivityStartRequest, { content_state: { type, ...own } })).toEqual([
			"content_state.title is required",
		]);
		const missing = start({ type });
		expect(missing).not.toEqual([]);
		for (const problem of missing) expect(problem).toMatch(/^content_state\.\w+ is required/);
	});

	test("has a badge and a second button only where they are shown", () => {
		const shown = ["alert", "progress", "segmented_progress", "counter", "countdown"].includes(type);
		expect(showsSecondaryAction(type)).toBe(shown);
		const badge = { title: "Agent", color: "green" };
		expect(start({ type, ...own, badge }).length).toBe(shown || type === "value" ? 0 : 1);
		expect(start({ type, ...own }, { action: webhook, secondary_action: webhook }).length).toBe(shown ? 0 : 1);
	});

	test("takes no field of another type", () => {
		for (const [other, fields] of Object.entries(valid)) {
			for (const [field, value] of Object.entries(fields)) {
				if (field in own || type === "timer" || (type === "progress" && field === "value")) continue;
				const [problem = ""] = start({ type, ...own, [field]: value });
				expect(problem, other).toContain(`content_state.${field} is not a field of type ${type}: allowed are title, `);
			}
		}
	});
});

const rows: [name: string, accepted: JsonObject[], refused: JsonObject[]][] = [
	[
		"segmented_progress",
		[
			{ number_of_steps: 1, current_step: 0 },
			{ number_of_steps: 1, current_step: 1 },
			{ number_of_steps: 9, current_step: 2, step_color: "red", step_colors: ["green", "lime"] },
			{ number_of_steps: 3, current_step: 0, step_colors: [] },
		],
		[
			{ number_of_steps: 0, current_step: 0 },
			{ number_of_steps: 3, current_step: -1 },
			{ number_of_steps: 3, current_step: 4 },
			{ number_of_steps: 3.5, current_step: 1 },
			{ number_of_steps: 3, current_step: 1.5 },
			{ number_of_steps: "3", current_step: 1 },
			{ number_of_steps: 3 },
			{ current_step: 1 },
			{ number_of_steps: 3, current_step: 1, step_color: "pink" },
			{ number_of_steps: 3, current_step: 1, step_colors: [] },
			{ number_of_steps: 3, current_step: 1, step_colors: ["green", "green"] },
			{ number_of_steps: 3, current_step: 1, step_colors: ["pink"] },
			{ number_of_steps: 2 ** 53, current_step: 1 },
		],
	],
	[
		"progress",
		[
			{ percentage: 0 },
			{ percentage: 100 },
			{ percentage: 33.3 },
			{ value: 21, upper_limit: 50 },
			{ value: 60, upper_limit: 50 },
			{ value: 0, upper_limit: 0.001 },
			{ percentage: 10, value: 21, upper_limit: 50 },
			{ percentage: 10, value: 21 },
		],
		[
			{},
			{ percentage: -0.001 },
			{ percentage: 100.001 },
			{ percentage: "42" },
			{ percentage: null },
			{ value: 21 },
			{ upper_limit: 50 },
			{ value: 21, upper_limit: 0 },
			{ value: "21", upper_limit: 50 },
		],
	],
	...(["metrics", "stats"] as const).map((type): [string, JsonObject[], JsonObject[]] => [
		type,
		[
			{ metrics: [cell] },
			{ metrics: times(8, cell) },
			{ metrics: [{ ...cell, value: 0 }] },
			{ metrics: [{ ...cell, value: "x" }] },
			{ metrics: [{ ...cell, value: "😀".repeat(64) }] },
			{ metrics: [{ ...cell, unit: "", color: "gray" }] },
		],
		[
			{},
			{ metrics: [] },
			{ metrics: times(9, cell) },
			{ metrics: cell },
			{ metrics: [{ ...cell, value: -1 }] },
			{ metrics: [{ ...cell, value: "" }] },
			{ metrics: [{ ...cell, value: "😀".repeat(65) }] },
			{ metrics: [{ ...cell, value: true }] },
			{ metrics: [{ value: 9 }] },
			{ metrics: [{ label: "CPU" }] },
			{ metrics: [{ ...cell, label: "" }] },
			{ metrics: [{ ...cell, color: "pink" }] },
			{ metrics: [{ ...cell, trend: "up" }] },
		],
	]),
	["alert", [{ message: "x" }], [{}, { message: "" }, { message: 5 }, { message: null }]],
	[
		"value",
		["", 0, -12.75, "0007", "$1,240"].map((value) => ({ value })),
		[{}, { value: null }, { value: true }, { value: [] }],
	],
	[
		"timer",
		[
			{ duration_seconds: 0.5 },
			{ duration_seconds: 300, counts_down: true, is_running: false },
			{ duration_seconds: 300, counts_down: false },
			{ counts_down: false },
			{ counts_down: false, is_running: false },
			{ number_of_steps: 3, current_step: 1, step_color: "red", step_colors: ["green"] },
		],
		[
			{},
			{ counts_down: true },
			{ is_running: true },
			{ duration_seconds: 0 },
			{ duration_seconds: -1 },
			{ duration_seconds: 315_360_001 },
			{ duration_seconds: "300" },
			{ counts_down: "false" },
			{ duration_seconds: 300, is_running: 1 },
			{ number_of_steps: 3, current_step: 4 },
			{ number_of_steps: 3 },
			{ current_step: 3 },
			{ duration_seconds: 300, number_of_steps: 3, current_step: 1 },
		],
	],
];

describe.each(rows)("%s", (type, accepted, refused) => {
	test.each(accepted)("takes %j", (fields) => expect(start({ type, ...fields })).toEqual([]));
	test.each(refused)("refuses %j", (fields) => {
		const found = start({ type, ...fields });
		expect(found).not.toEqual([]);
		for (const problem of found) expect(problem).toMatch(/^content_state\.\w+/);
	});
});

test("the colours are these ten", () => {
	expect(colors).toEqual("lime green cyan blue purple magenta red orange yellow gray".split(" "));
	for (const color of colors) expect(start({ type: "alert", message: "x", color })).toEqual([]);
	expect(start({ type: "alert", message: "x", color: "Blue" })).toEqual([
		"content_state.color must be one of lime, green, cyan, blue, purple, magenta, red, orange, yellow, gray",
	]);
});

describe.each([
	["ContentStateUpdate", ContentStateUpdate],
	["ContentStateEnd", ContentStateEnd],
	["StreamContentState", StreamContentState],
])("%s", (_, schema) => {
	const check = (fields: JsonObject) => problems(schema, { title: "Backup", ...fields });

	test("needs nothing but a title", () => {
		expect(check({})).toEqual([]);
		expect(problems(schema, {})).toEqual(["title is required"]);
		expect(problems(schema, { title: null })).toEqual(["title must be a string, not null"]);
	});

	test("takes a field of any type, and half of a pair: the rest may have been sent before", () => {
		for (const fields of Object.values(valid)) expect(check(fields)).toEqual([]);
		expect(check({ value: 21 })).toEqual([]);
		expect(check({ upper_limit: 50 })).toEqual([]);
		expect(check({ current_step: 9 })).toEqual([]);
		expect(check({ counts_down: true })).toEqual([]);
	});

	test("`null` clears what is optional", () => {
		const optional = Object.keys(schema.shape).filter((field) => !/^(title|type|auto_dismiss_.*)$/.test(field));
		expect(optional).toHaveLength(16);
		for (const field of optional) expect(check({ [field]: null }), field).toEqual([]);
		expect(check({ type: null })).toEqual([expect.stringMatching(/^type must be one of segmented_progress, /)]);
	});

	test("keeps every limit", () => {
		const refused: JsonObject = {
			number_of_steps: 0,
			current_step: -1,
			step_color: "pink",
			step_colors: ["pink"],
			percentage: 101,
			value: true,
			upper_limit: 0,
			metrics: times(9, cell),
			message: "",
			duration_seconds: 0,
			counts_down: 1,
			is_running: "no",
			color: "pink",
			icon: {},
			badge: {},
			type: "gauge",
			subtitle: 5,
		};
		for (const [field, value] of Object.entries(refused)) {
			expect(check({ [field]: value as JsonValue }), field).toEqual([expect.stringContaining(field)]);
		}
	});
});

test("dismissal belongs to the end, in minutes, and to streams, in seconds too", () => {
	const check = (schema: typeof ContentStateUpdate, fields: JsonObject) =>
		problems(schema, { title: "Backup", ...fields });
	expect(check(ContentStateEnd, { auto_dismiss_minutes: 0 })).toEqual([]);
	expect(check(ContentStateEnd, { auto_dismiss_minutes: 100_000 })).toEqual([]);
	expect(check(ContentStateEnd, { auto_dismiss_minutes: -1 })).toEqual(["auto_dismiss_minutes must be at least 0"]);
	expect(check(ContentStateEnd, { auto_dismiss_minutes: 0.5 })).toEqual([
		"auto_dismiss_minutes must be an integer, not 0.5",
	]);
	expect(check(ContentStateEnd, { auto_dismiss_seconds: 30 })).toEqual([
		`auto_dismiss_seconds is not a field: allowed are ${Object.keys(ContentStateEnd.shape).join(", ")}`,
	]);
	expect(stream({ auto_dismiss_minutes: 5, auto_dismiss_seconds: 0 })).toEqual([]);
	expect(stream({ auto_dismiss_seconds: -1 })).toEqual(["content_state.auto_dismiss_seconds must be at least 0"]);
	expect(check(ContentStateUpdate, { auto_dismiss_minutes: 1 })).toEqual([
		expect.stringContaining("auto_dismiss_minutes is not a field"),
	]);
	expect(start({ type: "value", value: 1, auto_dismiss_minutes: 1 })).toEqual([
		expect.stringContaining("content_state.auto_dismiss_minutes is not a field of type value"),
	]);
});
