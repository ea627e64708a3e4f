/** Strings: lengths count characters (Unicode code points, as JSON Schema does), and no lone surrogate gets through. */
import * as z from "zod";
import { broken, mustBe } from "./refinement.ts";

export interface TextLimits {
	/** @default 1 */
	min?: number;
	max?: number;
}

// Astral characters take two UTF-16 units; a string without surrogates needs no counting.
const surrogate = /[\ud800-\udfff]/;

export function characters(value: string): number {
	if (!surrogate.test(value)) return value.length;
	let count = 0;
	for (const _ of value) count += 1;
	return count;
}

export function isWellFormed(value: string): boolean {
	return !surrogate.test(value) || value.isWellFormed();
}

/** A string with its length in characters, for example `text({ max: 64 })`. */
export function text({ min = 1, max = Number.POSITIVE_INFINITY }: TextLimits = {}): z.ZodString {
	const limits = { ...(min > 0 && { minLength: min }), ...(max < Number.POSITIVE_INFINITY && { maxLength: max }) };
	const check = ({ value, issues }: z.core.ParsePayload<string>) => {
		const length = characters(value);
		const wellFormed = isWellFormed(value);
		if (wellFormed && length >= min && length <= max) return;
		const issue = { input: value, continue: true };
		if (!wellFormed) {
			const message = "must be valid Unicode: it holds a lone surrogate";
			issues.push({ ...issue, ...broken("well-formed-unicode", [], message) });
		} else if (length < min) {
			issues.push({ ...issue, code: "too_small", origin: "string", minimum: min, inclusive: true });
		} else {
			issues.push({ ...issue, code: "too_big", origin: "string", maximum: max, inclusive: true });
		}
	};
	// As a bare check: a refinement makes a function for each string that it looks at, and requests are mostly strings.
	return z.string().check(check).meta(limits);
}

/** A finite number, or a string of 1 to 64 characters. */
export function shortValue<T extends z.ZodType>(number: T, what: string): z.ZodUnion<[T, z.ZodString]> {
	return z.union([number, text({ max: 64 })], { error: mustBe(`${what}, or a string of 1 to 64 characters`) });
}

const MAX_STREAM_KEY = 255;

export const StreamKey = z
	.string()
	.max(MAX_STREAM_KEY)
	.regex(/^[A-Za-z0-9_-]+$/, { error: "must contain only letters, numbers, underscores, and hyphens" })
	.meta({
		description: "Your own stable name for the thing that is shown: 1 to 255 letters, digits, underscores and hyphens.",
		examples: ["nightly-backup"],
	});

export const MetricKey = z
	.string()
	.regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/, {
		error: "must be 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit",
	})
	.meta({ description: "Key of a metric that exists in the workspace.", examples: ["deploy.success_rate"] });

export const ChannelSlug = z
	.string()
	.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, {
		error: "must be a channel slug: 1 to 64 of a-z, 0-9, underscore and hyphen, beginning with a letter or digit",
	})
	.meta({ description: "Slug of a channel.", examples: ["ops"] });

export const IdempotencyKey = text({ max: 255 }).meta({
	description:
		"Makes a retry safe: for 24 hours the same key with the same body answers the first result again instead of acting twice.",
	examples: ["deploy-4f1c9"],
});
