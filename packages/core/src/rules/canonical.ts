/** JSON values compared and written without regard to the order of keys. */

export function sameJson(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const left = a as Record<string, unknown>;
	const right = b as Record<string, unknown>;
	let fields = 0;
	for (const key in left) {
		if (left[key] === undefined) continue;
		if (!Object.hasOwn(right, key) || !sameJson(left[key], right[key])) return false;
		fields += 1;
	}
	for (const key in right) if (right[key] !== undefined) fields -= 1;
	return fields === 0;
}

// A field that is undefined is one that was not sent.
function definedKeys(value: Record<string, unknown>): string[] {
	return Object.keys(value).filter((key) => value[key] !== undefined);
}

/** One text for all JSON that means the same (in the manner of RFC 8785). */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
	if (typeof value === "object" && value !== null) {
		const record = value as Record<string, unknown>;
		const entries = definedKeys(record)
			.sort()
			.map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
		return `{${entries.join(",")}}`;
	}
	return JSON.stringify(value) ?? "null";
}
