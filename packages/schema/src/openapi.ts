/** Builds the OpenAPI 3.1 document from the `operations` table. Only this file knows zod-to-openapi. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import * as z from "zod";
import * as action from "./action.ts";
import * as appearance from "./appearance.ts";
import * as contentState from "./content-state.ts";
import * as contentStateUpdate from "./content-state-update.ts";
import * as error from "./error.ts";
import { errorExamples, requestExamples, responseExamples } from "./example.ts";
import { errorSchemas, type Operation, operations, requestHeaders } from "./operation.ts";
import * as request from "./request.ts";
import * as response from "./response.ts";

export const API_BASE_URL = "https://activitysmith.com/api";

export interface OpenApiDocument {
	openapi: string;
	components: { schemas: Record<string, unknown> } & Record<string, unknown>;
	paths: Record<string, Record<string, unknown>>;
	[key: string]: unknown;
}

const header = (description: string, schema: Record<string, unknown>) => ({ description, schema });

const headers = {
	"X-Request-Id": header("Names this request in logs and questions.", { type: "string", examples: ["req_8tUq4mZ1"] }),
	"RateLimit-Limit": header("Requests a minute for the account.", { type: "integer", examples: [60] }),
	"RateLimit-Remaining": header("Requests left in this minute.", { type: "integer", examples: [59] }),
	"RateLimit-Reset": header("Seconds until the minute ends.", { type: "integer", examples: [42] }),
	"Retry-After": header("Seconds to wait before the next try.", { type: "integer", examples: [42] }),
	"Idempotent-Replayed": header("`true` when this is the stored answer of an earlier request.", {
		type: "string",
		enum: ["true"],
	}),
	"WWW-Authenticate": header("How to authenticate (RFC 9110, section 11.6.1).", {
		type: "string",
		examples: ["Bearer"],
	}),
};

const sharedHeaders = ["X-Request-Id", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"] as const;

function headerRefs(...names: (keyof typeof headers)[]) {
	return Object.fromEntries(
		[...sharedHeaders, ...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
	);
}

const errorDescriptions: Record<string, string> = {
	400: "The request is not valid.",
	401: "The API key is missing or wrong.",
	403: "The API key may not do this.",
	404: "There is no such thing, or no device matched.",
	409: "A request with the same `Idempotency-Key` is still running.",
	413: "The body is too large.",
	415: "The body is not declared as JSON in UTF-8.",
	422: "The `Idempotency-Key` was used with another body.",
	429: "Too many requests in this minute, or too many Live Activities.",
	500: "The server failed.",
};

function idOf(schema: z.ZodType): string {
	return String(schema.meta()?.id);
}

function errorResponse(status: number, schemas: z.ZodType[]) {
	const extra = status === 429 ? (["Retry-After"] as const) : status === 401 ? (["WWW-Authenticate"] as const) : [];
	const [first, ...others] = schemas;
	if (!first) throw new TypeError(`no schema for status ${status}`);
	return {
		description: errorDescriptions[status] ?? "Error",
		headers: headerRefs(...extra),
		content: {
			"application/json": {
				schema: others.length > 0 ? z.union([first, ...others]) : first,
				examples: Object.assign({}, ...schemas.map((schema) => errorExamples[idOf(schema)])),
			},
		},
	};
}

function pathConfig(operation: Operation) {
	const { id, method, path, tag, summary, description, params, body, bodyRequired, success } = operation;
	return {
		operationId: id,
		method: method.toLowerCase() as "post" | "put" | "delete",
		path,
		tags: [tag],
		summary,
		description,
		security: [{ apiKeyAuth: [] }],
		request: {
			...(Object.keys(params).length > 0 && { params: z.object(params) }),
			...(operation.idempotent && { headers: requestHeaders }),
			body: {
				required: bodyRequired,
				content: { "application/json": { schema: body, examples: requestExamples[id] } },
			},
		},
		responses: {
			200: {
				description: String(success.meta()?.description),
				headers: headerRefs(...(operation.idempotent ? (["Idempotent-Replayed"] as const) : [])),
				content: { "application/json": { schema: success, examples: responseExamples[id] } },
			},
			...Object.fromEntries(
				Object.entries(errorSchemas(operation)).map(([status, schemas]) => [
					status,
					errorResponse(Number(status), schemas),
				]),
			),
		},
	};
}

/** Every schema that has a name. */
function components(): z.ZodType[] {
	const modules = [action, appearance, contentState, contentStateUpdate, error, request, response];
	return modules
		.flatMap((module) => Object.values(module) as unknown[])
		.filter((value): value is z.ZodType => {
			const meta = (value as { meta?: unknown } | undefined)?.meta;
			return typeof meta === "function" && typeof (value as z.ZodType).meta()?.id === "string";
		});
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Turns the marks of `ref` and `nullableRef` back into references (see component.ts). */
function restoreRefs(node: Json): Json {
	if (Array.isArray(node)) return node.map(restoreRefs);
	if (typeof node !== "object" || node === null) return node;
	const name = node["x-component"];
	if (typeof name === "string") {
		const $ref = `#/components/schemas/${name}`;
		const said = { description: node.description ?? "", ...(node.deprecated && { deprecated: true }) };
		return node["x-nullable"] ? { ...said, anyOf: [{ $ref }, { type: "null" }] } : { ...said, $ref };
	}
	return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, restoreRefs(value)]));
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
	return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function buildOpenApiDocument(): OpenApiDocument {
	const registry = new OpenAPIRegistry();
	registry.registerComponent("securitySchemes", "apiKeyAuth", {
		type: "http",
		scheme: "bearer",
		description: "An API key: `Authorization: Bearer <API key>`.",
	});
	for (const [name, definition] of Object.entries(headers)) {
		registry.registerComponent("headers", name, definition as never);
	}
	for (const operation of Object.values(operations)) registry.registerPath(pathConfig(operation) as never);

	const named = components().map((schema) => ({ type: "schema" as const, schema }));
	const document = new OpenApiGeneratorV31([...named, ...registry.definitions]).generateDocument({
		openapi: "3.1.0",
		info: {
			title: "ActivitySmith API",
			version: "1.0.0",
			description: "Push notifications, Live Activities, widgets and app icon badges on iPhones, with one call each.",
			license: { name: "MIT", identifier: "MIT" },
		},
		servers: [{ url: API_BASE_URL, description: "The hosted service" }],
		tags: [
			{ name: "LiveActivities", description: "Live Activities on the lock screen and in the Dynamic Island." },
			{ name: "PushNotifications", description: "Notifications with media, links and buttons." },
			{ name: "Metrics", description: "Values for lock screen widgets." },
			{ name: "AppIconBadges", description: "The number on the app icon." },
		],
	});
	// The generator always adds an empty list of webhooks, and registers what is inlined as parameters as well.
	const { webhooks: _, ...rest } = document as unknown as Record<string, Json>;
	const restored = restoreRefs(rest as Json) as unknown as OpenApiDocument;
	const { parameters: __, schemas, ...other } = restored.components;
	restored.components = { ...other, schemas: sorted(schemas) };
	return restored;
}

export { flattenDocument } from "./flat-document.ts";
