/** Runs a schema and says what is wrong in words that name the field and what is allowed. */
import type { z } from "zod";
import type { Refinement } from "./refinement.ts";

export interface Issue {
	/** Field, such as `content_state.metrics[0].label`; empty for the body itself. */
	path: string;
	/** What is allowed, without the field's name. */
	message: string;
	/** The rule that JSON Schema cannot say, if it is one. */
	rule?: Refinement;
}

export type Validation<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

export function formatPath(path: readonly PropertyKey[]): string {
	let text = "";
	for (const key of path) {
		if (typeof key === "number") text += `[${key}]`;
		else text += text ? `.${String(key)}` : String(key);
	}
	return text;
}

/** `content_state.title is required`; the body itself is called so. */
export function formatIssue(issue: Issue): string {
	return `${issue.path || "The request body"} ${issue.message}`;
}

function article(type: string): string {
	if (type === "int") return "an integer";
	return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function kindOf(value: unknown): string {
	if (value === null) return "null";
	if (Array.isArray(value)) return "an array";
	return article(typeof value);
}

function bound(issue: { origin?: string; inclusive?: boolean }, limit: unknown, most: boolean): string {
	const amount = String(limit);
	if (issue.origin === "string")
		return `must be at ${most ? "most" : "least"} ${amount} character${amount === "1" ? "" : "s"}`;
	if (issue.origin === "array")
		return `must have at ${most ? "most" : "least"} ${amount} item${amount === "1" ? "" : "s"}`;
	if (issue.inclusive === false) return `must be ${most ? "less" : "greater"} than ${amount}`;
	return `must be at ${most ? "most" : "least"} ${amount}`;
}

function closest(key: string, allowed: readonly string[]): string | undefined {
	const plain = (name: string) => name.toLowerCase().replace(/[_-]/g, "");
	return allowed.find((name) => plain(name) === plain(key));
}

function unknownKeys(issue: z.core.$ZodRawIssue<z.core.$ZodIssueUnrecognizedKeys>): string {
	const shape = (issue.inst as { _zod?: { def?: { shape?: Record<string, unknown> } } } | undefined)?._zod?.def?.shape;
	const allowed = shape ? Object.keys(shape) : [];
	return issue.keys
		.map((key) => {
			const meant = closest(key, allowed);
			return meant
				? `has no field ${key}: ${meant} is meant`
				: `has no field ${key}: allowed are ${allowed.join(", ")}`;
		})
		.join("; ");
}

function describe(issue: z.core.$ZodRawIssue): string | undefined {
	switch (issue.code) {
		case "invalid_type":
			if (issue.input === undefined) return "is required";
			if (issue.expected === "number" && typeof issue.input === "number") return "must be a finite number";
			return `must be ${article(issue.expected)}, not ${kindOf(issue.input)}`;
		case "invalid_value":
			if (issue.input === undefined) return "is required";
			return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
		case "too_big":
			return bound(issue, issue.maximum, true);
		case "too_small":
			return bound(issue, issue.minimum, false);
		case "invalid_format":
			return issue.pattern ? `must match ${issue.pattern}` : `must be a valid ${issue.format}`;
		case "unrecognized_keys":
			return unknownKeys(issue);
		case "invalid_union": {
			if (issue.input === undefined) return "is required";
			const options = (issue as { options?: readonly unknown[] }).options;
			return options ? `must be one of ${options.join(", ")}` : "is not one of the allowed forms";
		}
		default:
			return undefined;
	}
}

// The discriminator's issue carries the whole object as its input: what matters is the tag.
function tagged(issue: z.core.$ZodRawIssue): string | undefined {
	if (issue.code === "invalid_union" && "discriminator" in issue) {
		const tag = (issue.input as Record<string, unknown> | undefined)?.[String(issue.discriminator)];
		const options = (issue as { options?: readonly unknown[] }).options ?? [];
		return `${tag === undefined ? "is required: " : "must be "}one of ${options.join(", ")}`;
	}
	return describe(issue);
}

function ruleOf(issue: z.core.$ZodIssue): Refinement | undefined {
	return issue.code === "custom" ? (issue.params?.rule as Refinement | undefined) : undefined;
}

/** Parses `input`; on failure lists every issue, in the order of the fields. */
export function validate<T extends z.ZodType>(
	schema: T,
	input: unknown,
	base: readonly PropertyKey[] = [],
): Validation<z.output<T>> {
	const result = schema.safeParse(input, { error: tagged });
	if (result.success) return { ok: true, value: result.data };
	const issues = result.error.issues.map((issue) => {
		const rule = ruleOf(issue);
		return { path: formatPath([...base, ...issue.path]), message: issue.message, ...(rule && { rule }) };
	});
	return { ok: false, issues };
}
