/** One account at work: its world, and around it a service, a clock, ids, faults and a journal of its own. */
import {
	type Account,
	type Activity,
	createService,
	type Delivery,
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
import { type CheckedSeed, DEFAULT_USERS, type DeviceSeed } from "./seed.ts";
import { Presses } from "./webhooks/presses.ts";
import { webhookSecret } from "./webhooks/secret.ts";
import type { SendWebhook } from "./webhooks/send.ts";
import { channelsOf, createWorld, type World } from "./world.ts";

export interface TenantOptions {
	account: Account;
	seed: Omit<CheckedSeed, "keys" | "limits">;
	strict: boolean;
	clock: ClockKind;
	now: number;
	journalEntries: number;
	elsewhere: (activityId: string) => Activity | undefined;
	send: SendWebhook;
	onPush: (tenant: Tenant, phone: Phone, push: ReceivedPush) => void;
	/** Called after what its screens show may have changed, but for what changes by time alone. */
	onChange: (tenant: Tenant) => void;
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
	readonly presses: Presses;
	/** Aborted when another has taken its place: requests that a fault lets wait end. */
	readonly lifetime = new AbortController();
	readonly #store: MemoryStore;
	/** Phones report while a push is delivered to them. An answer waits for that, so that it finds all of it done. */
	readonly #reporting = new Set<Promise<void>>();
	readonly #onChange: TenantOptions["onChange"];
	#ids: Ids;

	constructor({ account, seed, strict, clock, now, journalEntries, elsewhere, send, onPush, onChange }: TenantOptions) {
		this.account = account;
		this.#onChange = onChange;
		tenants.set(account, this);
		const described = Object.keys(seed.channels ?? {}).length > 0 || (seed.metrics ?? []).length > 0;
		const world = createWorld(account, !(seed.strict ?? (strict || described)));
		this.world = world;
		for (const [slug, members] of Object.entries(seed.channels ?? {})) {
			world.channels.set(slug, { users: new Set(members.users), devices: new Set(members.devices) });
		}
		for (const { key, ...look } of seed.metrics ?? []) {
			world.metricKeys.add(key);
			world.metricLooks.set(key, look);
		}
		const store = new MemoryStore(world, elsewhere);
		this.#store = store;
		this.clock = new AccountClock(clock, now, {
			nextDueAt: () => earliest([store.nextDueAt(), ...world.phones.map((phone) => phone.nextDueAt())]),
			maintain: () => this.maintain(),
			moved: () => this.changed(),
		});
		this.journal = new RecentJournal(journalEntries);
		this.presses = new Presses(this, seed.webhookSecret ?? webhookSecret(account.id), send);
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
		const committed: Delivery["committed"] = (changes) => {
			delivery.committed(changes);
			// A widget fetches its value by itself: it changes where no push arrives, too.
			this.changed();
		};
		this.service = createService({ clock: this.clock, ids, store, delivery: { committed } });
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

	/** Its screens may show something else now. */
	changed(): void {
		this.#onChange(this);
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
		const phone = new Phone({
			id,
			userId,
			name,
			liveActivities,
			now: () => clock.now(),
			reports: this.#reports(id),
			widgets: () =>
				Array.from(world.metrics.values(), ({ key, value }) => ({ key, value, ...world.metricLooks.get(key) })),
			channels: () => channelsOf(world, { id, userId }),
			onChange: () => this.changed(),
		});
		world.phones.push(phone);
	}

	#reports(deviceId: string): PhoneReports {
		return {
			tokenRegistered: (activityId) =>
				this.#report(() => this.service.registerActivityToken(this.account, activityId, deviceId)),
			dismissed: (activityId) => this.service.reportDismissed(this.account, activityId, deviceId),
			pressed: (press) => this.presses.press({ device: deviceId, ...press }),
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
