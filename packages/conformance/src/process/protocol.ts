/**
 * How an SDK of another language is driven: a program of its own, spoken to in lines of JSON. Each line on its standard
 * input is a call, each line on its standard output the answer to one, in any order and one at a time or many at once.
 * The program ends when its input ends. What it has to say otherwise goes to standard error.
 *
 * 1. The program writes {@link Ready}.
 * 2. For each {@link CallLine} it makes the call with a client for `client`, which it keeps for calls with an equal one, and
 *    writes a {@link ReplyLine} with the same `id`.
 */
import type { Json, OperationId } from "../driver.ts";

/** The first line of the program. */
export interface Ready {
	ready: {
		/** As in the SDK's header: `python` of `X-ActivitySmith-SDK: python-v2.0.0`. */
		language: string;
		version: string;
	};
}

/** What a client is made with. What is left out is the SDK's default. */
export interface ClientSettings {
	baseURL: string;
	apiKey: string;
	maxRetries?: number;
	/** Milliseconds, for each try. */
	timeout?: number;
}

export interface CallLine {
	id: number;
	client: ClientSettings;
	operation: OperationId;
	/** Parameters of the path. */
	params?: Record<string, string>;
	/** As the method takes it: what the SDK makes of it is the SDK's. */
	body?: Json;
	idempotencyKey?: string;
}

/** Why a call failed. */
export interface Failure {
	/** The SDK's class by the name that all languages share, such as `RateLimitError`. */
	class: string;
	message: string;
	/** Absent when there was no answer. */
	status?: number;
	/** The answer's body, when it is an object. */
	body?: Json;
	/** Seconds. */
	retryAfter?: number;
	/** How many requests were sent; absent when none was. */
	attempts?: number;
}

export type ReplyLine =
	/** `result` is the body of the answer, from the SDK's own object for it. */
	{ id: number; result: Json } | { id: number; error: Failure };
