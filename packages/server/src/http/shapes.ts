/** Schemas that the device API and the management share. */
import * as z from "zod";

export const said = (description: string) => ({ description });

/** Written so that every reader of the documents understands it: in its own words JavaScript would say `\p{Cc}`. */
const PRINTABLE = "^[^\\u0000-\\u001f\\u007f-\\u009f]+$";

/** Text of a person or a device. No database keeps every control character, and no list should show one. */
export const line = (max: number) =>
	z
		.string()
		.min(1)
		.max(max)
		.regex(new RegExp(PRINTABLE), { error: "must be text without control characters" })
		.refine((value) => value.isWellFormed(), { error: "must be valid Unicode: it holds a lone surrogate" });

/** An id that the server has made. */
export const Id = z
	.string()
	.regex(/^[A-Za-z0-9_-]{1,64}$/, { error: "must be an id as the server gives it" })
	.meta(said("Id, as lists have it."));

export const Time = z.iso.datetime().meta(said("ISO 8601, in UTC."));

export const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const ErrorAnswer = z
	.looseObject({
		error: z.string().meta(said("Short title.")),
		message: z.string().meta(said("What is wrong and what is allowed.")),
		issues: z
			.array(z.looseObject({ path: z.string(), message: z.string() }))
			.optional()
			.meta(said("Everything that is wrong with the request.")),
	})
	.meta(said("What went wrong."));

export const PressOutcome = z
	.strictObject({
		status: z.int().nullable().meta(said("Of the webhook's answer; `null` when it was not called, or not reached.")),
		message: z.string().optional().meta(said("Why it was not called or not reached.")),
	})
	.meta(said("What came of a press."));
