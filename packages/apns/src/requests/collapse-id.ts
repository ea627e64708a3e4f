import { createHash } from "node:crypto";

const MAX_BYTES = 64;

/** What a header may hold, and what survives being put into one: no space at either end. */
const plain = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * An `apns-collapse-id` for a key: the key itself, or its SHA-256 (43 characters of base64url) when it is longer than 64
 * bytes or holds what a header can't. The same key always gives the same id.
 * https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
 */
export function collapseId(key: string): string {
	if (typeof key !== "string" || key === "") throw new TypeError("collapseId must be a string that is not empty");
	if (key.length <= MAX_BYTES && plain.test(key)) return key;
	return createHash("sha256").update(key).digest("base64url");
}
