/** DER, the encoding of certificates: the few ASN.1 types that one needs, written only. */

type Bytes = Uint8Array;

function length(size: number): number[] {
	if (size < 0x80) return [size];
	const bytes: number[] = [];
	for (let rest = size; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
	return [0x80 | bytes.length, ...bytes];
}

function element(tag: number, ...contents: Bytes[]): Bytes {
	const content = Buffer.concat(contents);
	return Buffer.concat([Uint8Array.from([tag, ...length(content.length)]), content]);
}

export const sequence = (...items: Bytes[]): Bytes => element(0x30, ...items);
export const set = (...items: Bytes[]): Bytes => element(0x31, ...items);
export const octets = (content: Bytes): Bytes => element(0x04, content);
export const text = (content: string): Bytes => element(0x0c, Buffer.from(content));
export const truth = (): Bytes => element(0x01, Uint8Array.of(0xff));

/** A field that has a number in place of a type: `explicit` ones hold an element, others the bare content. */
export const field = (number: number, content: Bytes): Bytes => element(0x80 | number, content);
export const explicit = (number: number, ...items: Bytes[]): Bytes => element(0xa0 | number, ...items);

/** A number that is not negative, from its bytes: leading zeros go, but for the one that keeps it positive. */
export function integer(bytes: Bytes): Bytes {
	const first = bytes.findIndex((byte) => byte !== 0);
	const significant = first === -1 ? Uint8Array.of(0) : bytes.subarray(first);
	return element(0x02, Uint8Array.from((significant[0] ?? 0) & 0x80 ? [0, ...significant] : significant));
}

/** Whole bytes of bits, but for the last `unused` of them. */
export const bits = (content: Bytes, unused = 0): Bytes => element(0x03, Uint8Array.of(unused), content);

/** An identifier of dotted numbers, such as `2.5.4.3`. */
export function identifier(dotted: string): Bytes {
	const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
	const bytes = [first * 40 + second, ...rest].flatMap((number) => {
		const groups = [number & 0x7f];
		for (let left = number >>> 7; left > 0; left >>>= 7) groups.unshift(0x80 | (left & 0x7f));
		return groups;
	});
	return element(0x06, Uint8Array.from(bytes));
}

/** A moment to the second. Certificates write years of two digits before 2050 and of four digits from then on. */
export function time(at: Date): Bytes {
	const digits = `${at.toISOString().replace(/\.\d+/, "").replace(/[-:T]/g, "")}`;
	return at.getUTCFullYear() < 2050 ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
}
