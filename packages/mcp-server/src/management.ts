/**
 * The management of a server of one's own: its OpenAPI document says what there is, so that the tools are those of the
 * server that is asked, whatever its version. An agent may look at everything, and pause and resume streams. Keys, limits,
 * people and devices stay with the owner: what an agent reads can talk it into calls that nobody wanted.
 */
import { APIError, ConnectionError, ValidationError } from "activitysmith";
import * as z from "zod";

/** Operations that are no reading and are tools all the same, and those whose names would say too little. */
const names: Readonly<Record<string, string>> = {
	pauseStream: "pause_live_activity_stream",
	resumeStream: "resume_live_activity_stream",
	listStreams: "list_live_activity_streams",
	listActivities: "list_live_activities",
	explain: "explain_live_activity",
};

type Json = Record<string, unknown>;
const json = z.record(z.string(), z.unknown());

const Operation = z.looseObject({
	operationId: z.string(),
	summary: z.string(),
	description: z.string().optional(),
	parameters: z
		.array(z.looseObject({ name: z.string(), in: z.string(), description: z.string().optional(), schema: json }))
		.default([]),
	responses: z.record(
		z.string(),
		z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: json })).optional() }),
	),
});

const Document = z.looseObject({
	paths: z.record(z.string(), z.record(z.string(), Operation)),
	components: z.looseObject({ schemas: z.record(z.string(), json) }),
});

export interface ManagementTool {
	name: string;
	title: string;
	description: string;
	reads: boolean;
	/** JSON Schema of what it takes, and of what it answers; without the latter it answers that it is done. */
	input: Json & { properties: Record<string, Json>; required: string[] };
	output: Json | undefined;
	/** @throws APIError, ConnectionError, ValidationError */
	call(input: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<object>;
}

export interface Owner {
	/** Of the API, such as `http://127.0.0.1:4020/api`: the management is beside it. */
	baseURL: string;
	ownerToken: string;
}

/** For the document: until it is there, a client waits for the server to start. */
const PATIENCE_MS = 10_000;

type Ask = (method: string, path: string, signal: AbortSignal) => Promise<Json>;

function asking({ baseURL, ownerToken }: Owner): Ask {
	const management = `${baseURL.replace(/\/+$/, "").replace(/\/api$/, "")}/manage`;
	return async (method, path, signal) => {
		const url = management + path;
		let response: Response;
		let text: string;
		try {
			// Another server must not get the token: redirects are refused.
			const init = { method, redirect: "error", signal } as const;
			response = await fetch(url, { ...init, headers: { Authorization: `Bearer ${ownerToken}` } });
			text = await response.text();
		} catch (cause) {
			throw new ConnectionError(`No answer from ${url}`, { cause });
		}
		const body = parsed(text);
		if (!response.ok) throw new APIError(response, text, body);
		return body ?? {};
	};
}

function parsed(text: string): Json | undefined {
	try {
		return json.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}

const named = (reference: unknown) => /^#\/components\/schemas\/(.+)$/.exec(String(reference)) ?? [];

/** The schema with what it refers to, which for an MCP client must be inside it. */
function selfContained(schema: Json, components: Readonly<Record<string, Json>>): Json {
	const needed = new Map<string, unknown>();
	const moved = (value: unknown): unknown =>
		JSON.parse(JSON.stringify(value), (key, part) => {
			if (key !== "$ref" || typeof part !== "string") return part;
			const [, name] = named(part);
			if (name === undefined) return part;
			if (!needed.has(name)) {
				needed.set(name, undefined);
				needed.set(name, moved(components[name] ?? {}));
			}
			return `#/$defs/${name}`;
		});
	const [, itself] = named(schema.$ref);
	const inside = moved((itself && components[itself]) || schema) as Json;
	return needed.size === 0 ? inside : { ...inside, $defs: Object.fromEntries(needed) };
}

/** @throws ValidationError */
function filledIn(
	path: string,
	parameters: readonly { name: string; in: string }[],
	input: Readonly<Record<string, unknown>>,
): string {
	const query = new URLSearchParams();
	let place = path;
	for (const { name, in: where } of parameters) {
		if (input[name] === undefined) continue;
		const value = String(input[name]);
		if (where !== "path") query.set(name, value);
		// As a segment these would lead to another route, however they are written.
		else if (/^\.\.?$/.test(value)) throw new ValidationError(`${name} must not be ${value}`);
		else place = place.replace(`{${name}}`, () => encodeURIComponent(value));
	}
	return query.size > 0 ? `${place}?${query}` : place;
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** @throws APIError, ConnectionError, or an Error when what is there is no such document. */
export async function managementTools(owner: Owner): Promise<ManagementTool[]> {
	const ask = asking(owner);
	const { success, data } = Document.safeParse(await ask("GET", "/openapi.json", AbortSignal.timeout(PATIENCE_MS)));
	if (!success) throw new Error("What the server describes its management with is not understood");
	const { paths, components } = data;
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).flatMap(([method, { operationId, summary, description, parameters, responses }]) => {
			const reads = method === "get";
			if (!reads && !names[operationId]) return [];
			const properties = parameters.map(({ name, description, schema }) => [
				name,
				selfContained({ ...(description && { description }), ...schema }, components.schemas),
			]);
			const schema = responses["200"]?.content?.["application/json"]?.schema;
			return {
				name: names[operationId] ?? snake(operationId),
				title: summary,
				description: [`${summary}.`, description].filter(Boolean).join(" "),
				reads,
				input: {
					type: "object",
					properties: Object.fromEntries(properties),
					required: parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name),
					additionalProperties: false,
				},
				output: schema && selfContained(schema, components.schemas),
				call: async (input: Readonly<Record<string, unknown>>, signal: AbortSignal) =>
					ask(method.toUpperCase(), filledIn(path, parameters, input), signal),
			};
		}),
	);
}
