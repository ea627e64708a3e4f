/** Time as the cases want it: it stands still until one of them moves it. */
import type { Clock } from "@activitysmith/core";

/** What has to happen as time passes. */
export interface Timeline {
	/** When something is due next, in epoch milliseconds; `undefined` when nothing is. */
	nextDueAt(): Promise<number | undefined>;
	/** Does what is due by now. */
	maintain(): Promise<void>;
}

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000 };

/** Of `"7h30m"`, or of milliseconds. */
function parseDuration(duration: string | number): number {
	if (typeof duration === "number") return duration;
	if (!/^(?:\d+[hms])+$/.test(duration)) throw new TypeError(`${duration} is no duration`);
	const parts = duration.matchAll(/(\d+)([hms])/g);
	return Array.from(parts).reduce((sum, [, count, unit = ""]) => sum + Number(count) * (UNIT_MS[unit] ?? 0), 0);
}

export class FrozenClock implements Clock {
	#now: number;

	constructor(start: number) {
		this.#now = start;
	}

	now(): number {
		return this.#now;
	}

	/** What is due on the way happens in order, each at its own time. */
	async advance(duration: string | number, timeline: Timeline): Promise<void> {
		const end = this.#now + parseDuration(duration);
		for (;;) {
			const due = await timeline.nextDueAt();
			if (due === undefined || due > end) break;
			this.#now = Math.max(this.#now, due);
			await timeline.maintain();
		}
		this.#now = end;
		await timeline.maintain();
	}
}
