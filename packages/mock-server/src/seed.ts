/** Accounts as tests describe them. */

import type { Limits } from "@activitysmith/core";
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

export interface AccountSeed {
	/** API keys; with `channels`, a key that reaches only those. */
	keys: (string | { key: string; channels: string[] })[];
	/** @default one user with two devices */
	users?: UserSeed[];
	/** Channels by slug. */
	channels?: Record<string, ChannelSeed>;
	/** Keys of the metrics that exist. */
	metrics?: string[];
	/**
	 * Whether channels and metrics must have been described. Otherwise they exist from the moment a request names them:
	 * such a channel reaches every device.
	 * @default true when `channels` or `metrics` are described, or the mock has `strictAccounts`
	 */
	strict?: boolean;
	limits?: Partial<Limits>;
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
		metrics: z.array(MetricKey).optional(),
		strict: z.boolean().optional(),
		limits: LimitsSchema.optional(),
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

/** Throws a `TypeError` that names the field and what is allowed. */
export function parseAccountSeed(seed: unknown): AccountSeed {
	return checked(AccountSeedSchema, seed, "account") as AccountSeed;
}
