/** MCP over streamable HTTP, for any server of `Request` and `Response`. */
import {
	createMcpHandler,
	hostHeaderValidationResponse,
	localhostAllowedHostnames,
	localhostAllowedOrigins,
	originValidationResponse,
} from "@modelcontextprotocol/server";
import type { Identity } from "./identity.ts";
import { createServer } from "./server.ts";

export interface HandlerOptions {
	/**
	 * Base URL of the API.
	 *
	 * @default ACTIVITYSMITH_BASE_URL, else the hosted service
	 */
	baseURL?: string | undefined;
	/**
	 * On whose behalf requests without a bearer token act. Without it they are refused. Whoever can reach the handler acts
	 * as this identity: give one only where that is its owner alone.
	 *
	 * @default none
	 */
	fallback?: Identity | undefined;
	/**
	 * Host names that requests may be addressed to, without ports.
	 *
	 * @default those of this machine
	 */
	allowedHosts?: readonly string[] | undefined;
	/**
	 * Host names of the pages that may send requests from a browser.
	 *
	 * @default those of this machine
	 */
	allowedOrigins?: readonly string[] | undefined;
	/**
	 * Gets what went wrong without keeping a request from being answered.
	 *
	 * @default nobody
	 */
	report?: ((problem: string) => void) | undefined;
}

export type Handler = (request: Request) => Promise<Response>;

/** An error of JSON-RPC, as the transport answers what it refuses itself. */
function keyRequired(): Response {
	const error = { code: -32_000, message: "An API key is required: Authorization: Bearer ask_…" };
	const headers = { "WWW-Authenticate": "Bearer" };
	return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 401, headers });
}

/**
 * Answers requests of MCP clients. Every request stands for itself: there are no sessions, and each brings its API key as
 * `Authorization: Bearer ask_…`.
 */
export function createHandler(options: HandlerOptions = {}): Handler {
	const { baseURL, fallback, report = () => {} } = options;
	const hosts = [...(options.allowedHosts ?? localhostAllowedHostnames())];
	const origins = [...(options.allowedOrigins ?? localhostAllowedOrigins())];
	const handler = createMcpHandler(({ authInfo }) => createServer(authInfo?.extra?.identity as Identity, report), {
		onerror: ({ message }) => report(message),
	});

	function identityOf(request: Request): Identity | undefined {
		const header = request.headers.get("authorization");
		if (header === null) return fallback;
		const [, apiKey] = /^Bearer +([!-~]+) *$/i.exec(header) ?? [];
		return apiKey === undefined ? undefined : { apiKey, baseURL };
	}

	return async (request) => {
		// Before anything else: a page of another site must learn nothing, whatever name it has made point here.
		const foreign = hostHeaderValidationResponse(request, hosts) ?? originValidationResponse(request, origins);
		if (foreign) return foreign;
		const identity = identityOf(request);
		if (!identity) return keyRequired();
		// Of these the SDK only hands on what is extra.
		const authInfo = { token: "", clientId: "", scopes: [], extra: { identity } };
		return handler.fetch(request, { authInfo });
	};
}
