/** Ids that nobody can guess, and secrets. */
import { createHash, randomBytes } from "node:crypto";
import type { Ids } from "@activitysmith/core";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Bytes from here on are passed over, or some characters would come more often than others. */
const UNEVEN = 256 - (256 % ALPHABET.length);

/** So many characters of `A-Za-z0-9`, each as likely as any other. */
export function randomText(length: number): string {
	let text = "";
	while (text.length < length) {
		for (const byte of randomBytes(length * 2)) {
			if (byte < UNEVEN && text.length < length) text += ALPHABET[byte % ALPHABET.length];
		}
	}
	return text;
}

export function newId(prefix: string): string {
	return `${prefix}_${randomText(20)}`;
}

/** What is kept of a secret. It has enough randomness of its own to need no salt. */
export function hashOf(secret: string): string {
	return createHash("sha256").update(secret).digest("hex");
}

export const randomIds: Ids = {
	activity: () => randomText(32),
	notification: () => crypto.randomUUID(),
	webhook: () => `msg_${randomText(24)}`,
	request: () => `req_${randomText(16)}`,
};
