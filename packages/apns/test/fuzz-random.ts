/** Chance that is the same for the same seed. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0, below 1: xorshift, after an odd step. */
	next(): number {
		this.#state = (this.#state + 0x9e3779b9) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
		mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
		return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
	}

	/** A whole number below `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(values: readonly T[]): T {
		const value = values[this.below(values.length)];
		if (value === undefined) throw new RangeError("nothing to choose from");
		return value;
	}

	bytes(most: number): Buffer {
		return Buffer.from(Array.from({ length: this.below(most + 1) }, () => this.below(256)));
	}

	/** What may stand in a header, and now and then what may not. */
	text(most: number): string {
		const first = this.chance(0.9) ? 32 : 0;
		return String.fromCharCode(...Array.from({ length: this.below(most + 1) }, () => first + this.below(127 - first)));
	}
}
