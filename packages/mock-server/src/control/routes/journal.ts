/** What was asked of the mock, as a list, as a wait, and as events while it happens. */
import { describeUnexpected, type JournalQuery } from "../../journal.ts";
import { Entries, Unexpected } from "../answers.ts";
import { eventStream } from "../event-stream.ts";
import { ControlError, done, ok } from "../respond.ts";
import { route } from "../route.ts";
import { EventsQuery, JournalQueryParameters } from "../schemas.ts";

export const journalRoutes = [
	route({
		id: "getJournal",
		method: "GET",
		path: "/journal",
		tag: "Journal",
		scope: "the account or all",
		summary: "Find requests, or wait for them",
		description:
			"Oldest first; the newest thousand are kept. With `wait` it is answered as soon as `count` requests match, those that came before among them.",
		query: JournalQueryParameters,
		answers: {
			200: { description: "The requests that match.", schema: Entries },
			408: { description: "Too few came in time. The message lists what did come." },
		},
		handle: async ({ scope: { journal }, query: { wait, count, ...fields }, signal }) => {
			const query = fields as JournalQuery;
			if (wait === undefined) return ok({ entries: journal.entries(query) });
			const waited = journal.waitFor(query, { timeout: wait, signal, ...(count !== undefined && { count }) });
			const entries = await waited.catch((error: Error) => {
				throw new ControlError(408, { error: "Request timeout", message: error.message });
			});
			return ok({ entries });
		},
	}),
	route({
		id: "clearJournal",
		method: "DELETE",
		path: "/journal",
		tag: "Journal",
		scope: "the account or all",
		summary: "Forget the requests so far",
		answers: { 204: { description: "Forgotten." } },
		handle: ({ scope }) => {
			scope.journal.clear();
			return done();
		},
	}),
	route({
		id: "getUnexpectedRequests",
		method: "GET",
		path: "/journal/unexpected",
		tag: "Journal",
		scope: "the account or all",
		summary: "Requests that were refused for what they asked",
		description:
			"Those to an unknown route, with a wrong key, an invalid body, no recipients, and every other 4xx except a limit (429), a request that still ran (409), and what a fault has made.",
		answers: {
			200: { description: "There was none.", schema: Unexpected },
			409: { description: "There were some. The message says what was wrong with each." },
		},
		handle: ({ scope: { journal } }) => {
			const unexpected = journal.unexpected();
			if (unexpected.length === 0) return ok({ unexpected });
			const message = describeUnexpected(unexpected);
			throw new ControlError(409, { error: "Unexpected requests", message, unexpected });
		},
	}),
	route({
		id: "getEvents",
		method: "GET",
		path: "/events",
		tag: "Journal",
		scope: "the account or all",
		summary: "Everything as it happens",
		description:
			"Server-sent events: `request` with an entry of the journal, `push` with what arrived on which device, `reset`. `Last-Event-ID` goes on where a connection broke, as far back as the last thousand events. A reader that falls behind further than that is disconnected.",
		query: EventsQuery,
		answers: { 200: { description: "Events until one side closes.", also: ["text/event-stream"] } },
		handle: (call) => eventStream(call),
	}),
];
