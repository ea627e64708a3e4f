/**
 * What Node runs before the command's own code. Agents that a program makes itself ignore proxy variables, and before
 * Node 22.21 and 24.5 so does everything: here connections are led to the mock where they are made.
 */
import type { Socket } from "node:net";
import type { ConnectionOptions, TLSSocket } from "node:tls";

export interface NodePreload {
	/** The names that the mock answers for. */
	names: readonly string[];
	/** Hosts to reach as ever: names, domains, addresses. */
	direct: readonly string[];
	proxyPort: number;
	tlsPort: number;
	/** The certificate to trust, in PEM. */
	authority: string;
}

interface Tls {
	connect(...args: unknown[]): TLSSocket;
	TLSSocket: typeof TLSSocket;
}

interface Net {
	connect(port: number, host: string): Socket;
	Socket: typeof Socket;
}

/** Its text goes to a file, so it uses nothing from outside of itself. */
function redirect(load: NodeJS.Require, { names, direct, proxyPort, tlsPort, authority }: NodePreload): void {
	const tls = load("node:tls") as Tls;
	const net = load("node:net") as Net;
	const { connect: connectTls } = tls;
	const { connect } = net;
	const LOCAL = "127.0.0.1";

	const isDirect = (host: string) =>
		/^127(\.\d+){3}$/.test(host) ||
		direct.some((entry) => {
			const domain = entry.toLowerCase().replace(/^[*.]+/, "");
			return host === domain || host.endsWith(`.${domain}`);
		});

	/** Fails as the proxy says, which also reports it. */
	function refuse(host: string, port: number): TLSSocket {
		const refused = new tls.TLSSocket(new net.Socket());
		let answer = "";
		const authority = `${host.includes(":") ? `[${host}]` : host}:${port}`;
		const question = connect(proxyPort, LOCAL);
		question.setEncoding("utf8").on("data", (text: string) => {
			answer += text;
		});
		question.on("error", (error) => refused.destroy(error));
		question.on("end", () => {
			const message = answer.split("\r\n\r\n")[1] ?? `${authority} is refused`;
			refused.destroy(Object.assign(new Error(message), { code: "ECONNREFUSED", address: host, port }));
		});
		question.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
		return refused;
	}

	tls.connect = (...args) => {
		// connect(options), connect(port, options) or connect(port, host, options), each with a listener or without.
		const options: ConnectionOptions = {};
		const listener = args.at(-1);
		for (const [index, arg] of args.entries()) {
			if (typeof arg === "object") Object.assign(options, arg);
			else if (index === 0) options.port = Number(arg);
			else if (typeof arg === "string") options.host = arg;
		}
		const host = (options.host ?? "localhost").toLowerCase().replace(/\.$/, "");
		const { port = 0, socket, path, ALPNProtocols } = options;
		if (socket || path || isDirect(host)) return connectTls(...args);
		if (names.includes(host) && Number(port) === 443) {
			const servername = options.servername || host;
			const toMock = { ...options, host: LOCAL, port: tlsPort, servername, ca: authority };
			return typeof listener === "function" ? connectTls(toMock, listener) : connectTls(toMock);
		}
		// Databases and others that speak TLS are none of our business; clients of HTTP say so, or use its port.
		const speaksHttp =
			Array.isArray(ALPNProtocols) && ALPNProtocols.some((name) => name === "http/1.1" || name === "h2");
		return speaksHttp || Number(port) === 443 ? refuse(host, Number(port)) : connectTls(...args);
	};
	(load("node:module") as { syncBuiltinESMExports(): void }).syncBuiltinESMExports();
}

export const nodePreload = (settings: NodePreload): string => `(${redirect})(require, ${JSON.stringify(settings)});\n`;
