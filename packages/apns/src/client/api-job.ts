import type { OutgoingHttpHeaders } from "node:http2";
import type { Environment } from "../request.ts";
import type { Advice } from "../result.ts";
import { type Answer, Job, type Outcome } from "./job.ts";

/** What became of a request about channels, in Apple's own terms. */
export interface ApiResult {
	/** Of Apple's answer; `null` when there was none. */
	status: number | null;
	/** Apple's reason, or one of ours for what never reached Apple; `null` when it was done. */
	reason: string | null;
	/** The `apns-request-id` that it was sent with. */
	requestId: string;
	/** `apns-unique-id` of a broadcast, in development only: finds it in Apple's Push Notifications Console. */
	uniqueId?: string;
	/** How often it was written to a connection. */
	attempts: number;
	advice: Advice;
	/** With `retry-later`: in how many milliseconds. */
	retryAfter?: number;
	/** Where it was never written, because there was no connection: why, such as `connect ECONNREFUSED 127.0.0.1:443`. */
	message?: string;
}

export interface ApiRequest {
	environment: Environment;
	method: "GET" | "POST" | "DELETE";
	path: string;
	headers: Record<string, string>;
	body: string;
	requestId: string;
	whenAmbiguous: "resend" | "report";
}

/** A request about channels. There are few of these, so that it may be simple. */
export class ApiJob extends Job {
	readonly request: ApiRequest;
	readonly earlierAttempts = 0;
	readonly #resolve: (result: ApiResult, answer: Answer | undefined) => void;

	constructor(request: ApiRequest, resolve: (result: ApiResult, answer: Answer | undefined) => void) {
		super();
		this.request = request;
		this.#resolve = resolve;
	}

	override headers(scheme: string, authority: string, authorization: string): OutgoingHttpHeaders {
		const { method, path, headers, requestId } = this.request;
		return {
			":method": method,
			":scheme": scheme,
			":authority": authority,
			":path": path,
			authorization,
			"apns-request-id": requestId,
			...headers,
		};
	}

	override complete({ status, reason, advice, retryAfter, message }: Outcome): void {
		const uniqueId = this.answer?.uniqueId;
		this.#resolve(
			{
				status,
				reason,
				requestId: this.request.requestId,
				attempts: this.attempts,
				advice,
				...(uniqueId !== undefined && { uniqueId }),
				...(retryAfter !== undefined && { retryAfter }),
				...(message !== undefined && { message }),
			},
			this.answer,
		);
	}
}
