import { useMemo, useRef } from "preact/hooks";

/** How long a press is until it is a hold, in milliseconds, and how far it may wander, in CSS pixels. */
const HOLD_MS = 450;
const WANDERS = 10;

/** Press-and-hold with any pointer. The click that would follow a hold is swallowed. */
export function useHold(onHold: () => void) {
	const latest = useRef(onHold);
	latest.current = onHold;
	return useMemo(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let held = false;
		let from = { x: 0, y: 0 };
		const stop = () => clearTimeout(timer);
		return {
			onPointerDown(event: PointerEvent) {
				held = false;
				if (event.button !== 0 || (event.target as Element).closest("[data-no-hold]")) return;
				from = { x: event.clientX, y: event.clientY };
				clearTimeout(timer);
				timer = setTimeout(() => {
					held = true;
					latest.current();
				}, HOLD_MS);
			},
			onPointerMove(event: PointerEvent) {
				if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > WANDERS) stop();
			},
			onPointerUp: stop,
			onPointerLeave: stop,
			onPointerCancel: stop,
			onContextMenu(event: Event) {
				if (held) event.preventDefault();
			},
			onClickCapture(event: Event) {
				if (!held) return;
				held = false;
				event.preventDefault();
				event.stopPropagation();
			},
		};
	}, []);
}
