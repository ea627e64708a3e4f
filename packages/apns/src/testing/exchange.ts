/** From a stream to its answer: reads the request, lets Apple's checks and the faults decide, and answers or does worse. */
import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { type Call, header, isUuid } from "./call.ts";
import type { MovableClock } from "./clock.ts";
import { type Connection, lastStream } from "./connection.ts";
import type { Decision } from "./decision.ts";
import type { Outcome } from "./delivery.ts";
import { answerStatus, errorCode } from "./fault.ts";
import type { Faults, Strike } from "./faults.ts";
import type { Journal, PushEntry } from "./journal.ts";
import type { OnRequest } from "./listener.ts";
import type { Answer } from "./reasons.ts";

/** A decision that knows how to take effect. */
export interface Resolved extends Decision {
	/** Id of the device that is concerned. */
	device?: string;
	/** Lets it happen. `settle` is told what becomes of a push that waits for its device. */
	apply(settle: (outcome: Outcome) => void): Pick<PushEntry, "outcome" | "subscribers">;
}

export interface ExchangeOptions {
	clock: MovableClock;
	faults: Faults;
	journal: Journal;
	/** Streams at once, once a provider token has been accepted. */
	streams: number;
	answerDelayMs: number;
	decide(call: Call): Resolved;
}

/** More of a body than that is counted, and not kept: no push may be nearly as large. */
const MOST_KEPT_BYTES = 16_384;

const NOTHING = { outcome: null };

function withoutSecrets(headers: IncomingHttpHeaders): Record<string, string> {
	const shown: Record<string, string> = {};
	for (const name in headers) {
		const value = headers[name];
		if (name.charCodeAt(0) !== 58 && name !== "authorization" && typeof value === "string") shown[name] = value;
	}
	return shown;
}

/** The paths of channels and broadcasts, which call the id of a request by another name. */
const ABOUT_CHANNELS = /^\/(1\/apps|4\/broadcasts)\//;

function identify(call: Call): { apnsId: string; ids: Record<string, string> } {
	const name = ABOUT_CHANNELS.test(call.path) ? "apns-request-id" : "apns-id";
	const given = header(call, name);
	const apnsId = isUuid(given) ? given : randomUUID();
	const ids: Record<string, string> = { [name]: apnsId };
	if (call.environment === "development") ids["apns-unique-id"] = randomUUID();
	return { apnsId, ids };
}

function faultAnswer({ effect }: Strike, at: number): Answer | null {
	const { limit } = effect;
	const answer = limit ? { reason: "TooManyRequests" } : effect.answer;
	if (!answer) return null;
	const status = answerStatus(answer);
	const retryAfter = limit?.retryAfter ?? effect.answer?.retryAfter;
	const timestamp = effect.answer?.timestamp ?? (status === 410 ? at : undefined);
	return {
		status,
		...(answer.reason !== undefined && { reason: answer.reason }),
		...(timestamp !== undefined && { timestamp }),
		...(retryAfter !== undefined && { headers: { "retry-after": String(retryAfter) } }),
	};
}

interface Consequences {
	/** Whether the push takes effect. */
	isApplied: boolean;
	/** Whether its answer is given, if anybody is there to hear it. */
	isMeantToBeAnswered: boolean;
}

function consequences(strike: Strike | null, streamId: number): Consequences {
	if (!strike) return { isApplied: true, isMeantToBeAnswered: true };
	const { answer, limit, hang, goAway, reset, drop, processed } = strike.effect;
	if (answer || limit) return { isApplied: processed ?? false, isMeantToBeAnswered: true };
	if (goAway) {
		const isCovered = streamId <= lastStream(goAway, streamId);
		// What its connection closes on is not answered; what is above the last stream never is.
		return { isApplied: processed ?? isCovered, isMeantToBeAnswered: isCovered && goAway.close !== "at-once" };
	}
	const isBroken = hang !== undefined || reset !== undefined || drop !== undefined;
	return { isApplied: !isBroken || (processed ?? false), isMeantToBeAnswered: !isBroken };
}

function write(stream: ServerHttp2Stream, { status, reason, timestamp, headers, body }: Answer, ids: object): void {
	const head: OutgoingHttpHeaders = { ":status": status, ...ids, ...headers };
	const content = reason === undefined ? body : { reason, ...(timestamp !== undefined && { timestamp }) };
	if (content === undefined) {
		stream.respond(head, { endStream: true });
		return;
	}
	head["content-type"] = "application/json";
	stream.respond(head);
	stream.end(JSON.stringify(content));
}

/** What a fault does to the stream or its connection. */
function harm({ effect }: Strike, connection: Connection, stream: ServerHttp2Stream, ids: object): void {
	const { hang, goAway, reset, drop, streams } = effect;
	if (hang === "headers") stream.respond({ ":status": 200, ...ids });
	if (goAway) connection.goAway(goAway, stream.id ?? 0);
	if (reset !== undefined) stream.close(errorCode(reset));
	if (drop) connection.drop();
	if (streams !== undefined) connection.announceStreams(streams);
}

function serve(call: Call, stream: ServerHttp2Stream, options: ExchangeOptions, strike: Strike | null): void {
	const { connection } = call;
	// A GOAWAY that came meanwhile has said that this one will not be looked at: its sender sends it again.
	if ((stream.id ?? 0) > connection.lastStreamId) return;
	const decision = options.decide(call);
	const { apnsId, ids } = identify(call);
	const { isApplied, isMeantToBeAnswered } = consequences(strike, stream.id ?? 0);
	const isAnswered = isMeantToBeAnswered && !stream.destroyed && !stream.closed;
	const answer = (strike && faultAnswer(strike, call.at)) ?? decision.answer;
	let entry: PushEntry | undefined;
	const happened = isApplied
		? decision.apply((outcome) => {
				if (entry) options.journal.settle(entry, outcome);
			})
		: NOTHING;
	const { provider } = decision;
	entry = options.journal.add({
		number: options.journal.nextNumber,
		at: call.at,
		environment: call.environment,
		connection: connection.id,
		method: call.method,
		path: call.path,
		deviceToken: decision.deviceToken ?? null,
		device: decision.device ?? null,
		headers: withoutSecrets(call.headers),
		body: call.body,
		payload: decision.payload ?? null,
		provider: provider ? { teamId: provider.key.teamId, keyId: provider.key.keyId, issuedAt: provider.issuedAt } : null,
		status: isAnswered ? answer.status : null,
		reason: isAnswered ? (answer.reason ?? null) : null,
		...(isAnswered && answer.timestamp !== undefined && { timestamp: answer.timestamp }),
		apnsId,
		...(ids["apns-unique-id"] !== undefined && { uniqueId: ids["apns-unique-id"] }),
		fault: strike?.id ?? null,
		...happened,
	});
	// Before the answer: whoever has read it knows how many streams there may be.
	if (provider && isAnswered) connection.openUp(options.streams);
	if (stream.destroyed) return;
	if (strike) harm(strike, connection, stream, ids);
	if (isAnswered && !stream.destroyed && !stream.closed) write(stream, answer, ids);
}

/** What a delay puts off. */
function later(milliseconds: number, run: () => void): void {
	if (milliseconds > 0) setTimeout(run, milliseconds);
	else run();
}

function callOf(
	connection: Connection,
	headers: IncomingHttpHeaders,
	rawHeaders: string[],
	body: Buffer[],
	bytes: number,
	at: number,
): Call {
	return {
		connection,
		environment: connection.environment,
		method: headers[":method"] ?? "",
		path: headers[":path"] ?? "",
		headers,
		rawHeaders,
		body: body.length === 1 ? (body[0]?.toString("utf8") ?? "") : Buffer.concat(body).toString("utf8"),
		bodyBytes: bytes,
		at,
	};
}

export function createExchange(options: ExchangeOptions): OnRequest {
	const { clock, faults, answerDelayMs } = options;
	return (connection, stream, headers, rawHeaders) => {
		const streamId = stream.id ?? 0;
		const chunks: Buffer[] = [];
		let bytes = 0;
		// To its end in any case: what nobody reads holds the whole connection up.
		stream.on("data", (chunk: Buffer) => {
			bytes += chunk.length;
			if (bytes <= MOST_KEPT_BYTES) chunks.push(chunk);
		});
		// A GOAWAY has said that nobody will look at it.
		if (streamId > connection.lastStreamId) return;
		connection.opened(streamId);
		stream.once("close", () => connection.closed());
		stream.on("end", () => {
			// A stream that was reset ends too, and nobody knows whether it was whole.
			if (stream.closed || stream.destroyed) return;
			clock.settle();
			const call = callOf(connection, headers, rawHeaders, chunks, bytes, clock.now());
			const strike = faults.strike(call);
			later((strike?.delayMs ?? 0) + answerDelayMs, () => serve(call, stream, options, strike));
		});
	};
}
