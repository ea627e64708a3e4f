/**
 * Who looks at a lock screen, and what they are told: that it may have changed, what was asked of the API, and what was
 * pushed. Pushes are told to all processes that share the database; requests to those who look at this one.
 */
import { randomUUID } from "node:crypto";
import type { PushEvent, RequestEvent } from "@activitysmith/lock-screen/page";
import type { Signals } from "../../database/signals.ts";
import type { BrowserPush } from "../../delivery/push.ts";

export interface Watcher {
	/** Only these are its concern. */
	device: string;
	account: string;
	/** What the device shows may have changed. */
	changed(): void;
	event(event: LoggedEvent): void;
}

/** What happened, with its place: each process counts for itself. */
export type LoggedEvent = { number: number } & Logged;

type Logged = { type: "request"; account: string; data: RequestEvent } | { type: "push"; data: PushEvent };

type Signal =
	/** The push is left out when it is too long for a signal. */
	| { device: string; push?: BrowserPush; at: number }
	/** Any screen of the account may have changed. */
	| { account: string };

const PREFIX = "screen:";
/** PostgreSQL carries no more than 8,000 bytes. */
const MOST_BYTES = 7900 - PREFIX.length;
/** Events that are kept for pages that come later. */
const KEPT = 200;

export class Watchers {
	/** Tells this process's events from those of the one before. */
	readonly run = randomUUID().slice(0, 8);
	readonly #watchers = new Set<Watcher>();
	readonly #signals: Signals;
	readonly #onError: (error: unknown) => void;
	#log: LoggedEvent[] = [];
	#last = 0;
	#seen = false;

	constructor(signals: Signals, onError: (error: unknown) => void) {
		this.#signals = signals;
		this.#onError = onError;
	}

	/** Begins to hear what other processes say. Resolves with a function that ends it. */
	listen(): Promise<() => Promise<void>> {
		return this.#signals.listen({
			heard: (text) => {
				if (text.startsWith(PREFIX)) this.#heard(JSON.parse(text.slice(PREFIX.length)));
			},
			missed: () => {
				for (const watcher of this.#watchers) watcher.changed();
			},
		});
	}

	/** Returns a function that ends it. */
	add(watcher: Watcher): () => void {
		this.#watchers.add(watcher);
		this.#seen = true;
		return () => void this.#watchers.delete(watcher);
	}

	/** Events after a place, of those that are kept: the newest `most`. */
	past(watcher: Watcher, { after, most }: { after: number; most: number }): LoggedEvent[] {
		const concerned = this.#log.filter((event) => event.number > after && concerns(event, watcher));
		return most > 0 ? concerned.slice(-most) : [];
	}

	/** A device was sent something. */
	pushed(device: string, push: BrowserPush, at: number): void {
		const whole = { device, push, at };
		this.#tell(Buffer.byteLength(JSON.stringify(whole)) > MOST_BYTES ? { device, at } : whole);
	}

	/** Something else has changed what the screens of an account show. */
	changed(account: string): void {
		this.#tell({ account });
	}

	/** Whether to describe what is asked of the API: nobody looks before the first has. */
	get wanted(): boolean {
		return this.#seen;
	}

	requested(account: string, data: Omit<RequestEvent, "run">): void {
		this.#add({ type: "request", account, data: { run: this.run, ...data } });
	}

	#tell(signal: Signal): void {
		this.#signals.send(`${PREFIX}${JSON.stringify(signal)}`).catch(this.#onError);
	}

	#heard(signal: Signal): void {
		if ("device" in signal && signal.push) {
			const { device, push, at } = signal;
			const id = `${this.run}-${this.#last + 1}`;
			const bytes = Buffer.byteLength(JSON.stringify(push.body));
			this.#add({ type: "push", data: { run: this.run, id, at, device, ...push, bytes } });
		}
		for (const watcher of this.#watchers) {
			if ("device" in signal ? watcher.device === signal.device : watcher.account === signal.account) watcher.changed();
		}
	}

	#add(event: Logged): void {
		this.#last += 1;
		const logged: LoggedEvent = { number: this.#last, ...event };
		this.#log.push(logged);
		if (this.#log.length > 2 * KEPT) this.#log = this.#log.slice(-KEPT);
		for (const watcher of this.#watchers) {
			if (concerns(logged, watcher)) watcher.event(logged);
		}
	}
}

function concerns(event: Logged, { device, account }: Watcher): boolean {
	return event.type === "request" ? event.account === account : event.data.device === device;
}
