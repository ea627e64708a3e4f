/** A value of JSON as a person would write it in TypeScript. */

const NAME = /^[A-Za-z_$][\w$]*$/;
const WIDTH = 80;

/** A field named `__proto__` in a literal would set the prototype, unless its name is computed. */
function fieldName(name: string): string {
	if (name === "__proto__") return '["__proto__"]';
	return NAME.test(name) ? name : JSON.stringify(name);
}

/**
 * @param indent What the line begins with that the literal stands in.
 * @param before How much stands before the literal on its line.
 */
export function literal(value: unknown, indent = "", before = indent.length): string {
	if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
	const inner = `${indent}  `;
	const list = Array.isArray(value);
	const parts = list
		? value.map((item) => literal(item, inner))
		: Object.entries(value).map(([name, item]) => {
				const start = `${fieldName(name)}: `;
				return start + literal(item, inner, inner.length + start.length);
			});
	if (parts.length === 0) return list ? "[]" : "{}";
	const line = list ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
	if (before + line.length <= WIDTH && !line.includes("\n")) return line;
	const lines = parts.map((part) => `${inner}${part},\n`).join("");
	return list ? `[\n${lines}${indent}]` : `{\n${lines}${indent}}`;
}
