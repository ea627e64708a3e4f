import { useRef } from "preact/hooks";
import type { Card } from "../../card.ts";
import { cardOf } from "../../card-of.ts";
import type { ShownActivity } from "../../screen.ts";

interface Known {
	text: string;
	card: Card;
}

/**
 * Makes the cards of a device's activities, and gives back the very object of last time while a card still says the
 * same: then nothing of it is drawn again, whichever other card changes every 100 ms.
 */
export function cardMemory(): (activities: readonly ShownActivity[], now: number) => Card[] {
	let known = new Map<string, Known>();
	return (activities, now) => {
		const next = new Map<string, Known>();
		for (const activity of activities) {
			if (activity.status === "dismissed") continue;
			const card = cardOf(activity, now);
			const text = JSON.stringify(card);
			const before = known.get(card.activityId);
			next.set(card.activityId, before?.text === text ? before : { text, card });
		}
		known = next;
		return [...next.values()].map(({ card }) => card);
	};
}

/** Those of a device in their order, without the dismissed ones. */
export function useCards(activities: readonly ShownActivity[], now: number): Card[] {
	const memory = useRef<ReturnType<typeof cardMemory> | null>(null);
	memory.current ??= cardMemory();
	return memory.current(activities, now);
}
