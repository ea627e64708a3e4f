/** Reads the text of a payload. */
import { parseDocument } from "yaml";

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
		return parseYAML(text);
	} catch (error) {
		const value = attempt(() => parseYAML(`{${text}}`));
		if (value !== undefined) return value;
		// Without the lines that it quotes.
		const [first = ""] = (error as Error).message.split("\n");
		throw new Error(`is neither JSON nor YAML: ${first.replace(/; please use \S+/, "").replace(/:$/, "")}`);
	}
}

/**
 * Only what JSON has too. What the parser would warn of is an error: it would put lines of the payload into the log, and a
 * text that begins with `!` would lose its first word.
 */
function parseYAML(text: string): unknown {
	const document = parseDocument(text, { logLevel: "error", resolveKnownTags: false, stringKeys: true });
	const [problem] = [...document.errors, ...document.warnings];
	if (problem) throw problem;
	return document.toJS();
}

function attempt(read: () => unknown): unknown {
	try {
		return read();
	} catch {
		// The error of the other reading is the one that is told.
		return undefined;
	}
}
