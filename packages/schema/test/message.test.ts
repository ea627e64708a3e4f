/** What a caller reads: the field by its path, what is allowed, and no word of the machinery. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	ContentStateStart,
	formatPath,
	LiveActivityStartRequest,
	MAX_ISSUES,
	MetricKey,
	operations,
	PushNotificationRequest,
	StreamKey,
	validate,
} from "../src/index.ts";
import { badge, json, metric, problems, push, start, stream, times } from "./check.ts";
import { bodies } from "./corpus.ts";

const types = "segmented_progress, progress, metrics, stats, alert, value, timer, counter, countdown";
const cell = { label: "CPU", value: 9 };
const link = { title: "Open", type: "open_url", url: "https://ops.example.com" };

test.each<[string, string[], string[]]>([
	["missing", start({ type: "alert" }), ["content_state.message is required"]],
	["null", push({ title: null }), ["title must be a string, not null"]],
	["wrong type", push({ title: ["x"] }), ["title must be a string, not an array"]],
	[
		"number as string",
		start({ type: "progress", percentage: "42" }),
		["content_state.percentage must be a number, not a string"],
	],
	["NaN as string", metric({ value: {} }), ["value must be a finite number, or a string of 1 to 64 characters"]],
	[
		"no value",
		problems(operations.updateMetricValue.body, {}),
		["value is required: a finite number, or a string of 1 to 64 characters"],
	],
	[
		"infinite",
		start(json('{"type":"progress","percentage":1e999}')),
		["content_state.percentage must be a finite number"],
	],
	["fraction", badge({ badge: 1.5 }), ["badge must be an integer, not 1.5"]],
	["too small", badge({ badge: -1 }), ["badge must be at least 0"]],
	["too big", start({ type: "progress", percentage: 101 }), ["content_state.percentage must be at most 100"]],
	["not above", stream({ upper_limit: 0 }), ["content_state.upper_limit must be greater than 0"]],
	["empty text", push({ title: "" }), ["title must be at least 1 character"]],
	["long text", push({ tags: ["x".repeat(65)] }), ["tags[0] must be at most 64 characters"]],
	["empty list", start({ type: "metrics", metrics: [] }), ["content_state.metrics must have at least 1 item"]],
	[
		"long list",
		start({ type: "metrics", metrics: times(9, cell) }),
		["content_state.metrics must have at most 8 items"],
	],
	["five buttons", push({ actions: times(5, link) }), ["actions must have at most 4 items"]],
	[
		"deep path",
		start({ type: "metrics", metrics: [cell, { ...cell, value: -1 }] }),
		["content_state.metrics[1].value must be at least 0"],
	],
	[
		"neither number nor string",
		start({ type: "metrics", metrics: [{ ...cell, value: null }] }),
		["content_state.metrics[0].value must be a number of at least 0, or a string of 1 to 64 characters"],
	],
	[
		"one of a few",
		push({ interruption_level: "loud" }),
		["interruption_level must be one of passive, active, time-sensitive"],
	],
	["no type", start({}), [`content_state.type is required: one of ${types}`]],
	["unknown type", start({ type: "gauge" }), [`content_state.type must be one of ${types}`]],
	[
		"unknown button",
		push({ actions: [{ ...link, type: "call" }] }),
		["actions[0].type must be one of open_url, webhook"],
	],
	["unknown field", badge({ colour: "red" }), ["colour is not a field: allowed are badge, target, channels"]],
	[
		"unknown field, further in",
		stream({}, { alert: { text: "x" } }),
		["alert.text is not a field: allowed are title, body"],
	],
	[
		"field of another type",
		start({ type: "alert", message: "x", percentage: 5 }),
		[
			"content_state.percentage is not a field of type alert: allowed are title, subtitle, color, icon, type, message, badge",
		],
	],
	[
		"webhook field on a link",
		push({ actions: [{ ...link, method: "GET" }] }),
		["actions[0].method is not a field of type open_url: allowed are title, type, url"],
	],
	["camelCase", stream({ currentStep: 2 }), ["content_state.currentStep is not a field: current_step is meant"]],
	[
		"camelCase of a type",
		start({ type: "segmented_progress", numberOfSteps: 3, current_step: 2 }),
		[
			"content_state.numberOfSteps is not a field of type segmented_progress: number_of_steps is meant",
			"content_state.number_of_steps is required",
		],
	],
	[
		"camelCase at the top",
		push({ interruptionLevel: "active", Message: "x" }),
		["interruptionLevel is not a field: interruption_level is meant", "Message is not a field: message is meant"],
	],
	["not a list of channels", badge({ channels: "ops" }), ["channels must be an array of channel slugs"]],
	["no list in target", badge({ target: {} }), ["target.channels must be an array of channel slugs"]],
	["no channel", badge({ channels: [] }), ["channels must contain at least one channel"]],
	[
		"bad channel",
		badge({ channels: ["Ops"] }),
		[
			"channels[0] must be a channel slug: 1 to 64 of a-z, 0-9, underscore and hyphen, beginning with a letter or digit",
		],
	],
	[
		"http webhook",
		push({ actions: [{ ...link, type: "webhook", url: "http://a.example" }] }),
		["actions[0].url must be a URL that begins with https://, without white space and control characters"],
	],
	["long URL", push({ media: `https://a.example/${"a".repeat(2031)}` }), ["media must be at most 2048 characters"]],
	["payload", push({ payload: [] }), ["payload must be a JSON object"]],
	["metadata", push({ metadata: 5 }), ["metadata must be an object of strings, numbers and booleans"]],
	["metadata entry", push({ metadata: { a: null } }), ["metadata.a must be a string, a finite number or a boolean"]],
	["metadata key", push({ metadata: { "": 1 } }), ["metadata. must have a key of 1 to 100 characters"]],
	[
		"time",
		metric({ timestamp: "2026-03-19" }),
		["timestamp must be an ISO 8601 time with seconds and offset, such as 2026-03-19T08:30:00Z"],
	],
	["no object", problems(PushNotificationRequest, []), ["The request body must be an object, not an array"]],
	["no state", problems(LiveActivityStartRequest, {}), ["content_state is required"]],
	[
		"state of another kind",
		problems(LiveActivityStartRequest, { content_state: "x" }),
		["content_state must be an object, not a string"],
	],
])("%s", (_, found, expected) => expect(found).toEqual(expected));

test("a parameter is named by where it is", () => {
	expect(validate(StreamKey, "a b", ["stream_key"])).toEqual({
		ok: false,
		issues: [{ path: "stream_key", message: "must contain only letters, numbers, underscores, and hyphens" }],
	});
	expect(validate(StreamKey, "a".repeat(256), ["stream_key"])).toEqual({
		ok: false,
		issues: [{ path: "stream_key", message: "must be at most 255 characters" }],
	});
	expect(validate(MetricKey, "A", ["key"])).toMatchObject({
		issues: [{ path: "key", message: expect.stringMatching(/^must be 1 to 64 of a-z, 0-9, dot,/) }],
	});
	expect(validate(ContentStateStart, { type: "alert", title: "x" }, ["content_state"])).toEqual({
		ok: false,
		issues: [{ path: "content_state.message", message: "is required" }],
	});
});

describe("an answer stays small and valid, whatever was sent", () => {
	test.each<[string, unknown]>([
		["unknown fields", Object.fromEntries(times(5000, 0).map((zero, index) => [`field${index}`, zero]))],
		["wrong items", { title: "x", channels: times(5000, 0) }],
		["lone surrogates", { title: "x", payload: { list: times(5000, "\ud800") } }],
	])("thousands of %s", (_, body) => {
		const result = validate(PushNotificationRequest, body);
		expect(result.ok ? 0 : result.issues.length).toBe(MAX_ISSUES);
	});

	test("long names are cut and made valid Unicode", () => {
		expect(formatPath(["a", 0, "b", "c\ud800"])).toBe("a[0].b.c\ufffd");
		expect(formatPath(["x".repeat(60_000)])).toBe(`${"x".repeat(100)}…`);
		expect(formatPath(["😀".repeat(99), "a"]).isWellFormed()).toBe(true);
		expect(formatPath([`a${"😀".repeat(99)}`, "a"]).isWellFormed()).toBe(true);
	});
});

test.each(Object.values(operations))("every sentence of $id is complete and in our own words", ({ body }) => {
	const sentences = /^(?:is (?:required|not|shown)|must|has|cannot|does not)\b/;
	const machinery = /invalid|expected|undefined|\[object|regex|zod|\bNaN\b|must match/i;
	fc.assert(
		fc.property(bodies(String(body.meta()?.id)), (input) => {
			const result = validate(body, input);
			for (const { path, message } of result.ok ? [] : result.issues) {
				expect(message, path).toMatch(sentences);
				expect(message, path).not.toMatch(machinery);
				expect(path.isWellFormed() && message.isWellFormed(), path).toBe(true);
			}
		}),
		{ numRuns: 300 },
	);
});
