/** Keys that name parts of JavaScript's objects are refused or passed on as data: never obeyed, never dropped. */
import { expect, test } from "vitest";
import type { z } from "zod";
import {
	LiveActivityStartRequest,
	LiveActivityStreamRequest,
	PushNotificationRequest,
	validate,
} from "../src/index.ts";
import { json, problems, push } from "./check.ts";

const pristine = Reflect.ownKeys(Object.prototype).length;

function pollutes(): boolean {
	return Reflect.ownKeys(Object.prototype).length !== pristine || "polluted" in {};
}

test.each<[string, z.ZodType, string, string]>([
	["body", PushNotificationRequest, '{"title":"x","__proto__":{"polluted":1}}', "__proto__"],
	["body", PushNotificationRequest, '{"title":"x","constructor":{"prototype":{"polluted":1}}}', "constructor"],
	["body", PushNotificationRequest, '{"title":"x","toString":1}', "toString"],
	[
		"state",
		LiveActivityStreamRequest,
		'{"content_state":{"title":"x","__proto__":{"polluted":1}}}',
		"content_state.__proto__",
	],
	[
		"state of a type",
		LiveActivityStartRequest,
		'{"content_state":{"title":"x","type":"alert","message":"y","__proto__":{"polluted":1}}}',
		"content_state.__proto__",
	],
	["metadata", PushNotificationRequest, '{"title":"x","metadata":{"__proto__":"y"}}', "metadata.__proto__"],
	["payload", PushNotificationRequest, '{"title":"x","payload":{"a":[{"__proto__":{"polluted":1}}]}}', "payload.a[0]"],
])("%s: %s names what is refused", (_, schema, text, path) => {
	const result = validate(schema, json(text));
	expect(result).toMatchObject({ ok: false, issues: [{ path }] });
	expect(pollutes()).toBe(false);
});

test("a required field cannot come from a prototype", () => {
	expect(problems(PushNotificationRequest, json('{"__proto__":{"title":"x"}}'))).toEqual([
		"title is required",
		expect.stringContaining("__proto__ is not a field"),
	]);
});

test("free-form data keeps every key, in order", () => {
	const payload = json('{"constructor":{"prototype":{"polluted":1}},"toString":null,"b":[],"a":{"":0},"10":1}');
	const result = validate(PushNotificationRequest, { title: "x", payload });
	expect(result.ok && JSON.stringify(result.value.payload)).toBe(JSON.stringify(payload));
	expect(push({ metadata: { constructor: "x", prototype: 1, hasOwnProperty: true } })).toEqual([]);
	expect(pollutes()).toBe(false);
});
