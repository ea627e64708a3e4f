/**
 * Sends what the generated operations describe: the client they are called with. It adds the key, the timeout, retries
 * and the order of calls, and turns answers into values or errors. It knows nothing of notifications or activities.
 */
import { type Answer, attempt } from "./attempt.ts";
import { type ActivitySmithError, errorFrom, unread, ValidationError } from "./errors.ts";
import type { ActivitySmithOptions, CallInit, Hooks } from "./options.ts";
import { quietly } from "./quietly.ts";
import { retryDelay } from "./retry.ts";
import { apiKeyFrom, baseURLFrom } from "./settings.ts";
import { version } from "./version.ts";
import { within } from "./within.ts";

/** What a call resolves to in place of the body: the body with what came along, or the untouched response. */
export type As = "response" | "raw";

/** The server's count of requests. */
export interface RateLimit {
	/** Requests allowed in a window. */
	limit: number;
	/** How many are left. */
	remaining: number;
	/** Seconds until the window ends. */
	reset: number;
}

/** A body and what came along with it. */
export interface ResponseResult<T> {
	data: T;
	/** The response. Its body has been read. */
	response: Response;
	headers: Headers;
	/** The `X-Request-Id` header, to quote when you ask for support. */
	requestId: string | undefined;
	/** From the `RateLimit-*` headers, when the server sends them. */
	rateLimit: RateLimit | undefined;
}

// The next five names are those that the generated operations import.
export interface TDataShape {
	body?: unknown;
	headers?: unknown;
	path?: unknown;
	query?: unknown;
	url: string;
}
export type ClientMeta = Record<never, never>;
export type Options<TData extends TDataShape, _ThrowOnError = boolean, _TResponse = unknown> = Omit<
	TData,
	"url" | "headers" | "query"
> & {
	headers?: Record<string, string>;
	init?: CallInit | undefined;
	as?: As | undefined;
};
export type RequestResult<TResponses, _TErrors, _ThrowOnError> = Promise<TResponses[keyof TResponses]>;
export type Client = Record<"post" | "put" | "delete", Send>;
type Send = <TResponses, TErrors, ThrowOnError>(
	request: TransportRequest,
) => RequestResult<TResponses, TErrors, ThrowOnError>;

interface TransportRequest {
	/** Below the base URL, with parameters in braces. */
	url: string;
	path?: object | undefined;
	body?: unknown;
	headers?: Record<string, string> | undefined;
	init?: CallInit | undefined;
	as?: As | undefined;
}

interface Turn {
	/** Ends a wait between two tries. */
	wake?: () => void;
	/** Settles when this call and all before it have. */
	settled?: Promise<unknown>;
}

/** The client of the generated operations. What it was told, the key first, is in its closure and can't be printed. */
export function createTransport(options: ActivitySmithOptions): Client {
	const usualHeaders: Record<string, string> = {
		authorization: `Bearer ${apiKeyFrom(options)}`,
		"x-activitysmith-sdk": `node-v${version}`,
		...lowerCase(options.headers),
	};
	const baseURL = baseURLFrom(options);
	const { fetch, hooks } = options;
	/** The newest call for each thing that has one running. */
	const turns = new Map<unknown, Turn>();

	const sendAs = (method: string) =>
		(async ({ url: path, path: parameters, headers: own, body, init, as }: TransportRequest): Promise<unknown> => {
			const given = { "content-type": "application/json", ...own };
			const context = { path, method, headers: given, body };
			const {
				timeout = options.timeout ?? 10_000,
				maxRetries = options.maxRetries ?? 2,
				idempotencyKey,
				headers: more,
				body: replaced = body,
				...rest
			} = (typeof init === "function" ? await init({ init: context, context }) : init) ?? {};
			const { signal } = rest;
			const final: RequestInit = {
				method,
				...rest,
				headers: {
					...usualHeaders,
					...given,
					...(idempotencyKey && { "idempotency-key": idempotencyKey }),
					...(more && lowerCase(more)),
				},
				redirect: "manual",
			};
			let url = baseURL;
			try {
				url += fillIn(path, parameters);
				final.body = JSON.stringify(replaced);
			} catch (cause) {
				throw new ValidationError((cause as Error).message, { cause });
			}
			// Doing it twice shows, unless the server knows it by its key. The hosted service isn't known to.
			const repeatable = !("idempotency-key" in given && /activitysmith\.com\.?[:/]/i.test(url));
			/*
			 * Calls that set the state of one thing (a stream, an activity, a metric) go out one at a time in the order in which
			 * they were made, and an older one is not tried again once there is a newer one. Otherwise a slow or repeated old
			 * request could arrive last: an old state would stay on the screen, or an ended stream would start again.
			 */
			const key = path.includes("{") ? url : ((body as { activity_id?: string } | undefined)?.activity_id ?? {});
			const previous = turns.get(key);
			const turn: Turn = {};
			turns.set(key, turn);
			const newest = () => turns.get(key) === turn;
			const run = async () => {
				if (previous) {
					previous.wake?.();
					await within(signal, (_, resolve) => void Promise.allSettled([previous.settled]).then(resolve));
				}
				for (let count = 1; ; count++) {
					const tell = (name: keyof Hooks, more?: object) =>
						hooks && quietly(() => hooks[name]?.({ method, url, attempt: count, ...more } as never));
					tell("onRequest");
					try {
						const answer = await attempt(fetch ?? globalThis.fetch, url, final, timeout);
						const { status, headers } = answer.response;
						tell("onResponse", { status, headers });
						return result(answer, as);
					} catch (error) {
						(error as ActivitySmithError).attempts = count;
						const delay = count <= maxRetries && newest() && retryDelay(error, count, repeatable);
						if (!delay) throw error;
						tell("onRetry", { error, delay });
						await within<void>(signal, (_, resolve) => {
							turn.wake = resolve;
							return setTimeout(resolve, delay);
						});
						if (!newest()) throw error;
					}
				}
			};
			const call = run();
			turn.settled = Promise.allSettled([previous?.settled, call]).then(() => {
				if (newest()) turns.delete(key);
			});
			return call;
		}) as Send;

	return { post: sendAs("POST"), put: sendAs("PUT"), delete: sendAs("DELETE") };
}

/** Headers under names in lower case, so that one given in another case replaces it instead of joining it. */
function lowerCase(headers: HeadersInit | undefined): Record<string, string> {
	try {
		return Object.fromEntries(new Headers(headers));
	} catch {
		// What fetch says of a header that it refuses holds its value, which may be a key.
		throw new ValidationError("Invalid headers");
	}
}

/** Puts parameters into a path. */
function fillIn(path: string, parameters: object | undefined): string {
	return path.replace(/\{(\w+)\}/, (_, name) => {
		const value = `${(parameters as Record<string, unknown>)[name] ?? ""}`;
		// Dots alone would climb up the path.
		if (!/[^.]/.test(value)) throw new RangeError(`Invalid ${name}`);
		return encodeURIComponent(value);
	});
}

function result({ response, text }: Answer, as: As | undefined): unknown {
	let { headers, ok } = response;
	let data: unknown = text;
	try {
		data = JSON.parse(text);
	} catch {
		ok = false;
	}
	if (!ok) throw errorFrom(response, text, data);
	if (as === "raw") return { raw: unread(response, text), value: async () => data };
	if (!as) return data;
	const rate = (name: keyof RateLimit) => Number(headers.get(`ratelimit-${name}`));
	return {
		data,
		response,
		headers,
		requestId: headers.get("x-request-id") ?? undefined,
		rateLimit: rate("limit") ? { limit: rate("limit"), remaining: rate("remaining"), reset: rate("reset") } : undefined,
	};
}
