/** What the parts of the page share: the state, the time, and what the browser prefers. */
import { useEffect, useState } from "preact/hooks";
import { counts, nowOf } from "./now.ts";
import { recall, remember } from "./remembered.ts";
import type { PageState } from "./state.ts";
import { reading } from "./steady-clock.ts";
import type { Store } from "./store.ts";

export type Wallpaper = "light" | "dark";

export function useStore(store: Store): PageState {
	const [state, setState] = useState(store.state);
	useEffect(() => store.subscribe(() => setState(store.state)), [store]);
	return state;
}

const SECOND = 1000;
const MINUTE = 60_000;

/** The time in epoch milliseconds: each second while something counts, else each minute, for the clock of the phone. */
export function useNow(state: PageState): number {
	const [read, setRead] = useState(reading);
	const now = nowOf(state, Math.max(read, state.at));
	const step = counts(state) ? SECOND : MINUTE;
	const real = state.clock === "real";
	useEffect(() => {
		if (!real) return;
		let timer: ReturnType<typeof setTimeout>;
		const wait = () => {
			const rest = step - (nowOf(state, reading()) % step);
			timer = setTimeout(() => {
				setRead(reading());
				wait();
			}, rest);
		};
		wait();
		return () => clearTimeout(timer);
	}, [real, step, state.now, state.at]);
	return now;
}

/** What `asked` says, what the user has chosen, or else what the system prefers. */
export function useWallpaper(asked: string | null = null): [Wallpaper, (wallpaper: Wallpaper) => void] {
	const [wallpaper, setWallpaper] = useState<Wallpaper>(() => {
		const chosen = asked ?? recall("wallpaper");
		if (chosen === "light" || chosen === "dark") return chosen;
		return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
	});
	useEffect(() => {
		document.documentElement.dataset.wallpaper = wallpaper;
	}, [wallpaper]);
	const choose = (chosen: Wallpaper) => {
		remember("wallpaper", chosen);
		setWallpaper(chosen);
	};
	return [wallpaper, choose];
}
