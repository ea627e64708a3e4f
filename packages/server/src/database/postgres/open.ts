/** PostgreSQL as the database: a pool of connections, a transaction on each. */
import pg from "pg";
import type { Database, Session } from "../database.ts";
import { DatabaseError } from "../errors.ts";
import { migrate } from "../migrate.ts";
import { parseAddress } from "./address.ts";
import { codeOf, translateFor } from "./errors.ts";
import { lockAccount, lockNothing, lockTables } from "./lock.ts";
import { Queues } from "./queues.ts";
import { PostgresSession } from "./session.ts";
import { postgresSignals } from "./signals.ts";

const CONNECT_MS = 5000;
const CONNECTIONS = 10;
const IDLE_MS = 30_000;

/** Deadlock, and a transaction that could not be put in a row with the others: the work is done again. */
const AGAIN = new Set(["40001", "40P01"]);
const ATTEMPTS = 5;

/** The connection was lost while nobody used it: nothing has been done on it. */
class NotBegun extends Error {
	readonly reason: unknown;

	constructor(reason: unknown) {
		super("A transaction could not begin");
		this.reason = reason;
	}
}

type Work<T> = (session: Session) => Promise<T>;
type Begin = (session: PostgresSession) => Promise<void>;

export interface PostgresOptions {
	/** Connections that are open at the same time. @default 10 */
	connections?: number | undefined;
	/** Gets errors of connections that nobody was using. The next query connects anew. */
	onError?: ((error: unknown) => void) | undefined;
}

export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
	const { connections = CONNECTIONS, onError } = options;
	const where = parseAddress(url);
	const translate = translateFor(where);
	const config: pg.ClientConfig = {
		connectionString: url,
		connectionTimeoutMillis: CONNECT_MS,
		application_name: "activitysmith",
		// A process that stands still must not hold up an account for ever.
		idle_in_transaction_session_timeout: IDLE_MS,
		types: { getTypeParser },
	};
	const pool = new pg.Pool({ ...config, max: connections });
	const signals = postgresSignals(config, pool, translate);
	let closed = false;
	pool.on("error", (error) => {
		// Connections are still saying goodbye when the pool has ended: how that goes is no news.
		if (!closed) onError?.(translate(error));
	});
	// A connection that breaks fails its query. Without a listener it would end the process, too.
	pool.on("connect", (client) => client.on("error", () => {}));
	const queues = new Queues();

	async function attempt<T>(begin: Begin, work: Work<T>): Promise<T> {
		const client = await connect(pool, translate);
		const session = new PostgresSession(client, translate);
		let broken = true;
		try {
			await client.query("BEGIN").catch((error: unknown) => {
				throw new NotBegun(translate(error));
			});
			await begin(session);
			const result = await work(session);
			const { command } = await client.query("COMMIT");
			broken = false;
			// After a query that failed, whatever became of its error, PostgreSQL undoes all and calls that no error.
			if (command !== "COMMIT") throw new DatabaseError("failed", `A query of the transaction at ${where} had failed.`);
			return result;
		} catch (error) {
			broken = await cannotRollBack(client);
			throw translate(error);
		} finally {
			// What a broken connection was doing, the server undoes when it notices.
			client.release(broken);
		}
	}

	async function transaction<T>(begin: Begin, work: Work<T>): Promise<T> {
		for (let left = ATTEMPTS - 1; ; left -= 1) {
			try {
				return await attempt(begin, work);
			} catch (error) {
				const again = error instanceof NotBegun || AGAIN.has(codeOf(error));
				if (left === 0 || !again) throw error instanceof NotBegun ? error.reason : error;
			}
		}
	}

	try {
		await transaction(lockTables, (session) => migrate(session, where, Date.now()));
	} catch (error) {
		await pool.end();
		throw error;
	}
	return {
		dialect: "postgres",
		where,
		reader: new PostgresSession(pool as unknown as pg.ClientBase, translate),
		transaction: (work) => transaction(lockNothing, work),
		transactionOf: (accountId, work) =>
			queues.run(accountId, () => transaction((session) => lockAccount(session, accountId), work)),
		signals,
		async close() {
			closed = true;
			await signals.close();
			await pool.end();
		},
	};
}

async function connect(pool: pg.Pool, translate: (error: unknown) => unknown): Promise<pg.PoolClient> {
	try {
		return await pool.connect();
	} catch (error) {
		throw translate(error);
	}
}

/** Whether the connection is of no more use. */
async function cannotRollBack(client: pg.PoolClient): Promise<boolean> {
	try {
		await client.query("ROLLBACK");
		return false;
	} catch {
		return true;
	}
}

const BIGINT = 20;

/** Counts and times are numbers: none of them comes near 2^53. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
	(oid as number) === BIGINT ? Number : pg.types.getTypeParser(oid, format);
