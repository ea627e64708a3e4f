import type { ClientHttp2Stream, IncomingHttpHeaders, IncomingHttpStatusHeader } from "node:http2";
import type { Job } from "./job.ts";

/** Apple's answers to pushes are below 100 bytes; a list of 10,000 channels is below this. */
const ANSWER_MAX = 4 * 1_048_576;

const ours = Symbol("job");
type Stream = ClientHttp2Stream & { [ours]: Job };

const text = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

// Shared by all streams, so that a push makes no closures.
function onResponse(this: ClientHttp2Stream, headers: IncomingHttpHeaders & IncomingHttpStatusHeader): void {
	const job = (this as Stream)[ours];
	const status = headers[":status"] ?? 0;
	job.answer = {
		status,
		uniqueId: text(headers["apns-unique-id"]),
		channelId: text(headers["apns-channel-id"]),
		retryAfter: text(headers["retry-after"]),
		body: "",
	};
	// Apple takes a push without a word.
	if (status !== 200 || job.request.body === "") this.setEncoding("utf8");
	job.connection?.onAnswer(status, this);
}

function onData(this: ClientHttp2Stream, chunk: string | Buffer): void {
	const { answer } = (this as Stream)[ours];
	if (answer !== undefined && answer.body.length < ANSWER_MAX) answer.body += chunk;
}

function onClose(this: ClientHttp2Stream): void {
	const job = (this as Stream)[ours];
	job.connection?.onStreamClosed(this, job);
}

/** What there is to know of an error is in the code that the stream is closed with. */
function onError(): void {}

/** Writes the body, and has the job and its connection told what comes back. */
export function startExchange(stream: ClientHttp2Stream, job: Job): void {
	(stream as Stream)[ours] = job;
	stream.on("response", onResponse);
	stream.on("data", onData);
	stream.on("close", onClose);
	stream.on("error", onError);
	if (job.request.body === "") stream.end();
	else stream.end(job.request.body);
}
