/** Bodies of successful answers. No keys beyond these. */
import * as z from "zod";
import { component } from "./component.ts";
import { Timestamp } from "./time.ts";

const success = z.literal(true).meta({ description: "Always true: errors have another status and another body." });
const devices_notified = z
	.int()
	.min(0)
	.meta({
		description: "Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.",
		examples: [2],
	});
const devices_queued = z
	.int()
	.min(0)
	.meta({
		description: "Devices that get the newest state as soon as they have registered a token for the activity.",
		examples: [0],
	});
const users_notified = z
	.int()
	.min(0)
	.meta({ description: "Users these devices belong to.", examples: [1] });
const effective_channel_slugs = z
	.array(z.string())
	.nullable()
	.meta({ description: "Channels that applied, `null` when none did.", examples: [["ops"]] });
const tags = z.array(z.string()).meta({ description: "Tags as they are now.", examples: [["billing"]] });
const activity_id = z
	.string()
	.regex(/^[A-Za-z0-9_-]{32}$/)
	.meta({ description: "Id of the Live Activity.", examples: ["h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034"] });
const stream_key = z.string().meta({ description: "Key of the stream.", examples: ["nightly-backup"] });

export const PushNotificationResponse = component(
	"PushNotificationResponse",
	z.strictObject({
		success,
		devices_notified: devices_notified.optional(),
		users_notified: users_notified.optional(),
		effective_channel_slugs,
		tags: tags.optional(),
		timestamp: Timestamp,
	}),
	{ description: "The notification is on its way." },
);
export type PushNotificationResponse = z.infer<typeof PushNotificationResponse>;

export const LiveActivityStartResponse = component(
	"LiveActivityStartResponse",
	z.strictObject({
		success,
		activity_id,
		devices_notified: devices_notified.optional(),
		users_notified: users_notified.optional(),
		effective_channel_slugs,
		tags: tags.optional(),
		timestamp: Timestamp,
	}),
	{ description: "The Live Activity is on its way." },
);
export type LiveActivityStartResponse = z.infer<typeof LiveActivityStartResponse>;

const changed = {
	success,
	activity_id,
	devices_notified: devices_notified.optional(),
	devices_queued: devices_queued.optional(),
	timestamp: Timestamp,
};

export const LiveActivityUpdateResponse = component("LiveActivityUpdateResponse", z.strictObject(changed), {
	description: "The change is on its way.",
});
export type LiveActivityUpdateResponse = z.infer<typeof LiveActivityUpdateResponse>;

export const LiveActivityEndResponse = component("LiveActivityEndResponse", z.strictObject(changed), {
	description: "The end is on its way.",
});
export type LiveActivityEndResponse = z.infer<typeof LiveActivityEndResponse>;

export const LiveActivityStreamPutResponse = component(
	"LiveActivityStreamPutResponse",
	z.strictObject({
		success,
		operation: z.enum(["started", "updated", "rotated", "noop", "paused"]).meta({
			description:
				"`started` a new activity, `updated` the present one, `rotated` to a new one (age or channels), `noop`: nothing changed and nothing was sent, `paused`: kept, but not shown.",
			examples: ["updated"],
		}),
		stream_key,
		activity_id: activity_id.nullable(),
		previous_activity_id: activity_id
			.optional()
			.meta({ description: "The activity that was replaced, when `rotated`." }),
		devices_notified: devices_notified.optional(),
		devices_queued: devices_queued.optional(),
		users_notified: users_notified.optional(),
		effective_channel_slugs,
		tags: tags.optional(),
		timestamp: Timestamp,
	}),
	{ description: "What the stream did with the state." },
);
export type LiveActivityStreamPutResponse = z.infer<typeof LiveActivityStreamPutResponse>;

export const LiveActivityStreamDeleteResponse = component(
	"LiveActivityStreamDeleteResponse",
	z.strictObject({
		success,
		operation: z.literal("ended"),
		stream_key,
		activity_id: activity_id.nullable().meta({ description: "The activity that ended, `null` when none was running." }),
		devices_notified: devices_notified.optional(),
		devices_queued: devices_queued.optional(),
		timestamp: Timestamp,
	}),
	{ description: "The stream has ended." },
);
export type LiveActivityStreamDeleteResponse = z.infer<typeof LiveActivityStreamDeleteResponse>;

export const MetricValueUpdateResponse = component("MetricValueUpdateResponse", z.strictObject({ success }), {
	description: "The value is stored.",
});
export type MetricValueUpdateResponse = z.infer<typeof MetricValueUpdateResponse>;

const newerName = (name: string) => ({
	description: `The same as \`${name}\`, by the name that newer clients of the hosted service know. They alone get it.`,
	examples: [2],
});

export const AppIconBadgeCountUpdateResponse = component(
	"AppIconBadgeCountUpdateResponse",
	z.strictObject({
		success,
		badge: z
			.int()
			.min(0)
			.meta({ description: "The number as stored.", examples: [8333] }),
		devices_notified,
		users_notified,
		devices_updated: devices_notified.optional().meta(newerName("devices_notified")),
		users_updated: users_notified.optional().meta(newerName("users_notified")),
		effective_channel_slugs,
		timestamp: Timestamp,
	}),
	{ description: "The number is on its way." },
);
export type AppIconBadgeCountUpdateResponse = z.infer<typeof AppIconBadgeCountUpdateResponse>;
