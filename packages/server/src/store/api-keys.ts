/** API keys. Of a key only a hash is kept: whoever reads the database cannot make a request with it. */
import type { Caller, Scope } from "@activitysmith/core";
import type { Session } from "../database/database.ts";
import { statement } from "../database/statement.ts";
import { hashOf, newId, randomText } from "./ids.ts";
import { accountOf, type LimitsRow } from "./rows.ts";

export interface ApiKey {
	id: string;
	accountId: string;
	name: string;
	scope: Scope;
	/** The end of the key, to tell keys apart by. */
	lastFour: string;
	createdAt: number;
	revokedAt: number | null;
}

export interface NewApiKey {
	accountId: string;
	/** At most 100 characters. */
	name: string;
	scope: Scope;
	/** @default a new one: `ask_` and 40 characters of `A-Za-z0-9` */
	secret?: string;
}

const SECRET_LENGTH = 40;

/** The secret is in this answer and nowhere else, ever. */
export async function createApiKey(
	{ kysely }: Session,
	{ accountId, name, scope, secret = `ask_${randomText(SECRET_LENGTH)}` }: NewApiKey,
	now: number,
): Promise<{ key: ApiKey; secret: string }> {
	const key: ApiKey = {
		id: newId("key"),
		accountId,
		name,
		scope,
		lastFour: secret.slice(-4),
		createdAt: now,
		revokedAt: null,
	};
	await kysely
		.insertInto("api_key")
		.values({
			id: key.id,
			account_id: accountId,
			name,
			hash: hashOf(secret),
			last_four: key.lastFour,
			channels: scope.kind === "all" ? null : JSON.stringify(scope.channels),
			created_at: now,
			revoked_at: null,
		})
		.execute();
	return { key, secret };
}

/** Oldest first, those that were revoked too. */
export async function listApiKeys({ kysely }: Session, accountId: string): Promise<ApiKey[]> {
	const rows = await kysely
		.selectFrom("api_key")
		.selectAll()
		.where("account_id", "=", accountId)
		.orderBy("created_at")
		.orderBy("id")
		.execute();
	return rows.map((row) => ({
		id: row.id,
		accountId: row.account_id,
		name: row.name,
		scope: scopeOf(row.channels),
		lastFour: row.last_four,
		createdAt: row.created_at,
		revokedAt: row.revoked_at,
	}));
}

/** False when the account has no such key, or it was revoked before. */
export async function revokeApiKey({ kysely }: Session, accountId: string, id: string, now: number): Promise<boolean> {
	const { numUpdatedRows } = await kysely
		.updateTable("api_key")
		.set({ revoked_at: now })
		.where("account_id", "=", accountId)
		.where("id", "=", id)
		.where("revoked_at", "is", null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

interface CallerRow extends LimitsRow {
	account_id: string;
	channels: string | null;
}

const findByHash = statement<{ hash: string }>()<CallerRow>((db, { hash }) =>
	db
		.selectFrom("api_key")
		.innerJoin("account", "account.id", "api_key.account_id")
		.select(["api_key.account_id", "api_key.channels", "requests_per_minute", "account.live_activities"])
		.where("hash", "=", hash)
		.where("revoked_at", "is", null),
);

/** Whom a key stands for, by its hash; `undefined` when there is no such key, or it was revoked. */
export async function findCaller(session: Session, hash: string): Promise<Caller | undefined> {
	const row = await session.first(findByHash, { hash });
	return row && { account: accountOf(row.account_id, row), scope: scopeOf(row.channels) };
}

function scopeOf(channels: string | null): Scope {
	return channels === null ? { kind: "all" } : { kind: "channels", channels: JSON.parse(channels) };
}
