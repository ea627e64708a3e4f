/** Times and versions for people. */

const UNITS = [
	[86_400_000, "day"],
	[3_600_000, "hour"],
	[60_000, "minute"],
	[1000, "second"],
] as const;

/** Such as `3 minutes`, rounded down. */
export function span(milliseconds: number): string {
	for (const [size, name] of UNITS) {
		const count = Math.floor(milliseconds / size);
		if (count >= 1) return count === 1 ? `1 ${name}` : `${count} ${name}s`;
	}
	return "a moment";
}

export const ago = (at: number, now: number): string => `${span(Math.max(0, now - at))} ago`;

export const until = (at: number, now: number): string => `in ${span(Math.max(0, at - now))}`;

export const clockTime = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

export function list(words: readonly string[]): string {
	if (words.length < 2) return words.join("");
	return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Whether a version such as `1.4` is before another: number by number, missing ones are 0. */
export function isOlder(version: string, than: string): boolean {
	const [a, b] = [version, than].map((text) => text.split(".").map((part) => Number.parseInt(part, 10) || 0));
	for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index += 1) {
		const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
		if (difference !== 0) return difference < 0;
	}
	return false;
}
