/** Each rule that JSON Schema cannot say, by a body that the published schema accepts and zod refuses. */
import { expect, test } from "vitest";
import type { z } from "zod";
import {
	AppIconBadgeCountUpdateRequest,
	LiveActivityStartRequest,
	MetricValueUpdateRequest,
	PushNotificationRequest,
	type Refinement,
	refinements,
	validate,
} from "../src/index.ts";
import { json, nested } from "./check.ts";
import { jsonSchema } from "./json-schema.ts";

interface Example {
	schema: z.ZodType;
	body: unknown;
	path: string;
	message: string;
}

const title = "Backup";

function push(body: object, path: string, message: string): Example {
	return { schema: PushNotificationRequest, body: { title, ...body }, path, message };
}

function start(content_state: object, path: string, message: string, fields: object = {}): Example {
	return {
		schema: LiveActivityStartRequest,
		body: { content_state: { title, ...content_state }, ...fields },
		path,
		message,
	};
}

const steps = { type: "segmented_progress", number_of_steps: 3, current_step: 2 };
const button = { title: "Open", type: "open_url", url: "https://ops.example.com" };
const loneSurrogate = "must be valid Unicode: it holds a lone surrogate";

const examples: Record<Refinement, [Example, ...Example[]]> = {
	"well-formed-unicode": [
		push({ message: "half an emoji: \ud83d" }, "message", loneSurrogate),
		push({ payload: { a: ["\udc00"] } }, "payload.a[0]", loneSurrogate),
		push({ metadata: { a: "\ud800" } }, "metadata.a", loneSurrogate),
		push(
			{ payload: json('{"\\ud800":1}') },
			"payload",
			"must have keys that are valid Unicode: one holds a lone surrogate",
		),
		{ schema: MetricValueUpdateRequest, body: { value: "\ud800" }, path: "value", message: loneSurrogate },
	],
	"parsable-url": [
		push({ media: "https://[::1" }, "media", "must be a URL that begins with https://: this one cannot be parsed"),
		push({ redirection: "https:host.example" }, "redirection", "must have // behind https:"),
		start(
			steps,
			"action.url",
			"must be a URL that begins with https://, http:// or shortcuts://: this one cannot be parsed",
			{ action: { ...button, url: "https://" } },
		),
	],
	"forbidden-scheme": [
		push(
			{ redirection: "JavaScript:alert(1)" },
			"redirection",
			"must not use the scheme javascript (nor any of about, activitysmith, blob, data, file, javascript)",
		),
		push(
			{ actions: [{ ...button, url: "activitysmith://settings" }] },
			"actions[0].url",
			"must not use the scheme activitysmith (nor any of about, activitysmith, blob, data, file, javascript)",
		),
	],
	"calendar-date": [
		{
			schema: MetricValueUpdateRequest,
			body: { value: 1, timestamp: "2026-12-31T23:59:60Z" },
			path: "timestamp",
			message: "must be a day and a time that exist, such as 2026-03-19T08:30:00Z",
		},
	],
	"channels-match-target": [
		{
			schema: AppIconBadgeCountUpdateRequest,
			body: { badge: 1, channels: ["ops"], target: { channels: ["ops", "web"] } },
			path: "channels",
			message: "must be equal to target.channels when both are sent",
		},
	],
	"media-without-actions": [
		push(
			{ media: "https://cdn.example.com/a.png", actions: [button] },
			"media",
			"cannot be combined with actions: send one of the two",
		),
	],
	"progress-pair": [
		start({ type: "progress" }, "content_state.percentage", "is required, or value together with upper_limit"),
		start(
			{ type: "progress", value: 21 },
			"content_state.upper_limit",
			"is required with value (or send percentage instead)",
		),
		start(
			{ type: "progress", upper_limit: 50 },
			"content_state.value",
			"is required with upper_limit (or send percentage instead)",
		),
	],
	"current-step-in-range": [
		start({ ...steps, current_step: 4 }, "content_state.current_step", "must be at most number_of_steps (3)"),
	],
	"step-colors-length": [
		start(
			{ ...steps, step_colors: ["green"] },
			"content_state.step_colors",
			"must have one colour for each completed step: 2 (current_step), not 1",
		),
	],
	"timer-duration": [
		start(
			{ type: "timer", is_running: false },
			"content_state.duration_seconds",
			"is required for a countdown (or send counts_down: false to count up)",
		),
	],
	"timer-or-steps": [
		start(
			{ type: "timer", number_of_steps: 3 },
			"content_state.current_step",
			"is required for a timer that shows steps (legacy)",
		),
		start(
			{ type: "timer", number_of_steps: 3, current_step: 1, is_running: true },
			"content_state.is_running",
			"does not belong to a timer that shows steps (legacy)",
		),
		start(
			{ type: "timer", duration_seconds: 60, step_color: "green" },
			"content_state.step_color",
			"does not belong to a timer with duration_seconds or counts_down",
		),
	],
	"secondary-action-type": [
		start(
			{ type: "value", value: 1 },
			"secondary_action",
			"is not shown by type value: only alert, progress and segmented_progress have a second button",
			{ action: button, secondary_action: button },
		),
	],
	"json-depth": [push({ payload: nested(33) }, `payload${".inner".repeat(32)}`, "must nest at most 32 levels deep")],
	"json-numbers": [push({ payload: json('{"a":-1e999}') }, "payload.a", "must be a finite number")],
	"json-keys": [
		push({ payload: json('{"a":{"__proto__":1}}') }, "payload.a", "must not have a key named __proto__"),
		start(steps, "action.body", "must not have a key named __proto__", {
			action: { title, type: "webhook", url: "https://ops.example.com", body: json('{"__proto__":{}}') },
		}),
	],
	"metadata-size": [
		push(
			{ metadata: Object.fromEntries(["a", "b", "c", "d", "e"].map((key) => [key, "x".repeat(3300)])) },
			"metadata",
			"must be at most 16384 bytes as JSON (these are 16536)",
		),
	],
};

test.each(Object.entries(examples))("%s", (rule, bodies) => {
	expect(refinements).toHaveProperty([rule]);
	for (const { schema, body, path, message } of bodies) {
		const published = jsonSchema(String(schema.meta()?.id));
		published(body);
		expect(published.errors, `${path} ${message}`).toBe(null);
		expect(validate(schema, body)).toEqual({ ok: false, issues: [{ path, message, rule }] });
	}
});
