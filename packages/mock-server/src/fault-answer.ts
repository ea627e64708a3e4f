/** What a fault does to a request: it waits, answers in the service's place, or spoils the connection. */
import type { Exchange } from "@activitysmith/core";
import { errors } from "@activitysmith/schema";
import { parseDuration } from "./duration.ts";
import { BODILESS, type FaultRule } from "./fault-rule.ts";

/** Tells a client's test which answers were made by a fault. */
export const FAULT_HEADER = "X-Mock-Fault";

const GATEWAY: Record<number, string> = { 502: "Bad gateway", 503: "Service unavailable", 504: "Gateway timeout" };

type ErrorBody = { error: string; message: string } & Record<string, unknown>;

/** The API's own words for a status, as the operation would say them. */
function errorBody(status: number, exchange: Exchange): ErrorBody {
	const other = { status, error: GATEWAY[status] ?? "Fault", message: "A fault of the mock gave this answer." };
	const { status: _, ...body }: { status: number } & ErrorBody = contractError(status, exchange) ?? other;
	return body;
}

function contractError(status: number, exchange: Exchange) {
	const { operation } = exchange;
	switch (status) {
		case 400:
			return errors.badRequest("A fault of the mock refused this request.");
		case 401:
			return errors.wrongKey;
		case 403:
			if (operation === "endLiveActivity" || operation === "endLiveActivityStream") return errors.cannotEnd;
			return operation === "updateLiveActivity" ? errors.cannotUpdate : errors.outOfScope;
		case 404:
			return notFound(exchange);
		case 409:
			return errors.idempotencyConflict;
		case 413:
			return errors.payloadTooLarge;
		case 415:
			return errors.unsupportedMediaType;
		case 422:
			return errors.idempotencyKeyReused;
		case 429:
			return errors.rateLimited;
		case 500:
			return errors.internal(exchange.requestId);
		default:
			return undefined;
	}
}

function notFound({ operation, params: { stream_key = "", key = "" }, body }: Exchange) {
	const { activity_id } = (body ?? {}) as { activity_id?: unknown };
	switch (operation) {
		case "endLiveActivityStream":
			return errors.streamNotFound(stream_key);
		case "updateMetricValue":
			return errors.metricNotFound(key);
		case "updateLiveActivity":
		case "endLiveActivity":
			return errors.activityNotFound(String(activity_id));
		case "startLiveActivity":
		case "reconcileLiveActivityStream":
			return { ...errors.noLiveActivityDevices, effective_channel_slugs: null };
		default:
			return { ...errors.noDevices, effective_channel_slugs: null };
	}
}

/** Rejects when the signal is aborted; a wait that nobody waits for any more leaves no timer. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		signal.throwIfAborted();
		const abort = () => {
			clearTimeout(timer);
			reject(signal.reason);
		};
		const timer =
			milliseconds === Number.POSITIVE_INFINITY
				? undefined
				: setTimeout(() => {
						signal.removeEventListener("abort", abort);
						resolve();
					}, milliseconds);
		signal.addEventListener("abort", abort, { once: true });
	});
}

/** `slowBody` sends the body in this many pieces. */
const PIECES = 10;

function spread(
	bytes: Uint8Array,
	milliseconds: number,
	cut: boolean,
	signal: AbortSignal,
): ReadableStream<Uint8Array> {
	const end = cut ? Math.floor(bytes.byteLength / 2) : bytes.byteLength;
	const size = Math.max(1, Math.ceil(end / (milliseconds > 0 ? PIECES : 1)));
	let sent = 0;
	return new ReadableStream({
		async pull(controller) {
			if (sent > 0 && milliseconds > 0) await pause(milliseconds / PIECES, signal);
			if (sent < end) {
				controller.enqueue(bytes.slice(sent, Math.min(end, sent + size)));
				sent += size;
			} else if (cut) {
				controller.error(new TypeError("terminated", { cause: new Error("A fault of the mock cut the body") }));
			} else {
				controller.close();
			}
		},
	});
}

export interface Struck {
	exchange: Exchange;
	rule: FaultRule;
	id: string;
	/** Aborted when the caller has gone or the mock is closed. */
	signal: AbortSignal;
	/** Asks the service. */
	next: () => Promise<Response>;
}

/** A network error (`Response.error()`) stands for a connection that broke without an answer. */
export async function strike({ exchange, rule, id, signal, next }: Struck): Promise<Response> {
	if (rule.delay !== undefined) await pause(parseDuration(rule.delay), signal);
	const answers = rule.status === undefined && rule.connection !== "reset" && rule.connection !== "never";
	const real = answers || rule.processed ? await next() : undefined;
	if (rule.connection === "never") await pause(Number.POSITIVE_INFINITY, signal);
	if (rule.connection === "reset") return Response.error();
	const response = rule.status === undefined ? real : made(rule.status, rule, exchange);
	if (!response) throw new Error("a fault without a status has the service's answer");
	const headers = new Headers(response.headers);
	headers.set(FAULT_HEADER, id);
	for (const [name, value] of Object.entries(rule.headers ?? {})) headers.set(name, value);
	const { status } = response;
	if (rule.slowBody === undefined && rule.connection !== "truncate") {
		return new Response(response.body, { status, headers });
	}
	const bytes = new Uint8Array(await response.arrayBuffer());
	headers.set("Content-Length", String(bytes.byteLength));
	const milliseconds = rule.slowBody === undefined ? 0 : parseDuration(rule.slowBody);
	return new Response(spread(bytes, milliseconds, rule.connection === "truncate", signal), { status, headers });
}

function made(status: number, { body, retryAfter }: FaultRule, exchange: Exchange): Response {
	const content = body ?? (status >= 400 ? errorBody(status, exchange) : {});
	const text = typeof content === "string" ? content : JSON.stringify(content);
	const wait = retryAfter ?? (status === 429 && body === undefined ? 1 : undefined);
	exchange.status = status;
	exchange.answer = content;
	return new Response(BODILESS.includes(status) ? null : text, {
		status,
		headers: {
			"Content-Type": typeof content === "string" ? "text/plain; charset=utf-8" : "application/json",
			"X-Request-Id": exchange.requestId,
			...(status === 401 && { "WWW-Authenticate": "Bearer" }),
			...(wait !== undefined && { "Retry-After": String(wait) }),
		},
	});
}
