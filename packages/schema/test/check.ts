/** What the tests of single rules share: the issues of a body, in words, and bodies to start from. */
import type { z } from "zod";
import {
	AppIconBadgeCountUpdateRequest,
	formatIssue,
	type JsonObject,
	LiveActivityStartRequest,
	LiveActivityStreamRequest,
	MetricValueUpdateRequest,
	PushNotificationRequest,
	validate,
} from "../src/index.ts";

/** Every sentence that the body earns; none when it is valid. */
export function problems(schema: z.ZodType, body: unknown): string[] {
	const result = validate(schema, body);
	return result.ok ? [] : result.issues.map(formatIssue);
}

export function push(fields: JsonObject): string[] {
	return problems(PushNotificationRequest, { title: "New subscription", ...fields });
}

export function start(content_state: JsonObject, fields: JsonObject = {}): string[] {
	return problems(LiveActivityStartRequest, { content_state: { title: "Backup", ...content_state }, ...fields });
}

export function stream(content_state: JsonObject, fields: JsonObject = {}): string[] {
	return problems(LiveActivityStreamRequest, { content_state: { title: "Backup", ...content_state }, ...fields });
}

export function metric(fields: JsonObject): string[] {
	return problems(MetricValueUpdateRequest, { value: 1, ...fields });
}

export function badge(fields: JsonObject): string[] {
	return problems(AppIconBadgeCountUpdateRequest, { badge: 1, ...fields });
}

/** JSON as a request brings it: an own key `__proto__`, numbers that overflow. */
export function json(text: string): JsonObject {
	return JSON.parse(text);
}

export function times<T>(count: number, entry: T): T[] {
	return Array.from({ length: count }, () => entry);
}

/** An object with so many entries. */
export function entries(count: number): JsonObject {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, index]));
}

/** An object that nests so many levels deep. */
export function nested(levels: number): JsonObject {
	let value: JsonObject = {};
	for (let level = 1; level < levels; level += 1) value = { inner: value };
	return value;
}
