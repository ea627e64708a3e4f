/** A queue that can also be put at the front of, in constant time: an array as long as a power of two, used in a ring. */
export class Deque<T> {
	#ring: (T | undefined)[] = new Array(64);
	#head = 0;
	#length = 0;

	get length(): number {
		return this.#length;
	}

	peek(): T | undefined {
		return this.#ring[this.#head];
	}

	push(value: T): void {
		this.#grow();
		this.#ring[(this.#head + this.#length) & (this.#ring.length - 1)] = value;
		this.#length++;
	}

	unshift(value: T): void {
		this.#grow();
		this.#head = (this.#head - 1) & (this.#ring.length - 1);
		this.#ring[this.#head] = value;
		this.#length++;
	}

	shift(): T | undefined {
		const value = this.#ring[this.#head];
		if (this.#length === 0) return undefined;
		this.#ring[this.#head] = undefined;
		this.#head = (this.#head + 1) & (this.#ring.length - 1);
		this.#length--;
		return value;
	}

	#grow(): void {
		const size = this.#ring.length;
		if (this.#length < size) return;
		this.#ring = [...this.#ring.slice(this.#head), ...this.#ring.slice(0, this.#head)];
		this.#ring.length = size * 2;
		this.#head = 0;
	}
}
