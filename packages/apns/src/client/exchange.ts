import type { ClientHttp2Stream, IncomingHttpHeaders, IncomingHttpStatusHeader } from "node:http2";
import type { Connection } from "./connection.ts";
import type { Answer, Job } from "./job.ts";

/** One attempt at a request: a stream and what comes back on it. */
export interface Exchange {
	readonly stream: ClientHttp2Stream;
	readonly job: Job;
	readonly answer: Answer | undefined;
}

/** Apple's answers to pushes are below 100 bytes; a list of 10,000 channels is below this. */
const ANSWER_MAX = 4 * 1_048_576;

const exchanging = Symbol("exchange");
type Stream = ClientHttp2Stream & { [exchanging]: StreamExchange };

class StreamExchange implements Exchange {
	readonly stream: ClientHttp2Stream;
	readonly job: Job;
	readonly connection: Connection;
	answer: Answer | undefined;
	constructor(stream: ClientHttp2Stream, job: Job, connection: Connection) {
		this.stream = stream;
		this.job = job;
		this.connection = connection;
	}
}

const text = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

// Shared by all streams, so that a push makes no closures.
function onResponse(this: ClientHttp2Stream, headers: IncomingHttpHeaders & IncomingHttpStatusHeader): void {
	const exchange = (this as Stream)[exchanging];
	const status = headers[":status"] ?? 0;
	exchange.answer = {
		status,
		apnsId: text(headers["apns-id"]),
		uniqueId: text(headers["apns-unique-id"]),
		channelId: text(headers["apns-channel-id"]),
		retryAfter: text(headers["retry-after"]),
		body: "",
	};
	exchange.job.answer = exchange.answer;
	// Apple takes a push without a word.
	if (status !== 200 || exchange.job.body === "") this.setEncoding("utf8");
	exchange.connection.onAnswer(status, this);
}

function onData(this: ClientHttp2Stream, chunk: string | Buffer): void {
	const { answer } = (this as Stream)[exchanging];
	if (answer !== undefined && answer.body.length < ANSWER_MAX) answer.body += chunk;
}

function onClose(this: ClientHttp2Stream): void {
	const exchange = (this as Stream)[exchanging];
	exchange.connection.onStreamClosed(exchange);
}

/** What there is to know of an error is in the code that the stream is closed with. */
function onError(): void {}

export function startExchange(stream: ClientHttp2Stream, job: Job, connection: Connection): void {
	(stream as Stream)[exchanging] = new StreamExchange(stream, job, connection);
	stream.on("response", onResponse);
	stream.on("data", onData);
	stream.on("close", onClose);
	stream.on("error", onError);
	if (job.body === "") stream.end();
	else stream.end(job.body);
}
