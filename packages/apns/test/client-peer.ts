/** What the tests of the client talk to: a bare HTTP/2 server that does as each test says, and a clock that stands still. */
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import {
	createServer,
	type IncomingHttpHeaders,
	type ServerHttp2Session,
	type ServerHttp2Stream,
	type Settings,
} from "node:http2";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import {
	type ApnsClient,
	type ApnsClientOptions,
	type Clock,
	createApnsClient,
	type PushRequest,
} from "../src/index.ts";

export const TEAM_ID = "TEAM123456";
export const KEY_ID = "KEY1234567";
const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const p8 = pair.privateKey.export({ type: "pkcs8", format: "pem" }) as string;
export const { publicKey } = pair;

export class ManualClock implements Clock {
	#wall = 1_790_000_000_000;
	#time = 0;
	#timers: { at: number; run: () => void; referenced: boolean }[] = [];

	now(): number {
		return this.#wall;
	}

	monotonic(): number {
		return this.#time;
	}

	setTimeout(run: () => void, ms: number) {
		const timer = {
			at: this.#time + ms,
			run,
			referenced: true,
			ref() {
				timer.referenced = true;
			},
			unref() {
				timer.referenced = false;
			},
		};
		this.#timers.push(timer);
		return timer;
	}

	clearTimeout(timer: unknown): void {
		this.#timers = this.#timers.filter((other) => other !== timer);
	}

	/** How many timers would keep a process alive. */
	get referenced(): number {
		return this.#timers.filter(({ referenced }) => referenced).length;
	}

	/** When the next timer is due, in milliseconds from now. */
	get nextIn(): number {
		return Math.min(...this.#timers.map(({ at }) => at)) - this.#time;
	}

	advance(ms: number): void {
		const end = this.#time + ms;
		for (;;) {
			const next = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
			if (next === undefined) break;
			this.#moveTo(next.at);
			this.clearTimeout(next);
			next.run();
		}
		this.#moveTo(end);
	}

	/** Somebody sets the clock of the machine. */
	jump(ms: number): void {
		this.#wall += ms;
	}

	#moveTo(time: number): void {
		this.#wall += time - this.#time;
		this.#time = time;
	}
}

export interface Arrival {
	stream: ServerHttp2Stream;
	session: ServerHttp2Session;
	headers: IncomingHttpHeaders;
	body: string;
	/** Which connection it came on, from 0. */
	connection: number;
	/** Which request of all it is, from 0. */
	index: number;
}

export interface Peer {
	readonly origin: string;
	readonly arrivals: Arrival[];
	readonly sessions: ServerHttp2Session[];
	readonly sockets: Socket[];
	/** Resolves when so many requests have arrived. */
	arrived(count: number): Promise<void>;
	/** Resolves when so many connections were opened. */
	connected(count: number): Promise<void>;
	close(): Promise<void>;
}

export interface PeerOptions {
	settings?: Settings;
	onSession?(session: ServerHttp2Session, index: number): void;
}

/** `answer` gets every request when its body is there. */
export async function startPeer(answer: (arrival: Arrival) => void, options: PeerOptions = {}): Promise<Peer> {
	const server = createServer({ maxSessionMemory: 100, settings: options.settings ?? { maxConcurrentStreams: 100 } });
	const arrivals: Arrival[] = [];
	const sessions: ServerHttp2Session[] = [];
	const sockets: Socket[] = [];
	let waiting: { until: () => boolean; resolve: () => void }[] = [];
	const wake = () => {
		waiting = waiting.filter(({ until, resolve }) => {
			if (until()) resolve();
			return !until();
		});
	};
	const when = (until: () => boolean) =>
		until() ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ until, resolve }));
	server.on("connection", (socket) => {
		socket.on("error", ignore);
		sockets.push(socket);
	});
	server.on("session", (session) => {
		session.on("error", ignore);
		sessions.push(session);
		options.onSession?.(session, sessions.length - 1);
		wake();
	});
	server.on("stream", (stream, headers) => {
		stream.on("error", ignore);
		const session = stream.session;
		if (session === undefined) return;
		const arrival: Arrival = {
			stream,
			session,
			headers,
			body: "",
			connection: sessions.indexOf(session as ServerHttp2Session),
			index: arrivals.length,
		} as Arrival;
		arrivals.push(arrival);
		stream.setEncoding("utf8");
		stream.on("data", (chunk: string) => {
			arrival.body += chunk;
		});
		stream.on("end", () => {
			answer(arrival);
			wake();
		});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		arrivals,
		sessions,
		sockets,
		arrived: (count) => when(() => arrivals.length >= count),
		connected: (count) => when(() => sessions.length >= count),
		async close() {
			const closed = once(server, "close");
			server.close();
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}

/** Connections end in all sorts of ways here. */
function ignore(): void {}

export function accept({ stream, headers }: Arrival): void {
	if (!stream.destroyed) stream.respond({ ":status": 200, "apns-id": headers["apns-id"] }, { endStream: true });
}

export function refuse(
	{ stream }: Arrival,
	status: number,
	reason: string,
	headers: Record<string, string> = {},
): void {
	if (stream.destroyed) return;
	stream.respond({ ":status": status, ...headers });
	stream.end(JSON.stringify({ reason, ...(status === 410 && { timestamp: 1_789_000_000_000 }) }));
}

export function clientFor(origin: string, options: Partial<ApnsClientOptions> = {}): ApnsClient {
	return createApnsClient({
		providerKey: { key: p8, keyId: KEY_ID, teamId: TEAM_ID },
		origins: { push: origin, broadcast: origin, channels: origin },
		...options,
	});
}

/** Closes a client without waiting for what is under way, also where time stands still. */
export async function closeNow(client: ApnsClient, clock?: ManualClock): Promise<void> {
	let closed = false;
	const closing = client.close({ timeout: 1 }).then(() => {
		closed = true;
	});
	while (clock !== undefined && !closed) {
		clock.advance(1_000);
		await new Promise((resolve) => setImmediate(resolve));
	}
	await closing;
}

let made = 0;

export function push(changes: Partial<PushRequest> = {}): PushRequest {
	return {
		environment: "production",
		deviceToken: (made++).toString(16).padStart(64, "0"),
		headers: {
			"apns-push-type": "liveactivity",
			"apns-topic": "com.example.app.push-type.liveactivity",
			"apns-priority": "10",
			"apns-expiration": "0",
			"apns-id": randomUUID(),
		},
		body: '{"aps":{"timestamp":1,"event":"update","content-state":{}}}',
		whenAmbiguous: "resend",
		...changes,
	};
}

export const pushes = (count: number, changes?: Partial<PushRequest>) =>
	Array.from({ length: count }, () => push(changes));

export interface Relay {
	readonly origin: string;
	/** Passes nothing on any more, as when the way has vanished. New connections get through. */
	freeze(): void;
	close(): Promise<void>;
}

/** Stands between a client and a peer; without a peer, it takes connections and says nothing. */
export async function startRelay(scheme: "http" | "https", target?: string): Promise<Relay> {
	const sockets: Socket[] = [];
	const server = createTcpServer((socket) => {
		socket.on("error", ignore);
		sockets.push(socket);
		if (target === undefined) return;
		const other = connect(Number(new URL(target).port), "127.0.0.1");
		other.on("error", ignore);
		sockets.push(other);
		socket.pipe(other).pipe(socket);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		origin: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
		freeze() {
			for (const socket of sockets) socket.unpipe().pause();
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, "close");
		},
	};
}
