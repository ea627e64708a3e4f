/** A connection of `pg`, or all of a pool's, as a session. */
import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely";
import type { ClientBase, QueryResult } from "pg";
import type { Session } from "../database.ts";
import { type Statement, valuesOf } from "../statement.ts";
import type { Tables } from "../tables.ts";

type Queryable = Pick<ClientBase, "query">;

export class PostgresSession implements Session {
	readonly dialect = "postgres";
	readonly #connection: Queryable;
	readonly #translate: (error: unknown) => unknown;
	#kysely: Kysely<Tables> | undefined;

	constructor(connection: Queryable, translate: (error: unknown) => unknown) {
		this.#connection = connection;
		this.#translate = translate;
	}

	get kysely(): Kysely<Tables> {
		this.#kysely ??= new Kysely<Tables>({ dialect: new PostgresDialect({ pool: this.#forKysely() }) });
		return this.#kysely;
	}

	async all<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<Row[]> {
		return (await this.#query(statement, args)).rows as Row[];
	}

	async first<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<Row | undefined> {
		return (await this.#query(statement, args)).rows[0] as Row | undefined;
	}

	async run<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<number> {
		return (await this.#query(statement, args)).rowCount ?? 0;
	}

	async #query<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<QueryResult> {
		const compiled = statement.compiled("postgres");
		try {
			return await this.#connection.query({
				name: compiled.name,
				text: compiled.sql,
				values: valuesOf(compiled, args),
			});
		} catch (error) {
			throw this.#translate(error);
		}
	}

	/** The connection as a pool of one, which nobody else gives back. */
	#forKysely() {
		const query = async (text: string, values: readonly unknown[]) => {
			try {
				return await this.#connection.query(text, [...values]);
			} catch (error) {
				throw this.#translate(error);
			}
		};
		const client = { query, release: () => undefined } as unknown as PostgresPoolClient;
		return { connect: async () => client, end: async () => undefined, options: {} };
	}
}
