/**
 * A projection of the OpenAPI document for languages whose types know no unions by a tag: each such union becomes one
 * object with the fields of all its members. What the document accepts, the projection accepts; what it accepts beyond
 * that (a field of another type, a pair with one half) the service refuses.
 */
import type { OpenApiDocument } from "./openapi.ts";

type Schema = Record<string, unknown>;
type Schemas = Record<string, Schema>;

const prefix = "#/components/schemas/";

function nameOf(reference: unknown): string {
	return String(reference).slice(prefix.length);
}

function isTagged(schema: Schema): schema is Schema & { oneOf: Schema[]; discriminator: { propertyName: string } } {
	return Array.isArray(schema.oneOf) && typeof schema.discriminator === "object";
}

/** What a field of a type allows, apart from what is said about it. */
function rules({ description: _, examples: __, deprecated: ___, ...rest }: Schema): Schema {
	return rest;
}

function allows(schema: Schema): Schema[] {
	return Array.isArray(schema.anyOf) ? (schema.anyOf as Schema[]) : [rules(schema)];
}

/** One field with everything that any of the members allows for it. The words are those of the member that allows most. */
function merged(variants: Schema[]): Schema {
	// A field that is legacy in one type may be a type's own in another.
	const current = variants.filter(({ deprecated }) => !deprecated);
	const [first = {}, ...others] = (current.length > 0 ? current : variants).sort(
		(a, b) => allows(b).length - allows(a).length,
	);
	const known = allows(first).map((one) => JSON.stringify(rules(one)));
	const more = others.flatMap(allows).filter((one) => !known.includes(JSON.stringify(rules(one))));
	if (more.length === 0) return first;
	const { description, examples } = first;
	return { anyOf: [...allows(first), ...more], ...(description !== undefined && { description, examples }) };
}

/** Tags are the one field that every member has with another value. */
function mergedTag(name: string, tag: string, members: Schema[], schemas: Schemas): Schema {
	if (schemas[`${name}Type`]) return { $ref: `${prefix}${name}Type` };
	const values = members.flatMap((member) => (member.properties as Schemas)[tag]?.enum ?? []);
	return { type: "string", enum: values, description: "Says which of the other fields apply." };
}

function flatten(name: string, schema: Schema, schemas: Schemas): Schema {
	if (!isTagged(schema)) return schema;
	const tag = schema.discriminator.propertyName;
	const members = schema.oneOf.map(({ $ref }) => schemas[nameOf($ref)] ?? {});
	const fields = [...new Set(members.flatMap(({ properties }) => Object.keys(properties as Schemas)))];
	const properties = fields.map((field): [string, Schema] => [
		field,
		field === tag
			? mergedTag(name, tag, members, schemas)
			: merged(members.map(({ properties }) => (properties as Schemas)[field]).filter((one) => one !== undefined)),
	]);
	const required = fields.filter((field) => members.every(({ required }) => (required as string[]).includes(field)));
	return {
		type: "object",
		properties: Object.fromEntries(properties),
		required,
		additionalProperties: false,
		description: schema.description,
	};
}

/** Names of the schemas that something outside of the list leads to. */
function reached(node: unknown, schemas: Schemas, found: Set<string> = new Set()): Set<string> {
	if (typeof node !== "object" || node === null) return found;
	for (const [key, value] of Object.entries(node)) {
		if (key !== "$ref") reached(value, schemas, found);
		else if (String(value).startsWith(prefix) && !found.has(nameOf(value))) {
			found.add(nameOf(value));
			reached(schemas[nameOf(value)], schemas, found);
		}
	}
	return found;
}

/** The projection. The names of schemas, operations and fields are those of the document. */
export function flattenDocument(document: OpenApiDocument): OpenApiDocument {
	const all = document.components.schemas as Schemas;
	const members = new Set(
		Object.values(all).flatMap((one) => (isTagged(one) ? one.oneOf.map((m) => nameOf(m.$ref)) : [])),
	);
	const flat = Object.fromEntries(
		Object.entries(all)
			.filter(([name]) => !members.has(name))
			.map(([name, schema]) => [name, flatten(name, schema, all)]),
	);
	const used = reached(document.paths, flat);
	const schemas = Object.fromEntries(Object.entries(flat).filter(([name]) => used.has(name)));
	return { ...document, components: { ...document.components, schemas } };
}
