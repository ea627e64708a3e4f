/**
 * The newest events of a mock, in the order in which they happened. Readers hold a place in it and not a queue each, so
 * that one that doesn't read costs nothing.
 */
import type { Mock, MockEvent } from "../mock.ts";

const KEPT = 1000;

export interface LoggedEvent {
	/** 1 for the first event of the log. */
	number: number;
	event: MockEvent;
}

export interface Reader {
	/** Number of the last event that it has taken. */
	at: number;
	/** Something has happened. */
	wake(): void;
	/** What it would take next is no longer kept. */
	lose(): void;
}

const newRun = (): string => crypto.randomUUID().slice(0, 8);

export class EventLog {
	#run = newRun();
	readonly #readers = new Set<Reader>();
	#events: MockEvent[] = [];
	#last = 0;

	constructor(mock: Mock) {
		mock.subscribe((event) => this.#add(event));
	}

	/** Tells what is in the log now from what was in another, or before a reset of everything: there, ids were the same. */
	get run(): string {
		return this.#run;
	}

	/** An id for a place, after which a reader can go on. */
	idAt(number: number): string {
		return `${this.#run}-${number}`;
	}

	/** All that is kept, oldest first. */
	kept(): LoggedEvent[] {
		const first = this.#first;
		return this.#events.map((event, index) => ({ number: first + index, event }));
	}

	/** Number of the oldest that is kept. */
	get #first(): number {
		return this.#last - this.#events.length + 1;
	}

	/** Where to go on: after the last event that was seen, which may be of a log that is gone. Else after the newest. */
	place(lastEventId: string | null): number {
		if (lastEventId === null) return this.#last;
		const [run, number] = lastEventId.split("-");
		return run === this.#run ? Math.min(Number(number) || 0, this.#last) : 0;
	}

	/** The first event after a place. */
	after(number: number): LoggedEvent | undefined {
		const next = Math.max(this.#first, number + 1);
		const event = this.#events[next - this.#first];
		return event && { number: next, event };
	}

	join(reader: Reader): () => void {
		this.#readers.add(reader);
		return () => this.#readers.delete(reader);
	}

	#add(event: MockEvent): void {
		this.#last += 1;
		// What was before a reset of everything is of another world; nobody has lost it.
		const anew = event.type === "reset" && event.account === null;
		if (anew) {
			this.#events = [];
			this.#run = newRun();
		}
		this.#events.push(event);
		// Some at a time: to take out the first moves all others.
		if (this.#events.length > 1.1 * KEPT) this.#forgetOldest();
		for (const reader of this.#readers) reader.wake();
	}

	#forgetOldest(): void {
		this.#events.splice(0, this.#events.length - KEPT);
		for (const reader of this.#readers) if (reader.at + 1 < this.#first) reader.lose();
	}
}

const logs = new WeakMap<Mock, EventLog>();

/** The log of a mock, which begins when it is first asked for. */
export function logOf(mock: Mock): EventLog {
	const log = logs.get(mock) ?? new EventLog(mock);
	logs.set(mock, log);
	return log;
}
