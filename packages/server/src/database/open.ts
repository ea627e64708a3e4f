/** Opens the database that the settings name, and brings its tables up to date. */
import type { Database } from "./database.ts";
import type { PostgresOptions } from "./postgres/open.ts";
import { openSqlite, type SqliteOptions } from "./sqlite/open.ts";

export type DatabaseOptions = ({ file: string } & SqliteOptions) | ({ url: string } & PostgresOptions);

/** Throws a `DatabaseError` that says what is wrong and what to do. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
	if ("file" in options) return openSqlite(options.file, options);
	// Who has a file does not wait for a driver to load.
	const { openPostgres } = await import("./postgres/open.ts");
	return openPostgres(options.url, options);
}
