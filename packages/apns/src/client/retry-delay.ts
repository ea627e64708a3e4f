export interface RetryCircumstances {
	/** Of Apple's answer; `null` when there was none. */
	status: number | null;
	reason: string | null;
	/** How often it was tried, this time included: 1 after the first. */
	attempt: number;
	/** The `Retry-After` of the answer: seconds, or a date of HTTP. */
	retryAfterHeader?: string | undefined;
	/** Epoch milliseconds, which a date in `retryAfterHeader` is measured from. */
	now: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Apple asks for a pause of 15 minutes after its own errors; the shorter ones before it are for those that pass. */
const SERVER_ERROR = [15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE];
const TOO_MANY_REQUESTS_MAX = MINUTE;

const last = <T>(list: readonly T[], index: number) => list[Math.min(index, list.length - 1)] as T;

function schedule(status: number | null, reason: string | null, attempt: number): number {
	const earlier = Math.max(0, attempt - 1);
	if (status === 429) {
		// Only a token that has been in use for longer helps: another try soon would count against the key again.
		if (reason === "TooManyProviderTokenUpdates") return last(SERVER_ERROR.slice(1), earlier);
		return Math.min(SECOND * 2 ** Math.min(earlier, 16), TOO_MANY_REQUESTS_MAX);
	}
	// One server goes away: another one takes it at once.
	if (reason === "Shutdown" && earlier === 0) return 0;
	if (status !== null && status >= 500) return last(SERVER_ERROR, earlier);
	return SECOND * 2 ** Math.min(earlier, 6);
}

function askedFor(header: string | undefined, now: number): number {
	if (header === undefined) return 0;
	if (/^\s*\d+\s*$/.test(header)) return Number(header) * SECOND;
	const date = Date.parse(header);
	return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

/**
 * In how many milliseconds to try again what got the advice `retry-later`, never sooner than the answer asked for:
 *
 * - 429 `TooManyRequests`, which is about one device token: 1 s, doubling to 60 s;
 * - 503 `Shutdown`: at once, on another connection, and as the next ones when that fails too;
 * - other 5xx: 15 s, 1 min, 5 min, then every 15 min;
 * - 429 `TooManyProviderTokenUpdates`: 1 min, 5 min, then every 15 min;
 * - what never reached Apple: 1 s, doubling to 64 s.
 *
 * https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
export function retryDelay({ status, reason, attempt, retryAfterHeader, now }: RetryCircumstances): number {
	return Math.max(schedule(status, reason, attempt), askedFor(retryAfterHeader, now));
}
