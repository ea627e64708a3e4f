/**
 * Requests that have arrived with their whole bodies, as nearly all do: they are handed over as they are. To make a
 * `Request` of one, and to read it as a stream, costs more than what an application does with it.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { WholeRequest } from "@activitysmith/core";

/** Nothing in these is encoded, empty, or to be resolved: whatever else is sent, the WHATWG URL parser has to look at. */
const PLAIN_PATH = /^(?:\/[\w-][\w.-]*)+$/;
const PLAIN_HOST = /^[a-z0-9._-]+(?::[1-5]?\d{4})?$/;

/** A field that came several times has all of its values, as in a `Headers`. */
function fieldOf(rawHeaders: readonly string[], name: string): string | null {
	let value: string | null = null;
	for (let index = 0; index < rawHeaders.length; index += 2) {
		const candidate = rawHeaders[index] as string;
		if (candidate.length !== name.length || candidate.toLowerCase() !== name) continue;
		const found = rawHeaders[index + 1] as string;
		value = value === null ? found : `${value}, ${found}`;
	}
	return value;
}

/** Whether its URL is plain: only then its path is that of its URL. */
export function isPlain({ url = "", rawHeaders }: IncomingMessage): boolean {
	return PLAIN_PATH.test(url) && PLAIN_HOST.test(fieldOf(rawHeaders, "host") ?? "localhost");
}

/** Whether all of the body is here. One whose length is not said before is for a stream. */
export function hasArrived({ complete, readableLength, rawHeaders }: IncomingMessage): boolean {
	if (!complete || fieldOf(rawHeaders, "transfer-encoding") !== null) return false;
	return readableLength === Number(fieldOf(rawHeaders, "content-length") ?? 0);
}

const NOTHING = new Uint8Array();

export class ArrivedRequest implements WholeRequest {
	readonly method: string;
	readonly path: string;
	readonly content: Uint8Array;
	readonly #rawHeaders: readonly string[];
	readonly #outgoing: ServerResponse;

	/** @param incoming One that is plain and has arrived. */
	constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
		this.method = incoming.method ?? "GET";
		this.path = incoming.url ?? "/";
		this.content = (incoming.read() as Uint8Array | null) ?? NOTHING;
		this.#rawHeaders = incoming.rawHeaders;
		this.#outgoing = outgoing;
	}

	get headers(): this {
		return this;
	}

	get(name: string): string | null {
		return fieldOf(this.#rawHeaders, name);
	}

	get url(): string {
		return `http://${this.get("host") ?? "localhost"}${this.path}`;
	}

	/** Whoever asks for it makes it: nearly nobody does. */
	get signal(): AbortSignal {
		const left = new AbortController();
		const outgoing = this.#outgoing;
		const abort = () => {
			if (!outgoing.writableFinished) left.abort(new Error("The caller has closed the connection"));
		};
		if (outgoing.destroyed) abort();
		else outgoing.once("close", abort);
		return left.signal;
	}
}
