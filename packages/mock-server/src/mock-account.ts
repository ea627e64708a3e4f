/** What a test sees of one account. */
import { isRunning } from "@activitysmith/core";
import { ChannelSlug } from "@activitysmith/schema";
import { checked } from "./checked.ts";
import type { MockClock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { Journal } from "./journal.ts";
import type { Phone } from "./phone.ts";
import { type ChannelSeed, ChannelSeedSchema, strangers } from "./seed.ts";
import type { Tenant } from "./tenant.ts";
import type { PressRecord } from "./webhooks/presses.ts";

export interface StreamView {
	key: string;
	/** `paused` by an operator; `inactive` when nothing of it runs. */
	status: "active" | "paused" | "inactive";
	/** Of the Live Activity that runs. */
	activityId: string | null;
}

export interface MockAccount {
	/** Such as `account-1`. */
	readonly id: string;
	readonly devices: readonly Phone[];
	/** A device by its id; an unknown one is an error that names those there are. */
	device(id: string): Phone;
	readonly clock: MockClock;
	readonly faults: Faults;
	readonly journal: Journal;
	/** Every press on a button of its phones, oldest first; the last thousand are kept. */
	readonly presses: readonly PressRecord[];
	/** What webhooks are signed with: a receiver verifies them with it. */
	readonly webhookSecret: string;
	/** Describes a channel anew, or with `null` removes it. Devices that join get its activities with the next PUT. */
	setChannel(slug: string, members: ChannelSeed | null): void;
	/** Every stream that was ever sent, in the order of their first PUTs. */
	readonly streams: readonly StreamView[];
	/** Takes a stream off the screens, as an operator would. */
	pauseStream(streamKey: string): Promise<void>;
	/** The next PUT starts the stream again. */
	resumeStream(streamKey: string): Promise<void>;
	/** Makes the account as it was when it was made, at the mock's time. Phones are new ones: look them up again. */
	reset(): void;
}

function setChannel(tenant: Tenant, slug: string, members: ChannelSeed | null): void {
	const { world } = tenant;
	if (members === null) {
		world.channels.delete(slug);
		tenant.changed();
		return;
	}
	checked(ChannelSlug, slug, "slug");
	checked(ChannelSeedSchema, members, "channel");
	const users = [...new Set(world.phones.map(({ userId }) => userId))].map((id) => ({
		id,
		devices: world.phones.filter(({ userId }) => userId === id),
	}));
	const unknown = strangers(members, users);
	if (unknown) throw new TypeError(`channel ${unknown}`);
	world.channels.set(slug, { users: new Set(members.users), devices: new Set(members.devices) });
	tenant.changed();
}

function streams({ world, clock }: Tenant): StreamView[] {
	return [...world.streams.values()].map(({ key, paused, activityId }) => {
		const activity = activityId === null ? undefined : world.activities.get(activityId);
		const running = activity !== undefined && isRunning(activity, clock.now());
		return {
			key,
			status: paused ? "paused" : running ? "active" : "inactive",
			activityId: running ? activityId : null,
		};
	});
}

/** Finds the tenant at each use: after a reset it is another. */
export function viewOf(tenant: () => Tenant, reset: (tenant: Tenant) => void): MockAccount {
	return {
		get id() {
			return tenant().account.id;
		},
		get devices() {
			return tenant().world.phones;
		},
		get clock() {
			return tenant().clock;
		},
		get faults() {
			return tenant().faults;
		},
		get journal() {
			return tenant().journal;
		},
		get presses() {
			return tenant().presses.records;
		},
		get webhookSecret() {
			return tenant().presses.secret;
		},
		get streams() {
			return streams(tenant());
		},
		device(id) {
			const { phones } = tenant().world;
			const phone = phones.find((candidate) => candidate.id === id);
			if (phone) return phone;
			throw new Error(`There is no device ${id}: the account has ${phones.map((known) => known.id).join(", ")}`);
		},
		setChannel: (slug, members) => setChannel(tenant(), slug, members),
		pauseStream: (key) => tenant().service.pauseStream(tenant().account, key),
		resumeStream: (key) => tenant().service.resumeStream(tenant().account, key),
		reset: () => reset(tenant()),
	};
}
