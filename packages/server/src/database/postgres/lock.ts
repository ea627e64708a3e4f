/** What a transaction waits for before its work begins. */
import { sql } from "kysely";
import { statement } from "../statement.ts";
import type { PostgresSession } from "./session.ts";

export async function lockNothing(): Promise<void> {}

// Rows that refer to the account may be written meanwhile: those are no work of the account.
const accountRow = statement<{ id: string }>()((db, { id }) =>
	db.selectFrom("account").select("id").where("id", "=", id).forNoKeyUpdate(),
);

export async function lockAccount(session: PostgresSession, id: string): Promise<void> {
	await session.first(accountRow, { id });
}

/** Held by whoever changes the tables: a number that no one else is likely to choose. */
const TABLES = 7_203_114_226;

export async function lockTables({ kysely }: PostgresSession): Promise<void> {
	await sql`SELECT pg_advisory_xact_lock(${TABLES})`.execute(kysely);
}
