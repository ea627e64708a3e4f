/**
 * An HTTP proxy on this machine that answers for the hosted service and for nothing else. It holds the certificate, and
 * passes on what it decrypts to the mock that listens: so a request is read by the same code as without it.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Server } from "node:net";
import type { Duplex } from "node:stream";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import type { Issued } from "./authority.ts";
import { DOMAIN, isLoopback, isService } from "./service.ts";

export interface ProxyOptions {
	issued: Issued;
	/** Where the mock listens, such as `http://127.0.0.1:4010/api`. */
	baseURL: string;
	/** Gets a sentence for every host that is refused, once, and for what a client refuses. */
	report(line: string): void;
}

export interface StartedProxy {
	/** What clients take as their proxy. */
	readonly url: string;
	readonly port: number;
	/** Answers TLS for the hosted service without a tunnel, for clients that know no proxy. */
	readonly tlsPort: number;
	/** Resolves when every connection is closed. */
	close(): Promise<void>;
}

const HOST = "127.0.0.1";

/** `example.com:443` or `[::1]:443`; nothing else is a name that may stand in an answer. */
const AUTHORITY = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+)):(\d{1,5})$/i;

async function listening(server: Server): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, HOST, resolve);
	});
	return (server.address() as AddressInfo).port;
}

const MAX_PORT = 65_535;
const ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

/** Either end that fails or closes takes the other with it. */
function join(one: Duplex, other: Duplex): void {
	for (const [from, to] of [
		[one, other],
		[other, one],
	] as const) {
		from.on("error", () => to.destroy());
		from.on("close", () => to.destroy());
		from.pipe(to);
	}
}

const addressOf = ({ hostname, port }: URL) => ({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 80) });

function refusal(host: string): string {
	return `${host} is refused: under activitysmith-mock exec a command reaches ${DOMAIN}, which is the mock, and this machine. What else it needs, NO_PROXY can name.`;
}

/** Sends on to `server` what was asked of `target`. */
function forward(incoming: IncomingMessage, response: ServerResponse, target: URL, server: URL): void {
	const { connection, "proxy-connection": _, ...headers } = incoming.headers;
	const options = {
		...addressOf(server),
		agent: false,
		method: incoming.method,
		path: `${target.pathname}${target.search}`,
		headers: { ...headers, host: target.host },
	};
	const onward = request(options, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
		answer.pipe(response);
	});
	onward.on("error", () => {
		if (response.headersSent) response.destroy();
		else response.writeHead(502, `Nothing answers at ${target.host}`).end();
	});
	response.on("close", () => onward.destroy());
	incoming.pipe(onward);
}

export async function startProxy({ issued, baseURL, report }: ProxyOptions): Promise<StartedProxy> {
	const mock = new URL(baseURL);
	const sockets = new Set<Duplex>();
	const reported = new Set<string>();
	const reportOnce = (line: string) => {
		if (reported.has(line)) return;
		reported.add(line);
		report(line);
	};
	const track = (socket: Duplex) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
	};

	const secure = createTlsServer({ key: issued.key, cert: issued.certificate, ALPNProtocols: ["http/1.1"] });
	secure.on("connection", track);
	secure.on("secureConnection", (socket: TLSSocket) => {
		const toMock = connect(addressOf(mock));
		track(toMock);
		join(socket, toMock);
	});
	secure.on("tlsClientError", (error: NodeJS.ErrnoException) => {
		if (!error.code?.includes("UNKNOWN_CA")) return;
		reportOnce(
			`A client did not trust the mock's certificate for ${DOMAIN}. It reads none of SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE: give it the certificates in the file that they name.`,
		);
	});

	function refuse(host: string, answer: (status: string, message: string) => void): void {
		const message = refusal(host);
		reportOnce(message);
		answer(`${host} is refused by activitysmith-mock exec`, message);
	}

	function onConnect({ url = "" }: IncomingMessage, client: Duplex, head: Buffer): void {
		track(client);
		client.on("error", () => client.destroy());
		const [authority, v6, name, port] = AUTHORITY.exec(url) ?? [];
		const host = v6 ?? name;
		const server = host && isService(host) ? behind[Number(port)] : undefined;
		if (server) {
			client.write(ESTABLISHED);
			if (head.length > 0) client.unshift(head);
			server.emit("connection", client);
			return;
		}
		if (host && isLoopback(host) && Number(port) <= MAX_PORT) {
			const own = connect({ host, port: Number(port) });
			track(own);
			const unreachable = () => client.end(`HTTP/1.1 502 Nothing answers at ${authority}\r\nConnection: close\r\n\r\n`);
			own.once("error", unreachable);
			own.once("connect", () => {
				own.off("error", unreachable);
				client.write(ESTABLISHED);
				if (head.length > 0) client.unshift(head);
				join(client, own);
			});
			return;
		}
		refuse(authority ?? "This host", (status, message) => {
			// Most clients show the status line and not the body.
			client.end(
				`HTTP/1.1 403 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${message.length}\r\nConnection: close\r\n\r\n${message}`,
			);
		});
	}

	/** A request without a tunnel, which names the whole URL, or one that is in a tunnel without encryption. */
	function onRequest(incoming: IncomingMessage, response: ServerResponse): void {
		const { headers, url = "" } = incoming;
		const base = `http://${headers.host}`;
		const target = URL.canParse(url, base) ? new URL(url, base) : undefined;
		const toService = target && isService(target.hostname);
		if (toService && target.protocol === "http:") {
			target.protocol = "https:";
			response.writeHead(308, { location: target.href }).end();
		} else if (toService) {
			// Some clients (axios) send the whole https URL to a proxy, where they should open a tunnel.
			forward(incoming, response, target, mock);
		} else if (target && isLoopback(target.hostname) && target.port !== String(incoming.socket.localPort)) {
			forward(incoming, response, target, target);
		} else {
			refuse(target?.host ?? "This host", (status, message) => {
				response.writeHead(403, status, { "content-type": "text/plain", connection: "close" }).end(message);
			});
		}
	}

	const proxy = createServer(onRequest);
	proxy.on("connect", onConnect);
	/** What answers in a tunnel to each port of the hosted service. */
	const behind: Partial<Record<number, Server>> = { 80: proxy, 443: secure };
	const [port, tlsPort] = await Promise.all([listening(proxy), listening(secure)]);
	return {
		url: `http://${HOST}:${port}`,
		port,
		tlsPort,
		async close() {
			const closed = [proxy, secure].map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
			proxy.closeAllConnections();
			for (const socket of sockets) socket.destroy();
			await Promise.all(closed);
		},
	};
}
