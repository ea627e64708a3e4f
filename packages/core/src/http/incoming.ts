/**
 * A request as the application reads it: a `Request`, or one that has arrived with its whole body. A server that has
 * all of it need not make a `Request` of it, which costs more than what the application does with it.
 */
import { getPath } from "hono/utils/url";

/** Names are in lower case. */
export type HeaderFields = Pick<Headers, "get">;

export interface WholeRequest {
	readonly method: string;
	/** Absolute. */
	readonly url: string;
	/** Of the URL: nothing in it is encoded. */
	readonly path: string;
	readonly headers: HeaderFields;
	/** The body, empty when there is none. */
	readonly content: Uint8Array;
	/** Aborted when the caller has gone. */
	readonly signal: AbortSignal;
}

export type Incoming = Request | WholeRequest;

export function isWhole(request: Incoming): request is WholeRequest {
	return "content" in request;
}

/** Decoded, as routes are compared with it. */
export function routedPath(request: Incoming): string {
	return isWhole(request) ? request.path : getPath(request);
}

/** As it was sent, without the query, which no operation has: a key may have been put there by mistake. */
export function sentPath(request: Incoming): string {
	if (isWhole(request)) return request.path;
	const { url } = request;
	const start = url.indexOf("/", url.indexOf("//") + 2);
	const end = url.search(/[?#]/);
	return start === -1 ? "/" : url.slice(start, end === -1 ? undefined : end);
}
