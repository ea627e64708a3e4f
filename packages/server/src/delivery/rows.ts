/**
 * One change for many rows. PostgreSQL is far away and gets all of them at once, as JSON that it reads as a table. SQLite
 * is here, and fastest with one row after the other.
 */
import { type RawBuilder, sql } from "kysely";
import type { Session } from "../database/database.ts";
import { type Statement, statement } from "../database/statement.ts";
import type { Tables } from "../database/tables.ts";
import { jsonRows } from "./json-rows.ts";

type Columns<Row> = { readonly [Name in keyof Row]-?: "text" | "bigint" };

/** What a row holds, in a query. */
type Cell<Row> = (name: keyof Row & string) => RawBuilder<never>;

export interface RowsStatement<Row extends object> {
	together: Statement<{ rows: string }, unknown>;
	each: Statement<Row, unknown>;
}

const fromTable = <Row>(): Cell<Row> => {
	return (name) => sql<never>`${sql.ref(`v.${name}`)}`;
};

const fromArguments = <Row>(args: object): Cell<Row> => {
	return (name) => sql<never>`${(args as Record<string, unknown>)[name]}`;
};

/** `table` is called `t`. */
export function updateRows<Row extends object>(
	table: keyof Tables,
	columns: Columns<Row>,
	set: (cell: Cell<Row>) => Record<string, unknown>,
	where: (cell: Cell<Row>) => RawBuilder<boolean>,
): RowsStatement<Row> {
	// The types of one table stand for those of all: what is set is checked by the tests.
	const name = `${table} as t` as "device as t";
	return {
		together: statement<{ rows: string }>()((db, { rows }, dialect) =>
			db
				.updateTable(name)
				.from(jsonRows(dialect, rows, columns as Record<string, "text" | "bigint">, "v"))
				.set(set(fromTable()) as never)
				.where(where(fromTable())),
		),
		each: statement<Row>()((db, args) =>
			db
				.updateTable(name)
				.set(set(fromArguments(args)) as never)
				.where(where(fromArguments(args))),
		),
	};
}

export function insertRows<Row extends object>(table: keyof Tables, columns: Columns<Row>): RowsStatement<Row> {
	const names = Object.keys(columns) as (keyof Row & string)[];
	const name = table as "device";
	return {
		together: statement<{ rows: string }>()((db, { rows }, dialect) =>
			db
				.insertInto(name)
				.columns(names as never)
				.expression(
					(query) =>
						query
							.selectFrom(jsonRows(dialect, rows, columns as Record<string, "text" | "bigint">, "v"))
							.select(names as never) as never,
				),
		),
		each: statement<Row>()((db, args) => {
			const cell = fromArguments<Row>(args);
			return db.insertInto(name).values(Object.fromEntries(names.map((column) => [column, cell(column)])) as never);
		}),
	};
}

export async function runRows<Row extends object>(
	session: Session,
	{ together, each }: RowsStatement<Row>,
	rows: readonly Row[],
): Promise<void> {
	if (rows.length === 0) return;
	if (session.dialect === "postgres") await session.run(together, { rows: JSON.stringify(rows) });
	else for (const row of rows) await session.run(each, row);
}
