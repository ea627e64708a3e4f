/**
 * The way of one kind of push from its row to its device: claimed in batches, sent, and written down. There is always a
 * bounded number of them under way, however many wait.
 */
import { type Push, type Settled, send, type Ways } from "./push.ts";

/** Pushes of one kind, as rows. */
export interface Lane<P extends Push> {
	/** Takes up to so many that are due. What is taken is written, so that a crash forgets none of it. */
	claim(limit: number): Promise<Claimed<P>>;
	/** Writes what came of them, and returns those that cannot be written yet. */
	settle(settled: readonly Settled<P>[]): Promise<readonly Settled<P>[]>;
}

export interface Claimed<P extends Push> {
	pushes: readonly P[];
	/** Whether there may be more that are due. */
	more: boolean;
}

const BATCH = 500;
const MOST_UNDER_WAY = 1000;
/** What came of pushes is written with the next claim, when nothing else is under way, or after a while. */
const SETTLED_MS = 20;
/**
 * When all that was due has been taken, it rests for so many times as long as that took. Under many updates a second, each
 * device gets the latest of several, and most of the time is left to whoever asks for them.
 */
const REST = 3;
const LONGEST_REST_MS = 20;

export interface RunnerOptions extends Ways {
	/** Resolves after a while: the database did not take something. */
	pause(): Promise<void>;
}

export class Runner<P extends Push> {
	readonly #lane: Lane<P>;
	readonly #options: RunnerOptions;
	readonly #underWay = new Set<string>();
	#settled: Settled<P>[] = [];
	/** What came of pushes has waited long enough to be written. */
	#isLate = false;
	#due = false;
	#closed = false;
	#running: Promise<void> | undefined;
	#happened = () => {};
	#resting = false;

	constructor(lane: Lane<P>, options: RunnerOptions) {
		this.#lane = lane;
		this.#options = options;
	}

	get isRunning(): boolean {
		return this.#running !== undefined;
	}

	/** There is something to send. */
	wake(): void {
		if (this.#closed) return;
		this.#due = true;
		if (!this.#resting) this.#happened();
		this.#running ??= this.#run();
	}

	/** Resolves when nothing is left that can be sent now. */
	async idle(): Promise<void> {
		while (this.#running) await this.#running;
	}

	/** Takes nothing more, and waits for what is under way. */
	async close(): Promise<void> {
		this.#closed = true;
		this.#due = false;
		this.#happened();
		await this.idle();
	}

	async #run(): Promise<void> {
		// Whoever wakes twice in a row wakes once.
		await Promise.resolve();
		while (this.#due || this.#underWay.size > 0) {
			try {
				await this.#step();
			} catch (error) {
				this.#options.onError(error);
				await this.#options.pause();
			}
		}
		this.#running = undefined;
	}

	async #step(): Promise<void> {
		const open = this.#underWay.size - this.#settled.length;
		const canClaim = this.#due && !this.#resting && open <= MOST_UNDER_WAY - BATCH;
		const isTime = canClaim || this.#isLate || open === 0 || this.#settled.length >= BATCH;
		const settling = isTime && this.#settled.length > 0 ? this.#settle() : undefined;
		// Begun together, so that both can be in one commit.
		const claiming = canClaim ? this.#claim(settling) : undefined;
		if (!settling && !claiming) return this.#something();
		const results = await Promise.allSettled([settling, claiming]);
		for (const result of results) if (result.status === "rejected") throw result.reason;
	}

	async #claim(settling: Promise<void> | undefined): Promise<void> {
		this.#due = false;
		const began = performance.now();
		try {
			const { pushes, more } = await this.#lane.claim(BATCH);
			if (more) this.#due = !this.#closed;
			else this.#rest(REST * (performance.now() - began));
			// What was settled is under way no more, and may be among these.
			await settling?.catch(() => undefined);
			for (const push of pushes) this.#send(push);
		} catch (error) {
			this.#due = !this.#closed;
			throw error;
		}
	}

	#send(push: P): void {
		// Its lease has run out while it is still under way: it is not sent a second time beside itself.
		if (this.#underWay.has(push.key)) return;
		this.#underWay.add(push.key);
		void send(push, this.#options).then((outcome) => {
			this.#settled.push({ push, outcome });
			if (this.#settled.length === 1) this.#settleSoon();
			this.#happened();
		});
	}

	#settleSoon(): void {
		setTimeout(() => {
			this.#isLate = true;
			this.#happened();
		}, SETTLED_MS);
	}

	async #settle(): Promise<void> {
		const settled = this.#settled;
		this.#settled = [];
		this.#isLate = false;
		let later: readonly Settled<P>[] = settled;
		try {
			later = await this.#lane.settle(settled);
		} finally {
			this.#settled.push(...later);
		}
		for (const { push } of settled) this.#underWay.delete(push.key);
		for (const { push } of later) this.#underWay.add(push.key);
		// There may have come something newer meanwhile.
		this.#due = !this.#closed;
	}

	#rest(milliseconds: number): void {
		this.#resting = true;
		setTimeout(
			() => {
				this.#resting = false;
				this.#happened();
			},
			Math.min(milliseconds, LONGEST_REST_MS),
		);
	}

	#something(): Promise<void> {
		return new Promise((resolve) => {
			this.#happened = resolve;
		});
	}
}
