/**
 * The HTTP application: the table of operations as routes, and around them, in this order, the key, the rate, the body
 * and its schema. Web standards only; whoever listens gives it requests.
 */
import { errors, type Operation } from "@activitysmith/schema";
import { type Account, type Caller, DEFAULT_LIMITS } from "../model.ts";
import type { Awaitable, Ids, Keys, RateDecision, RateWindows } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import type { Service } from "../service.ts";
import { complete, type Steps, step } from "../steps.ts";
import { bearerToken } from "./bearer.ts";
import { readJson } from "./body.ts";
import type { Exchange } from "./exchange.ts";
import { handlers } from "./handlers.ts";
import { type Incoming, routedPath } from "./incoming.ts";
import { nearestOperation } from "./nearest.ts";
import { parseRequest } from "./parse.ts";
import { readable } from "./published-clients.ts";
import { type Reply, toResponse } from "./reply.ts";
import { createRoutes, type Route } from "./route.ts";

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
	/** Gets what went wrong behind a 500 or an `unavailable`; the answer of a 500 says only the request id. */
	onError?: (error: unknown, requestId: string) => void;
	/** What to answer when the failure is one that passes, such as of a database. @default a 500 for every failure */
	unavailable?: (error: unknown) => Refusal | undefined;
	/** Gets every exchange just before it is answered, for logs and journals. Must not throw. */
	onExchange?: (exchange: Exchange) => void;
	/**
	 * Runs around every operation once its caller is known, to trace it, to delay it or to answer in its place: then
	 * `next` is not called, and `onExchange` neither.
	 */
	around?: (exchange: Exchange, next: () => Awaitable<Reply>) => Awaitable<Reply | Response>;
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

function reply({ requestId, rate, status }: Exchange, body: unknown, extra?: Record<string, string>): Reply {
	const headers: Record<string, string> = {
		"Content-Type": "application/json",
		"X-Request-Id": requestId,
		"Keep-Alive": `timeout=${KEEP_ALIVE_SECONDS}`,
	};
	if (rate) Object.assign(headers, rateHeaders(rate));
	if (extra) Object.assign(headers, extra);
	return { status, headers, text: JSON.stringify(body) };
}

function bearer(request: Incoming): string {
	const unauthorized = { "WWW-Authenticate": "Bearer" };
	if (!request.headers.get("authorization")) throw new Refusal(errors.missingKey, unauthorized);
	const token = bearerToken(request);
	if (!token) throw new Refusal(errors.wrongScheme, unauthorized);
	return token;
}

export interface App {
	fetch(request: Request): Promise<Response>;
	/** As `fetch`, for those who write answers themselves: what `around` has made is a `Response`, all else its parts. */
	handle(request: Request): Promise<Reply | Response>;
	/** As `handle`, but at once when nothing has to be waited for. */
	answer(request: Incoming): Awaitable<Reply | Response>;
}

export function createApp(options: AppOptions): App {
	const { serviceOf, keys, rates, ids, onExchange, around, basePath = "/api" } = options;
	const { requestsPerMinute = DEFAULT_LIMITS.requestsPerMinute } = options;

	function* takeRate({ account }: Caller, limit: number, exchange: Exchange): Steps<void> {
		exchange.rate = yield* step(rates.take(account, limit));
		if (!exchange.rate.allowed) {
			throw new Refusal(errors.rateLimited, { "Retry-After": String(exchange.rate.resetSeconds) });
		}
	}

	function answered(exchange: Exchange, status: number, body: unknown, extra?: Record<string, string>): Reply {
		exchange.status = status;
		exchange.answer = body;
		onExchange?.(exchange);
		return reply(exchange, body, extra);
	}

	function failure(exchange: Exchange, error: unknown): Reply {
		if (error instanceof Refusal) return answered(exchange, error.status, error.body, error.headers);
		options.onError?.(error, exchange.requestId);
		const passing = options.unavailable?.(error);
		if (passing) return answered(exchange, passing.status, passing.body, passing.headers);
		const { status, ...body } = errors.internal(exchange.requestId);
		return answered(exchange, status, body);
	}

	function* perform(operation: Operation, caller: Caller, exchange: Exchange): Steps<Reply> {
		const { request, params } = exchange;
		try {
			if (operation.rateLimited) {
				const limit = caller.account.limits.requestsPerMinute;
				if (limit === null) exchange.rate = undefined;
				else yield* takeRate(caller, limit, exchange);
			}
			exchange.body = yield* step(readJson(request));
			const parsed = parseRequest(operation, params, exchange.body, request.headers);
			const service = serviceOf(caller.account);
			const { body, replayed, because } = yield* step(handlers[operation.id](service, caller, parsed));
			exchange.replayed = replayed;
			exchange.because = because;
			return answered(
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
	function open(request: Incoming, route: Route | undefined): Exchange {
		const rate =
			requestsPerMinute === null
				? undefined
				: { allowed: true, limit: requestsPerMinute, remaining: requestsPerMinute, resetSeconds: 60 };
		return {
			request,
			requestId: ids.request(),
			operation: route?.operation?.id ?? null,
			params: route?.params ?? {},
			caller: null,
			rate,
			body: undefined,
			status: 0,
			answer: undefined,
			replayed: false,
			because: null,
		};
	}

	function noOperation(method: string, path: string, route: Route | undefined): Refusal {
		if (!route) return new Refusal(errors.routeNotFound(method, path, nearestOperation(method, path, basePath)));
		const { allowed } = route;
		return new Refusal(errors.methodNotAllowed(method, path, allowed), { Allow: allowed });
	}

	const routeOf = createRoutes(basePath);

	function* go(request: Incoming): Steps<Reply | Response> {
		const { method } = request;
		const path = routedPath(request);
		const route = routeOf(method, path);
		const exchange = open(request, route);
		try {
			const operation = route?.operation;
			if (!operation) throw noOperation(method, path, route);
			const caller = yield* step(keys.find(bearer(request)));
			if (!caller) throw new Refusal(errors.wrongKey, { "WWW-Authenticate": "Bearer" });
			exchange.caller = caller;
			if (!around) return yield* perform(operation, caller, exchange);
			return yield* step(around(exchange, () => complete(perform(operation, caller, exchange))));
		} catch (error) {
			return failure(exchange, error);
		}
	}

	const answer = (request: Incoming) => complete(go(request));
	return {
		answer,
		handle: async (request) => answer(request),
		fetch: async (request) => toResponse(await answer(request)),
	};
}
