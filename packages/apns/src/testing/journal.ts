/** What was sent to the gateway, what it answered, and what came of it. */
import type { Environment } from "../request.ts";
import type { Outcome } from "./delivery.ts";

export interface PushEntry {
	/** Counts up from 1 since the start or the last reset. */
	readonly number: number;
	/** Epoch milliseconds, by the gateway's clock. */
	readonly at: number;
	readonly environment: Environment;
	/** Of the connection that it came on: counts up from 1. */
	readonly connection: number;
	readonly method: string;
	readonly path: string;
	/** In the path, if there is one. */
	readonly deviceToken: string | null;
	/** Id of the device whose token it is, when the token is known. */
	readonly device: string | null;
	/** Lower-case names. The provider token is left out. */
	readonly headers: Readonly<Record<string, string>>;
	/** As it was sent; what is too large is cut off. */
	readonly body: string;
	/** The body as an object; `null` when it was not looked at, or is none. */
	readonly payload: Readonly<Record<string, unknown>> | null;
	/** Whose provider token it came with, as soon as that was found to be good. */
	readonly provider: { teamId: string; keyId: string; issuedAt: number } | null;
	/** Of the answer; `null` when none was given. */
	readonly status: number | null;
	readonly reason: string | null;
	/** With a 410: since when the token is dead, in epoch milliseconds. */
	readonly timestamp?: number;
	readonly apnsId: string;
	/** `apns-unique-id`, in development. */
	readonly uniqueId?: string;
	/** Id of the fault that struck, if one has. */
	readonly fault: string | null;
	/** What the device made of it; `null` when it never got there. A push that Apple keeps is told by what it comes to. */
	outcome: Outcome | null;
	/** Of a broadcast: what each device made of it that is subscribed to the channel. */
	readonly subscribers?: readonly { device: string; outcome: Outcome }[];
}

/** All of what is given must hold. */
export interface PushQuery {
	deviceToken?: string;
	device?: string;
	status?: number | null;
	reason?: string | null;
	apnsId?: string;
	/** Of the outcome on the device. */
	result?: Outcome["result"];
	where?: (entry: PushEntry) => boolean;
}

function matches(entry: PushEntry, { where, result, ...fields }: PushQuery): boolean {
	for (const [field, wanted] of Object.entries(fields)) {
		if (wanted !== undefined && entry[field as keyof PushEntry] !== wanted) return false;
	}
	if (result !== undefined && entry.outcome?.result !== result) return false;
	return where?.(entry) ?? true;
}

export class Journal {
	readonly #capacity: number;
	/** A ring: when it is full, the next entry takes the place of the oldest. */
	#ring: PushEntry[] = [];
	#total = 0;
	#accepted = 0;
	readonly #waiting = new Set<() => void>();

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	/** How many requests there were, those among them that are no longer kept. */
	get total(): number {
		return this.#total;
	}

	/** How many of them were answered with a success. */
	get accepted(): number {
		return this.#accepted;
	}

	/** The entry has the number that `nextNumber` was. */
	add(entry: PushEntry): PushEntry {
		if (this.#capacity > 0) this.#ring[this.#total % this.#capacity] = entry;
		this.#total += 1;
		if (entry.status !== null && entry.status < 300) this.#accepted += 1;
		for (const look of this.#waiting) look();
		return entry;
	}

	get nextNumber(): number {
		return this.#total + 1;
	}

	/** Tells what became of a push that had waited for its device. */
	settle(entry: PushEntry, outcome: Outcome): void {
		entry.outcome = outcome;
		for (const look of this.#waiting) look();
	}

	/** Oldest first; as many of the newest are kept as the option `journalEntries` says. */
	entries(query: PushQuery = {}): PushEntry[] {
		const start = this.#total > this.#capacity && this.#capacity > 0 ? this.#total % this.#capacity : 0;
		const ordered = start === 0 ? this.#ring : [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
		return ordered.filter((entry) => matches(entry, query));
	}

	/** The newest that matches. */
	last(query?: PushQuery): PushEntry | undefined {
		return this.entries(query).at(-1);
	}

	count(query?: PushQuery): number {
		return query ? this.entries(query).length : this.#total;
	}

	/** Resolves when `count` match, those that came before among them; rejects after `timeoutMs` of real time. */
	waitFor(query: PushQuery = {}, { count = 1, timeoutMs = 5000 } = {}): Promise<PushEntry[]> {
		return new Promise((resolve, reject) => {
			const done = () => {
				clearTimeout(timer);
				this.#waiting.delete(look);
			};
			const look = () => {
				const found = this.entries(query);
				if (found.length < count) return;
				done();
				resolve(found);
			};
			const timer = setTimeout(() => {
				done();
				const found = this.entries(query).length;
				reject(new Error(`${found} of ${count} pushes came in ${timeoutMs} ms, of ${this.#total} requests in all`));
			}, timeoutMs);
			this.#waiting.add(look);
			look();
		});
	}

	clear(): void {
		this.#ring = [];
		this.#total = 0;
		this.#accepted = 0;
	}
}
