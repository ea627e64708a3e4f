/** What the devices show, printed whenever it changes. */
import { lockScreensText } from "@activitysmith/lock-screen";
import type { Screen, ScreensEvent } from "@activitysmith/lock-screen/page";
import type { Mock } from "../mock.ts";
import { ScreensFeed } from "../screens/feed.ts";

/** Requests come in bursts, and nobody reads a card that is there for a moment. */
const SETTLING_MS = 50;

export interface ShowOptions {
	write: (text: string) => void;
	json: boolean;
	color: boolean;
	/** Of the terminal. */
	columns: () => number | undefined;
}

function isBlank({ activities, notifications, badge, widgets }: Screen): boolean {
	return activities.length + notifications.length + badge + widgets.length === 0;
}

export function showScreens(mock: Mock, { write, json, color, columns }: ShowOptions): void {
	const feeds = new Map<string, ScreensFeed>();
	const timers = new Map<string, NodeJS.Timeout>();

	function print({ account, accounts, now, complete, screens }: ScreensEvent): void {
		// Of an account that is new, what has never shown anything has not changed.
		const shown = complete ? screens.filter((screen) => !isBlank(screen)) : screens;
		if (shown.length === 0) return;
		if (json) {
			write(`${JSON.stringify({ event: "screens", at: now, account, screens: shown })}\n`);
			return;
		}
		const whose = accounts.length > 1 ? `${account}\n` : "";
		const width = columns();
		const options = { color, notifications: true, ...(width !== undefined && { columns: width }) };
		write(`\n${whose}${lockScreensText(shown, now, options)}\n`);
	}

	function look(account: string): void {
		timers.delete(account);
		const feed = feeds.get(account) ?? new ScreensFeed(mock, account);
		feeds.set(account, feed);
		const event = feed.take();
		if (event) print(event);
		const next = feed.untilChange();
		if (next !== undefined) lookIn(account, next);
	}

	function lookIn(account: string, milliseconds: number): void {
		clearTimeout(timers.get(account));
		timers.set(account, setTimeout(look, Math.min(milliseconds, 2 ** 31 - 1), account).unref());
	}

	const settling = new Set<string>();
	mock.watch((account) => {
		if (settling.has(account)) return;
		settling.add(account);
		setTimeout(() => {
			settling.delete(account);
			look(account);
		}, SETTLING_MS).unref();
	});
}
