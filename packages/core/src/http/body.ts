/** Reads a request's body: at most 64 KiB of JSON in UTF-8. */
import { errors, MAX_BODY_BYTES } from "@activitysmith/schema";
import { jsonMistake } from "../json-mistake.ts";
import type { Awaitable } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { type Incoming, isWhole } from "./incoming.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** `application/json` or another JSON type, in UTF-8. A request without the header is taken at its word. */
function isJson(contentType: string | null): boolean {
	if (contentType === null || contentType === "application/json") return true;
	const [type = "", ...parameters] = contentType.toLowerCase().split(";");
	const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith("charset="));
	const utf8 = !charset || /^charset="?utf-?8"?$/.test(charset);
	return utf8 && /^application\/(?:[\w.+-]+\+)?json$/.test(type.trim());
}

/** Stops reading as soon as the limit is passed, whatever the headers promised. */
async function readBytes(request: Request): Promise<Uint8Array> {
	const declared = request.headers.get("content-length");
	if (declared !== null) {
		if (Number(declared) > MAX_BODY_BYTES) throw new Refusal(errors.payloadTooLarge);
		// The HTTP parser holds the sender to the declared length.
		return new Uint8Array(await request.arrayBuffer());
	}
	const chunks: Uint8Array[] = [];
	let size = 0;
	if (request.body) {
		// Not cancelled when it is too large: over HTTP that would cut the connection before the answer.
		for await (const chunk of request.body.values({ preventCancel: true })) {
			size += chunk.byteLength;
			if (size > MAX_BODY_BYTES) throw new Refusal(errors.payloadTooLarge);
			chunks.push(chunk);
		}
	}
	const [only] = chunks;
	if (chunks.length === 1 && only) return only;
	const bytes = new Uint8Array(size);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.byteLength;
	}
	return bytes;
}

function where(error: unknown, text: string): string {
	const mistake = jsonMistake(error, text);
	if (mistake === "end") return ": it ends too early";
	return mistake === undefined ? "" : `: the first mistake is at character ${mistake}`;
}

function parse(bytes: Uint8Array): unknown {
	let text: string;
	try {
		text = decoder.decode(bytes);
	} catch {
		throw new Refusal(errors.badRequest("The request body must be encoded in UTF-8."));
	}
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new Refusal(errors.badRequest(`The request body must be valid JSON${where(error, text)}.`));
	}
}

function parseBody({ headers }: Incoming, bytes: Uint8Array): unknown {
	if (bytes.byteLength > MAX_BODY_BYTES) throw new Refusal(errors.payloadTooLarge);
	if (bytes.byteLength === 0) return undefined;
	if (headers.get("content-encoding") !== null || !isJson(headers.get("content-type"))) {
		throw new Refusal(errors.unsupportedMediaType);
	}
	return parse(bytes);
}

/** The parsed body, `undefined` when there is none. */
export function readJson(request: Incoming): Awaitable<unknown> {
	if (isWhole(request)) return parseBody(request, request.content);
	return readBytes(request).then((bytes) => parseBody(request, bytes));
}
