/** How the types and names of the document are written in Go. */
import type { Api, Field, Type } from "./model.ts";

const LINE = 110;

export function goFile(imports: string[], body: string, doc?: string): string {
	const lines = imports.map((path) => `import "${path}"\n`);
	return [
		"// Code generated from openapi/openapi.flat.json by `npm run generate`. DO NOT EDIT.\n\n",
		...(doc === undefined ? [] : [`// ${doc}\n`]),
		"package generated\n\n",
		...(lines.length > 0 ? [...lines, "\n"] : []),
		body,
	].join("");
}

/** Upper camel case; with `initialisms`, `URL` and `ID` as Go writes them and 1.x does in its inputs. */
export function goName(name: string, initialisms = false): string {
	const words = name.split("_").map((word) => {
		const upper = word.toUpperCase();
		return initialisms && ["ID", "URL"].includes(upper) ? upper : word.replace(/^./, (letter) => letter.toUpperCase());
	});
	return words.join("");
}

export function isNullable(type: Type): boolean {
	return type.kind === "union" && type.members.some(({ kind }) => kind === "null");
}

export function withoutNull(type: Type): Type {
	if (type.kind !== "union") return type;
	const [only, ...others] = type.members.filter(({ kind }) => kind !== "null");
	return only && others.length === 0 ? only : type;
}

/** The types of 1.x, so that what was written for it compiles. */
const scalars: Record<string, string> = {
	string: "string",
	integer: "int32",
	number: "float32",
	boolean: "bool",
	timestamp: "time.Time",
	json: "any",
	union: "any",
};

/** The type of a value that is there. */
export function hint({ name, type }: { name?: string; type: Type }): string {
	// Counts of bytes don't fit a float32. Beside \`value\`, which may be any number, a limit may too.
	if (name === "upper_limit") return "any";
	const inner = withoutNull(type);
	switch (inner.kind) {
		case "literals":
			return inner.values.every((value) => typeof value === "boolean") ? "bool" : "string";
		case "list":
			return `[]${hint({ type: inner.items })}`;
		case "map":
			return "map[string]any";
		case "named":
			return inner.name;
		default: {
			const written = scalars[inner.kind];
			if (written === undefined) throw new TypeError(`${inner.kind} needs a name of its own`);
			return written;
		}
	}
}

/** A comment; as `go doc` shows it, without the words of JSON for what Go calls otherwise. */
export function comment(text: string, indent = ""): string {
	const lines: string[] = [];
	let line = "";
	for (const word of text.replaceAll("`null`", "nil").split(/\s+/)) {
		if (line !== "" && `${indent}// ${line} ${word}`.length > LINE) {
			lines.push(line);
			line = word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	return [...lines, line].map((one) => `${indent}// ${one}`.trimEnd().concat("\n")).join("");
}

/** What is said of a field, or of its type. */
export function docOf(api: Api, { doc, name, type }: Field): string {
	const inner = withoutNull(type);
	const named = inner.kind === "named" && api.requests.find((definition) => definition.name === inner.name)?.doc;
	return doc || named || `${goName(name)}.`;
}
