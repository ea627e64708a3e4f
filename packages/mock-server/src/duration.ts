/** Lengths of time as people write them. */

/** `"8h"`, `"90s"`, `"1h30m"`, or milliseconds. */
export type Duration = number | string;

const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** In milliseconds; `undefined` when it is no duration. */
export function readDuration(duration: unknown): number | undefined {
	if (typeof duration === "number") return Number.isFinite(duration) && duration >= 0 ? duration : undefined;
	if (typeof duration !== "string" || !/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(duration)) return undefined;
	const parts = Array.from(duration.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g));
	const sum = parts.reduce((total, [, amount, unit]) => total + Number(amount) * (UNIT_MS[unit ?? ""] ?? 0), 0);
	return Number.isFinite(sum) ? sum : undefined;
}

/** The longest that a timer takes: one that is set for longer fires at once. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** As `readDuration`, of real time. */
export function readWait(duration: unknown): number | undefined {
	const milliseconds = readDuration(duration);
	return milliseconds !== undefined && milliseconds <= LONGEST_WAIT_MS ? milliseconds : undefined;
}

export const WAIT = 'at most 24 days, as milliseconds or text such as "90s" or "1h30m"';

export function parseWait(duration: Duration): number {
	const milliseconds = readWait(duration);
	if (milliseconds === undefined) throw new TypeError(`A wait is ${WAIT}, not ${String(duration)}`);
	return milliseconds;
}

export const DURATION = 'milliseconds, or text such as "90s" or "1h30m"';

export function parseDuration(duration: Duration): number {
	const milliseconds = readDuration(duration);
	if (milliseconds === undefined) throw new TypeError(`A duration is ${DURATION}, not ${String(duration)}`);
	return milliseconds;
}

/** Epoch milliseconds. */
export function parseTime(time: Date | number | string, name: string): number {
	const milliseconds = new Date(time).getTime();
	if (Number.isNaN(milliseconds)) {
		throw new TypeError(`${name} must be a time, such as 2026-01-01T00:00:00Z, not ${String(time)}`);
	}
	return milliseconds;
}
