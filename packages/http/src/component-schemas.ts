/** zod schemas as those of an OpenAPI 3.1 document: the named ones among its components, all else in place. */
import * as z from "zod";

type Json = Record<string, unknown>;

const refTo = (name: string) => `#/components/schemas/${name}`;

export interface ComponentSchemas {
	/** By name, in their order. */
	schemas: Record<string, Json>;
	/** A reference where the schema has a name. */
	schemaOf(schema: z.ZodType): Json;
}

/** @param override Changes what a schema has become. */
export function componentSchemas(
	named: Readonly<Record<string, z.ZodType>>,
	override: (made: { zodSchema: z.core.$ZodType; jsonSchema: Json }) => void,
): ComponentSchemas {
	const components = z.registry<{ id: string }>();
	for (const [id, schema] of Object.entries(named)) components.add(schema, { id });
	const options = { unrepresentable: "any", io: "input", override } as const;
	const { schemas } = z.toJSONSchema(components, { ...options, uri: refTo });
	const cleaned = Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema] as const);
	return {
		schemas: Object.fromEntries(cleaned.sort(([a], [b]) => (a < b ? -1 : 1))),
		schemaOf(schema) {
			const id = components.get(schema)?.id;
			if (id !== undefined) return { $ref: refTo(id) };
			const { $schema: _, ...inline } = z.toJSONSchema(schema, options) as Json;
			return inline;
		},
	};
}
