/** The events that the page of the lock screens reads. */
import { eventResponse, eventText } from "@activitysmith/http/event-response";
import type { PushEvent, RequestEvent } from "@activitysmith/lock-screen/page";
import { type EventLog, type LoggedEvent, logOf, type Reader } from "../control/event-log.ts";
import type { Call } from "../control/route.ts";
import type { JournalEntry } from "../journal.ts";
import type { MockEvent } from "../mock.ts";
import type { MockAccount } from "../mock-account.ts";
import { ScreensFeed } from "./feed.ts";

/** A display shows sixty pictures a second: more events than that nobody sees. */
const SHORTEST_INTERVAL_MS = 16;
/** A request changes several screens, one after the other: they are told together. */
const SETTLING_MS = 1;

const encoder = new TextEncoder();

function requestEvent(entry: JournalEntry, run: string) {
	const { id, at, method, path, operation, key, body, status, response, decision, because } = entry;
	return {
		run,
		id,
		at,
		method,
		path,
		operation,
		key,
		body,
		status,
		response,
		decision,
		because,
	} satisfies RequestEvent;
}

function pushEvent(
	{ at, device, request, push }: Extract<MockEvent, { type: "push" }>,
	run: string,
	id: string,
): PushEvent {
	const bytes = encoder.encode(JSON.stringify(push.body)).length;
	return { run, id, at, device, ...(request !== undefined && { request }), ...push, bytes };
}

/** The newest requests of an account, and the pushes that came with them, as far back as the log knows them. */
function past(log: EventLog, { id: account, journal }: MockAccount, count: number): LoggedEvent[] {
	const entries = new Set(journal.entries().slice(-count));
	const requests = new Set(Array.from(entries, ({ id }) => id));
	const kept = log.kept().filter(({ event }) => {
		return event.type === "request" ? entries.has(event.entry) : event.type === "push" && event.account === account;
	});
	const begin = kept.findIndex(({ event }) => {
		return event.type === "request" || (event.type === "push" && event.request && requests.has(event.request));
	});
	const known = begin === -1 ? [] : kept.slice(begin);
	for (const { event } of known) if (event.type === "request") entries.delete(event.entry);
	const before = (known[0]?.number ?? log.place(null) + 1) - 1;
	return [
		...Array.from(entries, (entry) => ({ number: before, event: { type: "request", entry } as const })),
		...known,
	];
}

export function screensStream(call: Call<{ last?: number | undefined }>, shown: MockAccount): Response {
	const { mock, request, query, signal } = call;
	const { id: account } = shown;
	const log = logOf(mock);
	const lastEventId = request.headers.get("last-event-id");
	const feed = new ScreensFeed(mock, account);

	return eventResponse(signal, (wake, over) => {
		// One that falls behind goes on with what is kept: the screens are whole at any time.
		const reader: Reader = { at: log.place(lastEventId), wake, lose: () => undefined };
		const replayed = lastEventId === null && query.last ? past(log, shown, query.last) : [];
		/** When to look at the screens next, by the machine's clock; `undefined` while nothing changes. */
		let lookAt: number | undefined = 0;
		let toldAt = Number.NEGATIVE_INFINITY;

		function changed(): void {
			const soon = Math.max(performance.now() + SETTLING_MS, toldAt + SHORTEST_INTERVAL_MS);
			if (lookAt !== undefined && lookAt <= soon) return;
			lookAt = soon;
			wake();
		}

		function screens(): string | undefined {
			if (lookAt === undefined || performance.now() < lookAt) return undefined;
			const event = feed.take();
			const rest = feed.untilChange();
			lookAt = rest === undefined ? undefined : performance.now() + Math.max(1, rest);
			if (!event) return undefined;
			toldAt = performance.now();
			return eventText("screens", log.idAt(reader.at), event);
		}

		/** `undefined` when it is about another account. */
		function block({ number, event }: LoggedEvent): string | undefined {
			const id = log.idAt(number);
			// Of a request whose key was refused nobody knows whose it is: everybody is told.
			if (event.type === "request" && [account, null].includes(event.entry.account)) {
				return eventText("request", id, requestEvent(event.entry, log.run));
			}
			if (event.type === "push" && event.account === account) {
				return eventText("push", id, pushEvent(event, log.run, id));
			}
			return undefined;
		}

		function logged(): string | undefined {
			for (let next = log.after(reader.at); next; next = log.after(reader.at)) {
				reader.at = next.number;
				const text = block(next);
				if (text !== undefined) return text;
			}
			return undefined;
		}

		const leave = log.join(reader);
		// A change of another account may be that it is new, and can be chosen.
		const unwatch = mock.watch(changed);
		over.addEventListener(
			"abort",
			() => {
				leave();
				unwatch();
			},
			{ once: true },
		);
		return {
			next() {
				const now = screens();
				if (now !== undefined) return now;
				const told = replayed.shift();
				return told ? block(told) : logged();
			},
			dueIn: () => lookAt && Math.max(0, Math.ceil(lookAt - performance.now())),
		};
	});
}
