/**
 * What may follow a start: flat strict objects in which only `title` is required. A field that is left out keeps its
 * value, `null` clears an optional one. The rules of a type hold for the merged state, which only the service knows.
 */
import * as z from "zod";
import { LiveActivityAlertBadge, LiveActivityAlertIcon, LiveActivityColor, Metrics } from "./appearance.ts";
import { component, nullableRef } from "./component.ts";
import { fields, liveActivityTypes } from "./content-state.ts";

const changes = {
	title: fields.title,
	type: z.enum(liveActivityTypes).optional().meta({
		description:
			"Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter` and `countdown` are deprecated.",
	}),
	subtitle: fields.subtitle.nullable().optional(),
	color: nullableRef(LiveActivityColor, "Accent colour of the activity."),
	icon: nullableRef(LiveActivityAlertIcon, "Icon beside the title."),
	badge: nullableRef(
		LiveActivityAlertBadge,
		"A small label, for `alert`, `progress`, `segmented_progress` and `value`.",
	),
	number_of_steps: fields.number_of_steps.nullable().optional(),
	current_step: fields.current_step.nullable().optional(),
	step_color: nullableRef(LiveActivityColor, "Colour of the current step."),
	step_colors: fields.step_colors.nullable().optional(),
	percentage: fields.percentage.nullable().optional(),
	value: fields.shown_value
		.nullable()
		.optional()
		.meta({
			description: "For `progress` a number, measured by `upper_limit`; for `value` what is shown.",
			examples: [21],
		}),
	upper_limit: fields.upper_limit.nullable().optional(),
	metrics: Metrics.nullable().optional(),
	message: fields.message.nullable().optional(),
	duration_seconds: fields.duration_seconds.nullable().optional(),
	counts_down: fields.counts_down.nullable().optional(),
	is_running: fields.is_running.nullable().optional(),
};

const duration = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const streamDismissal = {
	auto_dismiss_minutes: duration.optional().meta({
		description:
			"Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at the latest.",
		default: 2,
	}),
	auto_dismiss_seconds: duration.optional().meta({
		description: "The same in seconds. Wins over `auto_dismiss_minutes`.",
		examples: [30],
	}),
};

export const ContentStateUpdate = component("ContentStateUpdate", z.strictObject(changes), {
	description: "What changes on a running Live Activity.",
});
export type ContentStateUpdate = z.infer<typeof ContentStateUpdate>;

export const ContentStateEnd = component(
	"ContentStateEnd",
	z.strictObject({
		...changes,
		auto_dismiss_minutes: duration.optional().meta({
			description:
				"Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at the latest.",
			default: 3,
		}),
	}),
	{ description: "The last state of a Live Activity, and how long it stays." },
);
export type ContentStateEnd = z.infer<typeof ContentStateEnd>;

export const StreamContentState = component("StreamContentState", z.strictObject({ ...changes, ...streamDismissal }), {
	description: "The newest state of a stream. `type` is needed when the stream starts.",
});
export type StreamContentState = z.infer<typeof StreamContentState>;
