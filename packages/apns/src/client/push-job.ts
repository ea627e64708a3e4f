import type { OutgoingHttpHeaders } from "node:http2";
import type { PushRequest } from "../request.ts";
import type { PushResult } from "../result.ts";
import { Job, type Outcome } from "./job.ts";

/** What a header may hold. Anything else would be mangled, or end the header early. */
const WRITABLE = /^[\x20-\x7e]*$/;

/** A header travels as bytes, each of which Node takes from one character. */
const asBytes = (value: string) => (WRITABLE.test(value) ? value : Buffer.from(value).toString("latin1"));

export class PushJob extends Job {
	readonly request: PushRequest;
	readonly earlierAttempts: number;
	readonly sentAt: number;
	readonly #done: (job: PushJob, result: PushResult) => void;
	readonly resolve: (result: PushResult) => void;

	constructor(
		request: PushRequest,
		earlierAttempts: number,
		sentAt: number,
		resolve: (result: PushResult) => void,
		done: (job: PushJob, result: PushResult) => void,
	) {
		super();
		this.request = request;
		this.earlierAttempts = earlierAttempts;
		this.sentAt = sentAt;
		this.resolve = resolve;
		this.#done = done;
	}

	override headers(scheme: string, authority: string, authorization: string): OutgoingHttpHeaders {
		const { deviceToken, headers } = this.request;
		const written: OutgoingHttpHeaders = {
			":method": "POST",
			":scheme": scheme,
			":authority": authority,
			":path": `/3/device/${deviceToken}`,
			authorization,
			"apns-push-type": headers["apns-push-type"],
			"apns-topic": headers["apns-topic"],
			"apns-priority": headers["apns-priority"],
			"apns-expiration": headers["apns-expiration"],
			"apns-id": headers["apns-id"],
		};
		const collapseId = headers["apns-collapse-id"];
		if (collapseId !== undefined) written["apns-collapse-id"] = asBytes(collapseId);
		return written;
	}

	override complete(outcome: Outcome): void {
		const result: PushResult = {
			status: outcome.status,
			reason: outcome.reason,
			apnsId: this.request.headers["apns-id"],
			attempts: this.attempts,
			advice: outcome.advice,
		};
		if (this.answer?.uniqueId !== undefined) result.uniqueId = this.answer.uniqueId;
		if (outcome.timestamp !== undefined) result.timestamp = outcome.timestamp;
		if (outcome.retryAfter !== undefined) result.retryAfter = outcome.retryAfter;
		if (outcome.message !== undefined) result.message = outcome.message;
		this.#done(this, result);
	}
}

/** Control characters can't be in a header: one would be read as its end. */
export function isWritable({ headers }: PushRequest): boolean {
	const collapseId = headers["apns-collapse-id"];
	return (
		WRITABLE.test(headers["apns-topic"]) &&
		WRITABLE.test(headers["apns-id"]) &&
		WRITABLE.test(headers["apns-expiration"]) &&
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
		(collapseId === undefined || !/[\x00-\x1f\x7f]/.test(collapseId))
	);
}
