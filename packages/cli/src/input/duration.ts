/** Durations as people write them: `500ms`, `30s`, `1h30m`. */

const milliseconds: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The longest that a timer of JavaScript takes. */
const longest = 2 ** 31 - 1;

/** In milliseconds; `undefined` when it is none, or longer than 24 days. */
export function parseDuration(text: string): number | undefined {
	if (!/^(\d+(\.\d+)?(ms|[smhd]))+$/.test(text)) return undefined;
	let total = 0;
	for (const [, amount, unit = ""] of text.matchAll(/([\d.]+)(ms|[smhd])/g)) {
		total += Number(amount) * (milliseconds[unit] ?? Number.NaN);
	}
	return total <= longest ? total : undefined;
}

/** `2m 5s`, `1h 0m`: the two largest units. */
export function formatDuration(total: number): string {
	const seconds = Math.round(total / 1000);
	if (seconds < 60) return `${seconds}s`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
	return `${Math.floor(seconds / 3600)}h ${Math.floor((seconds % 3600) / 60)}m`;
}
