/** So many in an hour. How the system reckons is not published; a window that slides is the least forgiving. */
const WINDOW_MS = 3_600_000;

export class Budget {
	readonly #most: number | null;
	#taken: number[] = [];

	/** `null`: no limit. */
	constructor(most: number | null) {
		this.#most = most;
	}

	/** Whether one more is allowed at this time; if so it is counted. */
	take(now: number): boolean {
		if (this.#most === null) return true;
		this.#taken = this.#taken.filter((at) => at > now - WINDOW_MS);
		if (this.#taken.length >= this.#most) return false;
		this.#taken.push(now);
		return true;
	}
}
