/** The events that the page of a lock screen reads. https://html.spec.whatwg.org/multipage/server-sent-events.html */
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
/** Connections through proxies are cut when nothing comes for long. */
const HEARTBEAT_MS = 15_000;
/** A reader that falls behind misses what is older. */
const MOST_WAITING = 1000;

const encoder = new TextEncoder();

function eventText(type: string, id: string, data: unknown): string {
	return `event: ${type}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Where a reader was, if it was reading from this process. */
function placeOf(lastEventId: string | null, run: string): number | undefined {
	const [ofRun, number] = lastEventId?.split("-") ?? [];
	return ofRun === run && /^\d+$/.test(number ?? "") ? Number(number) : undefined;
}

export function eventsResponse(options: EventsOptions): Response {
	const { watchers, device, account, load, now, last, lastEventId, over } = options;
	let wake = () => {};
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
	const leave = watchers.add(watcher);
	over.addEventListener("abort", leave, { once: true });

	/** `undefined` when nothing has changed since it was last told, `"gone"` when there is nothing to tell any more. */
	async function screens(): Promise<string | undefined> {
		if (lookAt === undefined || performance.now() < lookAt) return undefined;
		lookAt = undefined;
		const screen = await load();
		if (!screen) return "gone";
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

	/** Resolves with `false` when nothing has happened for so long that a sign of life is due. */
	async function happened(): Promise<boolean> {
		// While the screen was looked up: that is told once, and not again to who listens later.
		if (over.aborted) return true;
		const due = lookAt === undefined ? Number.POSITIVE_INFINITY : Math.max(0, Math.ceil(lookAt - performance.now()));
		return new Promise((resolve) => {
			const done = (something: boolean) => {
				clearTimeout(timer);
				over.removeEventListener("abort", woken);
				wake = () => {};
				resolve(something);
			};
			const woken = () => done(true);
			const timer = setTimeout(() => done(due < HEARTBEAT_MS), Math.min(due, HEARTBEAT_MS));
			over.addEventListener("abort", woken, { once: true });
			wake = woken;
		});
	}

	const body = new ReadableStream<Uint8Array>(
		{
			start(controller) {
				// So that the client knows at once that it is connected.
				controller.enqueue(encoder.encode(": connected\n\n"));
			},
			async pull(controller) {
				while (!over.aborted) {
					const text = (await screens()) ?? logged();
					if (text === "gone") break;
					if (text !== undefined) return controller.enqueue(encoder.encode(text));
					if (!(await happened())) return controller.enqueue(encoder.encode(": \n\n"));
				}
				leave();
				controller.close();
			},
			cancel: leave,
		},
		{ highWaterMark: 1 },
	);
	return new Response(body, {
		headers: { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store" },
	});
}
