/** Serves an application over HTTP on this machine. */
import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";

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

/** A little longer than the 65 s that are announced, so that a client never writes into a closing connection. */
const KEEP_ALIVE_MS = 66_000;

export async function listen(
	handle: (request: Request) => Promise<Response>,
	{ port = 0, host = "127.0.0.1" }: ListenOptions = {},
): Promise<Listening> {
	const server = createAdaptorServer({ fetch: handle, overrideGlobalObjects: false }) as Server;
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	server.headersTimeout = KEEP_ALIVE_MS + 1000;
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
