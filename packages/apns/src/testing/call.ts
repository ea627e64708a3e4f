/** One request as it has arrived, and what is read from its headers. */
import type { IncomingHttpHeaders } from "node:http2";
import type { Environment } from "../request.ts";
import type { Connection } from "./connection.ts";
import { type Answer, type Reason, refuse } from "./reasons.ts";

export interface Call {
	readonly connection: Connection;
	readonly environment: Environment;
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	/** Names and values in turn, as they came. */
	readonly rawHeaders: readonly string[];
	/** As far as it was kept: what is too large to be looked at is cut off. */
	readonly body: string;
	readonly bodyBytes: number;
	/** Epoch milliseconds. */
	readonly at: number;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const LONGEST_COLLAPSE_ID = 64;

/** A header that came once. Node joins those that came more often, and a push with such is refused before. */
export function header({ headers }: Call, name: string): string | undefined {
	const value = headers[name];
	return typeof value === "string" ? value : value?.[0];
}

export function hasDuplicates({ rawHeaders }: Call): boolean {
	const seen = new Set<string>();
	for (let index = 0; index < rawHeaders.length; index += 2) {
		const name = rawHeaders[index] ?? "";
		if (!name.startsWith("apns-")) continue;
		if (seen.has(name)) return true;
		seen.add(name);
	}
	return false;
}

export function isUuid(value: string | undefined): value is string {
	return value !== undefined && UUID.test(value);
}

/** Epoch seconds until which a push is kept; `null` when it does not say. */
export function expirationOf(call: Call): number | null {
	const value = header(call, "apns-expiration");
	return value === undefined ? null : Number(value);
}

/** 10, unless it says otherwise. */
export function priorityOf(call: Call): number {
	return Number(header(call, "apns-priority") ?? 10);
}

/** The headers of pushes and of broadcasts, in Apple's order. `id` is the name of the one that identifies it. */
export function refuseHeaders(call: Call, id: "apns-id" | "apns-request-id"): Answer | null {
	const identity = header(call, id);
	if (identity !== undefined && !isUuid(identity)) return refuse("BadMessageId");
	const expiration = header(call, "apns-expiration");
	if (expiration !== undefined && !/^\d{1,15}$/.test(expiration)) return refuse("BadExpirationDate");
	const priority = header(call, "apns-priority");
	if (priority !== undefined && !["1", "5", "10"].includes(priority)) return refuse("BadPriority");
	if (header(call, "apns-push-type") === "background" && priorityOf(call) === 10) return refuse("BadPriority");
	if (id === "apns-request-id") return null;
	const collapseId = header(call, "apns-collapse-id");
	if (collapseId !== undefined && (collapseId === "" || byteLength(collapseId) > LONGEST_COLLAPSE_ID)) {
		return refuse("BadCollapseId");
	}
	return null;
}

/** Node reads the bytes of a header as Latin-1: one character is one byte. */
function byteLength(value: string): number {
	return Buffer.byteLength(value, "latin1");
}

/** The body as an object, or why it is none. Bytes above `most` are too many. */
export function readBody(
	{ body, bodyBytes, headers }: Call,
	most: number,
	whenInvalid: Reason,
): { json: Record<string, unknown> } | { refused: Answer } {
	if (bodyBytes === 0) return { refused: refuse("PayloadEmpty") };
	if (bodyBytes > most) return { refused: refuse("PayloadTooLarge") };
	const encoding = headers["content-encoding"];
	if (encoding !== undefined && encoding !== "identity") return { refused: refuse(whenInvalid) };
	const json = parseObject(body);
	return json ? { json } : { refused: refuse(whenInvalid) };
}

function parseObject(text: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(text);
		const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
		return isObject ? (value as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}
