/** Who may call the mock: configured keys, or by default any key, each with an account of its own. */
import { type Account, type Caller, DEFAULT_LIMITS, type Keys, type Limits, type Scope } from "@activitysmith/core";
import type { MemoryStore } from "./memory-store.ts";
import { Phone, type PhoneReports } from "./phone.ts";
import { createWorld, type World } from "./world.ts";

export interface DeviceSeed {
	id: string;
	name?: string;
	/** Whether it can show Live Activities. @default true */
	liveActivities?: boolean;
}

export interface UserSeed {
	id: string;
	devices: DeviceSeed[];
}

export interface AccountSeed {
	/** API keys; with `channels`, a key that reaches only those. */
	keys: (string | { key: string; channels: string[] })[];
	/** @default one user with two devices */
	users?: UserSeed[];
	/** Channels by slug, with their users (all their devices) and single devices. */
	channels?: Record<string, { users?: string[]; devices?: string[] }>;
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
const DEFAULT_USERS: UserSeed[] = [
	{
		id: "user-1",
		devices: [
			{ id: "iphone", name: "iPhone" },
			{ id: "ipad", name: "iPad" },
		],
	},
];

export interface AccountsOptions {
	seeds: AccountSeed[];
	strict: boolean;
	limits: Partial<Limits>;
	store: MemoryStore;
	now: () => number;
	/** What a phone of the account reports goes to the service, which does not exist yet. */
	reports: (account: Account, deviceId: string) => PhoneReports;
}

export class Accounts implements Keys {
	readonly #options: AccountsOptions;
	readonly #callers = new Map<string, Caller>();
	readonly #worlds: World[] = [];
	/** Made before the first request, so that its devices can be looked at; the first new key gets it. */
	#unclaimed: World | undefined;

	constructor(options: AccountsOptions) {
		this.#options = options;
		for (const seed of options.seeds) this.#addSeed(seed);
		if (options.seeds.length === 0) this.#unclaimed = this.#addWorld({ keys: [] });
	}

	/** The first account, the only one in most tests. */
	get primary(): World {
		const [world] = this.#worlds;
		if (!world) throw new Error("The mock has no account");
		return world;
	}

	find(token: string): Caller | undefined {
		const known = this.#callers.get(token);
		if (known || this.#options.seeds.length > 0) return known;
		const world = this.#unclaimed ?? this.#addWorld({ keys: [] });
		this.#unclaimed = undefined;
		const caller: Caller = { account: world.account, scope: { kind: "all" } };
		this.#callers.set(token, caller);
		return caller;
	}

	#addSeed(seed: AccountSeed): void {
		const { account } = this.#addWorld(seed);
		for (const entry of seed.keys) {
			const key = typeof entry === "string" ? entry : entry.key;
			const scope: Scope =
				typeof entry === "string" ? { kind: "all" } : { kind: "channels", channels: [...new Set(entry.channels)] };
			this.#callers.set(key, { account, scope });
		}
	}

	#addWorld({ users = DEFAULT_USERS, channels = {}, metrics = [], limits, ...seed }: AccountSeed): World {
		const { store, now, reports, strict } = this.#options;
		const account: Account = {
			id: `account-${this.#worlds.length + 1}`,
			limits: { ...DEFAULT_LIMITS, ...this.#options.limits, ...limits },
		};
		const described = Object.keys(channels).length > 0 || metrics.length > 0;
		const world = createWorld(account, !(seed.strict ?? (strict || described)));
		for (const [slug, members] of Object.entries(channels)) {
			world.channels.set(slug, { users: new Set(members.users), devices: new Set(members.devices) });
		}
		for (const key of metrics) world.metricKeys.add(key);
		const widgets = () => Object.fromEntries([...world.metrics.values()].map(({ key, value }) => [key, value]));
		for (const user of users) {
			for (const { id, name = id, liveActivities = true } of user.devices) {
				const phone = { id, userId: user.id, name, liveActivities, now, reports: reports(account, id), widgets };
				world.phones.push(new Phone(phone));
			}
		}
		this.#worlds.push(world);
		store.add(world);
		return world;
	}
}
