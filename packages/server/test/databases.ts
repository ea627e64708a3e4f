/** The same tests on SQLite and on PostgreSQL. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import type { Database } from "../src/database/database.ts";
import { openDatabase } from "../src/database/open.ts";
import { startPostgres, type TestPostgres } from "./postgres.ts";

export interface TestDatabases {
	/** An empty database, closed after the test. */
	fresh(): Promise<Database>;
	/** One that no other test gets afterwards: its tables may be changed. */
	unshared(): Promise<Database>;
	/** Another way into the same database, as of another process. */
	again(database: Database): Promise<Database>;
}

export function onBoth(tests: (databases: TestDatabases) => void): void {
	describe("on SQLite", () => onSqlite(tests));
	describe("on PostgreSQL", () => onPostgres(tests));
}

export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "activitysmith-server-"));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Closed when the test is over. */
function untilFinished(database: Database): Database {
	onTestFinished(() => database.close());
	return database;
}

function onSqlite(tests: (databases: TestDatabases) => void): void {
	const folder = temporaryFolder();
	let files = 0;
	const open = async (file: string) => untilFinished(await openDatabase({ file }));
	const fresh = () => {
		files += 1;
		return open(join(folder, `${files}.sqlite`));
	};
	tests({ fresh, unshared: fresh, again: ({ where }) => open(where) });
}

export function onPostgres(tests: (databases: TestDatabases, postgres: () => TestPostgres) => void): void {
	let postgres: TestPostgres | undefined;
	const addresses = new Map<Database, string>();
	beforeAll(async () => {
		postgres = await startPostgres();
	}, 60_000);
	afterAll(() => postgres?.stop(), 60_000);
	const started = () => {
		if (!postgres) throw new Error("PostgreSQL has not started");
		return postgres;
	};
	const connect = async (url: string) => {
		const database = untilFinished(await openDatabase({ url, connections: 4 }));
		addresses.set(database, url);
		return database;
	};
	// PostgreSQL takes its time to make a database, so that tests take over from each other.
	const free: string[] = [];
	const unshared = async () => connect(await started().newDatabase());
	const fresh = async () => {
		const used = free.pop();
		const database = used === undefined ? await unshared() : await connect(used);
		const url = addresses.get(database) ?? "";
		await database.transaction(async ({ kysely }) => {
			await kysely.deleteFrom("account").execute();
			await kysely.deleteFrom("setting").execute();
		});
		onTestFinished(() => void free.push(url));
		return database;
	};
	tests({ fresh, unshared, again: (database) => connect(addresses.get(database) ?? "") }, started);
}
