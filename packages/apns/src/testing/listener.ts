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
import { directWire, relay, type Wire } from "./wire.ts";

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
	/** Whether its connections can fall silent. */
	relay: boolean;
	nextConnection(): number;
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

async function listenOn(server: Server, port: number, host: string): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			resolve();
		});
	});
	return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server | undefined): Promise<void> {
	if (server?.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
}

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
	readonly #wires = new Map<number | undefined, Wire>();
	/** The ends of connections at this server, in the same way. */
	readonly #entered = new Map<number | undefined, Socket>();
	readonly #sockets = new Set<Socket>();
	readonly #sessions = new Set<ServerHttp2Session>();
	/** What relayed connections are passed on to. */
	readonly #inner: Server | undefined;

	constructor(options: ListenerOptions) {
		this.environment = options.environment;
		this.secure = options.secure;
		this.#host = options.host;
		this.#options = options;
		this.#server = createHttp2Server(options.secure);
		this.#server.on("session", (session: ServerHttp2Session) => this.#onSession(session));
		this.#server.on("sessionError", ignore);
		this.#front = this.#createFront();
		if (options.relay) this.#inner = createTcpServer({ noDelay: true }, (socket) => this.#enter(socket));
	}

	get origin(): string {
		const host = this.#host.includes(":") ? `[${this.#host}]` : this.#host;
		return `${this.secure ? "https" : "http"}://${host}:${this.#port}`;
	}

	async listen(): Promise<void> {
		if (this.#inner && !this.#inner.listening) await listenOn(this.#inner, 0, "127.0.0.1");
		this.#port = await listenOn(this.#front, this.#port || this.#options.port, this.#host);
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
		for (const socket of this.#sockets) socket.destroy();
		await Promise.all([this.#front, this.#inner].map(closeServer));
	}

	#createFront(): Server {
		return createTcpServer({ noDelay: true }, (socket) => {
			const inner = this.#inner?.address() as AddressInfo | undefined;
			if (!inner) {
				this.#wires.set(socket.remotePort, directWire(socket));
				return this.#enter(socket);
			}
			this.#watch(socket);
			relay(socket, inner.port, (from, wire) => this.#wires.set(from, wire));
		});
	}

	#enter(socket: Socket): void {
		const { remotePort } = socket;
		this.#watch(socket);
		this.#entered.set(remotePort, socket);
		socket.once("close", () => {
			this.#entered.delete(remotePort);
			this.#wires.delete(remotePort);
		});
		this.#server.emit("connection", socket);
	}

	#watch(socket: Socket): void {
		this.#sockets.add(socket);
		socket.on("error", ignore).once("close", () => this.#sockets.delete(socket));
	}

	#onSession(session: ServerHttp2Session): void {
		const { environment, secure } = this;
		const remotePort = session.socket?.remotePort;
		const transport = {
			wire: () => this.#wires.get(remotePort),
			socket: () => this.#entered.get(remotePort),
		};
		const connection = new Connection(this.#options.nextConnection(), environment, secure, session, transport);
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
