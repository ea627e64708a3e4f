/** Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
import type { JournalEntry } from "../journal.ts";
import type { Mock, MockEvent } from "../mock.ts";
import { EventLog, type Reader } from "./event-log.ts";
import type { Call } from "./route.ts";

/** Connections through proxies are cut when nothing comes for long. */
const HEARTBEAT_MS = 15_000;

const logs = new WeakMap<Mock, EventLog>();

function logOf(mock: Mock): EventLog {
	const log = logs.get(mock) ?? new EventLog(mock);
	logs.set(mock, log);
	return log;
}

const encoder = new TextEncoder();

function block(id: string, { type, ...event }: MockEvent): Uint8Array {
	const data = "entry" in event ? event.entry : event;
	return encoder.encode(`event: ${type}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Where to go on: after the last event that was seen, which may be of a log that is gone. */
function place(log: EventLog, lastEventId: string | null): number {
	if (lastEventId === null) return log.last;
	const [id, number] = lastEventId.split("-");
	return id === log.id ? Math.min(Number(number) || 0, log.last) : 0;
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
	const { mock, scope, request, query, disconnect } = call;
	const cancelled = new AbortController();
	const over = AbortSignal.any([call.signal, cancelled.signal]);
	const log = logOf(mock);
	const lastEventId = request.headers.get("last-event-id");
	const reader: Reader = { at: place(log, lastEventId), wake: () => undefined, lose: disconnect };
	const idAt = (number: number) => `${log.id}-${number}`;
	const replayed: JournalEntry[] = lastEventId === null && query.last ? scope.journal.entries().slice(-query.last) : [];
	const since = idAt(reader.at);
	over.addEventListener("abort", log.join(reader), { once: true });

	/** The next event that concerns the caller; what doesn't is passed by. */
	function next(): Uint8Array | undefined {
		const entry = replayed.shift();
		if (entry) return block(since, { type: "request", entry });
		for (let logged = log.after(reader.at); logged; logged = log.after(reader.at)) {
			reader.at = logged.number;
			if (concerns(call, logged.event)) return block(idAt(logged.number), logged.event);
		}
		return undefined;
	}

	/** Resolves with `false` when nothing has happened for so long that a sign of life is due. */
	function happened(): Promise<boolean> {
		return new Promise((resolve) => {
			const done = (happened: boolean) => {
				clearTimeout(timer);
				over.removeEventListener("abort", wake);
				reader.wake = () => undefined;
				resolve(happened);
			};
			const wake = () => done(true);
			const timer = setTimeout(() => done(false), HEARTBEAT_MS);
			over.addEventListener("abort", wake, { once: true });
			reader.wake = wake;
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
					const bytes = next();
					if (bytes) return controller.enqueue(bytes);
					if (!(await happened())) return controller.enqueue(encoder.encode(": \n\n"));
				}
				if (!cancelled.signal.aborted) controller.close();
			},
			cancel: () => cancelled.abort(),
		},
		{ highWaterMark: 1 },
	);
	return new Response(body, {
		headers: { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store" },
	});
}
