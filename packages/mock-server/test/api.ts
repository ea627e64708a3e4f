/**
 * The API for tests: every answer, of whatever status, is checked against the published OpenAPI document before the test
 * sees it.
 */
import { readFileSync } from "node:fs";
import type { Mock } from "../src/index.ts";
import { conformTo, type Document, typeOf } from "./conform.ts";

type Json = Record<string, unknown>;

export const document = JSON.parse(
	readFileSync(new URL("../../../openapi/openapi.json", import.meta.url), "utf8"),
) as Document;

const conform = conformTo(document, {
	basePath: "/api",
	otherStatuses: [404, 405],
	otherSchema: "/components/schemas/NotFoundError",
});

export interface Answer {
	status: number;
	body: Json;
	headers: Headers;
}

export interface Sent {
	method: string;
	/** Below `/api`, or with it. */
	path: string;
	/** Sent as JSON; text and bytes as they are. */
	body?: unknown;
	headers?: Record<string, string>;
	/** `null` for none. @default "ask_test" */
	key?: string | null;
}

type Fetch = typeof globalThis.fetch;

export async function send(
	fetch: Fetch,
	{ method, path, body, headers = {}, key = "ask_test" }: Sent,
	origin = "http://mock.test",
) {
	const url = new URL(path.startsWith("/api") ? path : `/api${path}`, origin);
	const raw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
	const response = await fetch(url, {
		method,
		headers: {
			...(key !== null && { Authorization: `Bearer ${key}` }),
			...(body !== undefined && { "Content-Type": "application/json" }),
			...headers,
		},
		...(body !== undefined && { body: raw ? (body as string) : JSON.stringify(body) }),
		...(body instanceof ReadableStream && { duplex: "half" }),
	} as RequestInit);
	const text = await response.text();
	const answer: Answer = { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
	if (method !== "HEAD") {
		conform({ method, pathname: url.pathname, status: answer.status, type: typeOf(response), body: answer.body });
	}
	return answer;
}

/** The operations by short names, for one key. */
export function api(mock: Pick<Mock, "fetch">, key = "ask_test") {
	const post =
		(path: string) =>
		(body: unknown, headers: Record<string, string> = {}) =>
			send(mock.fetch, { method: "POST", path, body, headers, key });
	return {
		put: (streamKey: string, body: unknown) =>
			send(mock.fetch, { method: "PUT", path: `/live-activity/stream/${streamKey}`, body, key }),
		del: (streamKey: string, body?: unknown) =>
			send(mock.fetch, { method: "DELETE", path: `/live-activity/stream/${streamKey}`, body, key }),
		start: post("/live-activity/start"),
		update: post("/live-activity/update"),
		end: post("/live-activity/end"),
		push: post("/push-notification"),
		badge: post("/badge"),
		metric: (metricKey: string, body: unknown) =>
			send(mock.fetch, { method: "POST", path: `/metrics/${metricKey}/value`, body, key }),
	};
}

/** A content state of type progress. */
export function progress(percentage: number, more: Json = {}) {
	return { content_state: { title: "Nightly Backup", type: "progress", percentage, ...more } };
}

/** Everything that can be seen on the devices of an account. */
export function seen({ devices }: Pick<Mock, "devices">) {
	return devices.map((device) => ({
		lockScreen: device.lockScreen(),
		notifications: device.notifications(),
		badge: device.badge,
		widgets: device.widgets,
		pushes: [...device.pushes],
	}));
}

/** What the first device shows: the key or `null`, the status, the shown percentage. */
export function shows({ devices }: Pick<Mock, "devices">, device = 0) {
	const activities = devices[device]?.lockScreen().activities ?? [];
	return activities.map(({ activityId, status, state }) => ({ activityId, status, percentage: state.percentage }));
}

/** The events of the Live Activity pushes that a device received. */
export function events({ devices }: Pick<Mock, "devices">, device = 0): string[] {
	return (devices[device]?.pushes ?? []).flatMap((push) =>
		push.kind === "live-activity" ? [push.body.aps.event] : [],
	);
}
