/** How large a body may be, in bytes of UTF-8, counted before it is sent. */
import { MAX_PAYLOAD_BYTES } from "@activitysmith/core";

/** https://developer.apple.com/documentation/usernotifications/sending-broadcast-push-notification-requests-to-apns */
export const MAX_BROADCAST_BYTES = 5120;

/** The body is larger than Apple takes. It was not sent. */
export class PayloadTooLargeError extends RangeError {
	override readonly name = "PayloadTooLargeError";
	/** What the body takes, in UTF-8. */
	readonly bytes: number;
	/** What it may take. */
	readonly limit: number;

	constructor(bytes: number, limit: number) {
		super(`The body takes ${bytes} bytes, ${bytes - limit} over Apple's limit of ${limit}`);
		this.bytes = bytes;
		this.limit = limit;
	}
}

/** The body as it goes over the wire. Throws a `PayloadTooLargeError` when it takes more than `limit` bytes. */
export function writeBody(body: object, limit: number = MAX_PAYLOAD_BYTES): string {
	const text = JSON.stringify(body);
	const bytes = Buffer.byteLength(text);
	if (bytes > limit) throw new PayloadTooLargeError(bytes, limit);
	return text;
}
