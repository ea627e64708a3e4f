/** What a Live Activity shows of progress: from what was read, to the fields of its state. */
import type { Progress } from "./progress.ts";

export type Fields = Record<string, unknown>;

/** More steps than this are no segments that anyone could count. */
const SEGMENTS = 12;

/** The type of a state that has these fields, if they tell. */
export function typeOf(fields: Fields): string | undefined {
	if (typeof fields.type === "string") return fields.type;
	if (fields.number_of_steps !== undefined) return "segmented_progress";
	if (fields.percentage !== undefined || fields.upper_limit !== undefined) return "progress";
	if (fields.metrics !== undefined) return "metrics";
	if (fields.message !== undefined) return "alert";
	if (fields.value !== undefined) return "value";
	return fields.duration_seconds === undefined && fields.counts_down === undefined ? undefined : "timer";
}

const rounded = (percentage: number) => Math.round(percentage * 10) / 10;

/**
 * The change that progress makes to what is shown. Among segments a percentage is that of one step: it goes into the
 * subtitle.
 */
export function progressFields(progress: Progress, shown: Fields): Fields {
	const { label } = progress;
	const subtitle = label === undefined ? {} : { subtitle: label };
	if ("step" in progress) {
		const { step, of } = progress;
		if (of <= SEGMENTS) return { type: "segmented_progress", number_of_steps: of, current_step: step, ...subtitle };
		return { type: "progress", percentage: rounded((step / of) * 100), subtitle: label ?? `${step} of ${of}` };
	}
	const percentage = rounded(progress.percentage);
	if (shown.type !== "segmented_progress") return { type: "progress", percentage, ...subtitle };
	return { subtitle: [label, `${percentage}%`].filter(Boolean).join(" · ") };
}
