import fc from "fast-check";
import { expect, test } from "vitest";
import { type RateWindow, takeFromWindow } from "../src/rules/rate.ts";

function take(limit: number, times: readonly number[]) {
	let window: RateWindow | undefined;
	return times.map((now) => {
		const taken = takeFromWindow(window, limit, now);
		window = taken.window;
		return taken.decision;
	});
}

test("a window opens with its first request and lasts a minute", () => {
	expect(take(2, [1000, 30_000, 60_999, 61_000])).toEqual([
		{ allowed: true, limit: 2, remaining: 1, resetSeconds: 60 },
		{ allowed: true, limit: 2, remaining: 0, resetSeconds: 31 },
		{ allowed: false, limit: 2, remaining: 0, resetSeconds: 1 },
		{ allowed: true, limit: 2, remaining: 1, resetSeconds: 60 },
	]);
});

test("a clock that was set back opens a new window rather than blocking", () => {
	expect(take(1, [100_000, 50_000]).map(({ allowed }) => allowed)).toEqual([true, true]);
});

test("never more than the limit in a window, and waiting as long as told is always enough", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(20_000), { maxLength: 60 }), (limit, gaps) => {
			let now = 0;
			let window: RateWindow | undefined;
			const allowedAt = new Map<number, number>();
			for (const gap of gaps) {
				now += gap;
				const { window: next, decision } = takeFromWindow(window, limit, now);
				if (decision.allowed) allowedAt.set(next.openedAt, (allowedAt.get(next.openedAt) ?? 0) + 1);
				else expect(takeFromWindow(next, limit, now + decision.resetSeconds * 1000).decision.allowed).toBe(true);
				expect(decision.remaining).toBe(limit - next.count);
				expect(decision.resetSeconds).toBeGreaterThanOrEqual(1);
				window = next;
			}
			for (const count of allowedAt.values()) expect(count).toBeLessThanOrEqual(limit);
		}),
	);
});
