/** A receiver of webhooks on this machine, over https, with a certificate of its own. */
import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { issueCertificate } from "../src/exec/authority.ts";

export interface Hook {
	method: string | undefined;
	url: string | undefined;
	headers: IncomingMessage["headers"];
	body: string;
}

/** @param answer By default every request is answered with a 200. */
export async function receiver(name: string, answer: RequestListener = (_, response) => void response.end("ok")) {
	const { authority, certificate, key } = issueCertificate(name, [name]);
	const received: Hook[] = [];
	let connections = 0;
	const server = createServer({ cert: certificate, key }, async (request, response) => {
		const { method, url, headers } = request;
		received.push({ method, url, headers, body: await text(request) });
		answer(request, response);
	});
	server.on("connection", () => {
		connections += 1;
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	return {
		authority,
		port,
		url: `https://${name}:${port}`,
		received,
		get connections() {
			return connections;
		},
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}
