/** What a tool answers: the API's own answer, or its error in words that an agent can act on. */
import type { CallToolResult } from "@modelcontextprotocol/server";
import { AbortError, ActivitySmithError, APIError } from "activitysmith";

/** As structure, and as text for clients that show no structure. */
function done(answer: object): CallToolResult {
	const text = Object.keys(answer).length > 0 ? JSON.stringify(answer) : "Done.";
	return { content: [{ type: "text", text }], structuredContent: { ...answer } };
}

function failed(text: string): CallToolResult {
	return { content: [{ type: "text", text }], isError: true };
}

/** `400 Bad request: content_state.percentage must be at most 100 (request req_…)` */
function describe({ status, code, message, requestId, retryAfter }: APIError): string {
	const title = code && code !== message ? `${status} ${code}` : String(status);
	const wait = retryAfter === undefined ? "" : ` Try again in ${retryAfter} s.`;
	return `${title}: ${message}${wait}${requestId ? ` (request ${requestId})` : ""}`;
}

/** MCP clients give a call up after a minute, and would never hear how it went. */
const PATIENCE_MS = 45_000;

/**
 * What the API refuses is an answer to the agent, who can do better; what is a fault of ours is not.
 *
 * @param cancelled Aborted when the client wants no answer any more.
 */
export async function answering(
	cancelled: AbortSignal,
	call: (signal: AbortSignal) => Promise<object>,
): Promise<CallToolResult> {
	try {
		return done(await call(AbortSignal.any([cancelled, AbortSignal.timeout(PATIENCE_MS)])));
	} catch (error) {
		if (error instanceof APIError) return failed(describe(error));
		if (error instanceof AbortError) return failed(`Given up after ${PATIENCE_MS / 1000} s without an answer`);
		if (error instanceof ActivitySmithError) return failed(`${error.name}: ${error.message}`);
		throw error;
	}
}
