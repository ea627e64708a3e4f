/** What goes into the device API and comes out of it. */
import * as z from "zod";
import { Id, line, said, Time } from "../shapes.ts";

const facts = {
	name: line(100).meta({ ...said("What its user calls it."), examples: ["Ada's iPhone"] }),
	app_version: line(50).meta({ ...said("Of the app."), examples: ["1.4.0"] }),
	os_version: line(50).meta({ ...said("Of the system."), examples: ["18.2"] }),
	live_activities: z
		.boolean()
		.meta(said("Whether it can show Live Activities: it has them, and its user allows them.")),
	frequent_updates: z.boolean().meta(said("Whether its user allows frequent updates of Live Activities.")),
};

const reach = {
	bundle_id: z
		.string()
		.regex(/^[A-Za-z0-9.-]{1,155}$/, { error: "must be the bundle id of an app, such as com.example.app" })
		.meta({ ...said("Of the app: Apple delivers to one app."), examples: ["com.example.app"] }),
	environment: z.enum(["production", "sandbox"]).meta(said("Which of Apple's services its tokens are of.")),
};

const PairingCode = line(64).meta({
	...said("As it was shown. Hyphens and case make no difference."),
	examples: ["K7WQ2-M4XHD"],
});

export const Pairing = z.strictObject({
	code: PairingCode,
	name: facts.name,
	model: z.enum(["iphone", "ipad"]),
	...reach,
	app_version: facts.app_version.optional(),
	os_version: facts.os_version.optional(),
	live_activities: facts.live_activities.optional().meta({ ...said("As in a report."), default: true }),
	frequent_updates: facts.frequent_updates.optional().meta({ ...said("As in a report."), default: true }),
});

export const Paired = z.strictObject({
	device_id: Id,
	secret: z.string().meta(said("What the device signs in with from now on. It is told once.")),
});

/** Apple gives no length; in hex as a phone writes the bytes. */
const Token = z
	.string()
	.regex(/^(?:[0-9a-fA-F]{2}){1,256}$/, { error: "must be a token in hex: an even number of 0-9 and a-f, at most 512" })
	.meta({ ...said("In hex, as ActivityKit, UIKit or WidgetKit gave its bytes."), examples: ["8f1c0a5e"] });

export const TokenKind = z
	.enum(["push", "start", "widget"])
	.meta(said("For notifications and badges; for starting Live Activities; for reloading widgets."));

export const Registration = z.strictObject({
	token: Token,
	bundle_id: reach.bundle_id.optional(),
	environment: reach.environment.optional(),
});

export const ActivityRegistration = z.strictObject({ token: Token });

export const Report = z
	.strictObject({
		name: facts.name.optional(),
		app_version: facts.app_version.optional(),
		os_version: facts.os_version.optional(),
		live_activities: facts.live_activities.optional(),
		frequent_updates: facts.frequent_updates.optional(),
		activities: z
			.array(
				z.strictObject({
					activity_id: Id,
					state: z
						.enum(["active", "stale", "ended", "dismissed"])
						.meta(said("As ActivityKit calls it. What has ended or was dismissed gets no more updates.")),
				}),
			)
			.max(100)
			.optional()
			.meta(said("Live Activities whose state has changed on the device.")),
	})
	.meta(said("What has changed on the device; what is left out has not."));

const action = line(64).meta({ ...said("`id` of the button's action."), examples: ["primary"] });

/** The alternatives are told apart by a refinement, so that messages name the field. */
export const PressBody = z
	.strictObject({
		activity_id: Id.optional().meta(said("Of the Live Activity that the button is on.")),
		notification_id: Id.optional().meta(said("Of the notification that the button is on.")),
		action,
	})
	.refine(({ activity_id, notification_id }) => (activity_id === undefined) !== (notification_id === undefined), {
		error: "must have either activity_id or notification_id",
	});

const State = z.looseObject({ type: z.string(), title: z.string() }).meta(said("As the app decodes it from a push."));

export const Snapshot = z.strictObject({
	now: Time,
	device: z.strictObject({
		id: Id,
		name: z.string(),
		model: z.enum(["iphone", "ipad"]),
		live_activities: z.boolean(),
		frequent_updates: z.boolean(),
		registered: z.boolean().meta(said("Whether pushes go to it: false once Apple has said that its token is dead.")),
		channels: z.array(z.string()).meta(said("Slugs of the channels it is in.")),
	}),
	activities: z
		.array(
			z.strictObject({
				activity_id: Id,
				stream_key: z.string().nullable(),
				status: z.enum(["active", "stale", "ended", "dismissed"]),
				content_state: State,
				started_at: Time,
				dismiss_at: Time.nullable().meta(said("When an ended one leaves the lock screen.")),
			}),
		)
		.meta(said("What should be on its lock screen, newest first.")),
	badge: z.int().meta(said("Number on the app's icon.")),
	widgets: z
		.array(
			z.strictObject({
				key: z.string().meta(said("Of the metric.")),
				label: z.string().optional(),
				value: z.union([z.number(), z.string()]),
				format: z.looseObject({ kind: z.string() }).optional().meta(said("How a widget writes the value.")),
			}),
		)
		.meta(said("Newest values of the metrics.")),
});

export const namedShapes = { Pairing, Paired, Registration, ActivityRegistration, Report, Press: PressBody, Snapshot };
