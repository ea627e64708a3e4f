/** Accounts and their limits. */
import { randomBytes } from "node:crypto";
import { type Account, DEFAULT_LIMITS, type Limits } from "@activitysmith/core";
import type { Session } from "../database/database.ts";
import { newId } from "./ids.ts";
import { accountOf, type LimitsRow } from "./rows.ts";

export interface NewAccount {
	/** @default a new one */
	id?: string;
	limits?: Partial<Limits>;
	/** What its webhooks are signed with: `whsec_` and base64. @default 32 random bytes */
	webhookSecret?: string;
}

export async function createAccount(
	{ kysely }: Session,
	{ id = newId("acc"), limits, webhookSecret = newWebhookSecret() }: NewAccount,
	now: number,
): Promise<Account> {
	const account = { id, limits: { ...DEFAULT_LIMITS, ...limits } };
	await kysely
		.insertInto("account")
		.values({ id, ...limitsRow(account.limits), webhook_secret: webhookSecret, created_at: now })
		.execute();
	return account;
}

export async function findAccount({ kysely }: Session, id: string): Promise<Account | undefined> {
	const row = await kysely
		.selectFrom("account")
		.select(["requests_per_minute", "live_activities"])
		.where("id", "=", id)
		.executeTakeFirst();
	return row && accountOf(id, row);
}

export async function listAccounts({ kysely }: Session): Promise<Account[]> {
	const rows = await kysely.selectFrom("account").selectAll().orderBy("created_at").orderBy("id").execute();
	return rows.map((row) => accountOf(row.id, row));
}

/** Holds for requests that begin a second later, in every process. False when there is no such account. */
export async function setLimits({ kysely }: Session, id: string, limits: Limits): Promise<boolean> {
	const { numUpdatedRows } = await kysely
		.updateTable("account")
		.set(limitsRow(limits))
		.where("id", "=", id)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** What the account's webhooks are signed with. */
export async function findWebhookSecret({ kysely }: Session, id: string): Promise<string | undefined> {
	const row = await kysely.selectFrom("account").select("webhook_secret").where("id", "=", id).executeTakeFirst();
	return row?.webhook_secret;
}

function limitsRow({ requestsPerMinute, liveActivities }: Limits): LimitsRow {
	return { requests_per_minute: requestsPerMinute, live_activities: liveActivities };
}

function newWebhookSecret(): string {
	return `whsec_${randomBytes(32).toString("base64")}`;
}
