/** The gateway's time: the machine's or one that stands still, and in either case one that a test can move ahead. */

export interface GatewayClock {
	/** Epoch milliseconds. */
	now(): number;
	/** Moves ahead by so many milliseconds. What is due on the way happens in order, each at its own time. */
	advance(milliseconds: number): void;
	/** Moves to a time. Back is allowed, as clocks of servers do jump; nothing happens twice. */
	set(time: number | Date): void;
}

/** Longer waits overflow a timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Due {
	at: number;
	run(): void;
}

export class MovableClock implements GatewayClock {
	readonly #source: () => number;
	/** Wakes up for what is due, where time goes by itself. */
	readonly #runs: boolean;
	#offset = 0;
	/** Set while the clock moves: what happens on the way happens at its own time. */
	#moment: number | undefined;
	/** By time, earliest first. */
	#due: Due[] = [];
	#timer: NodeJS.Timeout | undefined;

	/** `source` is `real`, a time to stand still at, or a clock of the test's own. */
	constructor(source: "real" | number | { now(): number }) {
		this.#runs = source === "real";
		this.#source =
			source === "real" ? () => Date.now() : typeof source === "number" ? () => source : () => source.now();
	}

	now(): number {
		return this.#moment ?? this.#source() + this.#offset;
	}

	advance(milliseconds: number): void {
		if (!(milliseconds >= 0) || !Number.isFinite(milliseconds)) {
			throw new RangeError("The clock advances by a number of milliseconds that is not negative");
		}
		this.#moveTo(this.now() + milliseconds);
	}

	set(time: number | Date): void {
		const to = Number(time);
		if (!Number.isFinite(to)) throw new RangeError("The clock takes epoch milliseconds or a Date");
		this.#moveTo(to);
	}

	/** Runs `task` when the time has come: on its own in real time, else when the clock is moved or looked after. */
	at(time: number, run: () => void): void {
		const index = this.#due.findLastIndex((other) => other.at <= time) + 1;
		this.#due.splice(index, 0, { at: time, run });
		this.#wake();
	}

	/** Does what is due by now. */
	settle(): void {
		if (this.#due.length > 0) this.#runUntil(this.now());
	}

	/** Forgets everything that is to come. */
	clear(): void {
		this.#due = [];
		clearTimeout(this.#timer);
	}

	#moveTo(to: number): void {
		this.#runUntil(to);
		this.#offset += to - this.now();
		this.#wake();
	}

	#runUntil(end: number): void {
		for (let next = this.#due[0]; next && next.at <= end; next = this.#due[0]) {
			this.#due.shift();
			const before = this.#moment;
			this.#moment = next.at;
			try {
				next.run();
			} finally {
				this.#moment = before;
			}
		}
	}

	#wake(): void {
		clearTimeout(this.#timer);
		const [next] = this.#due;
		if (!this.#runs || !next) return;
		const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, next.at - this.now()));
		this.#timer = setTimeout(() => {
			this.settle();
			this.#wake();
		}, wait).unref();
	}
}
