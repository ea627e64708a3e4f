/** Serves a table of routes: who asks, path, query and body against their schemas, and what is wrong as the API says it. */
import { type Ids, invalid, nearestRoute, Refusal, readJson } from "@activitysmith/core";
import { errors, validate } from "@activitysmith/schema";
import { Hono, type Context as HonoContext } from "hono";
import * as z from "zod";
import { failed, json } from "./json.ts";
import type { Route } from "./route.ts";

export interface RouterOptions<Context> {
	/** Such as `/device`. */
	basePath: string;
	routes: readonly Route<Context>[];
	/** Whoever has no right to ask is refused with a `Refusal`. */
	authenticate(request: Request, route: Route<Context>): Promise<Context>;
	/** The OpenAPI document, served without a key at `openapi.json`. */
	document(): unknown;
	ids: Pick<Ids, "request">;
	onError(error: unknown, requestId: string): void;
}

const noQuery = z.strictObject({});

/** With a slash at the end, too: the document has to call the base path itself "/". */
const asDocumented = { strict: false };

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
	const result = validate(schema, input);
	if (!result.ok) throw invalid(result.issues);
	return result.value;
}

async function parseBody(schema: z.ZodType, request: Request): Promise<unknown> {
	const body = await readJson(request);
	if (body === undefined) throw invalid([{ path: "", message: "is required: send a JSON object" }]);
	return parse(schema, body);
}

function parseParams(route: Route<never>, params: Record<string, string>): Record<string, string> {
	const result = route.params && validate(route.params, params);
	if (result && !result.ok) throw invalid(result.issues);
	return params;
}

export function createRouter<Context>(options: RouterOptions<Context>): (request: Request) => Promise<Response> {
	const { basePath, routes, authenticate, ids, onError } = options;
	let document: string | undefined;

	async function answer(route: Route<Context>, request: Request, params: Record<string, string>, requestId: string) {
		const context = await authenticate(request, route);
		const called = {
			context,
			request,
			params: parseParams(route as Route<never>, params),
			query: parse(route.query ?? noQuery, Object.fromEntries(new URL(request.url).searchParams)),
			body: route.body && (await parseBody(route.body, request)),
		};
		const body = await route.handle(called);
		const headers = { "X-Request-Id": requestId };
		if (!route.answer) return new Response(null, { status: 204, headers: { "Cache-Control": "no-store", ...headers } });
		return json(route.status ?? 200, body, headers);
	}

	const failure = (error: unknown, requestId: string) => failed(error, requestId, onError);

	/** Names of paths come decoded; what cannot be decoded stays as it is and is refused by its schema. */
	const app = new Hono(asDocumented).basePath(basePath);
	const others = new Hono(asDocumented).basePath(basePath);
	// Before the routes: a parameter would take its name for a value.
	app.get("/openapi.json", () => {
		document ??= JSON.stringify(options.document());
		return new Response(document, { headers: { "Content-Type": "application/json", "Cache-Control": "no-cache" } });
	});
	for (const path of new Set(routes.map((route) => route.path))) {
		const atPath = routes.filter((route) => route.path === path);
		const pattern = path.replace(/\{(\w+)\}/g, ":$1") || "/";
		for (const route of atPath) {
			app.on(route.method, pattern, async (c) => {
				const requestId = ids.request();
				return answer(route, c.req.raw, c.req.param(), requestId).catch((error) => failure(error, requestId));
			});
		}
		const allowed = atPath.map(({ method }) => method).join(", ");
		others.all(pattern, (c) => refuse(errors.methodNotAllowed(c.req.method, c.req.path, allowed), { Allow: allowed }));
	}
	const refuse = (error: { status: number; error: string; message: string }, headers: Record<string, string> = {}) =>
		failure(new Refusal(error, headers), ids.request());
	app.notFound((c) => others.fetch(c.req.raw));
	others.notFound((c: HonoContext) => {
		const { method, path } = c.req;
		const nearest = nearestRoute(routes, method, path.slice(basePath.length));
		return refuse(errors.routeNotFound(method, path, nearest && `${nearest.method} ${basePath}${nearest.path}`));
	});
	return async (request) => app.fetch(request);
}
