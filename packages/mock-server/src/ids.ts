/** Ids that look random and are the same in every run with the same seed, so that tests can compare them. */
import type { Ids } from "@activitysmith/core";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A small generator of 32-bit numbers (Mulberry32): not for secrets. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return (mixed ^ (mixed >>> 14)) >>> 0;
	};
}

export function seededIds(seed: number): Ids {
	const next = generator(seed);
	const text = (length: number) => {
		let id = "";
		while (id.length < length) id += ALPHABET[next() % ALPHABET.length];
		return id;
	};
	const hex = (length: number) => {
		let digits = "";
		while (digits.length < length) digits += next().toString(16).padStart(8, "0");
		return digits.slice(0, length);
	};
	return {
		activity: () => text(32),
		request: () => `req_${text(16)}`,
		// Version 4 of RFC 9562 in form.
		notification: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
	};
}
