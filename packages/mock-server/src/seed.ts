/** Accounts as tests describe them. */

import { isWebhookSecret, type Limits } from "@activitysmith/core";
import type { MetricFormat } from "@activitysmith/lock-screen/page";
import { ChannelSlug, MetricKey } from "@activitysmith/schema";
import * as z from "zod";
import { checked } from "./checked.ts";

export interface DeviceSeed {
	id: string;
	/** @default the id */
	name?: string;
	/** Whether it can show Live Activities. @default true */
	liveActivities?: boolean;
}

export interface UserSeed {
	id: string;
	devices: DeviceSeed[];
}

export interface ChannelSeed {
	/** Users, with all their devices. */
	users?: string[] | undefined;
	/** Single devices. */
	devices?: string[] | undefined;
}

export interface MetricSeed {
	key: string;
	/** What a widget calls it. @default the key */
	label?: string;
	/** How a widget writes its value. @default number for a number, string for text */
	format?: MetricFormat;
}

export interface AccountSeed {
	/** API keys; with `channels`, a key that reaches only those. */
	keys: (string | { key: string; channels: string[] })[];
	/** @default one user with two devices */
	users?: UserSeed[];
	/** Channels by slug. */
	channels?: Record<string, ChannelSeed>;
	/** Metrics that exist: their keys, or what widgets show of them beside the value. */
	metrics?: (string | MetricSeed)[];
	/**
	 * Whether channels and metrics must have been described. Otherwise they exist from the moment a request names them:
	 * such a channel reaches every device.
	 * @default true when `channels` or `metrics` are described, or the mock has `strictAccounts`
	 */
	strict?: boolean;
	limits?: Partial<Limits>;
	/** What its webhooks are signed with: `whsec_` and 24 to 64 bytes in base64. @default one that is the same in every run */
	webhookSecret?: string;
}

/** As in the examples of the API's documentation: one user with two devices. */
export const DEFAULT_USERS: UserSeed[] = [
	{
		id: "user-1",
		devices: [
			{ id: "iphone", name: "iPhone" },
			{ id: "ipad", name: "iPad" },
		],
	},
];

const ApiKey = z.string().regex(/^\S+$/, { error: "must be an API key: text without spaces" });

const DeviceSeedSchema = z.strictObject({
	id: z.string().min(1),
	name: z.string().optional(),
	liveActivities: z.boolean().optional(),
});

export const ChannelSeedSchema = z.strictObject({
	users: z.array(z.string()).optional(),
	devices: z.array(z.string()).optional(),
});

const LimitsSchema = z.strictObject({
	requestsPerMinute: z.int().min(0).nullable().optional(),
	liveActivities: z.int().min(0).optional(),
});

/** Whether there is such a currency only a table would know. */
const Currency = z
	.string()
	.regex(/^[A-Z]{3}$/, { error: "must be a code of ISO 4217, such as USD" })
	.meta({ description: "Code of ISO 4217.", examples: ["USD"] });

export const MetricSeedSchema = z.strictObject({
	key: MetricKey,
	label: z.string().min(1).optional().meta({ description: "What a widget calls it. The key when left out." }),
	format: z
		.discriminatedUnion("kind", [
			z.strictObject({ kind: z.literal("number") }),
			z.strictObject({ kind: z.literal("percent") }),
			z.strictObject({ kind: z.literal("currency"), currency: Currency }),
			z.strictObject({
				kind: z.literal("unit"),
				unit: z
					.string()
					.min(1)
					.meta({ description: "Shown behind the number.", examples: ["ms"] }),
			}),
			z.strictObject({ kind: z.literal("string") }),
		])
		.optional()
		.meta({ description: "How a widget writes the value. A number as one, text as it is, when left out." }),
});

/** A key alone stands for what has nothing but a key. A union would do, but its words name no field. */
const MetricSchema = z.preprocess(
	(metric) => (typeof metric === "object" && metric !== null ? metric : { key: metric }),
	MetricSeedSchema,
);

export const AccountSeedSchema = z
	.strictObject({
		keys: z.array(
			z.custom<string | { key: string; channels: string[] }>(
				(value) =>
					z.union([ApiKey, z.strictObject({ key: ApiKey, channels: z.array(ChannelSlug).min(1) })]).safeParse(value)
						.success,
				{ error: "must be an API key, or { key, channels }" },
			),
		),
		users: z.array(z.strictObject({ id: z.string().min(1), devices: z.array(DeviceSeedSchema) })).optional(),
		channels: z.record(ChannelSlug, ChannelSeedSchema).optional(),
		metrics: z.array(MetricSchema).optional(),
		strict: z.boolean().optional(),
		limits: LimitsSchema.optional(),
		webhookSecret: z
			.string()
			.refine(isWebhookSecret, { error: "must be whsec_ and 24 to 64 bytes in base64" })
			.optional(),
	})
	.superRefine(({ keys, users = DEFAULT_USERS, channels = {} }, context) => {
		const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
		const devices = users.flatMap((user) => user.devices);
		const names = keys.map((entry) => (typeof entry === "string" ? entry : entry.key));
		if (new Set(names).size < names.length) refuse(["keys"], "must each be given once");
		if (new Set(users.map(({ id }) => id)).size < users.length) refuse(["users"], "must have an id each of their own");
		if (new Set(devices.map(({ id }) => id)).size < devices.length) {
			refuse(["users"], "must have devices with an id each of their own, across all users");
		}
		for (const [slug, members] of Object.entries(channels)) {
			const unknown = strangers(members, users);
			if (unknown) refuse(["channels", slug], unknown);
		}
	});

/** What is wrong with the members of a channel, if something is. */
export function strangers(
	{ users = [], devices = [] }: ChannelSeed,
	all: readonly { id: string; devices: readonly { id: string }[] }[],
): string | undefined {
	const userIds = all.map(({ id }) => id);
	const deviceIds = all.flatMap((user) => user.devices.map(({ id }) => id));
	const unknown = [...users.filter((id) => !userIds.includes(id)), ...devices.filter((id) => !deviceIds.includes(id))];
	if (unknown.length === 0) return undefined;
	return `names ${unknown.join(", ")}: the account has the users ${userIds.join(", ")} with the devices ${deviceIds.join(", ")}`;
}

/** A seed that has been checked, without what may be left out in it. */
export type CheckedSeed = Omit<AccountSeed, "metrics"> & { metrics?: MetricSeed[] };

/** Throws a `TypeError` that names the field and what is allowed. */
export function parseAccountSeed(seed: unknown): CheckedSeed {
	return checked(AccountSeedSchema, seed, "account") as CheckedSeed;
}
