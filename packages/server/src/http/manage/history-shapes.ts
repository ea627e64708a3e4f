/** What the log and the history are asked, and tell. */
import { momentExists } from "@activitysmith/schema";
import * as z from "zod";
import { line, said, Time } from "../shapes.ts";
import { pageLimit } from "./shapes.ts";

/** A day, or a time with its zone. */
const moment = (description: string) =>
	z
		.string()
		.regex(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/, {
			error: "must be a time of ISO 8601 with its zone, such as 2026-01-31T09:00:00Z, or a day of UTC",
			abort: true,
		})
		.refine(momentExists, { error: "must be a day and a time that exist" })
		.optional()
		.meta({ ...said(description), examples: ["2026-01-31T09:00:00Z"] });

const page = {
	from: moment("Not before this time."),
	to: moment("Not after this time, or this day."),
	cursor: line(100).optional().meta(said("`next_cursor` of the page before.")),
	limit: pageLimit,
};

const nextCursor = z
	.string()
	.nullable()
	.meta(
		said("Where the next page begins; `null` at the end. A page may be short, or empty, and still have a next one."),
	);

const kinds = ["start", "update", "end", "notification", "badge", "widgets"] as const;

export const DeliveryQuery = z.strictObject({
	device_id: line(64).optional().meta(said("Of one device.")),
	about: line(64).optional().meta(said("About one Live Activity or notification, by its id.")),
	kind: z.enum(kinds).optional().meta(said("What was sent.")),
	failed: z.enum(["true"]).optional().meta(said("Only what did not arrive.")),
	...page,
});

export const Delivery = z
	.strictObject({
		at: Time,
		device_id: z.string(),
		kind: z.string().meta(said("`start`, `update` or `end` of a Live Activity, `notification`, `badge` or `widgets`.")),
		about: z.string().nullable().meta(said("Id of the Live Activity or notification; `null` for a badge or widgets.")),
		version: z.int().nullable().meta(said("Of the Live Activity's state, or of the badge or the widgets.")),
		delivered: z.boolean().meta(said("Whether Apple, or the page in a browser, has taken it.")),
		status: z.int().nullable().meta(said("Of Apple's answer; `null` when there was none.")),
		reason: z.string().nullable().meta(said("Apple's reason, or why it was not sent; `null` when it was taken.")),
		attempt: z.int().meta(said("1 for the first.")),
		apns_id: z.string().nullable().meta(said("`apns-id`, the same for every attempt; `null` for a browser.")),
	})
	.meta(said("One attempt to bring something to a device."));

export const Deliveries = z.strictObject({ deliveries: z.array(Delivery), next_cursor: nextCursor });

const filter = {
	tag: line(64).optional().meta(said("With this tag.")),
	channel: line(64).optional().meta(said("To this channel.")),
};

export const NotificationQuery = z.strictObject({ ...filter, ...page });

const metadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export const SentNotification = z.strictObject({
	id: z.string(),
	sent_at: Time,
	title: z.string(),
	subtitle: z.string().nullable(),
	message: z.string().nullable(),
	channels: z.array(z.string()).nullable().meta(said("`null` for every device.")),
	tags: z.array(z.string()),
	metadata,
	devices: z
		.strictObject({ queued: z.int(), sent: z.int(), failed: z.int(), expired: z.int() })
		.meta(said("Devices by what became of it there. Nobody could take an expired one for 24 hours.")),
});

export const Notifications = z.strictObject({ notifications: z.array(SentNotification), next_cursor: nextCursor });

export const ActivityQuery = z.strictObject({
	stream_key: line(255).optional().meta(said("Of this stream.")),
	...filter,
	...page,
});

export const StartedActivity = z.strictObject({
	activity_id: z.string(),
	stream_key: z.string().nullable(),
	status: z.enum(["running", "ended", "dismissed", "replaced"]),
	type: z.string(),
	title: z.string(),
	version: z.int().meta(said("Grows with every change that was accepted.")),
	content_state: z.looseObject({ type: z.string(), title: z.string() }).meta(said("The latest, as a device gets it.")),
	channels: z.array(z.string()).nullable().meta(said("`null` for every device.")),
	tags: z.array(z.string()),
	metadata,
	started_at: Time,
	changes: z
		.array(
			z.strictObject({
				what: z.enum(["started", "rotated", "ended", "removed"]),
				at: Time,
				other_activity_id: z
					.string()
					.nullable()
					.meta(said("The Live Activity whose place it took at its start, or that took its place in a rotation.")),
			}),
		)
		.meta(said("What has happened to it, oldest first.")),
	devices: z.strictObject({
		total: z.int(),
		latest: z.int().meta(said("Those that were sent the latest state.")),
		dismissed: z.int().meta(said("Those that get no more of it, as after a swipe.")),
	}),
});

export const Activities = z.strictObject({ activities: z.array(StartedActivity), next_cursor: nextCursor });

export const historyShapes = {
	Delivery,
	Deliveries,
	SentNotification,
	Notifications,
	StartedActivity,
	Activities,
};
