/** What programs hand in, against its schema. */
import { formatIssue, validate } from "@activitysmith/schema";
import type * as z from "zod";

/** Throws a `TypeError` that says where in `name` something is wrong and what is allowed. */
export function checked<T extends z.ZodType>(schema: T, value: unknown, name: string): z.output<T> {
	const result = validate(schema, value, [name]);
	if (!result.ok) throw new TypeError(formatIssue(result.issues[0]));
	return result.value;
}
