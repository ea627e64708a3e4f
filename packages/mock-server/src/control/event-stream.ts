/** Everything that happens, as events for a reader. */
import { eventResponse, eventText } from "@activitysmith/http/event-response";
import type { JournalEntry } from "../journal.ts";
import type { MockEvent } from "../mock.ts";
import { logOf, type Reader } from "./event-log.ts";
import type { Call } from "./route.ts";

function block(id: string, { type, ...event }: MockEvent): string {
	return eventText(type, id, "entry" in event ? event.entry : event);
}

function concerns({ mock, scope }: Call, event: MockEvent): boolean {
	if (scope === mock) return true;
	if (event.type === "reset" && event.account === null) return true;
	const account = event.type === "request" ? event.entry.account : event.account;
	return account !== null && account === idOf(scope);
}

/** An account may be gone with a reset, and come back with another. */
function idOf(scope: Call["scope"]): string | undefined {
	try {
		return scope.id;
	} catch {
		return undefined;
	}
}

export function eventStream(call: Call<{ last?: number | undefined }>): Response {
	const { mock, scope, request, query, signal, disconnect } = call;
	const log = logOf(mock);
	const lastEventId = request.headers.get("last-event-id");
	return eventResponse(signal, (wake, over) => {
		const reader: Reader = { at: log.place(lastEventId), wake, lose: disconnect };
		const since = log.idAt(reader.at);
		const replayed: JournalEntry[] =
			lastEventId === null && query.last ? scope.journal.entries().slice(-query.last) : [];
		over.addEventListener("abort", log.join(reader), { once: true });
		return {
			/** What doesn't concern the caller is passed by. */
			next() {
				const entry = replayed.shift();
				if (entry) return block(since, { type: "request", entry });
				for (let logged = log.after(reader.at); logged; logged = log.after(reader.at)) {
					reader.at = logged.number;
					if (concerns(call, logged.event)) return block(log.idAt(logged.number), logged.event);
				}
				return undefined;
			},
		};
	});
}
