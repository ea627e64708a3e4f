/**
 * Text for standard output and standard error. Node's streams for them take longer to load than most of this command
 * takes to run, so that they are left alone where a plain write will do.
 */
import { fstatSync, writeSync } from "./node.ts";

type Descriptor = 1 | 2;

const streamOf = (descriptor: Descriptor) => (descriptor === 1 ? process.stdout : process.stderr);

function write(descriptor: Descriptor, text: string): void {
	let rest = Buffer.from(text);
	try {
		while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
	} catch {
		// A pipe that is full and does not wait, or that nobody reads any more: the stream knows what to do.
		streamOf(descriptor).write(rest);
	}
}

/** Whether it is a terminal that shows colours; NO_COLOR and FORCE_COLOR are respected. */
function hasColors(descriptor: Descriptor): boolean {
	const { NO_COLOR, FORCE_COLOR } = process.env;
	if (NO_COLOR) return false;
	if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0";
	try {
		if (!fstatSync(descriptor).isCharacterDevice()) return false;
	} catch {
		return false;
	}
	const stream = streamOf(descriptor);
	return stream.isTTY === true && stream.hasColors();
}

type Style = "green" | "red" | "yellow";

function paint(style: Style, text: string, descriptor: Descriptor): string {
	// Whether to is decided above; Node's own look at the stream would come second.
	return hasColors(descriptor)
		? process.getBuiltinModule("node:util").styleText(style, text, { validateStream: false })
		: text;
}

/** Styled, for what goes to standard output. */
export const styled = (style: Style, text: string) => paint(style, text, 1);

export const print = (text: string) => write(1, `${text}\n`);

export const printJson = (value: unknown) => print(JSON.stringify(value, null, 2));

/** To standard error; begins with who says it. */
export function complain(style: "red" | "yellow", text: string): void {
	write(2, `${paint(style, "activitysmith:", 2)} ${text}\n`);
}

/** A line on standard error, for what does not end the command. */
export const warn = (text: string) => complain("yellow", text);
