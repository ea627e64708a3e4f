/** What can be made to go wrong, and when: the shape of a fault, checked, whoever wrote it. */
import { constants } from "node:http2";
import type { Environment } from "../request.ts";
import { isNumber, isObject, knowsOnly, must } from "./checks.ts";
import { statusOf } from "./reasons.ts";

/** An HTTP/2 error by its name in RFC 9113, such as `REFUSED_STREAM`, or by its number. */
export type ErrorCode = number | ErrorName;
export type ErrorName =
	| "NO_ERROR"
	| "PROTOCOL_ERROR"
	| "INTERNAL_ERROR"
	| "FLOW_CONTROL_ERROR"
	| "SETTINGS_TIMEOUT"
	| "STREAM_CLOSED"
	| "FRAME_SIZE_ERROR"
	| "REFUSED_STREAM"
	| "CANCEL"
	| "COMPRESSION_ERROR"
	| "CONNECT_ERROR"
	| "ENHANCE_YOUR_CALM"
	| "INADEQUATE_SECURITY"
	| "HTTP_1_1_REQUIRED";

export interface GoAway {
	/** @default "NO_ERROR" */
	code?: ErrorCode;
	/**
	 * The last stream that counts as processed: that of this request, the one before it, or a number. A connection that is
	 * told to go away from outside takes `this` for its last request.
	 * @default "this"
	 */
	lastStreamId?: "this" | "previous" | number;
	/** Sent as `{"reason":"…"}`, as Apple does. */
	reason?: string;
	/** Announces it first with the highest stream id of all, as servers do that shut down in two steps. @default false */
	warnFirst?: boolean;
	/**
	 * `when-drained`: what is in flight is answered, then it closes. `at-once`: it closes, whatever is in flight. `never`: it
	 * remains open, and looks at nothing that comes after the last stream.
	 * @default "when-drained"
	 */
	close?: "when-drained" | "at-once" | "never";
}

export interface FaultTarget {
	deviceToken?: string;
	topic?: string;
	pushType?: string;
	environment?: Environment;
	/** How the path begins, such as `/4/broadcasts/`. */
	path?: string;
}

/** One of `answer`, `limit`, `hang`, `goAway`, `reset`, `drop`, `streams`, or a delay alone. */
export interface Effect {
	/** Milliseconds of real time before it answers, or before anything else happens. */
	delayMs?: number | { min: number; max: number };
	/** Any status and reason. The status of a reason of Apple's goes without saying. */
	answer?: { reason?: string; status?: number; timestamp?: number; retryAfter?: number | string };
	/** `429 TooManyRequests` for a device token after so many requests within so many milliseconds of the gateway's time. */
	limit?: { requests: number; windowMs: number; retryAfter?: number | string };
	/** `silent`: nothing is ever answered. `headers`: the answer begins and never ends. */
	hang?: "silent" | "headers";
	goAway?: GoAway;
	/** Ends the stream with an error. */
	reset?: ErrorCode;
	/** Breaks the connection as a network does. */
	drop?: true;
	/** Lowers, or raises, how many streams the connection may have at once; the request is answered as ever. */
	streams?: number;
	/**
	 * Whether the push takes effect all the same, although nobody is told: the ambiguous case.
	 * @default false; with `goAway` whether its stream is at most the last one
	 */
	processed?: boolean;
}

export interface FaultRule extends Effect {
	/** @default `fault-1` and so on */
	id?: string;
	/** All that is given must hold. @default every request */
	when?: FaultTarget;
	/** Lets so many matching requests pass first: for the nth one, `after: n - 1` and `times: 1`. @default 0 */
	after?: number;
	/** How often it strikes; `null`: without end. @default null */
	times?: number | null;
	/** How likely it is to strike. @default 1 */
	probability?: number;
	/** Of the chance. @default 1 */
	seed?: number;
	/** In place of one effect: each matching request takes the next, `null` being none, and then it is over. */
	script?: readonly (Effect | null)[];
}

const EFFECTS = ["answer", "limit", "hang", "goAway", "reset", "drop", "streams"] as const;
const EFFECT_FIELDS: readonly string[] = [...EFFECTS, "delayMs", "processed"];
const RULE_FIELDS = [...EFFECT_FIELDS, "id", "when", "after", "times", "probability", "seed", "script"];
const TARGET_FIELDS = ["deviceToken", "topic", "pushType", "environment", "path"];

const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The number of an HTTP/2 error. */
export function errorCode(code: ErrorCode): number {
	if (typeof code === "number") {
		must(isNumber(code, 0, 2 ** 32 - 1), "An error code is a number of 32 bits");
		return code;
	}
	const number = Object.hasOwn(constants, `NGHTTP2_${code}`)
		? constants[`NGHTTP2_${code}` as keyof typeof constants]
		: undefined;
	must(typeof number === "number", `${JSON.stringify(code)} is no error of HTTP/2`);
	return number;
}

/** The status of an answer that a fault gives. */
export function answerStatus({ reason, status }: NonNullable<Effect["answer"]>): number {
	return status ?? (reason === undefined ? 200 : (statusOf(reason) ?? 400));
}

export function checkGoAway(goAway: unknown): asserts goAway is GoAway {
	must(isObject(goAway), "goAway is an object");
	knowsOnly(goAway, ["code", "lastStreamId", "reason", "warnFirst", "close"], "goAway");
	errorCode((goAway.code ?? 0) as ErrorCode);
	const { lastStreamId = "this", close = "when-drained" } = goAway;
	const isStream = lastStreamId === "this" || lastStreamId === "previous" || isNumber(lastStreamId, 0, 2 ** 31 - 1);
	must(isStream, "goAway.lastStreamId is this, previous or the number of a stream");
	must(["when-drained", "at-once", "never"].includes(String(close)), "goAway.close is when-drained, at-once or never");
}

function checkEffect(effect: Record<string, unknown>): void {
	const given = EFFECTS.filter((name) => effect[name] !== undefined);
	must(given.length <= 1, `A fault has one effect, not ${given.join(" and ")}`);
	must(given.length === 1 || effect.delayMs !== undefined, `A fault has an effect: delayMs, ${EFFECTS.join(", ")}`);
	const { delayMs, answer, limit, hang, goAway, reset, drop, streams } = effect;
	if (delayMs !== undefined) {
		const { min, max } = isObject(delayMs) ? delayMs : { min: delayMs, max: delayMs };
		const isRange = isNumber(min, 0) && isNumber(max, min, LONGEST_DELAY_MS);
		must(isRange, "delayMs is a number of milliseconds, or { min, max }");
	}
	if (answer !== undefined) {
		must(isObject(answer), "answer is an object");
		knowsOnly(answer, ["reason", "status", "timestamp", "retryAfter"], "answer");
		const { status, reason } = answer;
		must(status === undefined || (Number.isInteger(status) && isNumber(status, 200, 599)), "answer.status is a status");
		const isKnown = typeof reason === "string" && (status !== undefined || statusOf(reason) !== undefined);
		must(reason === undefined ? status !== undefined : isKnown, "answer has a reason of Apple's, or a status");
	}
	if (limit !== undefined) {
		must(isObject(limit), "limit is an object");
		knowsOnly(limit, ["requests", "windowMs", "retryAfter"], "limit");
		must(isNumber(limit.requests, 0) && isNumber(limit.windowMs, 1), "limit takes { requests, windowMs }");
	}
	must(hang === undefined || hang === "silent" || hang === "headers", "hang is silent or headers");
	if (goAway !== undefined) checkGoAway(goAway);
	if (reset !== undefined) errorCode(reset as ErrorCode);
	must(drop === undefined || drop === true, "drop is true");
	must(
		streams === undefined || (Number.isInteger(streams) && isNumber(streams, 0, 2 ** 31 - 1)),
		"streams is a number",
	);
}

/** Throws a TypeError that says what is wrong. */
export function checkRule(rule: unknown): asserts rule is FaultRule {
	must(isObject(rule), "A fault is an object");
	knowsOnly(rule, RULE_FIELDS, "A fault");
	const { when = {}, after = 0, times = null, probability = 1, seed = 1, script } = rule;
	must(isObject(when), "when is an object");
	knowsOnly(when, TARGET_FIELDS, "when");
	must(isNumber(after, 0), "after is a number of requests");
	must(times === null || isNumber(times, 1), "times is a number of requests, or null");
	must(isNumber(probability, 0, 1), "probability is a number from 0 to 1");
	must(Number.isInteger(seed), "seed is a whole number");
	if (script === undefined) return checkEffect(rule);
	must(Array.isArray(script), "script is a list of effects");
	const extra = EFFECT_FIELDS.find((field) => rule[field] !== undefined);
	must(extra === undefined, `A fault with a script has no ${extra} of its own`);
	for (const effect of script as unknown[]) {
		if (effect === null) continue;
		must(isObject(effect), "script is a list of effects");
		knowsOnly(effect, EFFECT_FIELDS, "An effect");
		checkEffect(effect);
	}
}
