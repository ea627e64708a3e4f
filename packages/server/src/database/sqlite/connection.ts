/** A connection of `node:sqlite`, with its statements kept prepared. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { Kysely, type SqliteDatabase, SqliteDialect } from "kysely";
import type { Session } from "../database.ts";
import { type Statement, type Value, valuesOf } from "../statement.ts";
import type { Tables } from "../tables.ts";

/** Statements of Kysely that are kept prepared; the least recently prepared make room. */
const KEPT = 500;

export class SqliteSession implements Session {
	readonly dialect = "sqlite";
	readonly kysely: Kysely<Tables>;
	readonly #file: DatabaseSync;
	readonly #translate: (error: unknown) => unknown;
	readonly #prepared = new Map<object, { statement: StatementSync; values: (args: object) => Value[] }>();
	readonly #kept = new Map<string, StatementSync>();

	constructor(file: DatabaseSync, translate: (error: unknown) => unknown) {
		this.#file = file;
		this.#translate = translate;
		this.kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: this.#forKysely() }) });
	}

	all<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Row[] {
		return this.#try(() => {
			const prepared = this.#prepare(statement);
			return prepared.statement.all(...prepared.values(args)) as Row[];
		});
	}

	first<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Row | undefined {
		return this.#try(() => {
			const prepared = this.#prepare(statement);
			return prepared.statement.get(...prepared.values(args)) as Row | undefined;
		});
	}

	run<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): number {
		return this.#try(() => {
			const prepared = this.#prepare(statement);
			return Number(prepared.statement.run(...prepared.values(args)).changes);
		});
	}

	/** Runs SQL that returns nothing. */
	execute(sql: string): void {
		this.#try(() => this.#keep(sql).run());
	}

	#prepare<Args extends object, Row>(statement: Statement<Args, Row>) {
		const known = this.#prepared.get(statement);
		if (known) return known;
		const compiled = statement.compiled("sqlite");
		const prepared = {
			statement: this.#file.prepare(compiled.sql),
			values: (args: object) => valuesOf(compiled, args),
		};
		this.#prepared.set(statement, prepared);
		return prepared;
	}

	#keep(sql: string): StatementSync {
		const known = this.#kept.get(sql);
		if (known) return known;
		const statement = this.#file.prepare(sql);
		const [oldest] = this.#kept.keys();
		if (oldest !== undefined && this.#kept.size >= KEPT) this.#kept.delete(oldest);
		this.#kept.set(sql, statement);
		return statement;
	}

	#try<T>(query: () => T): T {
		try {
			return query();
		} catch (error) {
			throw this.#translate(error);
		}
	}

	/** `node:sqlite` in the shape that Kysely's dialect knows. */
	#forKysely(): SqliteDatabase {
		return {
			// Opened and closed by whoever has opened the file.
			close: () => undefined,
			prepare: (sql) => {
				const statement = this.#try(() => this.#keep(sql));
				const values = (parameters: readonly unknown[]) => parameters as Value[];
				return {
					reader: statement.columns().length > 0,
					all: (parameters) => this.#try(() => statement.all(...values(parameters))),
					run: (parameters) => this.#try(() => statement.run(...values(parameters))),
					iterate: (parameters) => statement.iterate(...values(parameters)),
				};
			},
		};
	}
}
