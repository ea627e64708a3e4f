/** Reads the text of a payload. */
import { parse } from "yaml";

/**
 * JSON or YAML 1.2: numbers and booleans stay what they are, dates stay text. Members of an object without the braces
 * around them (`"title": "Done", "badge": 3`) are taken too.
 *
 * @throws Error whose message goes on from the name of where the text is from
 */
export function parsePayload(text: string): unknown {
	if (/^\s*[{[]/.test(text)) {
		const value = attempt(() => JSON.parse(text));
		if (value !== undefined) return value;
	}
	try {
		return parse(text);
	} catch (error) {
		const value = attempt(() => parse(`{${text}}`));
		if (value !== undefined) return value;
		const [first = ""] = (error as Error).message.split("\n");
		throw new Error(`is neither JSON nor YAML: ${first.replace(/:$/, "")}`);
	}
}

function attempt(read: () => unknown): unknown {
	try {
		return read();
	} catch {
		// The error of the other reading is the one that is told.
		return undefined;
	}
}
