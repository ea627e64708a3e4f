/** Who may call the mock: described keys, or by default any key, each with an account of its own. */
import {
	type Account,
	type Activity,
	type Caller,
	DEFAULT_LIMITS,
	type Keys,
	type Limits,
	type Scope,
} from "@activitysmith/core";
import type { ClockKind } from "./clock.ts";
import type { FaultRule } from "./fault-rule.ts";
import { magicKey } from "./magic.ts";
import { type AccountSeed, type CheckedSeed, parseAccountSeed } from "./seed.ts";
import { Tenant, type TenantOptions } from "./tenant.ts";
import type { SendWebhook } from "./webhooks/send.ts";

export interface AccountsOptions {
	seeds: readonly AccountSeed[];
	strict: boolean;
	limits: Partial<Limits>;
	/** Ids follow from it and from the API key. */
	seed: number;
	clock: ClockKind;
	now: () => number;
	journalEntries: number;
	send: SendWebhook;
	onPush: TenantOptions["onPush"];
	onChange: TenantOptions["onChange"];
}

/** From what an account is made, and made again. */
interface Recipe {
	account: Account;
	seed: TenantOptions["seed"];
	/** What its ids follow from. */
	ids?: string;
	fault?: FaultRule | undefined;
}

export class Accounts implements Keys {
	readonly #options: AccountsOptions;
	readonly #callers = new Map<string, Caller>();
	readonly #recipes = new Map<string, Recipe>();
	readonly #tenants = new Map<string, Tenant>();
	/** Made before the first request, so that its devices can be looked at; the first new key gets it. */
	#unclaimed: Tenant | undefined;

	constructor(options: AccountsOptions) {
		this.#options = options;
		for (const seed of options.seeds) this.add(seed);
		if (options.seeds.length === 0) this.#unclaimed = this.#addTenant({});
	}

	/** The first account, the only one in most tests. */
	get primary(): Tenant {
		const [tenant] = this.#tenants.values();
		if (!tenant) throw new Error("The mock has no account");
		return tenant;
	}

	get all(): Iterable<Tenant> {
		return this.#tenants.values();
	}

	byId(id: string): Tenant {
		const tenant = this.#tenants.get(id);
		if (!tenant) throw new Error(`There is no account ${id}`);
		return tenant;
	}

	/** Makes the account anew. What began in it before ends in what it was. */
	renew({ account: { id } }: Tenant): void {
		const recipe = this.#recipes.get(id);
		if (!recipe) throw new Error(`There is no account ${id}`);
		const account = { ...recipe.account };
		for (const [key, caller] of this.#callers) {
			if (caller.account.id === id) this.#callers.set(key, { ...caller, account });
		}
		this.#make({ ...recipe, account });
	}

	has({ account }: Tenant): boolean {
		return this.#tenants.get(account.id)?.account === account;
	}

	find(token: string): Caller | undefined {
		const known = this.#callers.get(token);
		if (known || this.#options.seeds.length > 0) return known;
		const tenant = this.#tenantOf(token);
		this.#seedIds(tenant, token);
		const caller: Caller = { account: tenant.account, scope: { kind: "all" } };
		this.#callers.set(token, caller);
		return caller;
	}

	/** Throws a `TypeError` when the seed cannot be, or one of its keys belongs to an account already. */
	add(seed: AccountSeed): Tenant {
		const { keys, ...rest } = parseAccountSeed(seed);
		const entries = keys.map((entry) => (typeof entry === "string" ? { key: entry, channels: undefined } : entry));
		const taken = entries.findIndex(({ key }) => this.#callers.has(key));
		if (taken !== -1) throw new TypeError(`account.keys[${taken}] belongs to an account of this mock already`);
		const tenant = this.#addTenant(rest);
		this.#seedIds(tenant, entries[0]?.key ?? tenant.account.id);
		for (const { key, channels } of entries) {
			const scope: Scope = channels ? { kind: "channels", channels: [...new Set(channels)] } : { kind: "all" };
			this.#callers.set(key, { account: tenant.account, scope });
		}
		return tenant;
	}

	/** The account for a key that nobody has described. */
	#tenantOf(token: string): Tenant {
		const magic = magicKey(token);
		if (magic) return this.#addTenant(magic.empty ? { users: [] } : {}, magic.fault);
		const tenant = this.#unclaimed ?? this.#addTenant({});
		this.#unclaimed = undefined;
		return tenant;
	}

	#seedIds(tenant: Tenant, text: string): void {
		const ids = `${this.#options.seed}:${text}`;
		tenant.seedIds(ids);
		const recipe = this.#recipes.get(tenant.account.id);
		if (recipe) recipe.ids = ids;
	}

	#addTenant({ limits, ...seed }: Omit<CheckedSeed, "keys">, fault?: FaultRule): Tenant {
		const account: Account = {
			id: `account-${this.#tenants.size + 1}`,
			limits: { ...DEFAULT_LIMITS, ...this.#options.limits, ...limits },
		};
		return this.#make({ account, seed, fault });
	}

	#make(recipe: Recipe): Tenant {
		const { strict, clock, now, journalEntries, send, onPush, onChange } = this.#options;
		const { account, seed, ids, fault } = recipe;
		const elsewhere = (activityId: string) => this.#activity(activityId);
		const from = { account, seed, strict, clock, now: now(), journalEntries, elsewhere, send, onPush, onChange };
		const tenant = new Tenant(from);
		if (fault) tenant.faults.add(fault);
		if (ids !== undefined) tenant.seedIds(ids);
		this.#recipes.set(account.id, recipe);
		this.#tenants.set(account.id, tenant);
		tenant.changed();
		return tenant;
	}

	#activity(id: string): Activity | undefined {
		for (const { world } of this.#tenants.values()) {
			const activity = world.activities.get(id);
			if (activity) return activity;
		}
		return undefined;
	}
}
