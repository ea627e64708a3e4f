/** Brings tables up to date, forward only and all at once or not at all. */
import { sql } from "kysely";
import type { Session } from "./database.ts";
import { newerVersion } from "./errors.ts";
import { type Migration, migrations } from "./migrations.ts";

export const VERSION_TABLE = "schema_version";

/** Version of the tables that this server works with. */
export const LATEST_VERSION = migrations.length;

/** Runs in a transaction that no other process's migration overlaps with. */
export async function migrate(
	{ kysely, dialect }: Session,
	where: string,
	now: number,
	steps: readonly Migration[] = migrations,
): Promise<void> {
	const table = sql.table(VERSION_TABLE);
	await sql`CREATE TABLE IF NOT EXISTS ${table} (version integer PRIMARY KEY, applied_at bigint NOT NULL)`.execute(
		kysely,
	);
	const { rows } = await sql<{ version: number | null }>`SELECT max(version) AS version FROM ${table}`.execute(kysely);
	const found = rows[0]?.version ?? 0;
	if (found > steps.length) throw newerVersion(where, found, steps.length);
	for (const [index, step] of steps.entries()) {
		if (index < found) continue;
		for (const statement of step(dialect)) await sql.raw(statement).execute(kysely);
		await sql`INSERT INTO ${table} (version, applied_at) VALUES (${index + 1}, ${now})`.execute(kysely);
	}
}
