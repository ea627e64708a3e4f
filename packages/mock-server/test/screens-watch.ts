/** Reads what the page of the lock screens is told, in time that stands still. */
import type { Screen, ScreensEvent } from "@activitysmith/lock-screen/page";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { blocks, type ServerSentEvent } from "../../http/test/server-sent.ts";
import type { Mock } from "../src/index.ts";

/** Reads along, and keeps what a page would have after each event. */
export async function watch(mock: Pick<Mock, "fetch">, query = "", headers: HeadersInit = {}) {
	const response = await mock.fetch(`http://mock.test/_mock/screens${query}`, { headers });
	expect(response.status).toBe(200);
	const events: ServerSentEvent[] = [];
	let screens: Screen[] = [];
	const reading = (async () => {
		for await (const event of blocks(response)) {
			events.push(event);
			if (event.type !== "screens") continue;
			const told = event.data as unknown as ScreensEvent;
			if (told.complete) screens = [...told.screens];
			else screens = screens.map((screen) => told.screens.find(({ id }) => id === screen.id) ?? screen);
		}
	})();
	const of = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data);
	return {
		response,
		events,
		of,
		told: () => of("screens") as unknown as ScreensEvent[],
		screens: () => screens,
		reading,
	};
}

/** Time passes only as far as a test lets it. */
export function stillTime() {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());
	return {
		pass: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
	};
}
