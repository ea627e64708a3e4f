import type { ClientHttp2Stream, OutgoingHttpHeaders } from "node:http2";
import type { Environment } from "../request.ts";
import type { Advice } from "../result.ts";
import type { Connection } from "./connection.ts";
import type { Pool } from "./pool.ts";

/** Why a request ended without an answer of Apple. */
export type LocalReason =
	/** `maxPending` others were waiting or on their way. */
	| "QueueFull"
	/** There was no answer in time. */
	| "DeadlineExceeded"
	/** The connection ended before the answer. */
	| "ConnectionLost"
	/** Apple ended the stream instead of answering. */
	| "StreamReset"
	/** Apple said of every attempt that it had not looked at it. */
	| "RefusedStream"
	/** The client was closed. */
	| "ClientClosed"
	/** A header can't be written. */
	| "InvalidHeader"
	/** The token is not hexadecimal: it was not sent, as Apple counts such errors against the connection. */
	| "BadDeviceToken";

/** What a request ended with. */
export interface Outcome {
	status: number | null;
	reason: LocalReason | (string & {}) | null;
	advice: Advice;
	/** Of a 410. */
	timestamp?: number;
	retryAfter?: number;
	message?: string;
}

/** What came back on a stream. */
export interface Answer {
	status: number;
	uniqueId: string | undefined;
	channelId: string | undefined;
	retryAfter: string | undefined;
	body: string;
}

/**
 * A request on its way, with what has happened to it. It is a node of the list of everything that is under way, which
 * is ordered by deadline.
 */
export abstract class Job {
	previous: Job | undefined;
	next: Job | undefined;
	deadline = 0;
	settled = false;
	/** Where it waits for a connection. */
	pool: Pool | undefined;

	/** How often it was written. */
	attempts = 0;
	/** Of the latest attempt, for metrics. */
	writtenAt = 0;
	stream: ClientHttp2Stream | undefined;
	connection: Connection | undefined;
	authorization = "";
	answer: Answer | undefined;

	/** Whether an attempt before this one may have been processed. */
	uncertain = false;
	replays = 0;
	resends = 0;
	shutdowns = 0;
	tokenRetries = 0;

	abstract readonly request: {
		readonly environment: Environment;
		readonly whenAmbiguous: "resend" | "report";
		readonly body: string;
	};
	/** How often the caller has tried it before. */
	abstract readonly earlierAttempts: number;

	abstract headers(scheme: string, authority: string, authorization: string): OutgoingHttpHeaders;

	/** Called once. */
	abstract complete(outcome: Outcome): void;
}
