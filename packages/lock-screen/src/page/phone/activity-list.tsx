import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Card } from "../../card.ts";
import { timerText } from "../../format.ts";
import type { ShownActivity } from "../../screen.ts";
import { useDevice } from "./device.ts";
import { LiveCard } from "./live-card.tsx";
import { type Present, presentItems } from "./presence.ts";
import { spokenCard } from "./spoken.ts";
import { useSwipe } from "./swipe.ts";

export interface ActivityListProps {
	cards: readonly Card[];
	activities: readonly ShownActivity[];
	/** Epoch milliseconds. */
	now: number;
}

export function ActivityList({ cards, activities, now }: ActivityListProps) {
	const [present, remove] = usePresent(cards);
	if (present.length === 0) return null;
	const leaves = new Map(activities.map(({ activityId, dismissAt }) => [activityId, dismissAt]));
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a region would be a landmark of each device
		<section class="as-activities" role="group" aria-label="Live Activities">
			{present.map(({ id, item, leaving }) => (
				<Entry
					key={id}
					card={item}
					leaving={leaving}
					note={item.status === "ended" ? endedNote(leaves.get(id) ?? null, now) : null}
					onLeft={remove}
				/>
			))}
		</section>
	);
}

function endedNote(dismissAt: number | null, now: number): string | null {
	return dismissAt === null || dismissAt <= now ? null : `Ended · ${timerText((dismissAt - now) / 1000)}`;
}

/** The cards with those that are on their way out, and what to call when one of them is out of sight. */
function usePresent(cards: readonly Card[]): [readonly Present<Card>[], (id: string) => void] {
	const last = useRef<readonly Present<Card>[]>([]);
	const [, redraw] = useState(0);
	last.current = presentItems(
		last.current,
		cards.map((card) => ({ id: card.activityId, item: card })),
	);
	const remove = useRef((id: string) => {
		last.current = last.current.filter((entry) => !(entry.leaving && entry.id === id));
		redraw((count) => count + 1);
	});
	return [last.current, remove.current];
}

interface EntryProps {
	card: Card;
	leaving: boolean;
	note: string | null;
	onLeft: (id: string) => void;
}

function Entry({ card, leaving, note, onLeft }: EntryProps) {
	const { dismiss } = useDevice();
	const outside = useRef<HTMLDivElement>(null);
	const { activityId } = card;
	useEffect(() => {
		if (leaving) afterAnimations(outside.current, () => onLeft(activityId));
	}, [leaving, activityId, onLeft]);
	const swipe = useSwipe(() => dismiss(activityId));
	return useMemo(
		() => (
			<div ref={outside} class={`as-entry${leaving ? " as-leaving" : ""}`} inert={leaving}>
				<article
					// The title says which way the whole card runs.
					dir="auto"
					class={`as-card as-is-${card.status}`}
					data-color={card.color}
					aria-label={spokenCard(card)}
					// biome-ignore lint/a11y/noNoninteractiveTabindex: Delete takes the focused card off the screen
					tabIndex={0}
					onKeyDown={(event) => {
						if (event.target !== event.currentTarget) return;
						if (event.key === "Delete" || event.key === "Backspace") swipe.leave(event.currentTarget);
					}}
					{...swipe.handlers}
				>
					<LiveCard card={card} note={note} />
					<button
						type="button"
						class="as-clear"
						aria-label={`Clear ${card.title}`}
						title="Clear"
						onClick={({ currentTarget }) => swipe.leave(currentTarget.closest("article"))}
					>
						<svg viewBox="0 0 24 24" width="14" height="14" aria-hidden="true">
							<path d="M6 6l12 12M18 6L6 18" />
						</svg>
					</button>
				</article>
			</div>
		),
		[card, leaving, note, swipe],
	);
}

/** At once where there are none, as with reduced motion. */
function afterAnimations(element: Element | null, then: () => void): void {
	const running = element?.getAnimations() ?? [];
	Promise.allSettled(running.map(({ finished }) => finished)).then(then);
}
