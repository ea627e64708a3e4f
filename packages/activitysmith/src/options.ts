/** What a client and a single call can be told. */

/** A function with the signature of the global `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ActivitySmithOptions {
	/**
	 * The API key.
	 *
	 * @default the environment variable `ACTIVITYSMITH_API_KEY`
	 */
	apiKey?: string | undefined;
	/**
	 * Where the API is. `https:` only, unless the host is loopback.
	 *
	 * @default the environment variable `ACTIVITYSMITH_BASE_URL`, else `https://activitysmith.com/api`
	 * @example "http://127.0.0.1:4010/api"
	 */
	baseURL?: string | undefined;
	/**
	 * Milliseconds that one try may take, its body included. Above 0, and at most 2147483647, as timers have it.
	 *
	 * @default 10000
	 */
	timeout?: number | undefined;
	/**
	 * How often a failed request is tried again.
	 *
	 * @default 2
	 */
	maxRetries?: number | undefined;
	/**
	 * Used in place of the global `fetch`, which is otherwise looked up at every call.
	 *
	 * @example createFetch() // from "activitysmith/undici"
	 */
	fetch?: Fetch | undefined;
	/** Sent with every request. */
	headers?: Record<string, string> | undefined;
	/** Called while requests go out and answers come in. */
	hooks?: Hooks | undefined;
	/**
	 * Lets `http:` go to hosts that aren't loopback. The key then travels in the clear.
	 *
	 * @default the environment variable `ACTIVITYSMITH_ALLOW_INSECURE_HTTP` when it is `1`, else false
	 */
	allowInsecureHTTP?: boolean | undefined;
	/**
	 * Lets a client be made in a browser, where every visitor can read the key.
	 *
	 * @default false
	 */
	dangerouslyAllowBrowser?: boolean | undefined;
}

/**
 * To log and measure. They see no request headers and so no key. What they return, throw or reject with is ignored, and
 * nothing waits for them.
 */
export interface Hooks {
	/** Before each try. */
	onRequest?(event: RequestEvent): unknown;
	/** After each answer, whatever its status. */
	onResponse?(event: ResponseEvent): unknown;
	/** Before the wait for another try. */
	onRetry?(event: RetryEvent): unknown;
}

export interface RequestEvent {
	method: string;
	url: string;
	/** 1 for the first try of a call. */
	attempt: number;
}

export interface ResponseEvent extends RequestEvent {
	status: number;
	/** The answer's headers. */
	headers: Headers;
}

export interface RetryEvent extends RequestEvent {
	/** Why this try failed. */
	error: unknown;
	/** Milliseconds until the next one. */
	delay: number;
}

/** For one call. Other fields of `RequestInit`, such as `keepalive`, are handed to `fetch`. */
export interface CallOptions extends RequestInit {
	/** Milliseconds that one try may take, its body included. */
	timeout?: number | undefined;
	/** How often a failed request is tried again. */
	maxRetries?: number | undefined;
	/**
	 * With the same key and body, `send` and `start` act once within 24 hours and answer the first result again.
	 *
	 * @default a random one, the same for all tries of a call
	 */
	idempotencyKey?: string | undefined;
}

/** What a function in place of {@link CallOptions} is given: the request, without the key. */
export interface CallContext {
	init: { method: string; headers: Record<string, string>; body: unknown };
	context: { path: string; method: string; headers: Record<string, string>; body: unknown };
}

/** Options of one call, or a function that makes them from the request. */
export type CallInit =
	| CallOptions
	| ((request: CallContext) => CallOptions | undefined | Promise<CallOptions | undefined>);
