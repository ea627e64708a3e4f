/** One port that speaks HTTP/2 as Apple does: over TLS, or in clear text on this machine. */
import {
	createSecureServer,
	createServer,
	type Http2SecureServer,
	type Http2Server,
	type IncomingHttpHeaders,
	type ServerHttp2Session,
	type ServerHttp2Stream,
} from "node:http2";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import type { Environment } from "../request.ts";
import { CERTIFICATE, PRIVATE_KEY } from "./certificate.ts";
import { Connection } from "./connection.ts";

export type OnRequest = (
	connection: Connection,
	stream: ServerHttp2Stream,
	headers: IncomingHttpHeaders,
	rawHeaders: string[],
) => void;

export interface ListenerOptions {
	environment: Environment;
	secure: boolean;
	host: string;
	port: number;
	onConnection(connection: Connection): void;
	onRequest: OnRequest;
}

/** What Apple's servers announce; one stream until a provider token has been accepted. */
const SETTINGS = {
	headerTableSize: 4096,
	maxConcurrentStreams: 1,
	initialWindowSize: 65_535,
	maxFrameSize: 16_384,
	maxHeaderListSize: 8000,
};

const OPTIONS = {
	settings: SETTINGS,
	// In megabytes, for all streams of a connection: with the default of 10 a few thousand open ones are refused.
	maxSessionMemory: 1000,
	// Lowering the limit of streams has those refused that a client has opened meanwhile: that must not end the connection.
	maxSessionRejectedStreams: 1_000_000,
};

/** A peer that breaks off, or does not speak the protocol, is no error of ours. */
const ignore = () => undefined;

function createHttp2Server(secure: boolean): Http2Server | Http2SecureServer {
	if (!secure) return createServer(OPTIONS);
	const server = createSecureServer({
		...OPTIONS,
		cert: CERTIFICATE,
		key: PRIVATE_KEY,
		minVersion: "TLSv1.2",
		ALPNProtocols: ["h2"],
		allowHTTP1: false,
	});
	return server.on("unknownProtocol", (socket) => socket.destroy()).on("tlsClientError", ignore);
}

let connections = 0;

export class Listener {
	readonly environment: Environment;
	readonly secure: boolean;
	readonly #host: string;
	readonly #options: ListenerOptions;
	readonly #server: Http2Server | Http2SecureServer;
	/** Takes the connections, so that it can refuse new ones and leave others alone. */
	#front: Server;
	#port = 0;
	/** By the port at the other end: the only thing that both ends of TLS have in common. */
	readonly #sockets = new Map<number | undefined, Socket>();
	readonly #sessions = new Set<ServerHttp2Session>();

	constructor(options: ListenerOptions) {
		this.environment = options.environment;
		this.secure = options.secure;
		this.#host = options.host;
		this.#options = options;
		this.#server = createHttp2Server(options.secure);
		this.#server.on("session", (session: ServerHttp2Session) => this.#onSession(session));
		this.#server.on("sessionError", ignore);
		this.#front = this.#createFront();
	}

	get origin(): string {
		const host = this.#host.includes(":") ? `[${this.#host}]` : this.#host;
		return `${this.secure ? "https" : "http"}://${host}:${this.#port}`;
	}

	async listen(): Promise<void> {
		const port = this.#port || this.#options.port;
		await new Promise<void>((resolve, reject) => {
			this.#front.once("error", reject);
			this.#front.listen(port, this.#host, resolve);
		});
		this.#port = (this.#front.address() as AddressInfo).port;
	}

	/** New connections are refused by the system, as if nobody were there; those that are open stay. */
	async refuseConnections(): Promise<void> {
		const closed = this.#front;
		if (!closed.listening) return;
		this.#front = this.#createFront();
		// It is closed to newcomers at once; the callback would wait for those who are there.
		closed.close();
	}

	async acceptConnections(): Promise<void> {
		if (!this.#front.listening) await this.listen();
	}

	async close(): Promise<void> {
		for (const session of this.#sessions) session.destroy();
		for (const socket of this.#sockets.values()) socket.destroy();
		if (!this.#front.listening) return;
		await new Promise<void>((resolve) => this.#front.close(() => resolve()));
	}

	#createFront(): Server {
		return createTcpServer({ noDelay: true }, (socket) => {
			const { remotePort } = socket;
			this.#sockets.set(remotePort, socket);
			socket.on("error", ignore).once("close", () => this.#sockets.delete(remotePort));
			this.#server.emit("connection", socket);
		});
	}

	#onSession(session: ServerHttp2Session): void {
		connections += 1;
		const { environment, secure } = this;
		const socket = this.#sockets.get(session.socket?.remotePort);
		const connection = new Connection(connections, environment, secure, session, socket);
		this.#sessions.add(session);
		session.once("close", () => this.#sessions.delete(session));
		session.on("error", ignore);
		session.on("stream", (stream, headers, _flags, rawHeaders) => {
			stream.on("error", ignore);
			this.#options.onRequest(connection, stream, headers, rawHeaders as unknown as string[]);
		});
		this.#options.onConnection(connection);
	}
}
