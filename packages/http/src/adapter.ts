/** Node's requests as those of the web, and the answers to them. It loads Node's whole `fetch`. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Reply } from "@activitysmith/core";
import { getRequestListener } from "@hono/node-server";
import { drain, type Listener, NOT_HTTP, sendSoon } from "./http-server.ts";

/** Resolves with `undefined` when the answer has been written, or never will be. */
export type Answer = (
	request: Request,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
) => Promise<Reply | Response | undefined>;

/** What the library takes as nothing left to send. */
const ALREADY_SENT = new Response(null, { headers: { "x-hono-already-sent": "true" } });

export function adapt(answer: Answer): Listener {
	return getRequestListener(
		async (request, adapter) => {
			const incoming = adapter.incoming as IncomingMessage;
			const outgoing = adapter.outgoing as ServerResponse;
			const response = await answer(request, incoming, outgoing);
			drain(incoming);
			if (response instanceof Response) return response;
			// The library takes three turns and a timer to find the end of a body that is whole.
			if (response) sendSoon(response, outgoing);
			return ALREADY_SENT;
		},
		{
			hostname: "localhost",
			overrideGlobalObjects: false,
			autoCleanupIncoming: false,
			errorHandler: () => {
				const { status, ...body } = NOT_HTTP;
				return Response.json(body, { status });
			},
		},
	);
}
