/** What became of a push, in Apple's own terms, and what to do about it. */

/**
 * - `delivered`: Apple took it.
 * - `retry-later`: not before `retryAfter`.
 * - `drop-token`: the token is dead, or was never of this environment; `timestamp` tells since when.
 * - `drop-message`: it can never be sent as it is.
 * - `fix-configuration`: key, team, topic or environment are wrong: nothing gets through until a person mends it.
 * - `ambiguous`: the connection broke after it was sent. Apple may have taken it.
 */
export type Advice = "delivered" | "retry-later" | "drop-token" | "drop-message" | "fix-configuration" | "ambiguous";

export interface PushResult {
	/** Of Apple's answer; `null` when there was none. */
	status: number | null;
	/** Apple's reason, such as `BadDeviceToken`, or one of ours for what never reached Apple; `null` when it was taken. */
	reason: string | null;
	/** The `apns-id` that it was sent with. */
	apnsId: string;
	/** `apns-unique-id`, in development only: finds it in Apple's Push Notifications Console. */
	uniqueId?: string;
	/** With a 410: since when the token is dead, in epoch milliseconds. */
	timestamp?: number;
	/** How often it was written to a connection. */
	attempts: number;
	advice: Advice;
	/** With `retry-later`: in how many milliseconds. */
	retryAfter?: number;
	/** Where it was never written, because there was no connection: why, such as `connect ECONNREFUSED 127.0.0.1:443`. */
	message?: string;
}
