/** A file of SQLite as the database: one connection that writes, in groups, and one that reads what is committed. */
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Database } from "../database.ts";
import { DatabaseError } from "../errors.ts";
import { LATEST_VERSION, migrate } from "../migrate.ts";
import { localSignals } from "../signals.ts";
import { holdAlone } from "./alone.ts";
import { SqliteSession } from "./connection.ts";
import { translateFor } from "./errors.ts";
import { GroupCommit } from "./group.ts";
import { inspectFile } from "./inspect.ts";

/** "ASMT": by it, programs such as `file` can tell what a database belongs to. */
const APPLICATION_ID = 0x41534d54;

const CACHE_KIB = 16_384;
/** Of 4 KiB each. */
const CHECKPOINT_PAGES = 4000;

export interface SqliteOptions {
	/** Milliseconds to wait for another process that writes before the file counts as locked. @default 5000 */
	busyTimeout?: number | undefined;
	/** Whether no other server may work with the file at the same time. @default false */
	alone?: boolean | undefined;
}

export async function openSqlite(
	path: string,
	{ busyTimeout = 5000, alone = false }: SqliteOptions = {},
): Promise<Database> {
	const file = resolve(path);
	const translate = translateFor(file);
	makeFile(file);
	inspectFile(file, LATEST_VERSION, translate);
	const opened = alone ? [await holdAlone(file, busyTimeout)] : [];
	const open = (readOnly: boolean) => {
		const connection = new DatabaseSync(file, { readOnly, timeout: busyTimeout, enableForeignKeyConstraints: true });
		opened.push(connection);
		return connection;
	};
	const close = () => {
		for (const connection of opened.splice(0).reverse()) connection.close();
	};
	try {
		const writer = open(false);
		// A commit is on the disk when it returns; readers never wait for the writer.
		writer.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
		writer.exec("PRAGMA busy_timeout = 0");
		// What a batch of deliveries touches stays in memory, and is copied from the log into the file less often.
		writer.exec(`PRAGMA cache_size = -${CACHE_KIB}; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
		const session = new SqliteSession(writer, translate);
		const group = new GroupCommit(session, busyTimeout);
		await group.run(async () => {
			await migrate(session, file, Date.now());
			// Says whose file it is, and shows now and not with the first request whether it can be written to.
			session.execute(`PRAGMA application_id = ${APPLICATION_ID}`);
		});
		const reader = new SqliteSession(open(true), translate);
		const run = <T>(work: (session: SqliteSession) => Promise<T>) => group.run(() => work(session));
		return {
			dialect: "sqlite",
			where: file,
			reader,
			signals: localSignals(),
			transaction: run,
			// There is one writer: no transaction overlaps with any other.
			transactionOf: (_accountId, work) => run(work),
			async close() {
				await group.idle();
				close();
			},
		};
	} catch (error) {
		close();
		throw translate(error);
	}
}

/** For nobody else to read: secrets of webhooks and tokens of devices are in it. */
function makeFile(file: string): void {
	const failed = (what: string) => (error: unknown) =>
		new DatabaseError("read-only", `${what} (${error instanceof Error ? error.message : error}).`, { cause: error });
	const folder = dirname(file);
	attempt(
		() => mkdirSync(folder, { recursive: true, mode: 0o700 }),
		failed(`The folder ${folder} cannot be made. Make it, or name another`),
	);
	if (existsSync(file)) return;
	attempt(
		() => closeSync(openSync(file, "a", 0o600)),
		failed(`${file} cannot be made. Give the user of this process write access to ${folder}, or name another folder`),
	);
}

function attempt(act: () => unknown, failed: (error: unknown) => Error): void {
	try {
		act();
	} catch (error) {
		throw failed(error);
	}
}
