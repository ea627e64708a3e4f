/** Which notification drops in as a banner. */
import type { ShownNotification } from "../../screen.ts";

/** How long a banner stays, in milliseconds. */
export const BANNER_MS = 5_000;

/** One that arrived longer ago than this, in milliseconds, while nobody looked, only stands in the list. */
const FRESH_MS = 15_000;

function isPassive({ body }: ShownNotification): boolean {
	return body.aps["interruption-level"] === "passive";
}

export function idOf({ body }: ShownNotification): string {
	return body.activitysmith.id;
}

/** The newest of `notifications` that was not seen before, makes itself noticed and has just come; else `null`. */
export function bannerAmong(
	notifications: readonly ShownNotification[],
	seen: ReadonlySet<string>,
	now: number,
): ShownNotification | null {
	return (
		notifications.find((entry) => !seen.has(idOf(entry)) && !isPassive(entry) && now - entry.receivedAt < FRESH_MS) ??
		null
	);
}
