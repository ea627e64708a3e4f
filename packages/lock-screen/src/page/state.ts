/** What the page knows, and how each event of the server changes it. Pure: no DOM, no clock. */
import type { PushEvent, RequestEvent, ScreensEvent } from "../protocol.ts";
import type { Screen } from "../screen.ts";
import { addPush, addRequest, isPushOf, keysOf, type Row, requestKey } from "./rows.ts";

/** What comes over the connection. `at` is a reading of a clock that never jumps, in milliseconds. */
export type StreamEvent =
	| { type: "screens"; data: ScreensEvent; at: number }
	| { type: "request"; data: RequestEvent }
	| { type: "push"; data: PushEvent };

export interface PageState {
	/** Whether anything has come yet. */
	known: boolean;
	clock: ScreensEvent["clock"];
	/** The server's time, in epoch milliseconds, at the reading `at` of the page's own clock. */
	now: number;
	at: number;
	account: string;
	accounts: readonly string[];
	screens: readonly Screen[];
	/** Newest first. */
	rows: readonly Row[];
	/** What was in rows that the user has cleared: a server that comes back may tell it again. */
	cleared: ReadonlySet<string>;
}

export const INITIAL: PageState = {
	known: false,
	clock: "frozen",
	now: 0,
	at: 0,
	account: "",
	accounts: [],
	screens: [],
	rows: [],
	cleared: new Set(),
};

/** A screen that says the same as before stays the same object, so that it is not drawn again. */
function settled(before: Screen | undefined, after: Screen): Screen {
	return before && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}

function sameItems<T>(before: readonly T[], after: readonly T[]): readonly T[] {
	return before.length === after.length && before.every((item, index) => item === after[index]) ? before : after;
}

/** Devices keep the order in which the server first named them; new ones come last. */
function mergeScreens(before: readonly Screen[], { complete, screens }: ScreensEvent): readonly Screen[] {
	const known = new Map(before.map((screen) => [screen.id, screen]));
	const came = new Map(screens.map((screen) => [screen.id, settled(known.get(screen.id), screen)]));
	if (complete) return sameItems(before, [...came.values()]);
	const kept = before.map((screen) => came.get(screen.id) ?? screen);
	const added = [...came.values()].filter(({ id }) => !known.has(id));
	return sameItems(before, [...kept, ...added]);
}

export function apply(state: PageState, event: StreamEvent): PageState {
	switch (event.type) {
		case "screens": {
			const { now, clock, account, accounts } = event.data;
			// Another account's devices and requests have nothing to do with those of this one.
			const other = state.known && state.account !== account;
			return {
				...state,
				known: true,
				clock,
				now,
				at: event.at,
				account,
				accounts: sameItems(state.accounts, accounts),
				screens: mergeScreens(other ? [] : state.screens, event.data),
				rows: other ? [] : state.rows,
			};
		}
		case "request":
			if (state.cleared.has(requestKey(event.data))) return state;
			return { ...state, rows: addRequest(state.rows, event.data) };
		case "push":
			if (isPushOf(state.cleared, event.data)) return state;
			return { ...state, rows: addPush(state.rows, event.data) };
	}
}

/** More than a server tells again. */
const CLEARED_KEPT = 2000;

export function clear(state: PageState): PageState {
	const keys = [...state.rows.flatMap(keysOf), ...state.cleared];
	return { ...state, rows: [], cleared: new Set(keys.slice(0, CLEARED_KEPT)) };
}
