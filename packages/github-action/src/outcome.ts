/** How a request went: the outputs of the step, a line in the log, a table on the page of the run. */
import { APIError, ValidationError } from "activitysmith";
import { annotate, info, setOutput, summarize } from "./commands.ts";
import { isObject } from "./payload.ts";

type Rows = readonly (readonly [string, string])[];

/** Returns how it went, in words. */
export function succeeded(action: string, answer: unknown): string {
	const fields = isObject(answer) ? answer : {};
	setOutput("ok", "true");
	setOutput("response", JSON.stringify(answer));
	if (typeof fields.activity_id === "string") setOutput("live_activity_id", fields.activity_id);
	if (typeof fields.operation === "string") setOutput("operation", fields.operation);
	const result = outcome(fields);
	info(`${action}: ${result}`);
	return result;
}

/** In words: what was done, and how many devices it is on its way to. */
function outcome({ operation, devices_notified: notified, devices_queued: queued }: Record<string, unknown>): string {
	const parts = [typeof operation === "string" ? operation : "done"];
	if (typeof notified === "number") parts.push(`on its way to ${notified} ${notified === 1 ? "device" : "devices"}`);
	if (typeof queued === "number" && queued > 0) parts.push(`${queued} waiting for a token`);
	return parts.join(", ");
}

/** @param fails whether the step fails with it */
export function failed(action: string, about: Rows, error: unknown, fails: boolean): void {
	const reason = reasonOf(error);
	setOutput("ok", "false");
	setOutput("response", JSON.stringify(error instanceof APIError ? error.body : reason));
	annotate(fails ? "error" : "warning", `${action}: ${reason}`);
	const request = error instanceof APIError && error.requestId ? [["Request", error.requestId] as const] : [];
	summarize([["Action", action], ...about, ["Failed", reason], ...request]);
	if (fails) process.exitCode = 1;
}

/** What the SDK refuses without asking the server, in the words of the inputs. */
const refusals: Record<string, string> = {
	"Invalid baseURL": "base-url is not an https: URL without credentials, or an http: URL of this machine",
	"Invalid channels": "payload has channels that are empty, or others than its target",
	"Invalid media": "payload has media and actions: a notification has one of the two",
};

export function reasonOf(error: unknown): string {
	if (error instanceof ValidationError) return refusals[error.message] ?? error.message;
	if (error instanceof APIError) return [error.status, error.code, error.message].filter(Boolean).join(" · ");
	return error instanceof Error ? error.message : String(error);
}
