/**
 * Every error the SDK throws. `instanceof` works across copies of the package (ESM beside CommonJS, two versions in one
 * tree): it goes by a registered symbol and the class names in the prototype chain, not by the identity of the classes.
 */
import type { NoRecipientsError as NoRecipientsBody } from "./generated/types.gen.ts";
import { retryAfter } from "./retry-after.ts";

const brand = Symbol.for("ActivitySmithError");
type Branded = { [brand]?: true } | null | undefined;

/** The base of all errors of this package. */
export class ActivitySmithError extends Error {
	/** How often the request was sent. Undefined when it wasn't, or was aborted between two tries. */
	declare attempts?: number;

	// On the prototype, so that the first line of the stack has it and it isn't printed as a property.
	override get name(): string {
		return this.constructor.name;
	}

	get [brand](): true {
		return true;
	}

	static override [Symbol.hasInstance](value: unknown): boolean {
		const link = value as Branded;
		return (
			!!link?.[brand] && (link.constructor.name === this.name || this[Symbol.hasInstance](Object.getPrototypeOf(link)))
		);
	}
}

/** The server answered with an error. */
export class APIError extends ActivitySmithError {
	/** The HTTP status. */
	declare readonly status: number;
	/** The short title in the answer's `error` field, such as `Rate limit exceeded`. */
	declare readonly code: string | undefined;
	/** The answer's `X-Request-Id`, to quote when you ask for support. */
	declare readonly requestId: string | undefined;
	/** Seconds to wait, when the answer has a `Retry-After` header. */
	declare readonly retryAfter: number | undefined;
	/** The answer's headers. */
	declare readonly headers: Headers;
	/** The answer's body: parsed when it is JSON, else its text. */
	declare readonly body: unknown;
	/** The answer. Its body has not been read: `await error.response.json()` works. */
	declare readonly response: Response;

	/** @param text the answer's body */
	constructor(response: Response, text: string, body: unknown = text) {
		const { status, headers } = response;
		const { error, message } = (body ?? {}) as { error?: string; message?: string };
		super(message ?? error ?? `HTTP ${status}`);
		Object.assign(this, {
			status,
			code: error,
			requestId: headers.get("x-request-id") ?? undefined,
			retryAfter: retryAfter(`${headers.get("retry-after")}`),
			headers,
			body,
		});
		// Not enumerable, so that printing the error doesn't print it.
		Object.defineProperty(this, "response", { value: unread(response, text) });
	}
}

/** 400: something in the request is not allowed. The message names it. */
export class BadRequestError extends APIError {
	declare private readonly nominal: true;
}

/** 401: the API key is missing or wrong. */
export class AuthenticationError extends APIError {
	declare private readonly nominal: true;
}

/** 403: the API key may not do this. */
export class PermissionDeniedError extends APIError {
	declare private readonly nominal: true;
}

/** 404: there is no such Live Activity, stream, metric or route. */
export class NotFoundError extends APIError {
	declare private readonly nominal: true;
}

/** 404: no device matched the channels. */
export class NoRecipientsError extends APIError {
	declare private readonly nominal: true;
	/** The channels that applied, `null` when none did. */
	readonly effectiveChannelSlugs: string[] | null = (this.body as NoRecipientsBody).effective_channel_slugs ?? null;
}

/** 429: too many requests in this minute. */
export class RateLimitError extends APIError {
	declare private readonly nominal: true;
}

/** 429: the account shows as many Live Activities as it may. Waiting does not help, ending one does. */
export class LiveActivityLimitError extends APIError {
	declare private readonly nominal: true;
	/** How many may be active at once. */
	readonly limit: number = (this.body as ActivityCount).limit;
	/** How many are. */
	readonly active: number = (this.body as ActivityCount).active;
}

/** 5xx: the server failed. */
export class InternalServerError extends APIError {
	declare private readonly nominal: true;
}

/** No answer, or not all of it: refused, reset, no such host, cut off. `cause` is what `fetch` threw. */
export class ConnectionError extends ActivitySmithError {
	/** The system's code, such as `ECONNREFUSED`, when there is one. */
	readonly code: string | undefined = (this.cause as Cause)?.cause?.code ?? (this.cause as Cause)?.code;
}

/** No complete answer in time. */
export class TimeoutError extends ConnectionError {
	declare private readonly nominal: true;
}

/** The call's `signal` was aborted. `cause` is the signal's reason. */
export class AbortError extends ActivitySmithError {
	declare private readonly nominal: true;
}

/** The call was wrong, and nothing was sent. */
export class ValidationError extends ActivitySmithError {
	declare private readonly nominal: true;
}

type Cause = { code?: string; cause?: Cause } | undefined;

interface ActivityCount {
	limit: number;
	active: number;
}

const byStatus: Record<number, typeof APIError> = {
	400: BadRequestError,
	401: AuthenticationError,
	403: PermissionDeniedError,
	404: NotFoundError,
	429: RateLimitError,
};

/** A response whose body can be read, in place of one whose body has been. Without a body there was nothing to read. */
export function unread(response: Response, text: string): Response {
	// Statuses that take no body, and a browser's redirect, cannot be made anew.
	return response.body ? new Response(text, response) : response;
}

/** The error that stands for an answer. */
export function errorFrom(response: Response, text: string, body: unknown): APIError {
	const { status } = response;
	// Without one of the two, the sum is not a number.
	const { error, limit, active } = (body ?? {}) as { error?: string } & ActivityCount;
	const Class =
		limit + active >= 0
			? LiveActivityLimitError
			: error === "No recipients found"
				? NoRecipientsError
				: status > 499
					? InternalServerError
					: (byStatus[status] ?? APIError);
	return new Class(response, text, body);
}
