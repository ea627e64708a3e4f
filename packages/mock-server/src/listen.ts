/** Serves an application over HTTP on this machine. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Reply } from "@activitysmith/core";
import { errors } from "@activitysmith/schema";
import { getRequestListener } from "@hono/node-server";
import { FAULT_HEADER } from "./fault-answer.ts";

export interface ListenOptions {
	/** 0 for any free port. @default 0 */
	port?: number;
	/** @default "127.0.0.1" */
	host?: string;
	/**
	 * Who may use the control routes below `/_mock/`: programs on this machine; whoever reaches the port, without a defence against DNS rebinding; nobody.
	 * @default "loopback"
	 */
	control?: "loopback" | "anywhere" | "off";
}

export interface Listening {
	/** Such as `http://127.0.0.1:4010`. */
	readonly url: string;
	/** What clients take as their base URL: the url with `/api`. */
	readonly baseURL: string;
	readonly port: number;
	/** Tells this server from any other, for example one left over on the same port. */
	readonly instance: string;
	/** Resolves when every connection is closed. */
	close(): Promise<void>;
}

/** Where a request came from, and which server took it. */
export interface Peer {
	/** `undefined` in process. */
	address: string | undefined;
	instance: string;
	control: NonNullable<ListenOptions["control"]>;
	/** Breaks the connection. */
	disconnect(): void;
}

type Handle = (request: Request, peer: Peer) => Promise<Reply | Response>;

export type Serve = (handle: Handle, options?: ListenOptions) => Promise<Listening>;

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

/** What the adapter takes as: there is nothing left to send. */
const ALREADY_SENT = new Response(null, { headers: { "x-hono-already-sent": "true" } });

/** A body that was refused half read is read to its end, so that the connection can bring the next request. */
function drain(incoming: IncomingMessage): void {
	incoming.removeAllListeners("data").resume();
}

/** Answers that are ready to be written. */
let ready: (() => void)[] = [];

/**
 * Writes the answers of one turn of the event loop together: the first one wakes up whoever reads them, which costs the
 * writer more than all the rest, and the others find it awake.
 */
function writeReady(): void {
	const writes = ready;
	ready = [];
	for (const write of writes) write();
}

/** In one write. The adapter takes three turns and a timer to find the end of a body that is whole. */
function send({ status, headers, text }: Reply, incoming: IncomingMessage, outgoing: ServerResponse): void {
	if (!incoming.readableEnded) drain(incoming);
	headers["Content-Length"] = String(Buffer.byteLength(text));
	outgoing.writeHead(status, headers);
	if (ready.push(() => outgoing.end(text)) === 1) setImmediate(writeReady);
}

/** A body that a fault spoils. The adapter would hold its parts back, and report on the console that it broke off. */
async function write({ status, headers, body }: Response, outgoing: ServerResponse): Promise<void> {
	outgoing.writeHead(status, Object.fromEntries(headers));
	outgoing.flushHeaders();
	try {
		for await (const part of body ?? []) {
			// What was written must have left before the connection may break.
			await new Promise<void>((resolve) => outgoing.write(part, () => resolve()));
			if (outgoing.destroyed) return;
		}
		outgoing.end();
	} catch {
		outgoing.destroy();
	}
}

function requestListener(handle: Handle, instance: string, control: Peer["control"]) {
	return getRequestListener(
		async (request, { incoming, outgoing }) => {
			const { socket } = incoming;
			const response = await handle(request, {
				address: socket.remoteAddress,
				instance,
				control,
				disconnect: () => socket.destroy(),
			});
			if (!(response instanceof Response)) {
				send(response, incoming as IncomingMessage, outgoing as ServerResponse);
				return ALREADY_SENT;
			}
			if (response.type === "error") {
				// A network error stands for a connection that breaks without an answer.
				socket.resetAndDestroy();
				return ALREADY_SENT;
			}
			if (!incoming.readableEnded) drain(incoming as IncomingMessage);
			if (!response.headers.has(FAULT_HEADER)) return response;
			await write(response, outgoing as ServerResponse);
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

export const listen: Serve = async (handle, { port = 0, host = "127.0.0.1", control = "loopback" } = {}) => {
	const instance = randomUUID();
	const options = { keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false };
	const server = createServer(options, requestListener(handle, instance, control));
	server.on("clientError", refuse);
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, resolve);
	});
	const address = server.address();
	const actual = typeof address === "object" && address ? address.port : port;
	const url = `http://${host.includes(":") ? `[${host}]` : host}:${actual}`;
	return {
		url,
		baseURL: `${url}/api`,
		port: actual,
		instance,
		close: () =>
			new Promise((resolve) => {
				writeReady();
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
