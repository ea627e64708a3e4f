/** When to try again. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { retryDelay } from "../src/index.ts";
import { reasons } from "../src/reasons.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const now = Date.UTC(2026, 10, 21, 12);

const delays = (status: number | null, reason: string | null, attempts: number) =>
	Array.from({ length: attempts }, (_, index) => retryDelay({ status, reason, attempt: index + 1, now }));

test("too many requests for one device: a second, doubling to a minute", () => {
	expect(delays(429, "TooManyRequests", 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * SECOND));
});

test.each([
	[500, "InternalServerError"],
	[503, "ServiceUnavailable"],
	[503, "Service Unavailable"],
	[502, null],
])("%i %s: 15 seconds, 1, 5, then every 15 minutes", (status, reason) => {
	expect(delays(status, reason, 6)).toEqual([15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 15 * MINUTE, 15 * MINUTE]);
});

test("a server that shuts down: another one at once, then as after other errors", () => {
	expect(delays(503, "Shutdown", 4)).toEqual([0, MINUTE, 5 * MINUTE, 15 * MINUTE]);
});

test("too many tokens: never within a minute", () => {
	expect(delays(429, "TooManyProviderTokenUpdates", 4)).toEqual([MINUTE, 5 * MINUTE, 15 * MINUTE, 15 * MINUTE]);
});

test("what never reached Apple: a second, doubling", () => {
	expect(delays(null, "QueueFull", 8)).toEqual([1, 2, 4, 8, 16, 32, 64, 64].map((seconds) => seconds * SECOND));
});

test.each([
	["90", 90 * SECOND],
	[" 7 ", 7 * SECOND],
	["0", SECOND],
	[new Date(now + 2 * MINUTE).toUTCString(), 2 * MINUTE],
	[new Date(now - 2 * MINUTE).toUTCString(), SECOND],
	["soon", SECOND],
	["", SECOND],
	["-5", SECOND],
])("Retry-After: %s", (retryAfterHeader, expected) => {
	expect(retryDelay({ status: 429, reason: "TooManyRequests", attempt: 1, retryAfterHeader, now })).toBe(expected);
});

test("never sooner than the attempt before, nor than Apple asks for, and never beyond what a number holds", () => {
	const circumstances = fc.record({
		answer: fc.constantFrom(...reasons.filter(({ advice }) => advice === "retry-later"), {
			status: null,
			reason: "QueueFull",
		}),
		attempt: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0 })),
		asked: fc.nat(100_000),
		date: fc.boolean(),
	});
	fc.assert(
		fc.property(circumstances, ({ answer: { status, reason }, attempt, asked, date }) => {
			const retryAfterHeader = date ? new Date(now + asked * SECOND).toUTCString() : String(asked);
			const delay = retryDelay({ status, reason, attempt, retryAfterHeader, now });
			expect(delay).toBeGreaterThanOrEqual(asked * SECOND);
			expect(Number.isSafeInteger(delay)).toBe(true);
			expect(retryDelay({ status, reason, attempt: attempt + 1, retryAfterHeader, now })).toBeGreaterThanOrEqual(delay);
		}),
	);
});
