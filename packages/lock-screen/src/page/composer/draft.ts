/** A request while it is written. Pure. */
import type { Screen } from "../../screen.ts";
import { type Example, filledPath, type Operation } from "./document.ts";

export interface Draft {
	operation: Operation;
	/** Of the path, by name. */
	parameters: Readonly<Record<string, string>>;
	/** As written; empty for none. */
	body: string;
}

/** What came of a request. */
export interface Outcome {
	/** `null` when there was no answer. */
	status: number | null;
	headers: readonly (readonly [name: string, value: string])[];
	/** As text, JSON indented. */
	body: string;
}

/** As the server calls the request; `null` when it has not said. */
export function requestIdOf({ headers }: Outcome): string | null {
	return headers.find(([name]) => name.toLowerCase() === "x-request-id")?.[1] ?? null;
}

export interface Sent {
	/** Counts up, newest last. */
	number: number;
	draft: Draft;
	outcome: Outcome;
}

/** How many requests are kept. */
export const SENT_KEPT = 20;

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An example's activity is none of this server's: one that is shown takes its place. */
function withShownActivity(value: unknown, screens: readonly Screen[]): unknown {
	if (!isObject(value) || typeof value.activity_id !== "string") return value;
	const shown = screens.flatMap(({ activities }) => activities).filter(({ status }) => status === "active");
	const best = shown.find(({ streamKey }) => streamKey === null) ?? shown[0];
	return best ? { ...value, activity_id: best.activityId } : value;
}

/** @param example none for an empty body */
export function draftOf(operation: Operation, example: Example | undefined, screens: readonly Screen[]): Draft {
	return {
		operation,
		parameters: Object.fromEntries(operation.parameters.map(({ name, example }) => [name, example])),
		body: example
			? JSON.stringify(withShownActivity(example.value, screens), null, 2)
			: operation.needsBody
				? "{}"
				: "",
	};
}

/** The same draft with another body. */
export function withExample(draft: Draft, example: Example | undefined, screens: readonly Screen[]): Draft {
	return { ...draftOf(draft.operation, example, screens), parameters: draft.parameters };
}

export function pathOf({ operation, parameters }: Draft): string {
	return filledPath(operation, parameters);
}

/** The body as a value, or as the text that it is when that is not JSON, or text in quotes; `undefined` for none. */
export function bodyOf({ body }: Draft): unknown {
	if (body.trim() === "") return undefined;
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === "string" ? body : value;
	} catch {
		return body;
	}
}

function indented(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}

/** Never rejects: that there was no answer is an outcome too. */
export async function send(draft: Draft, api: string, key: string): Promise<Outcome> {
	const { operation, body } = draft;
	const hasBody = body.trim() !== "";
	try {
		const response = await fetch(api + pathOf(draft), {
			method: operation.method,
			headers: {
				...(key !== "" && { authorization: `Bearer ${key}` }),
				...(hasBody && { "content-type": "application/json" }),
			},
			...(hasBody && { body }),
		});
		return { status: response.status, headers: [...response.headers], body: indented(await response.text()) };
	} catch (error) {
		// A key that cannot stand in a header is refused here too; the browser's words for it do not hold the key.
		const unsendable = error instanceof TypeError && /[^\u0020-\u00ff]/.test(key);
		const why = unsendable ? "The API key has characters that a header cannot have." : "There was no answer.";
		return { status: null, headers: [], body: why };
	}
}
