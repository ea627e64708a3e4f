/** What goes into the management and comes out of it. */
import { ChannelSlug, MetricKey } from "@activitysmith/schema";
import * as z from "zod";
import { Id, line, said, Time } from "../shapes.ts";

const MOST_MEMBERS = 10_000;

export const Slug = ChannelSlug;
export const Metric = MetricKey;

export const Account = z.strictObject({
	id: Id,
	limits: z.strictObject({
		requests_per_minute: z.int().nullable().meta(said("`null` for no limit.")),
		live_activities: z.int().meta(said("Live Activities that may run at the same time.")),
	}),
});

export const NewAccount = z.strictObject({
	id: Id.optional().meta(said("What to call it, for good. Without it the server makes an id.")),
});

const MOST = 1_000_000_000;

export const Limits = z.strictObject({
	requests_per_minute: z.int().min(1).max(MOST).nullable().optional().meta(said("`null` for no limit.")),
	live_activities: z.int().min(0).max(MOST).optional(),
});

export const Key = z.strictObject({
	id: Id,
	name: z.string(),
	channels: z.array(z.string()).nullable().meta(said("What it reaches; `null` for everything.")),
	last_four: z.string().meta(said("The end of the key, to tell keys apart by.")),
	created_at: Time,
	revoked_at: Time.nullable(),
});

export const NewKey = z.strictObject({
	name: line(100),
	channels: z
		.array(Slug)
		.min(1)
		.max(100)
		.nullable()
		.optional()
		.meta(said("Channels that it reaches, and no others. `null`, or left out: it reaches everything.")),
});

export const CreatedKey = Key.extend({ key: z.string().meta(said("It is told once.")) });

const members = (what: string) =>
	z
		.array(Id)
		.max(MOST_MEMBERS)
		.meta(said(`Ids of ${what}.`));

export const Channel = z.strictObject({
	slug: z.string(),
	users: z.array(z.string()).meta(said("Ids of users: all their devices are in it.")),
	devices: z.array(z.string()).meta(said("Ids of single devices.")),
});

export const Members = z.strictObject({
	users: members("users: all their devices are in it").optional(),
	devices: members("single devices").optional(),
});

export const NewChannel = Members.extend({ slug: Slug });

export const MemberChanges = z.strictObject({ add: Members.optional(), remove: Members.optional() });

const kinds = ["number", "percent", "currency", "unit", "string"] as const;

const Format = z
	.strictObject({
		kind: z.enum(kinds),
		currency: z
			.string()
			.regex(/^[A-Z]{3}$/, { error: "must be a code of ISO 4217, such as USD" })
			.optional()
			.meta(said("Of `currency`.")),
		unit: line(16).optional().meta(said("Of `unit`: shown behind the number, such as `ms`.")),
	})
	.refine(({ kind, currency }) => (kind === "currency") === (currency !== undefined), {
		path: ["currency"],
		error: "goes with the kind currency, and only with it",
	})
	.refine(({ kind, unit }) => (kind === "unit") === (unit !== undefined), {
		path: ["unit"],
		error: "goes with the kind unit, and only with it",
	})
	.meta(said("How a widget writes the value. Text is shown as it is."));

export const MetricDefinition = z.strictObject({
	label: line(64).nullable().optional().meta(said("What a widget calls it; `null` for its key.")),
	format: Format.nullable().optional(),
});

export const MetricView = z.strictObject({
	key: z.string(),
	label: z.string().nullable(),
	format: z.looseObject({ kind: z.string() }).nullable(),
	value: z.union([z.number(), z.string()]).nullable().meta(said("`null` until one has come.")),
	at: Time.nullable().meta(said("When the value was true.")),
});

export const User = z.strictObject({ id: Id, name: z.string() });
export const NewUser = z.strictObject({ name: line(100) });

export const Device = z.strictObject({
	id: Id,
	user_id: Id,
	name: z.string(),
	kind: z.enum(["ios", "browser"]),
	model: z.enum(["iphone", "ipad"]),
	bundle_id: z.string().nullable(),
	environment: z.enum(["production", "sandbox"]).nullable(),
	app_version: z.string().nullable(),
	os_version: z.string().nullable(),
	live_activities: z.boolean(),
	frequent_updates: z.boolean(),
	registered: z.boolean().meta(said("Whether pushes go to it: false once Apple has said that its token is dead.")),
	paired_at: Time,
});

/** So long a code is good that nobody said anything else about. */
export const CODE_SECONDS = 600;

export const NewCode = z.strictObject({
	user_id: Id.meta(said("Whose device it will be.")),
	kind: z.enum(["ios", "browser"]).meta(said("An iPhone or iPad with the app, or a lock screen in a browser.")),
	expires_in_seconds: z
		.int()
		.min(10)
		.max(86_400)
		.optional()
		.meta({ ...said("How long it is good."), default: CODE_SECONDS }),
});

export const Code = z.strictObject({
	code: z.string().meta(said("Good once.")),
	link: z.string().nullable().meta(said("For a browser: what to open in it.")),
	qr: z
		.string()
		.meta(
			said(
				"What a QR code of it holds: for a browser the link; for the app `activitysmith://pair` with `server`, the address that the device API is below, and `code`.",
			),
		),
	expires_at: Time,
});

export const Stream = z.strictObject({
	stream_key: z.string(),
	activity_id: Id.nullable().meta(said("The newest Live Activity, running or not; `null` while it has none.")),
	paused: z.boolean(),
	last_put_at: Time,
});

export const pageLimit = z
	.string()
	.regex(/^(?:[1-9]\d{0,2}|1000)$/, { error: "must be a whole number from 1 to 1000" })
	.optional()
	.meta({ ...said("How many at most."), default: 100 });

export const StreamQuery = z.strictObject({
	after: line(255).optional().meta(said("Begins after this key.")),
	limit: pageLimit,
});

export const namedShapes = {
	Account,
	NewAccount,
	Limits,
	Key,
	NewKey,
	CreatedKey,
	Channel,
	Members,
	NewChannel,
	MemberChanges,
	MetricDefinition,
	Metric: MetricView,
	User,
	NewUser,
	Device,
	NewCode,
	Code,
	Stream,
};
