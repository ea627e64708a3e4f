/** One account of the mock: its people, devices, channels, time, and everything that was sent to them. */
import type {
	Account,
	Activity,
	ActivityDevice,
	MetricSample,
	Notification,
	RateWindow,
	Stream,
	Target,
} from "@activitysmith/core";
import { isMagicallyEmpty } from "./magic.ts";
import type { Phone } from "./phone.ts";
import type { MetricSeed } from "./seed.ts";

export interface Channel {
	users: ReadonlySet<string>;
	devices: ReadonlySet<string>;
}

export interface StoredAnswer {
	/** As canonical JSON. */
	request: string;
	expiresAt: number;
	/** `undefined` while the request runs. */
	answer?: { body: unknown };
}

export interface World {
	account: Account;
	/** Channels and metrics exist from the moment a request names them. */
	generous: boolean;
	phones: Phone[];
	channels: Map<string, Channel>;
	/** Metrics that exist. */
	metricKeys: Set<string>;
	/** How widgets show those of them that somebody has described. */
	metricLooks: Map<string, Omit<MetricSeed, "key">>;
	metrics: Map<string, MetricSample>;
	streams: Map<string, Stream>;
	activities: Map<string, Activity>;
	/** When those of them began that are not ended, dismissed or replaced. */
	running: Map<string, number>;
	/** By activity, then by device. */
	activityDevices: Map<string, Map<string, ActivityDevice>>;
	/** The newest of those with buttons. */
	notifications: Map<string, Notification>;
	answers: Map<string, StoredAnswer>;
	rate: RateWindow | undefined;
}

export function createWorld(account: Account, generous: boolean): World {
	return {
		account,
		generous,
		phones: [],
		channels: new Map(),
		metricKeys: new Set(),
		metricLooks: new Map(),
		metrics: new Map(),
		streams: new Map(),
		activities: new Map(),
		running: new Map(),
		activityDevices: new Map(),
		notifications: new Map(),
		answers: new Map(),
		rate: undefined,
	};
}

export function unknownChannels({ generous, channels }: World, slugs: readonly string[]): string[] {
	return generous ? [] : slugs.filter((slug) => !channels.has(slug));
}

/** A generous account's channel reaches everybody unless it has been described. */
function inChannel({ generous, channels }: World, slug: string, phone: Phone): boolean {
	const channel = channels.get(slug);
	if (!channel) return generous && !isMagicallyEmpty(slug);
	return channel.devices.has(phone.id) || channel.users.has(phone.userId);
}

/**
 * Channels that the phone is in. Those of a generous account that nobody has described reach everybody, and are as many
 * as there are names: they are left out.
 */
export function channelsOf({ channels }: World, { id, userId }: Pick<Phone, "id" | "userId">): string[] {
	return [...channels].filter(([, { devices, users }]) => devices.has(id) || users.has(userId)).map(([slug]) => slug);
}

/** Devices that a target reaches, as far as the service knows: one that is gone counts until a push fails. */
export function targetedPhones(world: World, { channels, liveActivities }: Target): Phone[] {
	return world.phones.filter(
		(phone) =>
			phone.registered &&
			(!liveActivities || phone.liveActivities) &&
			(channels === null || channels.some((slug) => inChannel(world, slug, phone))),
	);
}
