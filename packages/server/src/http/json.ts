/** Answers in JSON outside the API, whose application makes its own. */
import { Refusal } from "@activitysmith/core";
import { errors } from "@activitysmith/schema";
import { unavailable } from "./unavailable.ts";

/** What there is to say to a device, an owner or a page is nobody else's: no cache keeps it. */
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

/** What a refusal says; of anything else `onError` hears, and the answer tells no more than the request's id. */
export function failed(
	error: unknown,
	requestId: string,
	onError: (error: unknown, requestId: string) => void,
): Response {
	const headers = { "X-Request-Id": requestId };
	if (error instanceof Refusal) return json(error.status, error.body, { ...headers, ...error.headers });
	onError(error, requestId);
	const passing = unavailable(error);
	if (passing) return json(passing.status, passing.body, { ...headers, ...passing.headers });
	const { status, ...body } = errors.internal(requestId);
	return json(status, body, headers);
}
