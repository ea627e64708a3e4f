/** The mock's time: frozen until a test moves it, or the machine's, which a test may move ahead. */
import type { Clock } from "@activitysmith/core";
import { type Duration, parseDuration, parseTime } from "./duration.ts";

export type ClockKind = "frozen" | "real";

export interface MockClock extends Clock {
	/** Whether time stands still between two calls of `advance`. */
	readonly kind: ClockKind;
	/**
	 * Moves the clock ahead. What is due on the way happens in order, each at its own time: rotations, ends, dismissals,
	 * tokens that arrive late. Resolves when all of it has happened.
	 */
	advance(duration: Duration): Promise<void>;
	/** Moves the clock ahead to a time, in the same way. A time that has passed is refused. */
	set(time: Date | number | string): Promise<void>;
}

/** What has to happen as time passes. */
export interface Timeline {
	nextDueAt(): number | undefined;
	/** Does what is due by now. */
	maintain(): Promise<void>;
	/** Called after every move. */
	moved(): void;
}

/** Ten thousand years from now: activities that begin then still end before the last date that ECMAScript knows. */
const LAST_TIME = Date.UTC(12_000, 0, 1);

/** The clock of one account. */
export class AccountClock implements MockClock {
	readonly kind: ClockKind;
	/** The time itself, or how far it is ahead of the machine's. */
	#base: number;
	readonly #timeline: Timeline;
	/** Two calls at once move it one after the other. */
	#moving: Promise<void> = Promise.resolve();

	constructor(kind: ClockKind, start: number, timeline: Timeline) {
		this.kind = kind;
		this.#base = kind === "real" ? start - Date.now() : start;
		this.#timeline = timeline;
	}

	now(): number {
		return this.kind === "real" ? Date.now() + this.#base : this.#base;
	}

	async advance(duration: Duration): Promise<void> {
		const milliseconds = parseDuration(duration);
		this.refuseBeyond(this.now() + milliseconds);
		return this.#move(() => this.now() + milliseconds);
	}

	async set(time: Date | number | string): Promise<void> {
		const end = parseTime(time, "time");
		this.refuseBeyond(end);
		if (end < this.now()) throw new RangeError(`The clock cannot go back: it is ${new Date(this.now()).toISOString()}`);
		return this.#move(() => end);
	}

	/** Before anything moves: beyond the last date there is none to tell. */
	refuseBeyond(time: number): void {
		if (time > LAST_TIME) throw new RangeError(`The clock goes to ${new Date(LAST_TIME).toISOString()} at most`);
	}

	#move(to: () => number): Promise<void> {
		const moved = this.#moving.then(async () => {
			const end = to();
			for (;;) {
				const due = this.#timeline.nextDueAt();
				if (due === undefined || due > end) break;
				this.#goTo(due);
				await this.#timeline.maintain();
			}
			this.#goTo(end);
		});
		// A failure is for whoever asked; the next move begins all the same.
		this.#moving = moved.catch(() => undefined);
		return moved;
	}

	#goTo(time: number): void {
		this.#base += Math.max(0, time - this.now());
		this.#timeline.moved();
	}
}

/** The clock of the whole mock: moves that of every account. */
export class SharedClock implements MockClock {
	readonly kind: ClockKind;
	readonly #own: AccountClock;
	readonly #clocks: () => Iterable<AccountClock>;

	constructor(kind: ClockKind, start: number, clocks: () => Iterable<AccountClock>) {
		this.kind = kind;
		const nothing = () => undefined;
		this.#own = new AccountClock(kind, start, { nextDueAt: nothing, maintain: async () => undefined, moved: nothing });
		this.#clocks = clocks;
	}

	now(): number {
		return this.#own.now();
	}

	async advance(duration: Duration): Promise<void> {
		const milliseconds = parseDuration(duration);
		const clocks = [this.#own, ...this.#clocks()];
		for (const clock of clocks) clock.refuseBeyond(clock.now() + milliseconds);
		await Promise.all(clocks.map((clock) => clock.advance(milliseconds)));
	}

	/** Accounts that are ahead stay where they are. */
	async set(time: Date | number | string): Promise<void> {
		await this.#own.set(time);
		const behind = [...this.#clocks()].filter((clock) => clock.now() < this.now());
		await Promise.all(behind.map((clock) => clock.set(this.now())));
	}
}
