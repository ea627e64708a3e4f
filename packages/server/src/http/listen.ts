/** Listens over HTTP, and stops so that every request that has begun is answered. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Reply } from "@activitysmith/core";
import { errors } from "@activitysmith/schema";
import { getRequestListener } from "@hono/node-server";

export interface Listening {
	/** Such as `http://127.0.0.1:4020`. */
	url: string;
	port: number;
	/** Takes no more requests. Resolves when those that have begun are answered, or have had their time. */
	close(): Promise<void>;
}

export type Handle = (request: Request) => Promise<Reply | Response>;

/** A little longer than the 65 s that are announced, so that a client never writes into a closing connection. */
const KEEP_ALIVE_MS = 66_000;
/** How long requests that have begun may take when the server stops. */
const PATIENCE_MS = 10_000;
/** How often connections are closed that have nothing more to say meanwhile. */
const SWEEP_MS = 20;

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
	if (!incoming.readableEnded) incoming.removeAllListeners("data").resume();
}

/** In one write. The adapter takes three turns and a timer to find the end of a body that is whole. */
function send({ status, headers, text }: Reply, outgoing: ServerResponse): void {
	outgoing.writeHead(status, { ...headers, "Content-Length": String(Buffer.byteLength(text)) });
	outgoing.end(text);
}

function requestListener(handle: Handle) {
	return getRequestListener(
		async (request, { incoming, outgoing }) => {
			const response = await handle(request);
			drain(incoming as IncomingMessage);
			if (response instanceof Response) return response;
			send(response, outgoing as ServerResponse);
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

export async function listen(handle: Handle, { host, port }: { host: string; port: number }): Promise<Listening> {
	const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false }, requestListener(handle));
	server.on("clientError", refuse);
	const connections = new Set<Socket>();
	server.on("connection", (socket) => {
		connections.add(socket);
		socket.once("close", () => connections.delete(socket));
	});

	/** Connections become idle when what they brought is answered. One that brought nothing yet, Node takes for busy. */
	function closeIdle(): void {
		server.closeIdleConnections();
		for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
	}

	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, resolve);
	});
	const address = server.address();
	const actual = typeof address === "object" && address ? address.port : port;
	return {
		url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
		port: actual,
		close: () =>
			new Promise((resolve) => {
				const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
				const sweep = setInterval(closeIdle, SWEEP_MS);
				server.close(() => {
					clearTimeout(patience);
					clearInterval(sweep);
					resolve();
				});
			}),
	};
}
