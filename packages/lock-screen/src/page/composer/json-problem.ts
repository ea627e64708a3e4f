/** Where a text stops being JSON. Browsers word and place their errors differently, and some not at all. */

export interface JsonProblem {
	/** From 1. */
	line: number;
	/** From 1, in UTF-16 units as an editor counts them. */
	column: number;
	/** What was expected there. */
	message: string;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expected = "value" | "name" | "colon" | "comma" | "end";

const wording: Record<Expected, string> = {
	value: "a value",
	name: "a name in double quotes",
	colon: "a colon",
	comma: "a comma",
	end: "the end",
};

/** Reads on as far as the text is JSON, keeping what is open. */
function firstProblem(text: string): { at: number; message: string } | null {
	/** The brackets that are open, as what closes them. */
	const open: ("}" | "]")[] = [];
	let at = 0;
	let expected: Expected = "value";
	/** Directly behind an opening bracket, which may be closed again. */
	let empty = false;

	const take = (pattern: RegExp): boolean => {
		pattern.lastIndex = at;
		const found = pattern.test(text);
		if (found) at = pattern.lastIndex;
		return found;
	};
	const takeOnly = (character: string): boolean => {
		const found = text[at] === character;
		if (found) at += 1;
		return found;
	};
	const behindValue = (): Expected => (open.length > 0 ? "comma" : "end");
	const problem = () => {
		if (expected === "value" || expected === "name") {
			// Inside the string: what begins well and does not end.
			if (text[at] === '"')
				return { at, message: "This string does not end, or has a character that must be escaped." };
		}
		const closing = open.at(-1);
		const or = closing && (empty || expected === "comma") ? ` or ${closing}` : "";
		const found = at >= text.length ? "the end" : JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0));
		return { at, message: `Expected ${wording[expected]}${or}, not ${found}.` };
	};

	for (;;) {
		take(SPACE);
		if (expected === "end") return at === text.length ? null : problem();
		const closing = open.at(-1);
		if (closing && (empty || expected === "comma") && takeOnly(closing)) {
			open.pop();
			empty = false;
			expected = behindValue();
		} else if (expected === "comma") {
			if (!takeOnly(",")) return problem();
			expected = closing === "}" ? "name" : "value";
		} else if (expected === "name") {
			if (!take(STRING)) return problem();
			empty = false;
			expected = "colon";
		} else if (expected === "colon") {
			if (!takeOnly(":")) return problem();
			expected = "value";
		} else if (takeOnly("{")) {
			open.push("}");
			empty = true;
			expected = "name";
		} else if (takeOnly("[")) {
			open.push("]");
			empty = true;
			expected = "value";
		} else {
			if (!take(STRING) && !take(SCALAR)) return problem();
			empty = false;
			expected = behindValue();
		}
	}
}

/** `null` when the text is JSON. */
export function jsonProblem(text: string): JsonProblem | null {
	const found = firstProblem(text);
	if (!found) return null;
	const before = text.slice(0, found.at).split("\n");
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message: found.message };
}
