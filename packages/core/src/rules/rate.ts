/** Requests a minute: a window opens with its first request and is full after `limit` of them. */
import type { RateDecision } from "../ports.ts";

const WINDOW_MS = 60_000;

export interface RateWindow {
	openedAt: number;
	count: number;
}

/** A request that is refused does not count. */
export function takeFromWindow(
	window: RateWindow | undefined,
	limit: number,
	now: number,
): { window: RateWindow; decision: RateDecision } {
	const open = window && now >= window.openedAt && now < window.openedAt + WINDOW_MS;
	const current = open ? window : { openedAt: now, count: 0 };
	const allowed = current.count < limit;
	const next = allowed ? { ...current, count: current.count + 1 } : current;
	const resetSeconds = Math.max(1, Math.ceil((next.openedAt + WINDOW_MS - now) / 1000));
	return {
		window: next,
		decision: { allowed, limit, remaining: Math.max(0, limit - next.count), resetSeconds },
	};
}
