/** Request bodies. Every object is strict: an unknown field is refused by name. */
import * as z from "zod";
import { LiveActivityAction, PushNotificationAction } from "./action.ts";
import { component, nullableRef, ref } from "./component.ts";
import { ContentStateStart, showsSecondaryAction } from "./content-state.ts";
import { ContentStateEnd, ContentStateUpdate, StreamContentState } from "./content-state-update.ts";
import { jsonObject, Metadata } from "./json.ts";
import { refuse } from "./refinement.ts";
import { ChannelSlug, shortValue, text } from "./text.ts";
import { moment } from "./time.ts";
import { appUrl, httpsUrl } from "./url.ts";

const MAX_BADGE = 2_147_483_647;

const slugs = z
	.array(ChannelSlug, {
		error: (issue) => (issue.code === "invalid_type" ? "must be an array of channel slugs" : undefined),
	})
	.min(1, { error: "must contain at least one channel" });

export const ChannelTarget = component(
	"ChannelTarget",
	z.strictObject({ channels: slugs.meta({ description: "At least one channel.", examples: [["ops"]] }) }),
	{ description: "Who gets it: the users and devices of these channels." },
);
export type ChannelTarget = z.infer<typeof ChannelTarget>;

export const AlertPayload = component(
	"AlertPayload",
	z.strictObject({
		title: text({ min: 0 })
			.optional()
			.meta({ description: "Title of the alert.", examples: ["Backup started"] }),
		body: text({ min: 0 })
			.optional()
			.meta({ description: "Text of the alert.", examples: ["db-prod to S3"] }),
	}),
	{ description: "An alert that lights up the screen together with the change." },
);
export type AlertPayload = z.infer<typeof AlertPayload>;

const targeting = {
	target: ref(ChannelTarget, "Limits the request to channels. Without it, everything in the scope of the API key."),
	channels: slugs
		.optional()
		.meta({ description: "Short for `target.channels`. When both are sent they must be equal.", examples: [["ops"]] }),
};

interface Targeted {
	target?: { channels: string[] } | undefined;
	channels?: string[] | undefined;
}

function sameChannels(a: readonly string[], b: readonly string[]): boolean {
	const wanted = new Set(a);
	return wanted.size === new Set(b).size && b.every((slug) => wanted.has(slug));
}

function checkTargeting({ target, channels }: Targeted, ctx: z.core.$RefinementCtx): void {
	if (target && channels && !sameChannels(target.channels, channels)) {
		refuse(ctx, "channels-match-target", ["channels"], "must be equal to target.channels when both are sent");
	}
}

const history = {
	tags: z
		.array(text({ max: 64 }))
		.max(20)
		.optional()
		.meta({
			description:
				"Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.",
			examples: [["user:382", "billing"]],
		}),
	metadata: Metadata.optional(),
};

export const PushNotificationRequest = component(
	"PushNotificationRequest",
	z
		.strictObject({
			title: text().meta({ description: "Title of the notification.", examples: ["New subscription 💸"] }),
			message: text({ min: 0 })
				.optional()
				.meta({ description: "Text of the notification.", examples: ["Customer upgraded to Pro plan"] }),
			subtitle: text({ min: 0 })
				.optional()
				.meta({ description: "Line between title and text.", examples: ["Billing"] }),
			media: httpsUrl.optional().meta({
				description:
					"https URL of an image, audio or video that is shown when the notification is expanded. Not together with `actions`.",
				examples: ["https://cdn.example.com/output/homepage-v2.png"],
			}),
			redirection: appUrl.optional().meta({
				description: "URL that a tap opens. Without it, a tap opens `media`.",
				examples: ["https://github.com/acme/web/pull/482"],
			}),
			actions: z.array(PushNotificationAction).max(4).optional().meta({ description: "Up to four buttons." }),
			payload: jsonObject.optional().meta({
				description: "JSON of your own that reaches the app with the notification.",
				examples: [{ order: 8333 }],
			}),
			badge: z
				.int()
				.min(0)
				.max(MAX_BADGE)
				.optional()
				.meta({
					description: "Number on the app icon; 0 clears it.",
					examples: [3],
				}),
			sound: text({ min: 0 })
				.optional()
				.meta({ description: "Name of a sound of the app.", examples: ["default"] }),
			icon: httpsUrl.optional().meta({
				description: "https URL of an image that is shown as the sender's icon.",
				examples: ["https://cdn.example.com/logo.png"],
			}),
			interruption_level: z.enum(["passive", "active", "time-sensitive"]).optional().meta({
				description: "How much it interrupts, by Apple's names.",
				default: "active",
			}),
			...targeting,
			...history,
		})
		.superRefine((request, ctx) => {
			checkTargeting(request, ctx);
			if (request.media !== undefined && request.actions && request.actions.length > 0) {
				refuse(ctx, "media-without-actions", ["media"], "cannot be combined with actions: send one of the two");
			}
		}),
	{ description: "A push notification." },
);
export type PushNotificationRequest = z.infer<typeof PushNotificationRequest>;

const alert = ref(AlertPayload, "An alert that comes with the change.");

export const LiveActivityStartRequest = component(
	"LiveActivityStartRequest",
	z
		.strictObject({
			content_state: ContentStateStart,
			action: ref(LiveActivityAction, "A button."),
			secondary_action: ref(LiveActivityAction, "A second button, for `alert`, `progress` and `segmented_progress`."),
			alert,
			...targeting,
			...history,
		})
		.superRefine((request, ctx) => {
			checkTargeting(request, ctx);
			const { type } = request.content_state;
			if (request.secondary_action && !showsSecondaryAction(type)) {
				refuse(ctx, "secondary-action-type", ["secondary_action"], secondaryActionProblem(type));
			}
		}),
	{ description: "Starts a Live Activity." },
);
export type LiveActivityStartRequest = z.infer<typeof LiveActivityStartRequest>;

export function secondaryActionProblem(type: string): string {
	return `is not shown by type ${type}: only alert, progress and segmented_progress have a second button`;
}

const activityId = text({ max: 255 }).meta({
	description: "The `activity_id` that the start answered.",
	examples: ["h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034"],
});

const changedActions = {
	action: nullableRef(LiveActivityAction, "A button. Left out keeps the present one, `null` removes it."),
	secondary_action: nullableRef(
		LiveActivityAction,
		"A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, `null` removes it.",
	),
};

const lastActions = {
	action: nullableRef(LiveActivityAction, "A button on the ended activity. Left out removes the present one."),
	secondary_action: nullableRef(
		LiveActivityAction,
		"A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes the present one.",
	),
};

export const LiveActivityUpdateRequest = component(
	"LiveActivityUpdateRequest",
	z.strictObject({ activity_id: activityId, content_state: ContentStateUpdate, ...changedActions, ...history }),
	{ description: "Changes a running Live Activity." },
);
export type LiveActivityUpdateRequest = z.infer<typeof LiveActivityUpdateRequest>;

export const LiveActivityEndRequest = component(
	"LiveActivityEndRequest",
	z.strictObject({ activity_id: activityId, content_state: ContentStateEnd, ...lastActions, ...history }),
	{ description: "Ends a Live Activity." },
);
export type LiveActivityEndRequest = z.infer<typeof LiveActivityEndRequest>;

export const LiveActivityStreamRequest = component(
	"LiveActivityStreamRequest",
	z
		.strictObject({ content_state: StreamContentState, ...changedActions, alert, ...targeting, ...history })
		.superRefine(checkTargeting),
	{ description: "The newest state of a stream." },
);
export type LiveActivityStreamRequest = z.infer<typeof LiveActivityStreamRequest>;

export const LiveActivityStreamDeleteRequest = component(
	"LiveActivityStreamDeleteRequest",
	z.strictObject({
		content_state: ref(StreamContentState, "The last state, shown until the activity is removed."),
		...lastActions,
		alert,
		...history,
	}),
	{ description: "Ends a stream, if wanted with a last state." },
);
export type LiveActivityStreamDeleteRequest = z.infer<typeof LiveActivityStreamDeleteRequest>;

export const MetricValueUpdateRequest = component(
	"MetricValueUpdateRequest",
	z.strictObject({
		value: shortValue(z.number(), "a finite number").meta({
			description: "The newest value.",
			examples: [99.9, "healthy"],
		}),
		timestamp: moment.optional().meta({
			description: "When the value was true. A value older than the stored one is ignored. Without it: now.",
			examples: ["2026-03-19T08:30:00Z"],
		}),
	}),
	{ description: "A new value of a metric." },
);
export type MetricValueUpdateRequest = z.infer<typeof MetricValueUpdateRequest>;

export const AppIconBadgeCountUpdateRequest = component(
	"AppIconBadgeCountUpdateRequest",
	z
		.strictObject({
			badge: z
				.int()
				.min(0)
				.max(MAX_BADGE)
				.meta({ description: "Number on the app icon; 0 clears it.", examples: [8333] }),
			...targeting,
		})
		.superRefine(checkTargeting),
	{ description: "A number for the app icon." },
);
export type AppIconBadgeCountUpdateRequest = z.infer<typeof AppIconBadgeCountUpdateRequest>;
