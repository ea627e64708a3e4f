/** What is answered outside the APIs: routes on paths of their own, and files. */
import { type Ids, Refusal, type Reply } from "@activitysmith/core";
import { errors } from "@activitysmith/schema";
import { failed } from "./json.ts";

export interface SiteRoute {
	/** A HEAD is answered only where it is among them: not every GET is free of effects. */
	methods: readonly ("GET" | "HEAD" | "POST")[];
	path: string;
	handle(request: Request, url: URL): Promise<Response>;
}

export interface SiteOptions {
	routes: readonly SiteRoute[];
	/** Answers a GET or HEAD; `undefined` when there is no such file. */
	file(request: Request, name: string): Promise<Response | undefined>;
	/** Answers what is asked for nothing of all that. */
	otherwise(request: Request): Promise<Reply | Response>;
	ids: Pick<Ids, "request">;
	onError(error: unknown, requestId: string): void;
}

export function createSite(options: SiteOptions): (request: Request) => Promise<Reply | Response> {
	const { routes, file, otherwise, ids, onError } = options;

	/** `undefined` when there is nothing at the path. */
	async function answer(request: Request): Promise<Response | undefined> {
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
		return ["GET", "HEAD"].includes(method) ? file(request, path.slice(1)) : undefined;
	}

	return async (request) => {
		const requestId = ids.request();
		try {
			const response = await answer(request);
			if (!response) return await otherwise(request);
			response.headers.set("X-Request-Id", requestId);
			return response;
		} catch (error) {
			return failed(error, requestId, onError);
		}
	};
}
