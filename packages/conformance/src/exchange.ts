/** Writes down what goes over the wire during a case, and holds every answer against the rules. */
import { answerRules } from "./answer-rules.ts";
import { type Operation, operationAt } from "./operations.ts";
import { redactor } from "./redact.ts";

export interface Violation {
	/** Of the rule for answers. */
	rule: string;
	message: string;
}

/** On every answer that a fault of the mock gave. */
export const FAULT_HEADER = "x-mock-fault";

export interface Exchange {
	method: string;
	/** With the query, without the origin. */
	path: string;
	operation: Operation | undefined;
	requestHeaders: Record<string, string>;
	requestBody: string;
	status: number;
	headers: Record<string, string>;
	body: string;
	violations: Violation[];
}

type Fetch = typeof globalThis.fetch;

function describe(body: unknown): string {
	if (body === undefined || body === null) return "";
	if (typeof body === "string") return body;
	return body instanceof Uint8Array ? `[${body.byteLength} bytes]` : "[stream]";
}

function redacted(headers: Headers): Record<string, string> {
	const shown = Object.fromEntries(headers);
	if (shown.authorization) shown.authorization = "[redacted]";
	return shown;
}

export interface RecorderOptions {
	fetch: Fetch;
	baseURL: string;
	/** Ends what is still under way when the case's time is over. */
	signal: AbortSignal;
	/** Waits until a request may be sent again, when the answer says that there were too many; `false` to hand it on. */
	waitOut?: (response: Response) => Promise<boolean>;
}

export class Recorder {
	readonly exchanges: Exchange[] = [];
	/** Keys of the accounts that are in use: they are in nothing that is written down. */
	readonly secrets = new Set<string>();
	readonly #options: RecorderOptions;

	constructor(options: RecorderOptions) {
		this.#options = options;
	}

	/** The same as the target's, but everything is written down. */
	readonly fetch: Fetch = async (input, init = {}) => {
		const { fetch, signal, waitOut } = this.#options;
		const signals = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
		for (;;) {
			const response = await fetch(input, { ...init, signal: signals });
			await this.#record(String(input), init, response.clone());
			if (response.status !== 429 || !(await waitOut?.(response.clone()))) return response;
		}
	};

	async #record(input: string, init: RequestInit, response: Response): Promise<void> {
		const url = new URL(input);
		const method = (init.method ?? "GET").toUpperCase();
		const base = new URL(this.#options.baseURL).pathname;
		const below = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : "";
		const operation = operationAt(method, below);
		const { status, headers } = response;
		const text = await response.text();
		const redact = redactor(this.secrets);
		const answer = { method, operation, status, headers, text };
		this.exchanges.push({
			method,
			path: redact(url.pathname + url.search),
			operation,
			requestHeaders: redacted(new Headers(init.headers)),
			requestBody: redact(describe(init.body)),
			status,
			headers: Object.fromEntries([...headers].map(([name, value]) => [name, redact(value)])),
			body: redact(text),
			// An answer that a fault gave says nothing about the service.
			violations: headers.has(FAULT_HEADER)
				? []
				: answerRules.flatMap(({ id, find }) => {
						const message = find(answer);
						return message === undefined ? [] : [{ rule: id, message: redact(`${method} ${url.pathname} ${message}`) }];
					}),
		});
	}
}
