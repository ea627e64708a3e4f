/** What is printed: answers, and errors as text or JSON. */
import { ActivitySmithError, APIError, ConnectionError, ValidationError } from "activitysmith";
import { exitCodes, UsageError } from "./failure.ts";
import { complain, print, printJson, styled } from "./print.ts";

/** @param lines What a person reads; scripts read the names in front of the colons. */
export function printAnswer(answer: unknown, json: boolean | undefined, lines: readonly (string | undefined)[]): void {
	if (json) {
		printJson(answer);
		return;
	}
	const [first = "", ...rest] = lines.filter((line) => line !== undefined);
	print([styled("green", first), ...rest].join("\n"));
}

export function exitCodeOf(error: unknown): number {
	if (error instanceof UsageError || error instanceof ValidationError) return exitCodes.usage;
	return error instanceof ConnectionError ? exitCodes.unreachable : exitCodes.refused;
}

/** What went wrong, as an object for programs. The fields up to `cause` have the names that earlier versions gave them. */
function describeError(error: unknown) {
	const { message } = error as Error;
	const exitCode = exitCodeOf(error);
	if (error instanceof APIError) {
		const { status, code, requestId, retryAfter, body, response } = error;
		const { statusText } = response;
		return { message, status, statusText, responseBody: body, code, requestId, retryAfter, exitCode };
	}
	if (error instanceof ConnectionError) {
		const cause = (error.cause as Error | undefined)?.message;
		return { message, cause, code: error.code, exitCode };
	}
	return { message, exitCode };
}

/** One line, for warnings. */
export function errorLine(error: unknown): string {
	const { message, status, code } = describeError(error) as { message: string; status?: number; code?: string };
	return [message, status ? `(${status})` : code && !message.includes(code) && `(${code})`].filter(Boolean).join(" ");
}

/** Tells of an error that ends the command, and sets the exit code. What nobody expected is thrown on. */
export function reportError(error: unknown, json: boolean): void {
	if (!(error instanceof UsageError || error instanceof ActivitySmithError)) throw error;
	process.exitCode = exitCodeOf(error);
	const details = describeError(error);
	if (json) {
		printJson({ error: details });
		return;
	}
	const { message, status, statusText, responseBody, requestId, cause } = details as Record<string, unknown>;
	const body = typeof responseBody === "object" ? JSON.stringify(responseBody, null, 2) : responseBody;
	const lines = [
		message,
		status && `Status: ${status} ${statusText}`.trim(),
		body && `Response: ${`${body}`.slice(0, 2000)}`,
		requestId && `Request id: ${requestId}`,
		cause && cause !== message && `Cause: ${cause}`,
		error instanceof UsageError && "See activitysmith --help",
	];
	complain("red", lines.filter(Boolean).join("\n"));
}
