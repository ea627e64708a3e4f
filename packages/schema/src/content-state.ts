/**
 * What a Live Activity shows when it starts: one strict schema for each type. A merged state (what a device shows
 * after updates) is always one of these too, so the rules of a type are written once.
 */
import * as z from "zod";
import { LiveActivityAlertBadge, LiveActivityAlertIcon, LiveActivityColor, Metrics } from "./appearance.ts";
import { component, ref } from "./component.ts";
import { mustBe, refuse } from "./refinement.ts";
import { text } from "./text.ts";

/** Ten years: far beyond any timer, and the end of the window stays a time that every platform can hold. */
const MAX_DURATION_SECONDS = 315_360_000;

export const fields = {
	title: text().meta({ description: "First line.", examples: ["Nightly Backup"] }),
	subtitle: text({ min: 0 }).meta({ description: "Second line.", examples: ["upload archive"] }),
	number_of_steps: z
		.int()
		.min(1)
		.max(Number.MAX_SAFE_INTEGER)
		.meta({ description: "How many steps there are. It may grow and shrink while the activity runs.", examples: [3] }),
	current_step: z
		.int()
		.min(0)
		.max(Number.MAX_SAFE_INTEGER)
		.meta({
			description: "How many steps are completed, at most `number_of_steps`; 0 before the first.",
			examples: [2],
		}),
	step_colors: z.array(LiveActivityColor).meta({
		description: "Colours of the completed steps: as many as `current_step`.",
		examples: [["green", "green"]],
	}),
	percentage: z
		.number()
		.min(0)
		.max(100)
		.meta({ description: "Progress from 0 to 100.", examples: [42] }),
	progress_value: z.number().meta({ description: "Progress so far, in the unit of `upper_limit`.", examples: [21] }),
	upper_limit: z
		.number()
		.gt(0)
		.meta({ description: "The `value` that means 100 %.", examples: [50] }),
	shown_value: z
		.union([z.number(), text({ min: 0 })], { error: mustBe("a number or a string") })
		.meta({ description: "The value, shown as sent.", examples: ["$1,240"] }),
	message: text().meta({ description: "The message.", examples: ["Lumen came back after 2 weeks"] }),
	duration_seconds: z
		.number()
		.gt(0)
		.max(MAX_DURATION_SECONDS)
		.meta({
			description: "Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.",
			examples: [300],
		}),
	counts_down: z.boolean().meta({ description: "`false` counts up from 00:00.", default: true }),
	is_running: z.boolean().meta({ description: "`false` freezes the timer, `true` lets it go on.", default: true }),
};

/** Shared by every type. */
const shared = {
	title: fields.title,
	subtitle: fields.subtitle.optional(),
	color: ref(LiveActivityColor, "Accent colour of the activity."),
	icon: ref(LiveActivityAlertIcon, "Icon beside the title."),
};

const badge = ref(LiveActivityAlertBadge, "A small label.");

interface Steps {
	number_of_steps?: number | undefined;
	current_step?: number | undefined;
	step_colors?: readonly string[] | undefined;
}

function checkSteps(state: Steps, ctx: z.core.$RefinementCtx): void {
	const { number_of_steps = Number.POSITIVE_INFINITY, current_step = 0, step_colors } = state;
	if (current_step > number_of_steps) {
		refuse(ctx, "current-step-in-range", ["current_step"], `must be at most number_of_steps (${number_of_steps})`);
	}
	if (step_colors && step_colors.length !== current_step) {
		refuse(
			ctx,
			"step-colors-length",
			["step_colors"],
			`must have one colour for each completed step: ${current_step} (current_step), not ${step_colors.length}`,
		);
	}
}

const optionalSteps = {
	step_color: ref(LiveActivityColor, "Colour of the current step."),
	step_colors: fields.step_colors.optional(),
};
const steps = { number_of_steps: fields.number_of_steps, current_step: fields.current_step, ...optionalSteps };

function stepped<Type extends "segmented_progress" | "counter" | "countdown">(type: Type) {
	return z.strictObject({ ...shared, type: z.literal(type), ...steps, badge }).superRefine(checkSteps);
}

export const SegmentedProgressContentState = component("SegmentedProgressContentState", stepped("segmented_progress"), {
	description: "Progress through clear stages: a deployment, a backup, a migration, an agent run.",
});
export type SegmentedProgressContentState = z.infer<typeof SegmentedProgressContentState>;

export const ProgressContentState = component(
	"ProgressContentState",
	z
		.strictObject({
			...shared,
			type: z.literal("progress"),
			percentage: fields.percentage.optional(),
			value: fields.progress_value.optional(),
			upper_limit: fields.upper_limit.optional(),
			badge,
		})
		.superRefine((state, ctx) => {
			if (state.percentage !== undefined) return;
			if (state.value === undefined && state.upper_limit === undefined) {
				refuse(ctx, "progress-pair", ["percentage"], "is required, or value together with upper_limit");
			} else if (state.upper_limit === undefined) {
				refuse(ctx, "progress-pair", ["upper_limit"], "is required with value (or send percentage instead)");
			} else if (state.value === undefined) {
				refuse(ctx, "progress-pair", ["value"], "is required with upper_limit (or send percentage instead)");
			}
		}),
	{
		description:
			"A progress bar: `percentage`, or `value` with `upper_limit`. With both, `percentage` wins. A `value` beyond the limit shows 100 %.",
	},
);
export type ProgressContentState = z.infer<typeof ProgressContentState>;

export const MetricsContentState = component(
	"MetricsContentState",
	z.strictObject({ ...shared, type: z.literal("metrics"), metrics: Metrics }),
	{ description: "Live values that change often, such as server CPU and memory; a gauge for each value in `%`." },
);
export type MetricsContentState = z.infer<typeof MetricsContentState>;

export const StatsContentState = component(
	"StatsContentState",
	z.strictObject({ ...shared, type: z.literal("stats"), metrics: Metrics }),
	{ description: "Business numbers side by side." },
);
export type StatsContentState = z.infer<typeof StatsContentState>;

export const AlertContentState = component(
	"AlertContentState",
	z.strictObject({ ...shared, type: z.literal("alert"), message: fields.message, badge }),
	{ description: "A message that stays in view. The accent colour tints the buttons." },
);
export type AlertContentState = z.infer<typeof AlertContentState>;

export const ValueContentState = component(
	"ValueContentState",
	z.strictObject({ ...shared, type: z.literal("value"), value: fields.shown_value, badge }),
	{ description: "One value, shown as sent." },
);
export type ValueContentState = z.infer<typeof ValueContentState>;

/** What only a timer that shows steps (legacy) takes. */
const legacySteps = {
	number_of_steps: fields.number_of_steps.optional().meta({ description: "Legacy.", deprecated: true }),
	current_step: fields.current_step.optional().meta({ description: "Legacy.", deprecated: true }),
	step_color: ref(LiveActivityColor, "Legacy.", { deprecated: true }),
	step_colors: fields.step_colors.optional().meta({ description: "Legacy.", deprecated: true }),
};
const legacyFields = Object.keys(legacySteps) as (keyof typeof legacySteps)[];

export const TimerContentState = component(
	"TimerContentState",
	z
		.strictObject({
			...shared,
			type: z.literal("timer"),
			duration_seconds: fields.duration_seconds.optional(),
			counts_down: fields.counts_down.optional(),
			is_running: fields.is_running.optional(),
			...legacySteps,
		})
		.superRefine((state, ctx) => {
			const sent = legacyFields.filter((field) => state[field] !== undefined);
			if (sent.length > 0 && state.duration_seconds === undefined && state.counts_down === undefined) {
				for (const field of ["number_of_steps", "current_step"] as const) {
					if (state[field] === undefined) {
						refuse(ctx, "timer-or-steps", [field], "is required for a timer that shows steps (legacy)");
					}
				}
				if (state.is_running !== undefined) {
					refuse(ctx, "timer-or-steps", ["is_running"], "does not belong to a timer that shows steps (legacy)");
				}
				checkSteps(state, ctx);
				return;
			}
			for (const field of sent) {
				refuse(ctx, "timer-or-steps", [field], "does not belong to a timer with duration_seconds or counts_down");
			}
			if (state.duration_seconds === undefined && state.counts_down !== false) {
				refuse(
					ctx,
					"timer-duration",
					["duration_seconds"],
					"is required for a countdown (or send counts_down: false to count up)",
				);
			}
		}),
	{
		description:
			"A countdown of `duration_seconds`, or with `counts_down: false` a timer that counts up. The device counts by itself.",
	},
);
export type TimerContentState = z.infer<typeof TimerContentState>;

export const CounterContentState = component("CounterContentState", stepped("counter"), {
	description: "Legacy: shown as `segmented_progress`. Use that type instead.",
	deprecated: true,
});
export type CounterContentState = z.infer<typeof CounterContentState>;

export const CountdownContentState = component("CountdownContentState", stepped("countdown"), {
	description: "Legacy: shown as `segmented_progress`. Use that type, or `timer`, instead.",
	deprecated: true,
});
export type CountdownContentState = z.infer<typeof CountdownContentState>;

export const ContentStateStart = component(
	"ContentStateStart",
	z.discriminatedUnion("type", [
		SegmentedProgressContentState,
		ProgressContentState,
		MetricsContentState,
		StatsContentState,
		AlertContentState,
		ValueContentState,
		TimerContentState,
		CounterContentState,
		CountdownContentState,
	]),
	{ description: "What a new Live Activity shows, by `type`." },
);
export type ContentStateStart = z.infer<typeof ContentStateStart>;

export const liveActivityTypes = [
	"segmented_progress",
	"progress",
	"metrics",
	"stats",
	"alert",
	"value",
	"timer",
	"counter",
	"countdown",
] as const satisfies readonly z.infer<typeof ContentStateStart>["type"][];

export type LiveActivityType = (typeof liveActivityTypes)[number];

const twoButtonTypes: readonly LiveActivityType[] = ["alert", "progress", "segmented_progress", "counter", "countdown"];

/** Whether the type shows a `secondary_action` beside the first button. */
export function showsSecondaryAction(type: LiveActivityType): boolean {
	return twoButtonTypes.includes(type);
}

/** Whether the type shows a `badge`: those with two buttons do, and `value`. */
export function showsBadge(type: LiveActivityType): boolean {
	return type === "value" || showsSecondaryAction(type);
}
