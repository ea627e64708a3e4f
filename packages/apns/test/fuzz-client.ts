/** A server that does everything wrong that a server can, and a client that has to live with it. */
import { once } from "node:events";
import { createServer, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import type { PushResult } from "@activitysmith/apns";
import { clientFor, push } from "./client-peer.ts";
import { anyFrame, frame, GOAWAY, SETTINGS } from "./fuzz-frames.ts";
import type { Random } from "./fuzz-random.ts";

const nothing = () => undefined;

/** Answers to one request, most of them none of Apple's. */
function answer(stream: ServerHttp2Stream, session: ServerHttp2Session, random: Random): void {
	const status = random.pick([200, 200, 200, 200, 200, 200, 400, 403, 410, 429, 500, 503, 100 + random.below(500)]);
	const any = random.pick([
		JSON.stringify({ reason: random.pick(["Unregistered", "TooManyProviderTokenUpdates", random.text(20)]) }),
		JSON.stringify({ reason: 7, timestamp: random.text(5) }),
		random.bytes(3000).toString("latin1"),
		"",
	]);
	const body = random.chance(0.005) ? '{"reason":"Shutdown"}' : any;
	const headers = { ":status": status, "retry-after": random.pick(["1", "-1", "x", "99999999999"]) };
	// Mostly an answer: what ends a connection keeps a client from the next one for a while.
	const deed = random.below(1000);
	if (deed === 0) stream.session?.goaway(random.below(14), random.below(400), random.bytes(50));
	else if (deed === 1) session.destroy();
	else if (deed === 2) session.settings({ maxConcurrentStreams: random.below(50) });
	else if (deed === 3) session.socket?.destroy();
	else if (deed < 12) stream.close(random.below(14));
	else if (deed < 14) stream.respond(headers, { waitForTrailers: true });
	else if (deed > 14) {
		if (status < 200) stream.additionalHeaders({ ":status": 103 });
		stream.respond(status < 200 || status === 204 || status === 205 || status === 304 ? { ":status": 200 } : headers);
		stream.end(status === 204 || status === 205 || status === 304 ? "" : body);
	}
}

export interface FuzzingPeer {
	origin: string;
	/** Its ends of connections that are open. */
	readonly open: number;
	close(): Promise<void>;
}

/** Most of its connections speak HTTP/2 and misbehave, the others only look like it. */
export async function startFuzzingPeer(random: Random): Promise<FuzzingPeer> {
	const http2 = createServer({ settings: { maxConcurrentStreams: 100 } });
	http2.on("sessionError", nothing).on("session", (session) => {
		session.on("error", nothing).on("stream", (stream) => {
			stream.on("error", nothing).on("end", () => {
				try {
					if (!stream.destroyed && !session.destroyed) answer(stream, session, random);
				} catch (error) {
					// Some of it Node does not let a server do.
					if (!(error instanceof Error && "code" in error)) throw error;
				}
			});
			stream.resume();
		});
	});
	const sockets = new Set<Socket>();
	const server = createTcpServer({ noDelay: true }, (socket) => {
		sockets.add(socket);
		socket.on("error", nothing).on("close", () => sockets.delete(socket));
		const kind = random.below(20);
		if (kind < 17) return void http2.emit("connection", socket);
		socket.resume();
		if (kind === 17) socket.write(random.bytes(400));
		else if (kind === 18) {
			socket.write(frame(SETTINGS, 0, 0));
			for (let index = 0; index < 20; index += 1) socket.write(anyFrame(random));
		} else socket.write(Buffer.concat([frame(SETTINGS, 0, 0), frame(GOAWAY, 0, 0, random.bytes(20))]));
		const end = random.below(4);
		if (end === 0) socket.resetAndDestroy();
		else if (end === 1) socket.end();
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		get open() {
			return sockets.size;
		},
		async close() {
			server.close();
			for (const socket of sockets) socket.destroy();
			await once(server, "close");
		},
	};
}

/** Connections of this process that are the clients' ends. Those of the peer may stay: Node forgets one now and then. */
export function clientConnections(peer: FuzzingPeer): number {
	return process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length - peer.open;
}

/** Milliseconds. */
export const DEADLINE = 400;

export interface Fuzzed {
	results: PushResult[];
	/** Milliseconds that the slowest push took. */
	slowest: number;
}

/** One client that sends so many pushes at once, twice, and is closed. */
export async function fuzzClient(origin: string, pushes: number): Promise<Fuzzed> {
	const client = clientFor(origin, { deadline: DEADLINE, silenceTimeout: 100, connectTimeout: 100 });
	const results: PushResult[] = [];
	let slowest = 0;
	const send = async () => {
		const began = performance.now();
		results.push(await client.send(push()));
		slowest = Math.max(slowest, performance.now() - began);
	};
	for (const half of [Math.ceil(pushes / 2), Math.floor(pushes / 2)])
		await Promise.all(Array.from({ length: half }, send));
	await client.close({ timeout: 50 });
	return { results, slowest };
}
