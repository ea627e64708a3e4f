/** The flat OpenAPI document as the printers of the languages see it: operations and types, with what is said of them. */
import type { OpenApiDocument } from "@activitysmith/schema/openapi";

export type Type =
	| { kind: "string" | "integer" | "number" | "boolean" | "null" | "timestamp" | "json" }
	| { kind: "literals"; values: (string | boolean)[] }
	| { kind: "list"; items: Type }
	| { kind: "map"; values: Type }
	| { kind: "object"; fields: Field[] }
	| { kind: "named"; name: string }
	| { kind: "union"; members: Type[] };

export interface Field {
	/** As on the wire. */
	name: string;
	type: Type;
	required: boolean;
	doc: string;
	deprecated: boolean;
}

export interface Definition {
	name: string;
	doc: string;
	type: Type;
}

export interface Operation {
	id: string;
	method: "POST" | "PUT" | "DELETE";
	/** Below the base URL, with parameters in braces. */
	path: string;
	/** The name in the path, `undefined` when there is none. No operation has two. */
	key: string | undefined;
	/** Names of definitions. */
	body: string;
	bodyRequired: boolean;
	response: string;
	/** Takes an `Idempotency-Key`. */
	idempotent: boolean;
	doc: string;
}

export interface Api {
	operations: Operation[];
	/** What requests are made of, in the order in which they can be declared. */
	requests: Definition[];
	/** Bodies of successful answers. */
	responses: Definition[];
}

interface Schema {
	$ref?: string;
	anyOf?: Schema[];
	type?: string | string[];
	enum?: (string | boolean)[];
	format?: string;
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: boolean | Schema;
	description?: string;
	deprecated?: boolean;
}

interface Endpoint {
	operationId: string;
	summary: string;
	description: string;
	parameters?: { name: string; in: string }[];
	requestBody: { required: boolean; content: { "application/json": { schema: Schema } } };
	responses: Record<string, { content: { "application/json": { schema: Schema } } }>;
}

function nameOf({ $ref }: Schema): string {
	const name = $ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];
	if (name === undefined) throw new TypeError(`a named schema is needed in place of ${$ref}`);
	return name;
}

/** One type for what differs only in limits, which the service checks. */
function union(members: Type[]): Type {
	const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
	const distinct = new Map(flat.map((member) => [JSON.stringify(member), member]));
	const [only, ...others] = distinct.values();
	if (!only) throw new TypeError("a union of nothing");
	return others.length === 0 ? only : { kind: "union", members: [...distinct.values()] };
}

function typeOf(schema: Schema): Type {
	if (schema.$ref) return { kind: "named", name: nameOf(schema) };
	if (schema.anyOf) return union(schema.anyOf.map(typeOf));
	if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })));
	if (schema.enum && schema.type !== "null") return { kind: "literals", values: schema.enum };
	switch (schema.type) {
		case "string":
			return { kind: schema.format === "date-time" ? "timestamp" : "string" };
		case "integer":
		case "number":
		case "boolean":
		case "null":
			return { kind: schema.type };
		case "array":
			return { kind: "list", items: typeOf(schema.items ?? {}) };
		case "object":
			return objectType(schema);
		default:
			return { kind: "json" };
	}
}

function objectType({ properties, required = [], additionalProperties }: Schema): Type {
	if (!properties) {
		return {
			kind: "map",
			values: typeof additionalProperties === "object" ? typeOf(additionalProperties) : { kind: "json" },
		};
	}
	const fields = Object.entries(properties).map(([name, schema]) => ({
		name,
		type: typeOf(schema),
		required: required.includes(name),
		doc: schema.description ?? "",
		deprecated: schema.deprecated ?? false,
	}));
	return { kind: "object", fields };
}

/** Names of the definitions that a type is made of. */
function namesIn(type: Type): string[] {
	switch (type.kind) {
		case "named":
			return [type.name];
		case "list":
			return namesIn(type.items);
		case "map":
			return namesIn(type.values);
		case "union":
			return type.members.flatMap(namesIn);
		case "object":
			return type.fields.flatMap((field) => namesIn(field.type));
		default:
			return [];
	}
}

/** The definitions below the named ones, each after those that it is made of. */
function inOrder(names: string[], all: Map<string, Definition>): Definition[] {
	const order = new Set<Definition>();
	const visit = (name: string) => {
		const definition = all.get(name);
		if (!definition) throw new TypeError(`the document has no schema ${name}`);
		if (order.has(definition)) return;
		for (const other of namesIn(definition.type)) visit(other);
		order.add(definition);
	};
	for (const name of names) visit(name);
	return [...order];
}

function operationOf(path: string, method: string, endpoint: Endpoint): Operation {
	const { operationId, summary, description, parameters = [], requestBody, responses } = endpoint;
	const success = responses[200];
	if (!success) throw new TypeError(`${operationId} has no status 200`);
	return {
		id: operationId,
		method: method.toUpperCase() as Operation["method"],
		path,
		key: path.match(/\{(\w+)\}/)?.[1],
		body: nameOf(requestBody.content["application/json"].schema),
		bodyRequired: requestBody.required,
		response: nameOf(success.content["application/json"].schema),
		idempotent: parameters.some(({ name }) => name === "Idempotency-Key"),
		doc: `${summary}. ${description}`,
	};
}

export function readApi(document: OpenApiDocument): Api {
	const schemas = Object.entries(document.components.schemas as Record<string, Schema>);
	const all = new Map(
		schemas.map(([name, schema]) => [name, { name, doc: schema.description ?? "", type: typeOf(schema) }]),
	);
	const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, endpoint]) => operationOf(path, method, endpoint as Endpoint)),
	);
	return {
		operations,
		requests: inOrder(
			operations.map(({ body }) => body),
			all,
		),
		responses: inOrder(
			operations.map(({ response }) => response),
			all,
		),
	};
}

/** The fields of an object. */
export function fieldsOf(api: Api, name: string): Field[] {
	const type = [...api.requests, ...api.responses].find((definition) => definition.name === name)?.type;
	if (type?.kind !== "object") throw new TypeError(`${name} is no object`);
	return type.fields;
}
