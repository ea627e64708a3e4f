/** Accounts as cases want them, made through the server's repositories. */
import type { FakeApns } from "@activitysmith/apns/testing";
import type { AccountSeed, ChannelMembers, DeviceSeed } from "@activitysmith/conformance";
import type { Account } from "@activitysmith/core";
import type { Database, Session } from "../../src/database/database.ts";
import { createAccount } from "../../src/store/accounts.ts";
import { createApiKey } from "../../src/store/api-keys.ts";
import { createChannel, setMembers } from "../../src/store/channels.ts";
import { addDevice } from "../../src/store/devices.ts";
import { defineMetric } from "../../src/store/metrics.ts";
import { registerToken } from "../../src/store/tokens.ts";
import { createUser } from "../../src/store/users.ts";
import { DeviceApi, type FetchPath } from "./device-api.ts";
import type { Instance } from "./instance.ts";
import { ServerPhone } from "./phone.ts";

/** Nothing listens there: requests stay in the process. */
export const ORIGIN = "https://server.test";

const DEFAULT_USERS: NonNullable<AccountSeed["users"]> = [
	{ id: "user-1", devices: [{ id: "iphone" }, { id: "ipad" }] },
];

interface Member {
	seed: DeviceSeed;
	userSeed: string;
	userId: string;
	deviceId: string;
	/** Of the device: what it signs in with. */
	secret: string;
}

interface Made {
	account: Account;
	/** By the names of the seed. */
	keys: Record<string, string>;
	members: Member[];
}

/** Ids of the seed are those of many accounts; the server has ids of its own for them. */
function idsOf(members: readonly Member[], { users = [], devices = [] }: ChannelMembers) {
	return {
		users: members.filter(({ userSeed }) => users.includes(userSeed)).map(({ userId }) => userId),
		devices: members.filter(({ seed }) => devices.includes(seed.id)).map(({ deviceId }) => deviceId),
	};
}

async function make(session: Session, seed: AccountSeed, bundleId: string, now: number): Promise<Made> {
	const account = await createAccount(session, { limits: seed.limits ?? {} }, now);
	const accountId = account.id;
	const keys: Made["keys"] = {};
	for (const [name, channels] of Object.entries(seed.keys ?? { all: "all" as const })) {
		const scope = channels === "all" ? ({ kind: "all" } as const) : ({ kind: "channels", channels } as const);
		keys[name] = (await createApiKey(session, { accountId, name, scope }, now)).secret;
	}
	const members: Member[] = [];
	for (const user of seed.users ?? DEFAULT_USERS) {
		const { id: userId } = await createUser(session, { accountId, name: user.id });
		for (const device of user.devices) {
			const { id, name = id, liveActivities = true } = device;
			const added = await addDevice(
				session,
				{
					...{ accountId, userId, name, kind: "ios", model: "iphone", bundleId, environment: "sandbox" },
					...{ appVersion: "1.0", osVersion: "18.0", liveActivities, frequentUpdates: true },
				},
				now,
			);
			members.push({ seed: device, userSeed: user.id, userId, deviceId: added.device.id, secret: added.secret });
		}
	}
	for (const [slug, channel] of Object.entries(seed.channels ?? {})) {
		await createChannel(session, accountId, slug);
		await setMembers(session, accountId, slug, idsOf(members, channel));
	}
	for (const key of seed.metrics ?? []) await defineMetric(session, accountId, { key, label: null, format: null });
	return { account, keys, members };
}

/** An account of the server, and its phones. */
export class Household {
	readonly account: Account;
	readonly keys: Made["keys"];
	/** In the order of the seed. */
	readonly phones: readonly ServerPhone[];
	readonly #members: readonly Member[];
	readonly #instance: () => Instance;

	constructor({ account, keys, members }: Made, gateway: FakeApns, instance: () => Instance) {
		this.account = account;
		this.keys = keys;
		this.#members = members;
		this.#instance = instance;
		this.phones = members.map((member) => this.#phone(member, gateway));
	}

	phone(id: string): ServerPhone {
		const phone = this.phones.find(({ seed }) => seed.id === id);
		if (!phone) throw new Error(`The account has no device ${id}`);
		return phone;
	}

	async setChannel(slug: string, members: ChannelMembers): Promise<void> {
		const { database } = this.#instance();
		const { id } = this.account;
		await database.transaction(async (session) => {
			await createChannel(session, id, slug);
			await setMembers(session, id, slug, idsOf(this.#members, members));
		});
	}

	#phone({ seed, userSeed, deviceId, secret }: Member, gateway: FakeApns): ServerPhone {
		// Cases start what they like at one and the same time: how often a system allows that is none of their business.
		const device = gateway.addDevice({ id: deviceId, startBudget: null, maxActivities: null });
		const fetch: FetchPath = (path, init) => this.#instance().fetch(new Request(ORIGIN + path, init));
		return new ServerPhone(seed, userSeed, device, new DeviceApi(secret, fetch));
	}
}

export async function makeHousehold(
	database: Database,
	seed: AccountSeed,
	{ gateway, instance, now }: { gateway: FakeApns; instance: () => Instance; now: number },
): Promise<Household> {
	const [bundleId = ""] = gateway.bundleIds;
	const made = await database.transaction((session) => make(session, seed, bundleId, now));
	const household = new Household(made, gateway, instance);
	await database.transaction(async (session) => {
		for (const { device, seed: phone } of household.phones) {
			const { tokens } = device;
			await registerToken(session, device.id, "push", tokens.device, now);
			await registerToken(session, device.id, "widget", tokens.widget, now);
			if (phone.liveActivities ?? true) await registerToken(session, device.id, "start", tokens.pushToStart, now);
		}
	});
	return household;
}
