/** Opens the database that the settings name, and brings its tables up to date. */
import type { Database } from "./database.ts";
import { openPostgres, type PostgresOptions } from "./postgres/open.ts";
import { openSqlite, type SqliteOptions } from "./sqlite/open.ts";

export type DatabaseOptions = ({ file: string } & SqliteOptions) | ({ url: string } & PostgresOptions);

/** Throws a `DatabaseError` that says what is wrong and what to do. */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
	return "file" in options ? openSqlite(options.file, options) : openPostgres(options.url, options);
}
