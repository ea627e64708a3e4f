/** The OpenAPI 3.1 document of a table of routes. */
import { type ComponentSchemas, componentSchemas } from "@activitysmith/http/component-schemas";
import { errors as contract } from "@activitysmith/schema";
import type * as z from "zod";
import type { Route } from "./route.ts";
import { ErrorAnswer } from "./shapes.ts";

type Json = Record<string, unknown>;

export interface Documented {
	title: string;
	version: string;
	description: string;
	/** Such as `/device`. */
	basePath: string;
	tags: Readonly<Record<string, string>>;
	/** What the bearer token is. */
	token: string;
	/** Schemas with a name of their own in the document. */
	named: Readonly<Record<string, z.ZodType>>;
	routes: readonly Route<never>[];
	/** Ids of routes that take no token. */
	open?: readonly string[];
}

function generator(named: Documented["named"]) {
	return componentSchemas(named, ({ jsonSchema }) => {
		// What every integer is.
		if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
		if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
	});
}

type SchemaOf = ComponentSchemas["schemaOf"];

function parameters({ params, query }: Route<never>, schemaOf: SchemaOf): Json[] {
	const from = (place: "path" | "query", shape: z.ZodObject | undefined) =>
		Object.entries(shape?.shape ?? {}).map(([name, field]) => {
			const { description, ...schema } = schemaOf(field as z.ZodType);
			return { name, in: place, required: place === "path", ...(description !== undefined && { description }), schema };
		});
	return [...from("path", params), ...from("query", query)];
}

/** Errors that follow from what a route takes. */
function errorsOf({ params, query, body, errors = {} }: Route<never>, open: boolean): Record<number, string> {
	return {
		...((params || query || body) && { 400: "The request is not valid; the message names the field." }),
		...(!open && { 401: "The token is missing, or wrong." }),
		...(body && { 413: contract.payloadTooLarge.message, 415: contract.unsupportedMediaType.message }),
		...errors,
		500: "Something went wrong on the server.",
	};
}

function operation(route: Route<never>, open: boolean, schemaOf: SchemaOf): Json {
	const { id, tag, summary, description, body, answer, status = 200 } = route;
	const content = (schema: z.ZodType) => ({ content: { "application/json": { schema: schemaOf(schema) } } });
	const given = parameters(route, schemaOf);
	const done = answer ? { [status]: { description: "Done.", ...content(answer) } } : { 204: { description: "Done." } };
	const failed = Object.entries(errorsOf(route, open)).map(([code, said]) => [
		code,
		{ description: said, ...content(ErrorAnswer) },
	]);
	return {
		operationId: id,
		tags: [tag],
		summary,
		...(description && { description }),
		security: open ? [] : [{ token: [] }],
		...(given.length > 0 && { parameters: given }),
		...(body && { requestBody: { required: true, ...content(body) } }),
		responses: { ...done, ...Object.fromEntries(failed) },
	};
}

export function buildDocument(about: Documented): Json {
	const { title, version, description, basePath, tags, token, routes, open = [] } = about;
	const { schemas, schemaOf } = generator({ ...about.named, Error: ErrorAnswer });
	const paths: Record<string, Json> = {};
	for (const route of routes) {
		const path = route.path || "/";
		paths[path] = {
			...paths[path],
			[route.method.toLowerCase()]: operation(route, open.includes(route.id), schemaOf),
		};
	}
	return {
		openapi: "3.1.0",
		info: { title, version, description, license: { name: "MIT", identifier: "MIT" } },
		servers: [{ url: basePath, description: "The server, wherever it listens" }],
		tags: Object.entries(tags).map(([name, said]) => ({ name, description: said })),
		paths,
		components: {
			securitySchemes: { token: { type: "http", scheme: "bearer", description: token } },
			schemas,
		},
	};
}
