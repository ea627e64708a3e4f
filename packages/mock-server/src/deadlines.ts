/** When something next happens to each activity, the earliest first. */
import TinyQueue from "tinyqueue";

interface Deadline {
	activityId: string;
	at: number;
}

const earlier = (a: Deadline, b: Deadline) => a.at - b.at;

/** As many deadlines that hold no more may wait in the queue, beside as many as hold. */
const SLACK = 64;

export class Deadlines {
	/** Those that hold. */
	readonly #at = new Map<string, number>();
	/** Those, and others that held before: they are passed over when they come first. */
	#queue = new TinyQueue<Deadline>([], earlier);

	/** `null` when there is none. */
	get(activityId: string): number | null {
		return this.#at.get(activityId) ?? null;
	}

	set(activityId: string, at: number | null): void {
		if (this.get(activityId) === at) return;
		if (at === null) {
			this.#at.delete(activityId);
		} else {
			this.#at.set(activityId, at);
			this.#queue.push({ activityId, at });
		}
		if (this.#queue.length > 2 * this.#at.size + SLACK) this.#rebuild();
	}

	next(): number | undefined {
		for (;;) {
			const first = this.#queue.peek();
			if (!first || this.#holds(first)) return first?.at;
			this.#queue.pop();
		}
	}

	/** Those up to a time. They stay until they are set anew. */
	until(time: number): Deadline[] {
		const due = new Map<string, Deadline>();
		for (let at = this.next(); at !== undefined && at <= time; at = this.next()) {
			const first = this.#queue.pop();
			if (first) due.set(first.activityId, first);
		}
		for (const deadline of due.values()) this.#queue.push(deadline);
		return [...due.values()];
	}

	#holds({ activityId, at }: Deadline): boolean {
		return this.#at.get(activityId) === at;
	}

	#rebuild(): void {
		const holding = Array.from(this.#at, ([activityId, at]) => ({ activityId, at }));
		this.#queue = new TinyQueue(holding, earlier);
	}
}
