/** Serves an application over HTTP on this machine. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Awaitable, Reply, WholeRequest } from "@activitysmith/core";
import type { Answer } from "@activitysmith/http/adapter";
import { createHttpServer, drain, type Listener, listenOn, writeReady } from "@activitysmith/http/http-server";
import { type Shortcut, shortened } from "@activitysmith/http/shortcut";
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

export interface Served {
	/** Answers a request to any path. */
	handle(request: Request, peer: Peer): Promise<Reply | Response>;
	/** Answers one to the API. A response is one that a fault has made. */
	answer(request: WholeRequest): Awaitable<Reply | Response>;
}

export type Serve = (served: Served, options?: ListenOptions) => Promise<Listening>;

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

/** What a fault has made. A network error stands for a connection that breaks without an answer. */
async function writeFault(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	if (response.type === "error") {
		incoming.socket.resetAndDestroy();
		return;
	}
	drain(incoming);
	await write(response, outgoing);
}

function answer({ handle }: Served, instance: string, control: Peer["control"]): Answer {
	return async (request, incoming, outgoing) => {
		const { socket } = incoming;
		const response = await handle(request, {
			address: socket.remoteAddress,
			instance,
			control,
			disconnect: () => socket.destroy(),
		});
		if (!(response instanceof Response)) return response;
		if (response.type !== "error" && !response.headers.has(FAULT_HEADER)) return response;
		await writeFault(response, incoming, outgoing);
		return undefined;
	};
}

function shortcut({ answer }: Served): Shortcut {
	return {
		takes: (path) => path.startsWith("/api/"),
		answer,
		write: (response, incoming, outgoing) => void writeFault(response, incoming, outgoing),
	};
}

/** What few requests need, and takes longer to load than all the rest. */
function adapter(answer: Answer): { listener: Listener; load: () => Promise<void> } {
	let adapted: Listener | undefined;
	let loading: Promise<void> | undefined;
	const load = () => {
		loading ??= import("@activitysmith/http/adapter").then(({ adapt }) => {
			adapted = adapt(answer);
		});
		return loading;
	};
	const listener: Listener = (incoming, outgoing) => {
		if (adapted) adapted(incoming, outgoing);
		else void load().then(() => adapted?.(incoming, outgoing));
	};
	return { listener, load };
}

/** Listens when every request can be answered at once. */
export const listen: Serve = async (served, options) => {
	const { listening, load } = await begin(served, options);
	await load();
	return listening;
};

/** Listens when those to the API can be: the first of the others waits a few milliseconds. */
export const listenEarly: Serve = async (served, options) => {
	const { listening, load } = await begin(served, options);
	// After whoever waits has been told.
	setImmediate(() => void load());
	return listening;
};

async function begin(served: Served, { port = 0, host = "127.0.0.1", control = "loopback" }: ListenOptions = {}) {
	const instance = crypto.randomUUID();
	const { listener, load } = adapter(answer(served, instance, control));
	const server = createHttpServer(shortened(shortcut(served), listener));
	const { url, port: actual } = await listenOn(server, { host, port });
	const listening: Listening = {
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
	return { listening, load };
}
