/** Requests to a server that may be gone, and what is known after each. */
import type { ServerProcess } from "./server-process.ts";

/** `unknown`: no answer, or one that says to ask again: it may have happened or not. */
export type Answer = { known: true; body: Record<string, unknown> } | { known: false };

export interface Tally {
	/** Requests that were answered with a 200. */
	acknowledged: number;
	/** No answer came. */
	unanswered: number;
	/** 503 with a time to try again, as the contract of the server has it while its database is away. */
	unavailable: number;
	/** Still running, as far as the server knows: its process died on it. */
	conflicts: number;
	/** Anything else, which must not be. */
	unexpected: string[];
}

const PATIENCE_MS = 20_000;

export class Client {
	readonly tally: Tally = { acknowledged: 0, unanswered: 0, unavailable: 0, conflicts: 0, unexpected: [] };
	server: ServerProcess | undefined;
	key = "";

	async ask(method: string, path: string, body?: object, idempotencyKey?: string): Promise<Answer> {
		const response = await this.fetch(`/api${path}`, {
			method,
			headers: {
				authorization: `Bearer ${this.key}`,
				...(body && { "content-type": "application/json" }),
				...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
			},
			...(body && { body: JSON.stringify(body) }),
		}).catch(() => undefined);
		const text = await response?.text().catch(() => undefined);
		if (!response || text === undefined) {
			this.tally.unanswered += 1;
			return { known: false };
		}
		const mayAskAgain = response.headers.has("retry-after");
		if (response.status === 200) this.tally.acknowledged += 1;
		else if (response.status === 503 && mayAskAgain) this.tally.unavailable += 1;
		else if (response.status === 409 && mayAskAgain) this.tally.conflicts += 1;
		else this.tally.unexpected.push(`${method} ${path}: ${response.status} ${text}`);
		return response.status === 200 ? { known: true, body: JSON.parse(text) } : { known: false };
	}

	/** Rejects when the server is away. */
	async fetch(path: string, init: RequestInit): Promise<Response> {
		if (!this.server) throw new Error("The server is away");
		return fetch(this.server.url + path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
	}
}
