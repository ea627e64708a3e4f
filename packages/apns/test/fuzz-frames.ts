/** Frames of HTTP/2 by hand, so that they can be wrong. https://www.rfc-editor.org/rfc/rfc9113.html#section-4.1 */
import type { Random } from "./fuzz-random.ts";

export const PREFACE = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
const DATA = 0;
export const HEADERS = 1;
export const RST_STREAM = 3;
export const SETTINGS = 4;
export const PING = 6;
export const GOAWAY = 7;
const END_STREAM = 1;
export const END_HEADERS = 4;
export const CONTINUATION = 9;
export const ACK = 1;

export function frame(type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array()): Buffer {
	const head = Buffer.alloc(9);
	head.writeUIntBE(payload.length, 0, 3);
	head[3] = type;
	head[4] = flags;
	head.writeUInt32BE(stream >>> 0, 5);
	return Buffer.concat([head, payload]);
}

/** A length with a prefix of seven bits. */
function length(value: number): number[] {
	if (value < 127) return [value];
	const bytes = [127];
	let rest = value - 127;
	for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
	return [...bytes, rest];
}

/** Literal headers that enter no table. https://www.rfc-editor.org/rfc/rfc7541.html#section-6.2.2 */
export function headerBlock(headers: readonly (readonly [string, string])[]): Buffer {
	return Buffer.concat(
		headers.flatMap(([name, value]) => [
			Buffer.from([0, ...length(name.length)]),
			Buffer.from(name, "latin1"),
			Buffer.from(length(value.length)),
			Buffer.from(value, "latin1"),
		]),
	);
}

export function requestFrames(
	stream: number,
	headers: readonly (readonly [string, string])[],
	body: Uint8Array,
): Buffer[] {
	const block = headerBlock(headers);
	if (body.length === 0) return [frame(HEADERS, END_STREAM | END_HEADERS, stream, block)];
	return [frame(HEADERS, END_HEADERS, stream, block), frame(DATA, END_STREAM, stream, body)];
}

const TYPES = [0, 2, 3, 4, 6, 7, 8, 10, 11, 12, 13];

/** One of any flags, stream and content, and of any type but those with headers (see `fuzz-gateway.ts`). */
export function anyFrame(random: Random): Buffer {
	return frame(random.pick(TYPES), random.below(256), random.below(40), random.bytes(80));
}

/** Tells the frames that come, as their types and flags. */
export function readFrames(onFrame: (type: number, flags: number) => void): (chunk: Buffer) => void {
	let rest = Buffer.alloc(0);
	return (chunk) => {
		rest = Buffer.concat([rest, chunk]);
		while (rest.length >= 9) {
			const end = 9 + rest.readUIntBE(0, 3);
			if (rest.length < end) return;
			onFrame(rest[3] ?? 0, rest[4] ?? 0);
			rest = rest.subarray(end);
		}
	};
}
