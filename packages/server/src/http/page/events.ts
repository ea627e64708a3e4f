/** The events that the page of a lock screen reads. */
import { eventResponse, eventText, type Outlet } from "@activitysmith/http/event-response";
import type { Screen, ScreensEvent } from "@activitysmith/lock-screen/page";
import { nextChangeAt } from "./screen.ts";
import type { LoggedEvent, Watchers } from "./watchers.ts";

export interface EventsOptions {
	watchers: Watchers;
	device: string;
	account: string;
	/** What the device shows now; `undefined` when it is no longer the reader's. */
	load(): Promise<Screen | undefined>;
	now(): number;
	/** How many events of the past come first. */
	last: number;
	/** The last event that the reader knows. */
	lastEventId: string | null;
	/** Nobody reads any more, or the server stops. */
	over: AbortSignal;
}

/** A display shows sixty pictures a second: more events than that nobody sees. */
const SHORTEST_INTERVAL_MS = 16;
/** A reader that falls behind misses what is older. */
const MOST_WAITING = 1000;

/** Where a reader was, if it was reading from this process. */
function placeOf(lastEventId: string | null, run: string): number | undefined {
	const [ofRun, number] = lastEventId?.split("-") ?? [];
	return ofRun === run && /^\d+$/.test(number ?? "") ? Number(number) : undefined;
}

export function eventsResponse(options: EventsOptions): Response {
	return eventResponse(options.over, (wake, over) => outlet(options, wake, over));
}

function outlet(options: EventsOptions, wake: () => void, over: AbortSignal): Outlet {
	const { watchers, device, account, load, now, last, lastEventId } = options;
	let lookAt: number | undefined = 0;
	let told: string | undefined;
	let place = 0;
	const watcher = {
		device,
		account,
		changed() {
			lookAt = Math.min(lookAt ?? Number.POSITIVE_INFINITY, performance.now() + SHORTEST_INTERVAL_MS);
			wake();
		},
		event(event: LoggedEvent) {
			waiting.push(event);
			if (waiting.length > MOST_WAITING) waiting.shift();
			wake();
		},
	};
	const known = placeOf(lastEventId, watchers.run);
	const waiting =
		known === undefined
			? watchers.past(watcher, { after: 0, most: lastEventId === null ? last : 0 })
			: watchers.past(watcher, { after: known, most: MOST_WAITING });
	over.addEventListener("abort", watchers.add(watcher), { once: true });

	/** `undefined` when nothing has changed since it was last told, `null` when there is nothing to tell any more. */
	async function screens(): Promise<string | null | undefined> {
		if (lookAt === undefined || performance.now() < lookAt) return undefined;
		lookAt = undefined;
		const screen = await load();
		if (!screen) return null;
		const at = now();
		const change = nextChangeAt(screen, at);
		// Set anew by what happened while it was looked up.
		if (change !== undefined && lookAt === undefined) lookAt = performance.now() + Math.max(1, change - at);
		const text = JSON.stringify(screen);
		if (text === told) return undefined;
		told = text;
		const event: ScreensEvent = {
			now: at,
			clock: "real",
			account,
			accounts: [account],
			complete: true,
			screens: [screen],
		};
		return eventText("screens", `${watchers.run}-${place}`, event);
	}

	function logged(): string | undefined {
		const event = waiting.shift();
		if (!event) return undefined;
		place = event.number;
		return eventText(event.type, `${watchers.run}-${place}`, event.data);
	}

	return {
		async next() {
			const text = await screens();
			return text === undefined ? logged() : text;
		},
		dueIn: () => (lookAt === undefined ? undefined : Math.max(0, Math.ceil(lookAt - performance.now()))),
	};
}
