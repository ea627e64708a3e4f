/** A server that answers as a case says, and keeps what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Json } from "../driver.ts";

export type Reply =
	| { status: number; body?: Json | string; headers?: Record<string, string> }
	/** Breaks the connection before the answer or within it, or never answers. */
	| "reset"
	| "truncate"
	| "silence";

export interface SentRequest {
	method: string;
	/** Below the base URL. */
	path: string;
	headers: Record<string, string>;
	/** Parsed; `undefined` when there was none. */
	body: unknown;
	/** Which of the connections it came on, from 0. */
	connection: number;
}

/** Has what any of the operations may answer with. */
const SUCCESS = {
	success: true,
	operation: "updated",
	stream_key: "k",
	activity_id: "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034",
	badge: 0,
	devices_notified: 1,
	users_notified: 1,
	effective_channel_slugs: null,
	timestamp: "2026-03-19T08:30:00.000Z",
};

export class ScriptedServer implements AsyncDisposable {
	readonly requests: SentRequest[] = [];
	readonly #replies: Reply[];
	readonly #sockets: Socket[] = [];
	readonly #server = createServer((request, response) => {
		this.#answer(request, response).catch(() => response.destroy());
	});

	private constructor(replies: Reply[]) {
		this.#replies = [...replies];
		this.#server.on("connection", (socket) => this.#sockets.push(socket));
	}

	/** Gives the replies one after another, then success. */
	static async start(replies: Reply[] = []): Promise<ScriptedServer> {
		const server = new ScriptedServer(replies);
		await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
		return server;
	}

	get baseURL(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api`;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		const closed = new Promise((resolve) => this.#server.close(resolve));
		this.#server.closeAllConnections();
		await closed;
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const text = Buffer.concat(chunks).toString();
		this.requests.push({
			method: request.method ?? "",
			path: (request.url ?? "").replace("/api", ""),
			headers: request.headers as Record<string, string>,
			body: text === "" ? undefined : JSON.parse(text),
			connection: this.#sockets.indexOf(request.socket),
		});
		const reply: Reply = this.#replies.shift() ?? { status: 200, body: SUCCESS };
		if (reply === "silence") return;
		if (reply === "reset") return void request.socket.resetAndDestroy();
		if (reply === "truncate") {
			response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
			return void response.write('{"success":', () => request.socket.destroy());
		}
		const { status, body = { error: "Made up", message: "By the test" }, headers } = reply;
		response.writeHead(status, { "content-type": "application/json", ...headers });
		response.end(typeof body === "string" ? body : JSON.stringify(body));
	}
}
