/** One account at work: its world, and around it a service, a clock, ids, faults and a journal of its own. */
import {
	type Account,
	type Activity,
	createService,
	type Ids,
	type RateDecision,
	type Service,
	takeFromWindow,
} from "@activitysmith/core";
import { AccountClock, type ClockKind } from "./clock.ts";
import { PhoneDelivery } from "./delivery.ts";
import { FaultList } from "./faults.ts";
import { generator, seededIds } from "./ids.ts";
import { RecentJournal } from "./journal.ts";
import { MemoryStore } from "./memory-store.ts";
import { Phone, type PhoneReports, type ReceivedPush } from "./phone.ts";
import { type AccountSeed, DEFAULT_USERS, type DeviceSeed } from "./seed.ts";
import { createWorld, type World } from "./world.ts";

export interface TenantOptions {
	account: Account;
	seed: Omit<AccountSeed, "keys" | "limits">;
	strict: boolean;
	clock: ClockKind;
	now: number;
	journalEntries: number;
	elsewhere: (activityId: string) => Activity | undefined;
	onPush: (tenant: Tenant, phone: Phone, push: ReceivedPush) => void;
}

const tenants = new WeakMap<Account, Tenant>();

/** The tenant of an account, also of one that a reset has replaced: what began in it ends in it. */
export function tenantOf(account: Account): Tenant {
	const tenant = tenants.get(account);
	if (!tenant) throw new Error(`There is no account ${account.id}`);
	return tenant;
}

export class Tenant {
	readonly account: Account;
	readonly world: World;
	readonly service: Service;
	readonly clock: AccountClock;
	readonly faults: FaultList;
	readonly journal: RecentJournal;
	/** Aborted when another has taken its place: requests that a fault lets wait end. */
	readonly lifetime = new AbortController();
	readonly #store: MemoryStore;
	/** Phones report while a push is delivered to them. An answer waits for that, so that it finds all of it done. */
	readonly #reporting = new Set<Promise<void>>();
	#ids: Ids;

	constructor({ account, seed, strict, clock, now, journalEntries, elsewhere, onPush }: TenantOptions) {
		this.account = account;
		tenants.set(account, this);
		const described = Object.keys(seed.channels ?? {}).length > 0 || (seed.metrics ?? []).length > 0;
		const world = createWorld(account, !(seed.strict ?? (strict || described)));
		this.world = world;
		for (const [slug, members] of Object.entries(seed.channels ?? {})) {
			world.channels.set(slug, { users: new Set(members.users), devices: new Set(members.devices) });
		}
		for (const key of seed.metrics ?? []) world.metricKeys.add(key);
		const store = new MemoryStore(world, elsewhere);
		this.#store = store;
		this.clock = new AccountClock(clock, now, {
			nextDueAt: () => earliest([store.nextDueAt(), ...world.phones.map((phone) => phone.nextDueAt())]),
			maintain: () => this.maintain(),
		});
		this.journal = new RecentJournal(journalEntries);
		this.faults = new FaultList(`${account.id}-fault-`, generator(account.id));
		this.#ids = seededIds(account.id);
		const delivery = new PhoneDelivery({
			world,
			clock: this.clock,
			onPush: (phone, push) => onPush(this, phone, push),
			gone: {
				activity: (activityId, deviceId) => this.#report(() => this.#reports(deviceId).dismissed(activityId)),
				device: (deviceId) => this.#report(() => this.#forgetDevice(deviceId)),
			},
		});
		const ids: Ids = {
			activity: () => this.#ids.activity(),
			notification: () => this.#ids.notification(),
			request: () => this.#ids.request(),
			webhook: () => this.#ids.webhook(),
		};
		this.service = createService({ clock: this.clock, ids, store, delivery });
		for (const user of seed.users ?? DEFAULT_USERS) for (const device of user.devices) this.#addPhone(user.id, device);
	}

	/** The same seed and the same calls give the same ids, whatever other accounts do in between. */
	seedIds(seed: string): void {
		this.#ids = seededIds(seed);
	}

	takeRate(limit: number): RateDecision {
		const { window, decision } = takeFromWindow(this.world.rate, limit, this.clock.now());
		this.world.rate = window;
		return decision;
	}

	/** Whether something follows from a push that has not happened yet. */
	get reporting(): boolean {
		return this.#reporting.size > 0;
	}

	/** Resolves when everything that follows from a push has happened. */
	async settled(): Promise<void> {
		while (this.#reporting.size > 0) await Promise.all(this.#reporting);
	}

	/** Does what is due by now. */
	async maintain(): Promise<void> {
		await Promise.all(this.world.phones.map((phone) => phone.maintain()));
		await this.service.maintain();
		await this.settled();
		this.#store.prune(this.clock.now());
	}

	#addPhone(userId: string, { id, name = id, liveActivities = true }: DeviceSeed): void {
		const { world, clock } = this;
		const widgets = () => Object.fromEntries([...world.metrics.values()].map(({ key, value }) => [key, value]));
		const reports = this.#reports(id);
		world.phones.push(new Phone({ id, userId, name, liveActivities, now: () => clock.now(), reports, widgets }));
	}

	#reports(deviceId: string): PhoneReports {
		return {
			tokenRegistered: (activityId) =>
				this.#report(() => this.service.registerActivityToken(this.account, activityId, deviceId)),
			dismissed: (activityId) => this.service.reportDismissed(this.account, activityId, deviceId),
		};
	}

	async #report(act: () => Promise<void>): Promise<void> {
		const report = act();
		this.#reporting.add(report);
		await report.finally(() => this.#reporting.delete(report));
	}

	/** Its token is gone: it is no recipient any more, and shows none of the activities. */
	async #forgetDevice(deviceId: string): Promise<void> {
		const phone = this.world.phones.find(({ id }) => id === deviceId);
		if (phone) phone.registered = false;
		for (const [activityId, rows] of this.world.activityDevices) {
			if (rows.has(deviceId)) await this.service.reportDismissed(this.account, activityId, deviceId);
		}
	}
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
	let first: number | undefined;
	for (const time of times) if (time !== undefined && (first === undefined || time < first)) first = time;
	return first;
}
