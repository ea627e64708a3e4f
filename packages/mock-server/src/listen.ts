/** Serves an application over HTTP on this machine. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { errors, MAX_BODY_BYTES } from "@activitysmith/schema";

export interface ListenOptions {
	/** 0 for any free port. @default 0 */
	port?: number;
	/** @default "127.0.0.1" */
	host?: string;
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

type Handle = (request: Request) => Promise<Response>;

/** A little longer than the 65 s that are announced, so that a client never writes into a closing connection. */
const KEEP_ALIVE_MS = 66_000;

/**
 * The body, or of one that is too large a little more than is allowed: then it is refused without waiting for the rest,
 * which is still read and thrown away, as the connection may bring more requests. `undefined` when it broke off.
 */
function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		incoming.on("data", (chunk: Buffer) => {
			if (size <= MAX_BODY_BYTES) chunks.push(chunk);
			size += chunk.byteLength;
			if (size > MAX_BODY_BYTES) resolve(Buffer.concat(chunks));
		});
		incoming.on("end", () => resolve(Buffer.concat(chunks)));
		incoming.on("close", () => resolve(undefined));
	});
}

/** The API does not care by which name it was called: only the path of the target counts. */
function urlOf({ url: target = "/" }: IncomingMessage): string {
	if (target.startsWith("/")) return `http://localhost${target}`;
	return URL.canParse(target) ? target : "http://localhost/*";
}

function toRequest(incoming: IncomingMessage, body: Buffer): Request {
	// `Request` has no TRACE; as a GET it is refused just as well.
	const method = incoming.method === "TRACE" ? "GET" : (incoming.method ?? "GET");
	const headers = new Headers();
	for (const [name, value] of Object.entries(incoming.headers))
		if (value !== undefined) headers.set(name, String(value));
	if (method === "GET" || method === "HEAD") return new Request(urlOf(incoming), { method, headers });
	if (!headers.has("content-length")) headers.set("content-length", String(body.byteLength));
	return new Request(urlOf(incoming), { method, headers, body: new Uint8Array(body) });
}

async function answer(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	const body = await readBody(incoming);
	if (!body) return;
	const response = await handle(toRequest(incoming, body));
	const text = await response.text();
	outgoing.writeHead(response.status, {
		...Object.fromEntries(response.headers),
		"content-length": Buffer.byteLength(text),
	});
	outgoing.end(text);
}

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
				: errors.badRequest("The request must be valid HTTP/1.1.");
	const text = JSON.stringify(body);
	const head = `HTTP/1.1 ${status} ${body.error}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}`;
	socket.end(`${head}\r\nConnection: close\r\n\r\n${text}`);
}

export async function listen(handle: Handle, { port = 0, host = "127.0.0.1" }: ListenOptions = {}): Promise<Listening> {
	const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false }, (incoming, outgoing) => {
		// Only a defect of ours gets here, and nothing more can be said on this connection.
		answer(handle, incoming, outgoing).catch((error: Error) => outgoing.destroy(error));
	});
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
		instance: randomUUID(),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
