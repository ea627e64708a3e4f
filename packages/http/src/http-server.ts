/** Node's HTTP server: answers in one write, and JSON also for what is hardly HTTP. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Reply } from "@activitysmith/core";
import { errors } from "@activitysmith/schema";

export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** A little longer than the 65 s that are announced, so that a client never writes into a closing connection. */
const KEEP_ALIVE_MS = 66_000;

export const NOT_HTTP = errors.badRequest("The request must be valid HTTP/1.1.");

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

/** A body that was refused half read is read to its end, so that the connection can bring the next request. */
export function drain(incoming: IncomingMessage): void {
	if (!incoming.readableEnded) incoming.removeAllListeners("data").resume();
}

/** Answers that are ready to be written. */
let ready: [outgoing: ServerResponse, text: string, encoding: "latin1" | "utf8"][] = [];
let isWriting = false;

/**
 * Writes the answers of one turn of the event loop together: the first one wakes up whoever reads them, which costs the
 * writer more than all the rest, and the others find it awake.
 */
export function writeReady(): void {
	const writes = ready;
	ready = [];
	isWriting = false;
	for (const [outgoing, text, encoding] of writes) outgoing.end(text, encoding);
}

export function writeSoon(): void {
	if (isWriting) return;
	isWriting = true;
	setImmediate(writeReady);
}

/** In one write. */
export function sendSoon({ status, headers, text }: Reply, outgoing: ServerResponse): void {
	const bytes = Buffer.byteLength(text);
	headers["Content-Length"] = String(bytes);
	outgoing.writeHead(status, headers);
	// As many bytes as characters: it is ASCII, which is written without being encoded.
	ready.push([outgoing, text, bytes === text.length ? "latin1" : "utf8"]);
	writeSoon();
}

export function createHttpServer(listener: Listener): Server {
	// To import it as a module would touch all of its exports, and some of them load Node's whole `fetch`.
	const { createServer } = process.getBuiltinModule("node:http");
	const options = { keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false };
	return createServer(options, listener).on("clientError", refuse);
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
