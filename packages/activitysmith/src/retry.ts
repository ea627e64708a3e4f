/** When a failed request may be sent again, and how long to wait before. */
import { ConnectionError, type LiveActivityLimitError } from "./errors.ts";

/** Codes of errors that come before anything is sent, in Node and Bun. */
const neverSent = /refus|notfo|again|unrea|connect_/i;

/**
 * Milliseconds to wait before the next try, or undefined when there must be none.
 *
 * Tried again: answers with `Retry-After`, 408, 409 (another request with the same idempotency key is running), 429 for
 * the rate, 5xx, failed connections and timeouts. Not when the server asks to wait longer than a minute.
 *
 * @param attempt how many requests were sent so far
 * @param repeatable false when doing it twice would show, so that only a request that was surely not processed may be
 *   sent again: the answer says so (by one of the 4xx, or as a 503 with `Retry-After`) or the connection was never made
 */
export function retryDelay(error: unknown, attempt: number, repeatable: boolean): number | undefined {
	const { status = 0, retryAfter = -1, code, limit = -1 } = error as Partial<LiveActivityLimitError & ConnectionError>;
	const asked = retryAfter >= 0;
	// The code of an answer is the server's text, and proves nothing.
	const unprocessed = [408, 409, 429, asked && 503].includes(status) || neverSent.test(`${status || code}`);
	const failed = asked || status > 499 || error instanceof ConnectionError;
	if (!(unprocessed || (failed && repeatable)) || limit >= 0 || retryAfter > 60) return;
	// Jitter, so that clients that failed together don't come back together.
	const backoff = Math.min(8000, 250 * 2 ** attempt) * (0.5 + Math.random() / 2);
	return Math.max(retryAfter * 1000, backoff);
}
