/** What is answered outside the APIs: routes on paths of their own, files, and to whoever asks for nothing of all that. */
import { type Ids, nearestRoute, Refusal } from "@activitysmith/core";
import { errors } from "@activitysmith/schema";
import { unavailable } from "./unavailable.ts";

export interface SiteRoute {
	/** A HEAD is answered only where it is among them: not every GET is free of effects. */
	methods: readonly ("GET" | "HEAD" | "POST")[];
	path: string;
	handle(request: Request, url: URL): Promise<Response>;
}

/** A route that whoever asks for no route may have meant. */
export interface KnownRoute {
	method: string;
	path: string;
	/** Such as `PUT /api/live-activity/stream/{stream_key}`. */
	name: string;
}

export interface SiteOptions {
	routes: readonly SiteRoute[];
	/** Answers a GET or HEAD; `undefined` when there is no such file. */
	file(request: Request, name: string): Promise<Response | undefined>;
	/** Routes of the APIs. */
	others: readonly KnownRoute[];
	ids: Pick<Ids, "request">;
	onError(error: unknown, requestId: string): void;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			"Content-Type": "application/json",
			"Cache-Control": "no-store",
			"X-Content-Type-Options": "nosniff",
			...headers,
		},
	});
}

export function createSite(options: SiteOptions): (request: Request) => Promise<Response> {
	const { routes, file, others, ids, onError } = options;
	const own = routes.flatMap(({ methods, path }) =>
		methods.map((method) => ({ method, path, name: `${method} ${path}` })),
	);
	const known: KnownRoute[] = [...own, ...others];

	async function answer(request: Request): Promise<Response> {
		const url = new URL(request.url);
		const { method } = request;
		const path = url.pathname;
		const atPath = routes.filter((route) => route.path === path);
		const route = atPath.find(({ methods }) => methods.some((taken) => taken === method));
		if (route) return route.handle(request, url);
		if (atPath.length > 0) {
			const allowed = atPath.flatMap(({ methods }) => methods).join(", ");
			throw new Refusal(errors.methodNotAllowed(method, path, allowed), { Allow: allowed });
		}
		const found = ["GET", "HEAD"].includes(method) ? await file(request, path.slice(1)) : undefined;
		if (found) return found;
		throw new Refusal(errors.routeNotFound(method, path, nearestRoute(known, method, path)?.name));
	}

	return async (request) => {
		const requestId = ids.request();
		try {
			const response = await answer(request);
			response.headers.set("X-Request-Id", requestId);
			return response;
		} catch (error) {
			if (error instanceof Refusal) {
				return json(error.status, error.body, { "X-Request-Id": requestId, ...error.headers });
			}
			onError(error, requestId);
			const passing = unavailable(error);
			if (passing) return json(passing.status, passing.body, { "X-Request-Id": requestId, ...passing.headers });
			const { status, ...body } = errors.internal(requestId);
			return json(status, body, { "X-Request-Id": requestId });
		}
	};
}
