/** Ids that nobody can guess, and secrets. */
import { hash, randomFillSync } from "node:crypto";
import type { Ids } from "@activitysmith/core";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Bytes from here on are passed over, or some characters would come more often than others. */
const UNEVEN = 256 - (256 % ALPHABET.length);

/** Random bytes that are used from `next` on: to ask for many at once takes a tenth of the time for each. */
const bytes = Buffer.alloc(4096);
let next = bytes.length;

function randomByte(): number {
	if (next === bytes.length) {
		randomFillSync(bytes);
		next = 0;
	}
	const byte = bytes[next] as number;
	// What became a secret is nowhere but where it belongs.
	bytes[next++] = 0;
	return byte;
}

/** So many characters of `A-Za-z0-9`, each as likely as any other. */
export function randomText(length: number): string {
	let text = "";
	while (text.length < length) {
		const byte = randomByte();
		if (byte < UNEVEN) text += ALPHABET[byte % ALPHABET.length];
	}
	return text;
}

export function newId(prefix: string): string {
	return `${prefix}_${randomText(20)}`;
}

/** What is kept of a secret. It has enough randomness of its own to need no salt. */
export function hashOf(secret: string): string {
	return hash("sha256", secret, "hex");
}

export const randomIds: Ids = {
	activity: () => randomText(32),
	notification: () => crypto.randomUUID(),
	webhook: () => `msg_${randomText(24)}`,
	request: () => `req_${randomText(16)}`,
};
