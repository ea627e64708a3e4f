/** Times on the wire: those that callers send (ISO 8601 with seconds and offset), and those that the server answers. */
import * as z from "zod";
import { refuse } from "./refinement.ts";

const pattern = "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})$";
const shape = new RegExp(pattern);

/** A day of the calendar and a time of the clock: `Date.parse` takes February 30 and 24:00, and reads them as others. */
export function momentExists(value: string): boolean {
	const [day = "", time = ""] = value.split("T");
	const midnight = new Date(`${day}T00:00:00Z`);
	const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
	return isDay && time < "24" && !Number.isNaN(Date.parse(value));
}

/** A moment that a caller names. */
export const moment = z
	.string()
	.superRefine((value, ctx) => {
		if (!shape.test(value)) {
			const message = "must be an ISO 8601 time with seconds and offset, such as 2026-03-19T08:30:00Z";
			ctx.addIssue({ code: "custom", message });
		} else if (!momentExists(value)) {
			refuse(ctx, "calendar-date", [], "must be a day and a time that exist, such as 2026-03-19T08:30:00Z");
		}
	})
	.meta({ format: "date-time", pattern });

export const Timestamp = z.iso
	.datetime({ precision: 3 })
	.meta({ description: "When the server accepted the request (ISO 8601, UTC).", format: "date-time" });
