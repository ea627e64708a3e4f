/** Checks of what a test has written, in TypeScript or through the control port: each throws a TypeError that says what is wrong. */

export function must(holds: boolean, message: string): asserts holds {
	if (!holds) throw new TypeError(message);
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isNumber(value: unknown, from: number, to = Number.MAX_SAFE_INTEGER): value is number {
	return typeof value === "number" && value >= from && value <= to;
}

export function knowsOnly(value: Record<string, unknown>, fields: readonly string[], where: string): void {
	const unknown = Object.keys(value).find((field) => !fields.includes(field));
	must(unknown === undefined, `${where} has no field ${JSON.stringify(unknown)}: it takes ${fields.join(", ")}`);
}
