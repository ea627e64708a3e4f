/** The OpenAPI 3.1 document of the control routes, from their table. */
import { type ComponentSchemas, componentSchemas } from "@activitysmith/http/component-schemas";
import * as z from "zod";
import { namedAnswers } from "./answers.ts";
import type { ControlAnswer, ControlRoute } from "./route.ts";
import { Button, Press, Presses, PressOutcome, PressRecord } from "./routes/presses.ts";
import { AccountsBody, ClockChange, DeviceChange, Dismissal, Swipe } from "./schemas.ts";
import { AccountBody, ChannelBody, describeSeeds, FaultBody } from "./seeds.ts";

type Json = Record<string, unknown>;

const named = {
	...namedAnswers,
	AccountSeed: AccountBody,
	Accounts: AccountsBody,
	Channel: ChannelBody,
	ClockChange,
	DeviceChange,
	Dismissal,
	Swipe,
	Button,
	Press,
	Presses,
	PressOutcome,
	PressRecord,
	FaultRule: FaultBody,
};

const tags: Record<ControlRoute["tag"], string> = {
	Mock: "The mock itself.",
	Accounts: "Who there is. Other keys than theirs are refused, unless none was described.",
	Devices: "Simulated phones: what they show, and what can be wrong with them.",
	Screens: "What the page at `/` reads and does.",
	Streams: "What an operator does.",
	Time: "The virtual clock.",
	Faults: "What goes wrong with requests.",
	Journal: "What was asked, what was answered, and why.",
};

const params: Record<string, string> = {
	id: "Id, as lists have it.",
	slug: "Slug of the channel.",
	stream_key: "Key of the stream.",
};

/** Descriptions come from the schemas, and for accounts and faults from seeds.ts. */
function generator() {
	const words = z.registry<Json>();
	describeSeeds(words);
	return componentSchemas(named, ({ zodSchema, jsonSchema }) => {
		Object.assign(jsonSchema, words.get(zodSchema));
		// What every integer is, and what the format says already.
		if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
		if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
	});
}

type SchemaOf = ComponentSchemas["schemaOf"];

/** Errors that follow from what a route takes. */
function errorsOf({ scope, path, query, body }: ControlRoute): Record<number, ControlAnswer> {
	return {
		...((query || body) && { 400: { description: "The request is not valid; the message names the field." } }),
		...(scope && { 401: { description: "The key is of no account." } }),
		403: { description: "The caller may not use the control routes." },
		...(/\{(id|stream_key)\}/.test(path) && { 404: { description: "There is no such thing." } }),
	};
}

function answer(status: number, { description, schema, also = [] }: ControlAnswer, schemaOf: SchemaOf) {
	const body = schema ?? (status >= 400 ? named.Error : undefined);
	const content = {
		...(body && { "application/json": { schema: schemaOf(body) } }),
		// Of a stream of events readers of a document disagree: whether its schema is that of the text, or of each event.
		...Object.fromEntries(
			also.map((type) => [type, type === "text/event-stream" ? {} : { schema: { type: "string" } }]),
		),
	};
	return { description, ...(Object.keys(content).length > 0 && { content }) };
}

function parameters({ path, query }: ControlRoute, schemaOf: SchemaOf): Json[] {
	const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ({ 1: name = "" }) => ({
		name,
		in: "path",
		required: true,
		description: params[name],
		schema: { type: "string" },
	}));
	const inQuery = Object.entries(query?.shape ?? {}).map(([name, field]) => {
		const { description, ...schema } = schemaOf(field as z.ZodType);
		return { name, in: "query", description, schema };
	});
	return [...inPath, ...inQuery];
}

function operation(route: ControlRoute, schemaOf: SchemaOf): Json {
	const { id, tag, summary, description, scope, body } = route;
	const chosen =
		scope && `A key chooses the account; without one it is ${scope === "the account" ? "the first" : "all of them"}.`;
	const answers = { ...route.answers, ...errorsOf(route) };
	const given = parameters(route, schemaOf);
	return {
		operationId: id,
		tags: [tag],
		summary,
		...((description || chosen) && { description: [description, chosen].filter(Boolean).join(" ") }),
		...(scope && { security: [{ apiKey: [] }, {}] }),
		...(!scope && { security: [] }),
		...(given.length > 0 && { parameters: given }),
		...(body && { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body) } } } }),
		responses: Object.fromEntries(
			Object.entries(answers).map(([status, said]) => [status, answer(Number(status), said, schemaOf)]),
		),
	};
}

export function buildControlDocument(routes: readonly ControlRoute[]): Json {
	const { schemas, schemaOf } = generator();
	const paths: Record<string, Json> = {};
	for (const route of routes) {
		const path = route.path === "" ? "/" : route.path;
		paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemaOf) };
	}
	return {
		openapi: "3.1.0",
		info: {
			title: "ActivitySmith mock: control routes",
			version: "1.0.0",
			description:
				"What the mock of the ActivitySmith API offers to tests in any language. They answer programs on the same machine, unless the mock was told otherwise.",
			license: { name: "MIT", identifier: "MIT" },
		},
		servers: [{ url: "/_mock", description: "The mock, wherever it listens" }],
		tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
		paths,
		components: {
			securitySchemes: {
				apiKey: { type: "http", scheme: "bearer", description: "An API key chooses its account." },
			},
			schemas,
		},
	};
}
