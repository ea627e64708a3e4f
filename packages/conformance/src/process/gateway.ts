/**
 * Stands between an SDK in another process and a target, so that the suite sees every request as it is on the wire: each
 * client has an origin of its own here, behind which is the `fetch` of its case.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Route {
	baseURL: string;
	fetch: typeof globalThis.fetch;
}

/** They belong to one connection (RFC 9110, section 7.6.1), or are made anew for the other one. */
const HOP = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding"]);

export class Gateway {
	readonly #server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
		this.#relay(request, response).catch(() => response.destroy());
	});
	readonly #routes = new Map<string, Route>();
	#origin = "";

	async listen(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
		this.#origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** A base URL that leads to the target's. */
	baseURL(route: Route): string {
		const name = String(this.#routes.size + 1);
		this.#routes.set(name, route);
		return `${this.#origin}/${name}`;
	}

	async close(): Promise<void> {
		const closed = new Promise((resolve) => this.#server.close(resolve));
		this.#server.closeAllConnections();
		await closed;
	}

	async #relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const [, name = "", path = ""] = /^\/([^/]+)(.*)$/.exec(request.url ?? "") ?? [];
		const route = this.#routes.get(name);
		if (!route) throw new Error("The gateway has no such client");
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const body = Buffer.concat(chunks);
		const headers = Object.entries(request.headers).filter(([header]) => !HOP.has(header));
		const answer = await route.fetch(route.baseURL + path, {
			method: request.method ?? "GET",
			headers: Object.fromEntries(headers) as Record<string, string>,
			...(body.length > 0 && { body: body.toString() }),
			redirect: "manual",
		});
		const text = await answer.text();
		response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([header]) => !HOP.has(header))));
		response.end(text);
	}
}
