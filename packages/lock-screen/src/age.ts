const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, as a notification says it: `now`, `5m`, `2h`, `3d`. Times in epoch milliseconds. */
export function ageText(at: number, now: number): string {
	const age = now - at;
	// A time that is none counts as this one.
	if (!(age >= MINUTE)) return "now";
	if (age < HOUR) return `${Math.floor(age / MINUTE)}m`;
	if (age < DAY) return `${Math.floor(age / HOUR)}h`;
	return `${Math.floor(age / DAY)}d`;
}

/** A number on an app icon: beyond four digits nobody reads on. Empty for none. */
export function badgeText(count: number): string {
	if (count <= 0) return "";
	return count > 9_999 ? "9,999+" : count.toLocaleString("en-US");
}
