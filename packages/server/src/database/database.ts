/**
 * One database, SQLite or PostgreSQL, behind one door. What changes it runs in a transaction, and whoever waits for a
 * transaction hears of it after the commit, never before.
 */
import type { Kysely } from "kysely";
import type { Signals } from "./signals.ts";
import type { Statement } from "./statement.ts";
import type { Tables } from "./tables.ts";

export type Dialect = "sqlite" | "postgres";

type Awaitable<T> = T | Promise<T>;

/** Where queries run: in a transaction, or beside all of them. */
export interface Session {
	readonly dialect: Dialect;
	/** For queries that run seldom. */
	readonly kysely: Kysely<Tables>;
	all<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Awaitable<Row[]>;
	first<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Awaitable<Row | undefined>;
	/** How many rows it changed. */
	run<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Awaitable<number>;
}

export interface Database {
	readonly dialect: Dialect;
	/** Where it is, for messages: without secrets. */
	readonly where: string;
	/** Sees what is committed. It is only for reading. */
	readonly reader: Session;
	/**
	 * All of the work happens, or, when it throws, none of it. On SQLite everybody waits while it runs, so it must wait for
	 * nothing but its queries: never for another transaction, which would wait for it. On PostgreSQL it runs again when the database asks for that, so it must do nothing else.
	 */
	transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
	/** A transaction that overlaps with no other of the account, in whatever process. */
	transactionOf<T>(accountId: string, work: (session: Session) => Promise<T>): Promise<T>;
	/** What processes that share the database tell each other. */
	readonly signals: Signals;
	/** Waits for what runs. */
	close(): Promise<void>;
}
