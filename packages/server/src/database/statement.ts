/**
 * Queries that run often are built once, with names where their values go: compiling one takes longer than SQLite takes
 * to run it.
 */
import type { Kysely } from "kysely";
import { type Compiler, compilers } from "./compilers.ts";
import type { Dialect } from "./database.ts";
import type { Tables } from "./tables.ts";

export type Value = string | number | null;

/** Stands in a query for a value that is given when it runs. */
class Slot {
	readonly name: string;

	constructor(name: string) {
		this.name = name;
	}
}

const slots = new Proxy({} as Record<string, Slot>, { get: (_, name) => new Slot(String(name)) });

/** A query as one database takes it. */
export interface Compiled {
	/** Unique, so that PostgreSQL can keep it prepared. */
	name: string;
	sql: string;
	/** Names of values, or values that never change. */
	parameters: readonly (Slot | Value)[];
}

type Build<Args, Row> = (
	db: Kysely<Tables>,
	args: { readonly [Name in keyof Args]: Args[Name] },
	dialect: Dialect,
) => { compile(): { sql: string; parameters: readonly unknown[] }; execute(): Promise<Row[]> };

export class Statement<Args extends object, Row> {
	readonly #build: Build<Args, Row>;
	readonly #compiled: Partial<Record<Dialect, Compiled>> = {};

	constructor(build: Build<Args, Row>) {
		this.#build = build;
	}

	compiled(dialect: Dialect): Compiled {
		const known = this.#compiled[dialect];
		if (known) return known;
		const compiler: Compiler = compilers[dialect];
		const { sql, parameters } = this.#build(compiler, slots as unknown as Args, dialect).compile();
		count += 1;
		const compiled: Compiled = { name: `s${count}`, sql, parameters: parameters as Compiled["parameters"] };
		this.#compiled[dialect] = compiled;
		return compiled;
	}
}

let count = 0;

export function valuesOf({ parameters }: Compiled, args: object): Value[] {
	const given = args as Record<string, Value | undefined>;
	return parameters.map((parameter) => (parameter instanceof Slot ? (given[parameter.name] ?? null) : parameter));
}

/** A statement with its arguments' and rows' types: the arguments must be named, the rows follow from the query. */
export function statement<Args extends object>() {
	return <Row>(build: Build<Args, Row>) => new Statement<Args, Row>(build);
}
