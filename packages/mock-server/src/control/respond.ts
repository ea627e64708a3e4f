/** Answers of the control routes. */
import type { Issue } from "@activitysmith/schema";

export interface Failure {
	error: string;
	message: string;
	issues?: readonly Issue[];
	[more: string]: unknown;
}

/** Answered as JSON with its status. */
export class ControlError extends Error {
	readonly status: number;
	readonly body: Failure;
	readonly headers: Record<string, string>;

	constructor(status: number, body: Failure, headers: Record<string, string> = {}) {
		super(body.message);
		this.name = "ControlError";
		this.status = status;
		this.body = body;
		this.headers = headers;
	}
}

export const notFound = (message: string) => new ControlError(404, { error: "Not found", message });

export const badRequest = (message: string, issues?: readonly Issue[]) =>
	new ControlError(400, { error: "Bad request", message, ...(issues && { issues }) });

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(body), {
		status,
		headers: { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers },
	});
}

export const ok = (body: unknown): Response => json(200, body);
/** Done, and there is nothing to say about it. */
export const done = (): Response => new Response(null, { status: 204 });

export const timestamp = (milliseconds: number): string => new Date(milliseconds).toISOString();
