/** Checks path, headers and body of a request against the schemas of its operation. */
import { errors, formatIssue, IdempotencyKey, type Issue, type Operation, validate } from "@activitysmith/schema";
import type { Idempotency } from "../idempotency.ts";
import { invalid, invalidField, Refusal } from "../refusal.ts";
import type { HeaderFields } from "./incoming.ts";
import { meant } from "./published-clients.ts";

export interface ParsedRequest {
	params: Record<string, string>;
	/** Valid by the operation's schema. */
	body: unknown;
	idempotency: Idempotency | undefined;
}

const BAD_STREAM_KEY = "stream_key must contain only letters, numbers, underscores, and hyphens";

function refuseParam(name: string, value: string, issue: Issue): never {
	if (name === "stream_key") {
		const badCharacters = !/^[A-Za-z0-9_-]*$/.test(value);
		throw new Refusal(errors.invalidStreamKey(badCharacters ? BAD_STREAM_KEY : formatIssue(issue)));
	}
	throw invalid([issue]);
}

function parseIdempotency(operation: Operation, headers: HeaderFields): Idempotency | undefined {
	const key = operation.idempotent ? headers.get("idempotency-key") : null;
	if (key === null) return undefined;
	const result = validate(IdempotencyKey, key, ["Idempotency-Key"]);
	if (!result.ok) throw invalid(result.issues as [Issue, ...Issue[]]);
	return { operation: operation.id, key };
}

export function parseRequest(
	operation: Operation,
	params: Record<string, string>,
	body: unknown,
	headers: HeaderFields,
): ParsedRequest {
	for (const name in operation.params) {
		const value = params[name] ?? "";
		const result = validate(operation.params[name] as Operation["params"][string], value, [name]);
		if (!result.ok) refuseParam(name, value, result.issues[0] as Issue);
	}
	const idempotency = parseIdempotency(operation, headers);
	if (body === undefined) {
		if (operation.bodyRequired) throw invalidField("", "is required: send a JSON object");
		return { params, body: {}, idempotency };
	}
	const result = validate(operation.body, meant(body, headers));
	if (!result.ok) throw invalid(result.issues as [Issue, ...Issue[]]);
	return { params, body: result.value, idempotency };
}
