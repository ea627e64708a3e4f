/**
 * How a zod schema gets its name in the OpenAPI document.
 *
 * `component` names a schema; `ref` and `nullableRef` use a named schema as a property. The generator inlines a named
 * schema that is wrapped and described (and a bare `.nullable()` would leak `null` into the component itself), so the
 * wrapper carries the name in `x-component` and `openapi.ts` turns it back into a `$ref`.
 */
import type * as z from "zod";

export interface ComponentMeta {
	description: string;
	deprecated?: boolean;
	/** Free-form JSON Schema keywords for what zod cannot say by itself. */
	[keyword: string]: unknown;
}

export function component<T extends z.ZodType>(id: string, schema: T, meta: ComponentMeta): T {
	return schema.meta({ id, ...meta }) as T;
}

function idOf(schema: z.ZodType): string {
	const id = schema.meta()?.id;
	if (typeof id !== "string") throw new TypeError("ref() takes a schema named by component()");
	return id;
}

/** An optional property that points at a named schema. */
export function ref<T extends z.ZodType>(
	schema: T,
	description: string,
	more: { deprecated?: boolean } = {},
): z.ZodOptional<T> {
	return schema.optional().meta({ description, ...more, "x-component": idOf(schema) }) as z.ZodOptional<T>;
}

/** An optional property that points at a named schema, or is `null` to clear what was kept. */
export function nullableRef<T extends z.ZodType>(schema: T, description: string): z.ZodOptional<z.ZodNullable<T>> {
	return schema
		.nullable()
		.optional()
		.meta({ description, "x-component": idOf(schema), "x-nullable": true }) as z.ZodOptional<z.ZodNullable<T>>;
}
