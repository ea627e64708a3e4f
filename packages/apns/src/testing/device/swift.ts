/** Whether Swift's JSONDecoder, as it is without any strategy, would take a value. */

export type Shape =
	| "String"
	| "Bool"
	/** A whole number, which may be written as 5.0. */
	| "Int"
	| "Double"
	/** May be missing or null. */
	| { optional: Shape }
	| { array: Shape }
	/** An enumeration of strings. */
	| { cases: readonly string[] }
	/** Keys that it does not name are ignored. */
	| { struct: Readonly<Record<string, Shape>> };

function name(shape: Shape): string {
	if (typeof shape === "string") return shape;
	if ("cases" in shape) return `one of ${shape.cases.join(", ")}`;
	if ("array" in shape) return "Array";
	return "struct" in shape ? "Dictionary" : name(shape.optional);
}

function isPlain(shape: "String" | "Bool" | "Int" | "Double", value: unknown): boolean {
	switch (shape) {
		case "String":
			return typeof value === "string";
		case "Bool":
			return typeof value === "boolean";
		case "Int":
			return Number.isSafeInteger(value);
		case "Double":
			return typeof value === "number" && Number.isFinite(value);
	}
}

function mistakeInStruct(fields: Readonly<Record<string, Shape>>, value: object, path: string): string | null {
	for (const key in fields) {
		const shape = fields[key];
		const given: unknown = Object.hasOwn(value, key) ? value[key as keyof typeof value] : undefined;
		const mistake = shape === undefined ? null : mistakeIn(shape, given, path === "" ? key : `${path}.${key}`);
		if (mistake) return mistake;
	}
	return null;
}

/** What is wrong first, such as `timer.startsAt: expected Double, got "now"`; `null` when it decodes. */
export function mistakeIn(shape: Shape, value: unknown, path = ""): string | null {
	if (typeof shape === "object" && "optional" in shape) {
		return value === undefined || value === null ? null : mistakeIn(shape.optional, value, path);
	}
	const at = path === "" ? "the value" : path;
	if (value === undefined) return `${at}: missing`;
	const wrong = () => `${at}: expected ${name(shape)}, got ${JSON.stringify(value).slice(0, 60)}`;
	if (typeof shape === "string") return isPlain(shape, value) ? null : wrong();
	if ("cases" in shape) return typeof value === "string" && shape.cases.includes(value) ? null : wrong();
	if ("array" in shape) {
		if (!Array.isArray(value)) return wrong();
		for (const [index, item] of value.entries()) {
			const mistake = mistakeIn(shape.array, item, `${path}[${index}]`);
			if (mistake) return mistake;
		}
		return null;
	}
	if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong();
	return mistakeInStruct(shape.struct, value, path);
}
