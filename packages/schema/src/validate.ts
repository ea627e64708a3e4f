/** Runs a schema and says what is wrong in words that name the field and what is allowed. */
import type * as z from "zod";
import { acceptorOf, refused } from "./accept.ts";
import type { Refinement } from "./refinement.ts";

export interface Issue {
	/** Field, such as `content_state.metrics[0].label`; empty for the body itself. */
	path: string;
	/** What is allowed, without the field's name. */
	message: string;
	/** The rule that JSON Schema cannot say, if it is one. */
	rule?: Refinement;
}

export type Validation<T> = { ok: true; value: T } | { ok: false; issues: [Issue, ...Issue[]] };

/** A body of 64 KiB can hold ten thousands of mistakes: an answer that lists them all would be a hundred times larger. */
export const MAX_ISSUES = 100;

/** Names come from the caller and go into an answer: they are cut, and made valid Unicode. */
const MAX_NAME = 100;

function name(key: PropertyKey): string {
	const text = String(key).toWellFormed();
	return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME).toWellFormed()}…` : text;
}

export function formatPath(path: readonly PropertyKey[]): string {
	let text = "";
	for (const key of path) {
		if (typeof key === "number") text += `[${key}]`;
		else text += text ? `.${name(key)}` : name(key);
	}
	return text;
}

/** `content_state.title is required`; the body itself is called so. */
export function formatIssue(issue: Issue): string {
	return `${issue.path || "The request body"} ${issue.message}`;
}

function article(type: string): string {
	return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function kindOf(value: unknown): string {
	if (value === null) return "null";
	if (Array.isArray(value)) return "an array";
	return article(typeof value);
}

function wrongType(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
	const { expected, input } = issue;
	if (input === undefined) return "is required";
	const wanted = article(expected === "int" ? "integer" : expected);
	if (typeof input !== "number") return `must be ${wanted}, not ${kindOf(input)}`;
	if (!Number.isFinite(input)) return "must be a finite number";
	return expected === "int" ? `must be an integer, not ${input}` : `must be ${wanted}, not a number`;
}

function count(amount: number | bigint, unit: string): string {
	return `${amount} ${unit}${Number(amount) === 1 ? "" : "s"}`;
}

type Bound = z.core.$ZodRawIssue<z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall>;

function outOfBounds(issue: Bound): string {
	const [limit, most] = issue.code === "too_big" ? [issue.maximum, true] : [issue.minimum, false];
	const end = most ? "at most" : "at least";
	if (issue.origin === "string") return `must be ${end} ${count(limit, "character")}`;
	if (issue.origin === "array") return `must have ${end} ${count(limit, "item")}`;
	if (issue.inclusive === false) return `must be ${most ? "less" : "greater"} than ${limit}`;
	return `must be ${end} ${limit}`;
}

function plain(key: string): string {
	return key.toLowerCase().replace(/[_-]/g, "");
}

/** Begins what is said of an unknown field. */
const NOT_A_FIELD = "is not a field";

/** Ends it when the field has another spelling. */
const IS_MEANT = " is meant";

type Shape = Record<string, z.core.$ZodType>;

/** One line for each unknown field, in their order: zod reports those of one object as one issue. */
function unknownFields(issue: z.core.$ZodRawIssue<z.core.$ZodIssueUnrecognizedKeys>): string {
	const { shape = {} } = (issue.inst?._zod.def ?? {}) as { shape?: Shape };
	const fields = Object.keys(shape);
	const types = [...(shape.type?._zod.values ?? [])];
	const owner = types.length === 1 ? ` of type ${String(types[0])}` : "";
	const allowed = `${NOT_A_FIELD}${owner}: allowed are ${fields.join(", ")}`;
	return issue.keys
		.slice(0, MAX_ISSUES)
		.map((key) => {
			const meant = fields.find((field) => plain(field) === plain(key));
			return meant ? `${NOT_A_FIELD}${owner}: ${meant}${IS_MEANT}` : allowed;
		})
		.join("\n");
}

interface NoMatch {
	input: unknown;
	discriminator?: string;
	options?: readonly unknown[];
}

/** Plain unions say themselves what they take; here it is the tag that fits no member. */
function unknownTag({ input, discriminator = "", options = [] }: NoMatch): string {
	const tag = (input as Record<string, unknown> | undefined)?.[discriminator];
	return `${tag === undefined ? "is required: " : "must be "}one of ${options.join(", ")}`;
}

function describe(issue: z.core.$ZodRawIssue): string | undefined {
	switch (issue.code) {
		case "invalid_type":
			return wrongType(issue);
		case "invalid_value":
			if (issue.input === undefined) return "is required";
			return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.join(", ")}`;
		case "too_big":
		case "too_small":
			return outOfBounds(issue);
		case "unrecognized_keys":
			return unknownFields(issue);
		case "invalid_union":
			return unknownTag(issue as NoMatch);
		default:
			return undefined;
	}
}

function isMisspelt({ message }: Issue): boolean {
	return message.startsWith(NOT_A_FIELD) && message.endsWith(IS_MEANT);
}

function toIssues(issue: z.core.$ZodIssue, base: readonly PropertyKey[]): Issue[] {
	const path = [...base, ...issue.path];
	if (issue.code === "unrecognized_keys") {
		return issue.message.split("\n").map((message, index) => {
			return { path: formatPath([...path, issue.keys[index] ?? ""]), message };
		});
	}
	const rule = issue.code === "custom" ? (issue.params?.rule as Refinement | undefined) : undefined;
	return [{ path: formatPath(path), message: issue.message, ...(rule && { rule }) }];
}

/**
 * Parses `input`. On failure lists the issues in the order of the fields, those of misspelt fields first, at most
 * {@link MAX_ISSUES}.
 *
 * @param base Where `input` is in the request, in front of every path.
 */
export function validate<T extends z.ZodType>(
	schema: T,
	input: unknown,
	base: readonly PropertyKey[] = [],
): Validation<z.output<T>> {
	const accepted = acceptorOf(schema)?.(input) ?? refused;
	if (accepted !== refused) return { ok: true, value: accepted as z.output<T> };
	const result = schema.safeParse(input, { error: describe });
	if (result.success) return { ok: true, value: result.data };
	const issues = result.error.issues.slice(0, MAX_ISSUES).flatMap((issue) => toIssues(issue, base));
	// A field in another spelling is why the right one is missing: it comes first, where everybody looks.
	const misspelt = issues.filter(isMisspelt);
	const ordered = misspelt.length > 0 ? [...misspelt, ...issues.filter((issue) => !isMisspelt(issue))] : issues;
	return { ok: false, issues: ordered.slice(0, MAX_ISSUES) as [Issue, ...Issue[]] };
}
