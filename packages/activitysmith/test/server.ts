/** A real HTTP server that answers as it is told and keeps what it was asked. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: unknown;
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export const json =
	(status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
	(response) =>
		response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

export const ok: Answer = json(200, { success: true }, { "x-request-id": "req_1" });

export class TestServer {
	readonly received: Received[] = [];
	/** Taken one after the other; when there are none left, all is well. */
	readonly answers: Answer[] = [];
	readonly #server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString();
		this.received.push({
			method: request.method ?? "",
			path: request.url ?? "",
			headers: request.headers,
			body: text === "" ? undefined : JSON.parse(text),
		});
		(this.answers.shift() ?? ok)(response, request);
	});

	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
		return this;
	}

	get baseURL(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api`;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

export async function startServer(...answers: Answer[]): Promise<TestServer> {
	const server = await new TestServer().start();
	server.answers.push(...answers);
	return server;
}
