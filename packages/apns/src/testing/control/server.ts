/** The control port: the gateway for tests in other languages, over plain HTTP on this machine. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isObject } from "../checks.ts";
import type { FakeApns } from "../gateway.ts";
import { NotFound, ROUTES } from "./routes.ts";

export interface Control {
	/** Such as `http://127.0.0.1:4012`. */
	readonly url: string;
	close(): Promise<void>;
}

const LARGEST_BODY_BYTES = 1_000_000;

class TooLarge extends Error {}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= LARGEST_BODY_BYTES) chunks.push(chunk);
	}
	if (size > LARGEST_BODY_BYTES) throw new TooLarge(`The body must be at most ${LARGEST_BODY_BYTES} bytes`);
	if (size === 0) return {};
	const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
	if (!isObject(body)) throw new TypeError("The body must be an object");
	return body;
}

const patterns = Object.keys(ROUTES).map((route) => {
	const [method = "", path = ""] = route.split(" ");
	return { route, method, path: new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`) };
});

/** A page in a browser on this machine must not be able to use it: it has an origin, or has made a name point here. */
function isForeign({ headers }: IncomingMessage): boolean {
	const name = (headers.host ?? "").replace(/:\d+$/, "");
	return headers.origin !== undefined || !["localhost", "127.0.0.1", "[::1]"].includes(name);
}

async function answer(gateway: FakeApns, request: IncomingMessage): Promise<{ status: number; body: unknown }> {
	const url = new URL(request.url ?? "/", "http://localhost");
	const body = await readBody(request);
	if (isForeign(request)) return { status: 403, body: { error: "Only programs on this machine may use this port" } };
	const here = patterns.filter(({ path }) => path.test(url.pathname));
	const found = here.find(({ method }) => method === request.method);
	const run = found && ROUTES[found.route];
	if (!run) {
		return { status: here.length > 0 ? 405 : 404, body: { error: "No such route", routes: Object.keys(ROUTES) } };
	}
	const path = (found.path.exec(url.pathname) ?? []).slice(1).map(decodeURIComponent);
	return { status: 200, body: await run(gateway, { path, query: url.searchParams, body }) };
}

/** What was asked for wrongly, and is said so. What else goes wrong is ours. */
function statusOf(error: unknown): number {
	if (error instanceof NotFound) return 404;
	if (error instanceof TooLarge) return 413;
	const isTheirs = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
	return isTheirs || error instanceof URIError ? 400 : 500;
}

async function serve(gateway: FakeApns, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { status, body } = await answer(gateway, request).catch((error: unknown) => ({
		status: statusOf(error),
		body: { error: error instanceof Error ? error.message : String(error) },
	}));
	if (response.destroyed) return;
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/**
 * Opens a port that controls a gateway.
 *
 * @throws the system's error when the port cannot be had.
 */
export async function startControl(
	gateway: FakeApns,
	{ port = 0, host = "127.0.0.1" }: { port?: number; host?: string } = {},
): Promise<Control> {
	const server = createServer((request, response) => void serve(gateway, request, response));
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, resolve);
	});
	const address = server.address() as AddressInfo;
	return {
		url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
