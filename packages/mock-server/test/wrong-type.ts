/** A value of the wrong kind for every field of every request, taken from the published OpenAPI document. */
import { document } from "./api.ts";

interface Schema {
	$ref?: string;
	anyOf?: Schema[];
	oneOf?: Schema[];
	enum?: unknown[];
	const?: unknown;
	type?: string | string[];
	items?: Schema;
	properties?: Record<string, Schema>;
}

const candidates: [string, unknown][] = [
	["null", null],
	["boolean", true],
	["number", 1.5],
	["integer", 7],
	["string", "text"],
	["array", []],
	["object", {}],
];

function resolve(schema: Schema): Schema {
	if (!schema.$ref) return schema;
	return document.components.schemas[schema.$ref.slice("#/components/schemas/".length)] as Schema;
}

function members(schema: Schema): Schema[] {
	const { anyOf, oneOf } = resolve(schema);
	return (anyOf ?? oneOf)?.flatMap(members) ?? [resolve(schema)];
}

/** The kinds of JSON that a field takes. */
function kinds(schema: Schema): Set<string> {
	const all = members(schema).flatMap(({ type, enum: values, const: value }) => {
		if (type) return type;
		return (values ?? [value]).map((one) => typeof one);
	});
	return new Set(all.includes("number") ? [...all, "integer"] : all);
}

function misfits(schema: Schema): unknown[] {
	const taken = kinds(schema);
	return candidates.filter(([kind]) => !taken.has(kind)).map(([, value]) => value);
}

type Path = (string | number)[];

export interface Misfit {
	path: Path;
	value: unknown;
}

/** Every field below `schema` with every kind of value that it does not take. */
export function misfitsBelow(schema: Schema, path: Path = []): Misfit[] {
	return members(schema).flatMap(({ properties = {}, items }) => [
		...Object.entries(properties).flatMap(([name, field]) => [
			...misfits(field).map((value) => ({ path: [...path, name], value })),
			...misfitsBelow(field, [...path, name]),
		]),
		...(items
			? [...misfits(items).map((value) => ({ path: [...path, 0], value })), ...misfitsBelow(items, [...path, 0])]
			: []),
	]);
}

/** The body with the value put at the path, and whatever is needed to get there. */
export function withValue(body: unknown, [head, ...rest]: Path, value: unknown): unknown {
	if (head === undefined) return value;
	if (typeof head === "number") {
		const list = Array.isArray(body) ? body : [];
		return [withValue(list[0], rest, value), ...list.slice(1)];
	}
	const record = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
	return { ...record, [head]: withValue((record as Record<string, unknown>)[head], rest, value) };
}

export function requestSchema(operation: string): Schema {
	for (const methods of Object.values(document.paths)) {
		for (const { operationId, requestBody } of Object.values(methods) as unknown as Operation[]) {
			if (operationId === operation) return requestBody.content["application/json"].schema;
		}
	}
	throw new Error(`the document has no operation ${operation}`);
}

interface Operation {
	operationId: string;
	requestBody: { content: { "application/json": { schema: Schema } } };
}
