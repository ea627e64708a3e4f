/** Node's HTTP server around an application: answers in one write, and JSON also for what is hardly HTTP. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Awaitable, Reply, WholeRequest } from "@activitysmith/core";
import { errors } from "@activitysmith/schema";
import { getRequestListener } from "@hono/node-server";
import { ArrivedRequest, isPlain } from "./whole-request.ts";

export type Answer = (
	request: Request,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
) => Promise<Reply | Response>;

export interface Shortcut {
	/** Whether requests to the path can be answered by `answer`. */
	takes(path: string): boolean;
	/** Must not fail. */
	answer(request: WholeRequest): Awaitable<Reply | Response>;
	/** Writes an answer that is a `Response`. */
	write(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): void;
}

/** A little longer than the 65 s that are announced, so that a client never writes into a closing connection. */
const KEEP_ALIVE_MS = 66_000;

const NOT_HTTP = errors.badRequest("The request must be valid HTTP/1.1.");

/** What is hardly HTTP is refused in JSON too, and the connection closed. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
	if (error.code === "ECONNRESET" || !socket.writable) {
		socket.destroy();
		return;
	}
	const { status, ...body } =
		error.code === "HPE_HEADER_OVERFLOW"
			? { status: 431, error: "Request header fields too large", message: "The headers must be at most 16 KiB." }
			: error.code === "ERR_HTTP_REQUEST_TIMEOUT"
				? { status: 408, error: "Request timeout", message: "The request took too long to arrive." }
				: NOT_HTTP;
	const text = JSON.stringify(body);
	const head = `HTTP/1.1 ${status} ${body.error}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}`;
	socket.end(`${head}\r\nConnection: close\r\n\r\n${text}`);
}

/** Says that the answer has been written, or never will be: what the adapter takes as nothing left to send. */
export const ALREADY_SENT = new Response(null, { headers: { "x-hono-already-sent": "true" } });

/** A body that was refused half read is read to its end, so that the connection can bring the next request. */
export function drain(incoming: IncomingMessage): void {
	if (!incoming.readableEnded) incoming.removeAllListeners("data").resume();
}

/** Answers that are ready to be written. */
let ready: (() => void)[] = [];
let isWriting = false;

/**
 * Writes the answers of one turn of the event loop together: the first one wakes up whoever reads them, which costs the
 * writer more than all the rest, and the others find it awake.
 */
export function writeReady(): void {
	const writes = ready;
	ready = [];
	isWriting = false;
	for (const write of writes) write();
}

function writeSoon(): void {
	if (isWriting) return;
	isWriting = true;
	setImmediate(writeReady);
}

/** In one write. The adapter takes three turns and a timer to find the end of a body that is whole. */
function sendSoon({ status, headers, text }: Reply, outgoing: ServerResponse): void {
	headers["Content-Length"] = String(Buffer.byteLength(text));
	outgoing.writeHead(status, headers);
	ready.push(() => outgoing.end(text));
	writeSoon();
}

function adapted(answer: Answer) {
	return getRequestListener(
		async (request, adapter) => {
			const incoming = adapter.incoming as IncomingMessage;
			const outgoing = adapter.outgoing as ServerResponse;
			const response = await answer(request, incoming, outgoing);
			drain(incoming);
			if (response instanceof Response) return response;
			sendSoon(response, outgoing);
			return ALREADY_SENT;
		},
		{
			hostname: "localhost",
			overrideGlobalObjects: false,
			autoCleanupIncoming: false,
			errorHandler: () => {
				const { status, ...body } = NOT_HTTP;
				return Response.json(body, { status });
			},
		},
	);
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * A request is looked at when the turn of the event loop is over that has brought its head: nearly always that has
 * brought its body, too. The others are left to `otherwise`.
 */
function shortened({ takes, answer, write }: Shortcut, otherwise: Listener): Listener {
	const take = (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const send = (answered: Reply | Response) => {
			if (answered instanceof Response) write(answered, incoming, outgoing);
			else sendSoon(answered, outgoing);
		};
		const answered = answer(new ArrivedRequest(incoming, outgoing));
		if (answered instanceof Promise) void answered.then(send);
		else send(answered);
	};
	let arrived: [incoming: IncomingMessage, outgoing: ServerResponse][] = [];
	const takeArrived = () => {
		const turn = arrived;
		arrived = [];
		for (const [incoming, outgoing] of turn) {
			if (incoming.complete) take(incoming, outgoing);
			else otherwise(incoming, outgoing);
		}
	};
	return (incoming, outgoing) => {
		if (!takes(incoming.url ?? "") || !isPlain(incoming)) otherwise(incoming, outgoing);
		else if (arrived.push([incoming, outgoing]) === 1) {
			setImmediate(takeArrived);
			// In the same turn, after all that is answered without waiting for anything.
			writeSoon();
		}
	};
}

/** @param shortcut For most of the requests, to be answered without a `Request` and a `Response`. */
export function createNodeServer(answer: Answer, shortcut?: Shortcut): Server {
	const listener = adapted(answer);
	const options = { keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false };
	const server = createServer(options, shortcut ? shortened(shortcut, listener) : listener);
	return server.on("clientError", refuse);
}

/** @param port 0 for any free one. */
export async function listenOn(
	server: Server,
	{ host, port }: { host: string; port: number },
): Promise<{ url: string; port: number }> {
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, resolve);
	});
	const address = server.address();
	const actual = typeof address === "object" && address ? address.port : port;
	return { url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`, port: actual };
}
