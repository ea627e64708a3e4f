import { useMemo, useRef } from "preact/hooks";

/** How far a card is pulled, in CSS pixels, before it follows the finger, and before letting go takes it away. */
const FOLLOWS = 8;
const LEAVES = 96;

/** When a card that was swiped away and is still there comes back, in milliseconds: its server did not take it away. */
const RETURNS_MS = 3_000;

interface Pull {
	x: number;
	y: number;
	follows: boolean;
}

/** How much smaller than its own size the device is drawn: the pointer's pixels are the page's, not the card's. */
function zoomOf(card: HTMLElement): number {
	return card.currentCSSZoom ?? 1;
}

/** A pull to the left, as on a device; the card is moved without being drawn again. */
export function useSwipe(onSwiped: () => void) {
	const latest = useRef(onSwiped);
	latest.current = onSwiped;
	return useMemo(() => {
		let pull: Pull | null = null;
		const leave = (card: HTMLElement | null) => {
			if (!card || card.classList.contains("as-swiped")) return;
			card.classList.add("as-swiped");
			setTimeout(() => card.classList.remove("as-swiped"), RETURNS_MS);
			latest.current();
		};
		const end = (card: HTMLElement, dx: number) => {
			const followed = pull?.follows === true;
			pull = null;
			card.classList.remove("as-pulled");
			card.style.translate = "";
			if (followed && dx < -LEAVES * zoomOf(card)) leave(card);
		};
		return {
			leave,
			handlers: {
				onPointerDown(event: PointerEvent & { currentTarget: HTMLElement }) {
					if (event.button !== 0 || (event.target as Element).closest("a, button")) return;
					pull = { x: event.clientX, y: event.clientY, follows: false };
				},
				onPointerMove(event: PointerEvent & { currentTarget: HTMLElement }) {
					if (!pull) return;
					const card = event.currentTarget;
					const [dx, dy] = [event.clientX - pull.x, event.clientY - pull.y];
					if (!pull.follows && dx < -FOLLOWS && Math.abs(dx) > Math.abs(dy)) {
						pull.follows = true;
						card.setPointerCapture(event.pointerId);
						card.classList.add("as-pulled");
					}
					if (pull.follows) card.style.translate = `${Math.min(0, dx / zoomOf(card))}px`;
				},
				onPointerUp(event: PointerEvent & { currentTarget: HTMLElement }) {
					if (pull) end(event.currentTarget, event.clientX - pull.x);
				},
				onPointerCancel(event: PointerEvent & { currentTarget: HTMLElement }) {
					end(event.currentTarget, 0);
				},
			},
		};
	}, []);
}
