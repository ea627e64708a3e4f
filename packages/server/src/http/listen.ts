/** Listens over HTTP, and stops so that every request that has begun is answered. */
import type { Socket } from "node:net";
import type { Reply } from "@activitysmith/core";
import { createNodeServer, listenOn } from "@activitysmith/http/node-server";

export interface Listening {
	/** Such as `http://127.0.0.1:4020`. */
	url: string;
	port: number;
	/** Takes no more requests. Resolves when those that have begun are answered, or have had their time. */
	close(): Promise<void>;
}

export type Handle = (request: Request) => Promise<Reply | Response>;

/** How long requests that have begun may take when the server stops. */
const PATIENCE_MS = 10_000;
/** How often connections are closed that have nothing more to say meanwhile. */
const SWEEP_MS = 20;

export interface Door extends Listening {
	/** Says what answers requests; those that have come already wait for it. */
	open(handle: Handle): void;
}

/** Has the address before there is what answers: so it is known that it can be had. */
export async function listenAhead(address: { host: string; port: number }): Promise<Door> {
	const { promise, resolve } = Promise.withResolvers<Handle>();
	let handle: Handle = async (request) => (await promise)(request);
	return {
		...(await listen((request) => handle(request), address)),
		open(opened) {
			handle = opened;
			resolve(opened);
		},
	};
}

async function listen(handle: Handle, { host, port }: { host: string; port: number }): Promise<Listening> {
	const server = createNodeServer((request) => handle(request));
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

	return {
		...(await listenOn(server, { host, port })),
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
