/** Many rows in one statement: they are given as JSON, and both databases can read that as a table. */
import { type AliasedRawBuilder, type RawBuilder, sql } from "kysely";
import type { Dialect } from "../database/database.ts";

type Type = "text" | "bigint";

/** A table whose columns are the fields of the objects in a JSON array. */
export function jsonRows<Columns extends Record<string, Type>, Alias extends string>(
	dialect: Dialect,
	json: string,
	columns: Columns,
	alias: Alias,
): AliasedRawBuilder<{ [Name in keyof Columns]: Columns[Name] extends "text" ? string : number }, Alias> {
	const names = Object.entries(columns);
	const read = (name: string) => (dialect === "sqlite" ? `value ->> '$.${name}' AS ${name}` : name);
	const selected = sql.raw(names.map(([name]) => read(name)).join(", "));
	const typed = sql.raw(names.map((column) => column.join(" ")).join(", "));
	const source = dialect === "sqlite" ? sql`json_each(${json})` : sql`json_to_recordset(${json}::json) AS r (${typed})`;
	return sql<never>`(SELECT ${selected} FROM ${source})`.as(alias);
}

/** The texts of a JSON array, for `IN`. */
export function jsonTexts(dialect: Dialect, json: string): RawBuilder<string> {
	return dialect === "sqlite"
		? sql`(SELECT value FROM json_each(${json}))`
		: sql`(SELECT json_array_elements_text(${json}::json))`;
}
