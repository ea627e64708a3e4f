/** The events that the page of the lock screens reads. */
import type { PushEvent, RequestEvent } from "@activitysmith/lock-screen/page";
import { logOf, type Reader } from "../control/event-log.ts";
import { eventResponse, eventText } from "../control/event-response.ts";
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

function requestEvent({ id, at, method, path, operation, key, body, status, response, ...said }: JournalEntry) {
	const { decision, because } = said;
	return {
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

function pushEvent({ at, device, push }: Extract<MockEvent, { type: "push" }>): PushEvent {
	return { at, device, ...push, bytes: encoder.encode(JSON.stringify(push.body)).length };
}

export function screensStream(
	call: Call<{ last?: number | undefined }>,
	{ id: account, journal }: MockAccount,
): Response {
	const { mock, request, query } = call;
	const log = logOf(mock);
	const lastEventId = request.headers.get("last-event-id");
	const feed = new ScreensFeed(mock, account);

	return eventResponse(call, (wake, over) => {
		// One that falls behind goes on with what is kept: the screens are whole at any time.
		const reader: Reader = { at: log.place(lastEventId), wake, lose: () => undefined };
		const since = log.idAt(reader.at);
		const replayed = lastEventId === null && query.last ? journal.entries().slice(-query.last) : [];
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

		function logged(): string | undefined {
			for (let next = log.after(reader.at); next; next = log.after(reader.at)) {
				reader.at = next.number;
				const { event } = next;
				const block = (data: unknown) => eventText(event.type, log.idAt(reader.at), data);
				// Of a request whose key was refused nobody knows whose it is: everybody is told.
				if (event.type === "request" && [account, null].includes(event.entry.account)) {
					return block(requestEvent(event.entry));
				}
				if (event.type === "push" && event.account === account) return block(pushEvent(event));
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
				const entry = replayed.shift();
				return entry ? eventText("request", since, requestEvent(entry)) : logged();
			},
			dueIn: () => lookAt && Math.max(0, Math.ceil(lookAt - performance.now())),
		};
	});
}
