/** The state of the page, drawn at most once for each frame however much arrives. */
import { apply, clear, INITIAL, type PageState, type StreamEvent } from "./state.ts";

export interface Store {
	readonly state: PageState;
	/** Takes an event in at once; it is drawn with the next frame. */
	dispatch(event: StreamEvent): void;
	clearRows(): void;
	subscribe(listener: () => void): () => void;
}

/** @param frame Calls back before the next drawing. @default a browser's `requestAnimationFrame` */
export function createStore(
	frame: (callback: () => void) => void = (callback) => requestAnimationFrame(callback),
): Store {
	let state = INITIAL;
	let due = false;
	const listeners = new Set<() => void>();

	function change(next: PageState): void {
		if (next === state) return;
		state = next;
		if (due) return;
		due = true;
		frame(() => {
			due = false;
			for (const listener of listeners) listener();
		});
	}

	return {
		get state() {
			return state;
		},
		dispatch: (event) => change(apply(state, event)),
		clearRows: () => change(clear(state)),
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
