/** The mock's time: the machine's own, or a frozen one that only a test moves. */
import type { Clock } from "@activitysmith/core";

/** `"8h"`, `"90s"`, `"1h30m"`, or milliseconds. */
export type Duration = number | string;

const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function parseDuration(duration: Duration): number {
	if (typeof duration === "number") {
		if (Number.isFinite(duration) && duration >= 0) return duration;
	} else if (/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(duration)) {
		const parts = Array.from(duration.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g));
		return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_MS[unit ?? ""] ?? 0), 0);
	}
	throw new TypeError(`A duration is milliseconds, or text such as "90s" or "1h30m", not ${String(duration)}`);
}

export interface MockClock extends Clock {
	/** What moves the clock: nothing but `advance`, or the machine. */
	readonly kind: "frozen" | "real";
	/**
	 * Moves a frozen clock. What is due on the way happens in order, each at its own time: rotations, ends,
	 * dismissals. Resolves when all of it has happened.
	 */
	advance(duration: Duration): Promise<void>;
}

/** What has to happen as time passes. */
export interface Timeline {
	nextDueAt(): number | undefined;
	maintain(): Promise<void>;
}

export function realClock(): MockClock {
	return {
		kind: "real",
		now: () => Date.now(),
		advance: () => Promise.reject(new Error('Only a frozen clock can be advanced: createMock({ clock: "frozen" })')),
	};
}

export function frozenClock(start: number, timeline: () => Timeline): MockClock {
	let now = start;
	return {
		kind: "frozen",
		now: () => now,
		async advance(duration) {
			const end = now + parseDuration(duration);
			for (;;) {
				const due = timeline().nextDueAt();
				if (due === undefined || due > end) break;
				now = Math.max(now, due);
				await timeline().maintain();
			}
			now = end;
		},
	};
}
