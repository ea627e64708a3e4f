/** Ids that look random and are the same in every run with the same seed, so that tests can compare them. */
import type { Ids } from "@activitysmith/core";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export type Chance = () => number;

/** Numbers from 32-bit pieces of text (FNV-1a), for the four words of a generator's state. */
function hash(text: string, word: number): number {
	let value = 0x811c9dc5 ^ Math.imul(word, 0x9e3779b9);
	for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	return value >>> 0;
}

/** A small generator of 32-bit numbers (sfc32, with 128 bits of state): not for secrets. */
export function generator(seed: string): Chance {
	let [a, b, c, counter] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1];
	const next = () => {
		const sum = (a + b + counter) >>> 0;
		counter = (counter + 1) >>> 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) >>> 0;
		c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
		return sum;
	};
	// The first numbers still look like the seed.
	for (let round = 0; round < 12; round += 1) next();
	return next;
}

export function seededIds(seed: string): Ids {
	const next = generator(seed);
	/** In one piece: a text put together of two keeps both, and is put together when it is written. */
	const text = (prefix: string, length: number) => {
		const units = Array.from(prefix, (character) => character.charCodeAt(0));
		for (let drawn = 0; drawn < length; drawn += 1) units.push(ALPHABET.charCodeAt(next() % ALPHABET.length));
		return String.fromCharCode(...units);
	};
	const hex = (length: number) => {
		let digits = "";
		while (digits.length < length) digits += next().toString(16).padStart(8, "0");
		return digits.slice(0, length);
	};
	return {
		activity: () => text("", 32),
		request: () => text("req_", 16),
		webhook: () => text("msg_", 24),
		// Version 4 of RFC 9562 in form.
		notification: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
	};
}
