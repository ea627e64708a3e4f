/** What is printed: answers, and errors as text or JSON. */
import { styleText } from "node:util";
import { ActivitySmithError, APIError, ConnectionError, ValidationError } from "activitysmith";
import { exitCodes, UsageError } from "./failure.ts";

/** Whether the stream is a terminal that shows colours; NO_COLOR and FORCE_COLOR are respected. */
function hasColors(stream: NodeJS.WriteStream): boolean {
	if (process.env.NO_COLOR) return false;
	if (process.env.FORCE_COLOR !== undefined) return process.env.FORCE_COLOR !== "0";
	return stream.isTTY === true && stream.hasColors();
}

type Style = "green" | "red" | "yellow" | "dim";

export function painted(style: Style, text: string, stream: NodeJS.WriteStream): string {
	// Whether to is decided above; Node's own look at the stream would come second.
	return hasColors(stream) ? styleText(style, text, { validateStream: false }) : text;
}

/** A line on standard error that begins with who says it. */
export function warn(text: string): void {
	console.error(`${painted("yellow", "activitysmith:", process.stderr)} ${text}`);
}

/** @param lines What a person reads; scripts read the names in front of the colons. */
export function printAnswer(answer: unknown, json: boolean | undefined, lines: readonly (string | undefined)[]): void {
	if (json) {
		console.log(JSON.stringify(answer, null, 2));
		return;
	}
	const [first = "", ...rest] = lines.filter((line) => line !== undefined);
	console.log([painted("green", first, process.stdout), ...rest].join("\n"));
}

export function exitCodeOf(error: unknown): number {
	if (error instanceof UsageError || error instanceof ValidationError) return exitCodes.usage;
	return error instanceof ConnectionError ? exitCodes.unreachable : exitCodes.refused;
}

/** What went wrong, as an object for programs. The fields up to `cause` have the names that earlier versions gave them. */
export function describeError(error: unknown) {
	const { message } = error as Error;
	const exitCode = exitCodeOf(error);
	if (error instanceof APIError) {
		const { status, code, requestId, retryAfter, body, response } = error;
		const { statusText, url } = response;
		return { message, status, statusText, url, responseBody: body, code, requestId, retryAfter, exitCode };
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
		console.log(JSON.stringify({ error: details }, null, 2));
		return;
	}
	const { message, status, statusText, url, responseBody, requestId, cause } = details as Record<string, unknown>;
	const body = typeof responseBody === "object" ? JSON.stringify(responseBody, null, 2) : responseBody;
	const lines = [
		`${painted("red", "activitysmith:", process.stderr)} ${message}`,
		status && `Status: ${status} ${statusText}`.trim(),
		url && `URL: ${url}`,
		body && `Response: ${`${body}`.slice(0, 2000)}`,
		requestId && `Request id: ${requestId}`,
		cause && cause !== message && `Cause: ${cause}`,
		error instanceof UsageError && "See activitysmith --help",
	];
	console.error(lines.filter(Boolean).join("\n"));
}
