import type { Clock, ClockTimer } from "./clock.ts";
import type { Job } from "./job.ts";

export interface BacklogSettings {
	clock: Clock;
	/** How many requests may be waiting or on their way. */
	maxPending: number;
	/** Milliseconds from when a request was given to the client. */
	deadline: number;
	/** Ends a request that is out of time. */
	expire(job: Job): void;
}

/**
 * Everything that is under way, oldest first. All have the same time, so the first one is the first to run out of it:
 * one timer is enough, and it is what keeps the process alive while there is work.
 */
export class Backlog {
	readonly #settings: BacklogSettings;
	#first: Job | undefined;
	#last: Job | undefined;
	#pending = 0;
	#timer: ClockTimer | undefined;
	#awaitingRoom: (() => void)[] = [];
	#awaitingEnd: (() => void)[] = [];

	constructor(settings: BacklogSettings) {
		this.#settings = settings;
	}

	get pending(): number {
		return this.#pending;
	}

	get capacity(): number {
		return this.#settings.maxPending - this.#pending;
	}

	/** The caller has seen that there is capacity. */
	add(job: Job): void {
		const { clock, deadline } = this.#settings;
		job.deadline = clock.monotonic() + deadline;
		job.previous = this.#last;
		if (this.#last === undefined) this.#first = job;
		else this.#last.next = job;
		this.#last = job;
		if (this.#pending++ > 0) return;
		if (this.#timer === undefined) this.#timer = clock.setTimeout(this.#expireFirst, deadline);
		else this.#timer.ref();
	}

	remove(job: Job): void {
		const { previous, next } = job;
		if (previous === undefined) this.#first = next;
		else previous.next = next;
		if (next === undefined) this.#last = previous;
		else next.previous = previous;
		job.previous = job.next = undefined;
		if (--this.#pending === 0) {
			this.#timer?.unref();
			release(this.#awaitingEnd.splice(0));
		}
		if (this.#awaitingRoom.length > 0 && this.#hasRoom()) release(this.#awaitingRoom.splice(0));
	}

	/**
	 * Resolves when a quarter is free, and at once while there is any room: many producers that wait are not woken for
	 * one place.
	 */
	room(): Promise<void> {
		if (this.capacity > 0) return Promise.resolve();
		return new Promise((resolve) => this.#awaitingRoom.push(resolve));
	}

	/** Resolves when nothing is under way. */
	ended(): Promise<void> {
		if (this.#pending === 0) return Promise.resolve();
		return new Promise((resolve) => this.#awaitingEnd.push(resolve));
	}

	/** Ends everything. */
	abandon(end: (job: Job) => void): void {
		while (this.#first !== undefined) end(this.#first);
		release(this.#awaitingRoom.splice(0));
	}

	close(): void {
		if (this.#timer !== undefined) this.#settings.clock.clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#hasRoom(): boolean {
		return this.capacity >= this.#settings.maxPending / 4;
	}

	#expireFirst = (): void => {
		const { clock, expire } = this.#settings;
		this.#timer = undefined;
		const now = clock.monotonic();
		while (this.#first !== undefined && this.#first.deadline <= now) expire(this.#first);
		if (this.#first !== undefined && this.#timer === undefined)
			this.#timer = clock.setTimeout(this.#expireFirst, Math.max(1, this.#first.deadline - now));
	};
}

function release(waiting: (() => void)[]): void {
	for (const resolve of waiting) resolve();
}
