/**
 * The control routes, `/_mock/…`: what the mock offers in process, for tests in any language. It is loaded when it is
 * first asked for, so that tests that don't need it don't wait for it.
 */
import { bearerToken, nearestRoute, Refusal } from "@activitysmith/core";
import { formatIssue, validate } from "@activitysmith/schema";
import * as z from "zod";
import type { Peer } from "../listen.ts";
import type { Mock } from "../mock.ts";
import { refusal } from "./guard.ts";
import { badRequest, ControlError, json, notFound } from "./respond.ts";
import type { Call, ControlRoute } from "./route.ts";
import { routes } from "./routes.ts";

const BASE_PATH = "/_mock";

const MAX_BODY_UNITS = 2 ** 20;

const noQuery = z.strictObject({});

export interface Control {
	/** @param peer Where it came from; none in process, where only a page from elsewhere is refused. */
	handle(request: Request, peer?: Peer): Promise<Response>;
	/** Ends every request that is still waiting. */
	release(): void;
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
	const result = validate(schema, input);
	if (!result.ok) throw badRequest(formatIssue(result.issues[0]), result.issues);
	return result.value;
}

async function readBody(request: Request): Promise<unknown> {
	const tooLarge = new ControlError(413, { error: "Payload too large", message: "The body must be at most 1 MiB." });
	if (Number(request.headers.get("content-length")) > MAX_BODY_UNITS) throw tooLarge;
	const text = await request.text();
	if (text.length > MAX_BODY_UNITS) throw tooLarge;
	try {
		return text === "" ? undefined : JSON.parse(text);
	} catch {
		throw badRequest("The request body must be valid JSON.");
	}
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
	const wanted = template.split("/");
	const segments = path.split("/");
	if (segments.length !== wanted.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of wanted.entries()) {
		const segment = segments[index] ?? "";
		if (part.startsWith("{")) params[part.slice(1, -1)] = segment;
		else if (part !== segment) return undefined;
	}
	return params;
}

function decode(params: Record<string, string>): Record<string, string> {
	try {
		return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
	} catch {
		throw badRequest("The path is not encoded as a URL should be.");
	}
}

function find(method: string, path: string): { found: ControlRoute; params: Record<string, string> } {
	const matching = routes.flatMap((candidate) => {
		const params = matchPath(candidate.path, path);
		return params ? [{ found: candidate, params }] : [];
	});
	const match = matching.find(({ found }) => found.method === method);
	if (match) return { ...match, params: decode(match.params) };
	if (matching.length === 0) {
		const nearest = nearestRoute(routes, method, path);
		const hint = nearest
			? `The nearest is ${nearest.method} ${BASE_PATH}${nearest.path}.`
			: `GET ${BASE_PATH}/ lists those there are.`;
		throw notFound(`There is no control route ${method} ${BASE_PATH}${path}. ${hint}`);
	}
	const allowed = matching.map(({ found }) => found.method).join(", ");
	const message = `${BASE_PATH}${path} takes ${allowed}, not ${method}.`;
	throw new ControlError(405, { error: "Method not allowed", message }, { Allow: allowed });
}

function scopeOf(mock: Mock, request: Request) {
	if (!request.headers.has("authorization")) return mock;
	const key = bearerToken(request);
	const unauthorized = (message: string) => new ControlError(401, { error: "Unauthorized", message });
	if (!key) throw unauthorized("A key chooses an account: Authorization: Bearer <API key>.");
	try {
		return mock.account(key);
	} catch {
		throw unauthorized("No account of this mock has this key.");
	}
}

function failure(error: unknown): Response {
	if (error instanceof ControlError) return json(error.status, error.body, error.headers);
	if (error instanceof Refusal) return json(error.status, error.body);
	// What the mock itself refuses in process: a seed that contradicts itself, a clock that would go back.
	if (error instanceof TypeError || error instanceof RangeError) {
		return json(400, { error: "Bad request", message: error.message });
	}
	return json(500, { error: "Internal server error", message: `The mock failed: ${String(error)}` });
}

export function createControl(mock: Mock): Control {
	let lifetime = new AbortController();
	const inProcess: Peer = {
		address: undefined,
		instance: crypto.randomUUID(),
		control: "anywhere",
		disconnect: () => undefined,
	};

	async function answer(request: Request, peer: Peer): Promise<Response> {
		const refused = refusal(request, peer);
		if (refused !== undefined) throw new ControlError(403, { error: "Forbidden", message: refused });
		const ended = lifetime.signal;
		const url = new URL(request.url);
		const path = url.pathname.slice(BASE_PATH.length).replace(/\/$/, "");
		const { found, params } = find(request.method, path);
		const call: Call = {
			request,
			mock,
			scope: scopeOf(mock, request),
			params,
			query: parse(found.query ?? noQuery, Object.fromEntries(url.searchParams)),
			body: found.body && parse(found.body, await readBody(request)),
			instance: peer.instance,
			disconnect: peer.disconnect,
			routes,
			// Most routes answer at once, and a signal that follows others is not free.
			get signal() {
				return AbortSignal.any([request.signal, ended]);
			},
		};
		try {
			return await found.handle(call);
		} catch (error) {
			// Nobody waits for an answer any more.
			if (request.signal.aborted || ended.aborted) return Response.error();
			throw error;
		}
	}

	return {
		handle: (request, peer = inProcess) => answer(request, peer).catch(failure),
		release() {
			lifetime.abort();
			lifetime = new AbortController();
		},
	};
}
