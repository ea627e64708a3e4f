/** The reference server in this process as a target of the suite: Apple's part is played by the fake gateway. */
import { createApnsClient } from "@activitysmith/apns";
import { startFakeApns } from "@activitysmith/apns/testing";
import type { AccountSeed, Capability, Target, TargetAccount } from "@activitysmith/conformance";
import type { Database } from "../../src/database/database.ts";
import { statement } from "../../src/database/statement.ts";
import * as activityStatements from "../../src/delivery/activity-statements.ts";
import { statements as deviceState } from "../../src/delivery/device-state-statements.ts";
import * as notificationStatements from "../../src/delivery/notification-statements.ts";
import { FrozenClock } from "./clock.ts";
import { makeHousehold, ORIGIN } from "./household.ts";
import { createInstance, type Instance } from "./instance.ts";
import type { ServerPhone } from "./phone.ts";

/** All but faults, which only a mock has. */
export const CAPABILITIES: ReadonlySet<Capability> = new Set([
	"accounts",
	"clock",
	"phones",
	"streams",
	"channels",
	"strict-keys",
]);

export interface ServerTarget extends Target {
	close(): Promise<void>;
}

const nextDeadline = statement<object>()<{ at: number | null }>((db) =>
	db.selectFrom("activity").select((row) => row.fn.min("due_at").as("at")),
);

/** Not at a whole second, as most requests of real clients. */
const START = Date.UTC(2026, 0, 1) + 987;

class Server implements ServerTarget {
	readonly name: string;
	readonly baseURL = `${ORIGIN}/api`;
	readonly capabilities = CAPABILITIES;
	readonly #clock: FrozenClock;
	readonly #gateway: Awaited<ReturnType<typeof startFakeApns>>;
	readonly #apns: ReturnType<typeof createApnsClient>;
	readonly #instances: readonly Instance[];
	readonly #phones = new Map<string, ServerPhone>();
	/** What phones are telling the server. */
	readonly #reporting = new Set<Promise<void>>();
	readonly #errors: unknown[] = [];
	#turn = 0;

	constructor(
		name: string,
		databases: readonly Database[],
		clock: FrozenClock,
		gateway: Awaited<ReturnType<typeof startFakeApns>>,
	) {
		this.name = name;
		this.#clock = clock;
		this.#gateway = gateway;
		const { p8: key, keyId, teamId, h2cOrigins } = gateway;
		this.#apns = createApnsClient({
			providerKey: { key, keyId, teamId },
			origins: { push: h2cOrigins ?? {} },
			clock: {
				now: () => clock.now(),
				monotonic: () => performance.now(),
				setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
				clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
			},
		});
		this.#instances = databases.map((database) =>
			createInstance(database, clock, this.#apns, (error) => this.#errors.push(error)),
		);
		gateway.reports.listen(({ kind, device, token, activity }) => {
			const phone = this.#phones.get(device);
			if (kind === "update" && phone && activity) this.#report(phone.gotToken(activity.attributes, token));
		});
	}

	/** Answered when what follows has happened too: phones in the same room are quicker than the next request. */
	readonly fetch: typeof globalThis.fetch = async (input, init) => {
		const response = await this.#next().fetch(new Request(input, init));
		// What was refused changes nothing.
		if (response.ok) await this.#settled();
		return response;
	};

	async account(seed: AccountSeed): Promise<TargetAccount> {
		const instance = () => this.#next();
		const { database, service } = instance();
		const made = { gateway: this.#gateway, instance, now: this.#clock.now() };
		const household = await makeHousehold(database, seed, made);
		const { account, keys, phones } = household;
		for (const phone of phones) this.#phones.set(phone.device.id, phone);
		const settled = async (work: Promise<void>) => {
			await work;
			await this.#settled();
		};
		return {
			keys,
			clock: {
				now: async () => this.#clock.now(),
				advance: (duration) => this.#clock.advance(duration, this.#timeline),
			},
			phones: {
				look: async () => {
					await this.#settled();
					return Promise.all(phones.map((phone) => phone.look()));
				},
				tokens: async (id, when) => {
					household.phone(id).tokens = when;
				},
				registerTokens: (id) => settled(household.phone(id).registerTokens()),
				offline: (id, offline) => settled(household.phone(id).setOffline(offline)),
				dismiss: (id, activityId) => settled(household.phone(id).dismiss(activityId)),
			},
			channels: { set: (slug, members) => household.setChannel(slug, members) },
			streams: {
				pause: (key) => settled(service.pauseStream(account, key)),
				resume: (key) => settled(service.resumeStream(account, key)),
			},
			faults: { add: () => Promise.reject(new Error("A server has no faults")) },
		};
	}

	async close(): Promise<void> {
		await this.#settled();
		for (const { delivery } of this.#instances) await delivery.close();
		await this.#apns.close();
		await this.#gateway.close();
		for (const { database } of this.#instances) await database.close();
	}

	readonly #timeline = {
		nextDueAt: async () => {
			const { database } = this.#next();
			const { reader } = database;
			const now = this.#clock.now();
			const times = await Promise.all([
				reader.first(nextDeadline, {}),
				reader.first(activityStatements.findNextAttempt, { now }),
				reader.first(notificationStatements.findNextAttempt, { now }),
				reader.first(deviceState.badge.findNextAttempt, { now }),
				reader.first(deviceState.widgets.findNextAttempt, { now }),
			]);
			const known = times.flatMap((row) => (typeof row?.at === "number" ? [row.at] : []));
			return known.length > 0 ? Math.min(...known) : undefined;
		},
		maintain: async () => {
			await this.#next().service.maintain();
			for (const { delivery } of this.#instances) await delivery.sweep();
			await this.#settled();
		},
	};

	/** Every call goes to another of the instances. */
	#next(): Instance {
		this.#turn += 1;
		const instance = this.#instances[this.#turn % this.#instances.length];
		if (!instance) throw new Error("There is no instance");
		return instance;
	}

	#report(report: Promise<void>): void {
		this.#reporting.add(report);
		report.then(
			() => this.#reporting.delete(report),
			() => undefined,
		);
	}

	/** Rejects when something has gone wrong that no answer tells of. */
	async #settled(): Promise<void> {
		do {
			await Promise.all(this.#reporting);
			for (const { delivery } of this.#instances) await delivery.idle();
		} while (this.#reporting.size > 0);
		if (this.#errors.length > 0) throw new AggregateError(this.#errors, `Behind the scenes: ${this.#errors}`);
	}
}

/** `databases` are ways into one and the same database, one for each instance of the server. */
export async function startServerTarget(name: string, databases: readonly Database[]): Promise<ServerTarget> {
	const clock = new FrozenClock(START);
	return new Server(name, databases, clock, await startFakeApns({ clock }));
}
