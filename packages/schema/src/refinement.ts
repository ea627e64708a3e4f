/**
 * Rules that JSON Schema cannot say. Each has a name, and every issue that one raises carries it, so that a test can
 * prove that zod and the published JSON Schema differ in these rules and in nothing else.
 */
import type * as z from "zod";

export const refinements = {
	"well-formed-unicode": "Strings hold no lone surrogates: they could not be encoded as UTF-8.",
	"parsable-url": "A URL is one that the WHATWG URL parser accepts.",
	"forbidden-scheme": "Some URL schemes run code or read local data and are refused.",
	"calendar-date": "A timestamp names a day and a time that exist.",
	"channels-match-target": "`channels` and `target.channels` name the same channels when both are sent.",
	"media-without-actions": "A notification shows media or action buttons, not both.",
	"progress-pair": "`progress` needs `percentage`, or `value` with `upper_limit`.",
	"current-step-in-range": "`current_step` is at most `number_of_steps`.",
	"step-colors-length": "`step_colors` has one colour for each completed step.",
	"timer-duration": "A countdown needs `duration_seconds`.",
	"timer-or-steps": "A timer shows time, or (legacy) steps, not both.",
	"secondary-action-type": "`secondary_action` is shown by `alert`, `progress` and `segmented_progress` only.",
	"json-depth": "Free-form JSON nests at most 32 levels deep.",
	"json-numbers": "Numbers are finite: `1e999` is JSON, but no number that could be passed on.",
	"json-keys": "No object has a key named `__proto__`.",
	"metadata-size": "`metadata` is at most 16 KB as JSON.",
} as const;

export type Refinement = keyof typeof refinements;

type Context = z.core.$RefinementCtx;

/** The issue that `rule` does not hold for the value at `path`, below the schema that is being refined. */
export function broken(rule: Refinement, path: readonly PropertyKey[], message: string) {
	return { code: "custom" as const, path: [...path], message, params: { rule } };
}

/** Reports it. */
export function refuse(ctx: Context, rule: Refinement, path: readonly PropertyKey[], message: string): void {
	ctx.addIssue(broken(rule, path, message));
}

/** The message of a value of the wrong kind, for schemas that zod cannot describe: `is required: …` or `must be …`. */
export function mustBe(allowed: string): (issue: { input?: unknown }) => string {
	return ({ input }) => (input === undefined ? `is required: ${allowed}` : `must be ${allowed}`);
}
