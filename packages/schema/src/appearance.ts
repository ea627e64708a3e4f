/** Colours, icon, badge and metrics: the parts that content states of every type are made of. */
import * as z from "zod";
import { colors } from "./colors.ts";
import { component, ref } from "./component.ts";
import { shortValue, text } from "./text.ts";

export const LiveActivityColor = component("LiveActivityColor", z.enum(colors), {
	description: "Accent colour. Shown as `blue` when none is given.",
});
export type LiveActivityColor = z.infer<typeof LiveActivityColor>;
/** Shown when a state names none. */
export const DEFAULT_COLOR: LiveActivityColor = "blue";

export const LiveActivityAlertIcon = component(
	"LiveActivityAlertIcon",
	z.strictObject({
		symbol: text().meta({ description: "Name of an Apple SF Symbol.", examples: ["server.rack"] }),
		color: ref(LiveActivityColor, "Colour of the icon."),
	}),
	{ description: "An icon beside the title. Every type shows it." },
);
export type LiveActivityAlertIcon = z.infer<typeof LiveActivityAlertIcon>;

export const LiveActivityAlertBadge = component(
	"LiveActivityAlertBadge",
	z.strictObject({
		title: text().meta({ description: "Text of the badge.", examples: ["Customer"] }),
		color: ref(LiveActivityColor, "Colour of the badge."),
	}),
	{ description: "A small label, for `alert`, `progress` and `segmented_progress`." },
);
export type LiveActivityAlertBadge = z.infer<typeof LiveActivityAlertBadge>;

export const ActivityMetricValue = component(
	"ActivityMetricValue",
	shortValue(z.number().min(0), "a number of at least 0"),
	{ description: "A number of at least 0, or a string that is shown as sent.", examples: [9, "$2430"] },
);
export type ActivityMetricValue = z.infer<typeof ActivityMetricValue>;

export const ActivityMetric = component(
	"ActivityMetric",
	z.strictObject({
		label: text().meta({ description: "Name of the value.", examples: ["CPU"] }),
		value: ActivityMetricValue,
		unit: text({ min: 0 })
			.optional()
			.meta({
				description: "Unit behind the value. `%` makes it a gauge on a `metrics` activity.",
				examples: ["%"],
			}),
		color: ref(LiveActivityColor, "Colour of this value."),
	}),
	{ description: "One labelled value." },
);
export type ActivityMetric = z.infer<typeof ActivityMetric>;

export const Metrics = z.array(ActivityMetric).min(1).max(8).meta({ description: "One to eight labelled values." });
export type Metrics = z.infer<typeof Metrics>;
