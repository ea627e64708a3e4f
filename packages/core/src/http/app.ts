/**
 * The HTTP application: the table of operations as routes, and around them, in this order, the key, the rate, the body
 * and its schema. Web standards only; whoever listens gives it requests.
 */
import { errors, type Operation, operations } from "@activitysmith/schema";
import { Hono } from "hono";
import { type Account, type Caller, DEFAULT_LIMITS } from "../model.ts";
import type { Ids, Keys, RateDecision, RateWindows } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import type { Service } from "../service.ts";
import { readJson } from "./body.ts";
import type { Exchange } from "./exchange.ts";
import { handlers } from "./handlers.ts";
import { nearestRoute } from "./nearest.ts";
import { parseRequest } from "./parse.ts";
import { readable } from "./published-clients.ts";

export interface AppOptions {
	/** The service that holds an account: the same for all of them, or one for each. */
	serviceOf: (account: Account) => Service;
	keys: Keys;
	rates: RateWindows;
	ids: Pick<Ids, "request">;
	/** Path before every route. @default "/api" */
	basePath?: string;
	/** Requests a minute that answers without an account speak of; `null` when there is no limit. @default 60 */
	requestsPerMinute?: number | null;
	/** Gets what went wrong behind a 500; the answer says only the request id. */
	onError?: (error: unknown, requestId: string) => void;
	/** Gets every exchange just before it is answered, for logs and journals. Must not throw. */
	onExchange?: (exchange: Exchange) => void;
	/**
	 * Runs around every operation once its caller is known, to trace it, to delay it or to answer in its place: then
	 * `next` is not called, and `onExchange` neither.
	 */
	around?: (exchange: Exchange, next: () => Promise<Response>) => Promise<Response>;
}

/** How long a connection stays open between requests, in seconds: callers that send every few seconds keep one. */
const KEEP_ALIVE_SECONDS = 65;

function rateHeaders(rate: RateDecision): Record<string, string> {
	return {
		"RateLimit-Limit": String(rate.limit),
		"RateLimit-Remaining": String(rate.remaining),
		"RateLimit-Reset": String(rate.resetSeconds),
	};
}

function response({ requestId, rate, status }: Exchange, body: unknown, extra?: Record<string, string>): Response {
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			"Content-Type": "application/json",
			"X-Request-Id": requestId,
			"Keep-Alive": `timeout=${KEEP_ALIVE_SECONDS}`,
			...(rate && rateHeaders(rate)),
			...extra,
		},
	});
}

function bearer(request: Request): string {
	const header = request.headers.get("authorization");
	const unauthorized = { "WWW-Authenticate": "Bearer" };
	if (!header) throw new Refusal(errors.missingKey, unauthorized);
	const token = /^bearer +(\S+) *$/i.exec(header)?.[1];
	if (!token) throw new Refusal(errors.wrongScheme, unauthorized);
	return token;
}

export interface App {
	fetch(request: Request): Promise<Response>;
}

export function createApp(options: AppOptions): App {
	const { serviceOf, keys, rates, ids, onExchange, around, basePath = "/api" } = options;
	const { requestsPerMinute = DEFAULT_LIMITS.requestsPerMinute } = options;

	async function authenticate(request: Request): Promise<Caller> {
		const caller = await keys.find(bearer(request));
		if (!caller) throw new Refusal(errors.wrongKey, { "WWW-Authenticate": "Bearer" });
		return caller;
	}

	async function takeRate({ account }: Caller, exchange: Exchange): Promise<void> {
		const limit = account.limits.requestsPerMinute;
		exchange.rate = undefined;
		if (limit === null) return;
		exchange.rate = await rates.take(account, limit);
		if (!exchange.rate.allowed) {
			throw new Refusal(errors.rateLimited, { "Retry-After": String(exchange.rate.resetSeconds) });
		}
	}

	function answer(exchange: Exchange, status: number, body: unknown, extra?: Record<string, string>): Response {
		exchange.status = status;
		exchange.answer = body;
		onExchange?.(exchange);
		return response(exchange, body, extra);
	}

	function failure(exchange: Exchange, error: unknown): Response {
		if (error instanceof Refusal) return answer(exchange, error.status, error.body, error.headers);
		options.onError?.(error, exchange.requestId);
		const { status, ...body } = errors.internal(exchange.requestId);
		return answer(exchange, status, body);
	}

	async function perform(operation: Operation, caller: Caller, exchange: Exchange): Promise<Response> {
		const { request, params } = exchange;
		try {
			if (operation.rateLimited) await takeRate(caller, exchange);
			exchange.body = await readJson(request);
			const parsed = parseRequest(operation, params, exchange.body, request.headers);
			const { body, replayed, because } = await handlers[operation.id](serviceOf(caller.account), caller, parsed);
			exchange.replayed = replayed;
			exchange.because = because;
			return answer(
				exchange,
				200,
				readable(body, operation.id, request.headers),
				replayed ? { "Idempotent-Replayed": "true" } : undefined,
			);
		} catch (error) {
			return failure(exchange, error);
		}
	}

	/** Before the account is known, a limit is announced as untouched. */
	function open(
		request: Request,
		operation: Operation["id"] | null = null,
		params: Readonly<Record<string, string>> = {},
	): Exchange {
		const rate =
			requestsPerMinute === null
				? undefined
				: { allowed: true, limit: requestsPerMinute, remaining: requestsPerMinute, resetSeconds: 60 };
		return {
			request,
			requestId: ids.request(),
			operation,
			params,
			caller: null,
			rate,
			body: undefined,
			status: 0,
			answer: undefined,
			replayed: false,
			because: null,
		};
	}

	const app = new Hono().basePath(basePath);
	const all: Operation[] = Object.values(operations);
	for (const path of new Set(all.map(({ path }) => path))) {
		const atPath = all.filter((operation) => operation.path === path);
		const route = path.replace(/\{(\w+)\}/g, ":$1");
		for (const operation of atPath) {
			app.on(operation.method, route, async (c) => {
				const exchange = open(c.req.raw, operation.id, c.req.param());
				try {
					const caller = await authenticate(c.req.raw);
					exchange.caller = caller;
					const next = () => perform(operation, caller, exchange);
					return await (around ? around(exchange, next) : next());
				} catch (error) {
					return failure(exchange, error);
				}
			});
		}
		const allowed = atPath.map(({ method }) => method).join(", ");
		app.all(route, (c) => {
			const refusal = errors.methodNotAllowed(c.req.method, c.req.path, allowed);
			return failure(open(c.req.raw), new Refusal(refusal, { Allow: allowed }));
		});
	}
	app.notFound((c) => {
		const { method, path } = c.req;
		return failure(
			open(c.req.raw),
			new Refusal(errors.routeNotFound(method, path, nearestRoute(method, path, basePath))),
		);
	});
	app.onError((error, c) => failure(open(c.req.raw), error));

	return { fetch: async (request) => app.fetch(request) };
}
