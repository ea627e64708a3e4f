/**
 * The HTTP application: the table of operations as routes, and around them, in this order, the key, the rate, the body
 * and its schema. Web standards only; whoever listens gives it requests.
 */
import { errors, type Operation, operations } from "@activitysmith/schema";
import { Hono } from "hono";
import { type Caller, DEFAULT_LIMITS } from "../model.ts";
import type { Clock, Ids, Keys, RateDecision, RateWindows } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import type { Service } from "../service.ts";
import { readJson } from "./body.ts";
import { handlers } from "./handlers.ts";
import { type ParsedRequest, parseRequest } from "./parse.ts";

export interface AppOptions {
	service: Service;
	keys: Keys;
	rates: RateWindows;
	clock: Clock;
	ids: Pick<Ids, "request">;
	/** Path before every route. @default "/api" */
	basePath?: string;
	/** Requests a minute that answers without an account speak of; `null` when there is no limit. @default 60 */
	requestsPerMinute?: number | null;
	/** Gets what went wrong behind a 500; the answer says only the request id. */
	onError?: (error: unknown, requestId: string) => void;
}

/** How long a connection stays open between requests, in seconds: callers that send every few seconds keep one. */
const KEEP_ALIVE_SECONDS = 65;

interface Exchange {
	requestId: string;
	rate: RateDecision | undefined;
}

function rateHeaders(rate: RateDecision): Record<string, string> {
	return {
		"RateLimit-Limit": String(rate.limit),
		"RateLimit-Remaining": String(rate.remaining),
		"RateLimit-Reset": String(rate.resetSeconds),
	};
}

function answer(
	{ requestId, rate }: Exchange,
	status: number,
	body: unknown,
	extra?: Record<string, string>,
): Response {
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
	const { service, keys, rates, clock, ids, basePath = "/api" } = options;
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
		exchange.rate = await rates.take(account.id, limit, clock.now());
		if (!exchange.rate.allowed) {
			throw new Refusal(errors.rateLimited, { "Retry-After": String(exchange.rate.resetSeconds) });
		}
	}

	async function perform(operation: Operation, request: Request, params: Record<string, string>, exchange: Exchange) {
		const caller = await authenticate(request);
		if (operation.rateLimited) await takeRate(caller, exchange);
		const body = await readJson(request);
		const parsed: ParsedRequest = parseRequest(operation, params, body, request.headers);
		return handlers[operation.id](service, caller, parsed);
	}

	function failure(exchange: Exchange, error: unknown): Response {
		if (error instanceof Refusal) return answer(exchange, error.status, error.body, error.headers);
		options.onError?.(error, exchange.requestId);
		const { status, ...body } = errors.internal(exchange.requestId);
		return answer(exchange, status, body);
	}

	/** Before the account is known, a limit is announced as untouched. */
	function open(): Exchange {
		const rate =
			requestsPerMinute === null
				? undefined
				: { allowed: true, limit: requestsPerMinute, remaining: requestsPerMinute, resetSeconds: 60 };
		return { requestId: ids.request(), rate };
	}

	const app = new Hono().basePath(basePath);
	const all: Operation[] = Object.values(operations);
	for (const path of new Set(all.map(({ path }) => path))) {
		const atPath = all.filter((operation) => operation.path === path);
		const route = path.replace(/\{(\w+)\}/g, ":$1");
		for (const operation of atPath) {
			app.on(operation.method, route, async (c) => {
				const exchange = open();
				try {
					const { body, replayed } = await perform(operation, c.req.raw, c.req.param(), exchange);
					return answer(exchange, 200, body, replayed ? { "Idempotent-Replayed": "true" } : undefined);
				} catch (error) {
					return failure(exchange, error);
				}
			});
		}
		const allowed = atPath.map(({ method }) => method).join(", ");
		app.all(route, (c) => {
			const refusal = errors.methodNotAllowed(c.req.method, c.req.path, allowed);
			return failure(open(), new Refusal(refusal, { Allow: allowed }));
		});
	}
	app.notFound((c) => failure(open(), new Refusal(errors.routeNotFound(c.req.method, c.req.path))));
	app.onError((error) => failure(open(), error));

	return { fetch: async (request) => app.fetch(request) };
}
