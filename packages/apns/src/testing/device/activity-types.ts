/** The types of Live Activities that an app knows, as far as decoding them goes. */
import type { Shape } from "./swift.ts";

export interface ActivityType {
	attributes: Shape;
	contentState: Shape;
}

/** By the name of the type, which pushes call `attributes-type`. */
export type ActivityTypes = Readonly<Record<string, ActivityType>>;

const optional = (shape: Shape): Shape => ({ optional: shape });
const struct = (fields: Record<string, Shape>): Shape => ({ struct: fields });

const action = struct({
	id: "String",
	title: "String",
	type: { cases: ["open_url", "webhook"] },
	url: optional("String"),
});

/** The app's own: what `DeviceContentState` of the core is, field by field. */
export const ACTIVITY_SMITH: ActivityTypes = {
	ActivitySmithAttributes: {
		attributes: struct({ activityId: "String", streamKey: optional("String"), startedAt: "Double" }),
		contentState: struct({
			version: "Int",
			type: { cases: ["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer"] },
			title: "String",
			subtitle: optional("String"),
			color: "String",
			numberOfSteps: optional("Int"),
			currentStep: optional("Int"),
			stepColor: optional("String"),
			stepColors: optional({ array: "String" }),
			percentage: optional("Double"),
			value: optional("Double"),
			upperLimit: optional("Double"),
			metrics: optional({
				array: struct({
					label: "String",
					value: "String",
					number: optional("Double"),
					unit: optional("String"),
					color: optional("String"),
				}),
			}),
			message: optional("String"),
			text: optional("String"),
			timer: optional(
				struct({ startsAt: "Double", endsAt: optional("Double"), countsDown: "Bool", pausedAt: optional("Double") }),
			),
			icon: optional(struct({ symbol: "String", color: optional("String") })),
			badge: optional(struct({ title: "String", color: optional("String") })),
			action: optional(action),
			secondaryAction: optional(action),
		}),
	},
};
