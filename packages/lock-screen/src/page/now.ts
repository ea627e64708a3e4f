/** The time that a page shows: the server's, which goes on by itself with a real clock. */
import type { Screen } from "../screen.ts";
import type { PageState } from "./state.ts";

/** @param reading Of the clock that `state.at` was read from. */
export function nowOf({ now, at, clock }: PageState, reading: number): number {
	return clock === "frozen" ? now : now + Math.max(0, reading - at);
}

function isCounting(screen: Screen): boolean {
	return (
		screen.notifications.length > 0 ||
		screen.activities.some(({ state, dismissAt }) => {
			const { pausedAt } = Object(state.timer) as { pausedAt?: number };
			return dismissAt !== null || (state.timer !== undefined && pausedAt === undefined);
		})
	);
}

/** Whether anything is shown that changes with the time alone. */
export function counts({ clock, screens }: PageState): boolean {
	return clock === "real" && screens.some(isCounting);
}
