/** Opening a database: what is refused is left as it is, and says what to do. */
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inspect } from "node:util";
import { sql } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import type { Database } from "../src/database/database.ts";
import { migrate } from "../src/database/migrate.ts";
import { migrations } from "../src/database/migrations.ts";
import { openDatabase } from "../src/database/open.ts";
import { createAccount } from "../src/store/accounts.ts";
import { onBoth, onPostgres, temporaryFolder } from "./databases.ts";

const hash = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

const accountIds = async ({ reader }: Database) =>
	(await reader.kysely.selectFrom("account").select("id").orderBy("id").execute()).map(({ id }) => id);

/** What is thrown, as far as it is promised. */
async function refusal(open: Promise<Database>): Promise<{ code: unknown; message: string }> {
	const error = await open.then(
		() => undefined,
		(error: unknown) => error,
	);
	expect(error).toMatchObject({ name: "DatabaseError" });
	return error as { code: unknown; message: string };
}

describe("a file", () => {
	const folder = temporaryFolder();
	let count = 0;

	function path(): string {
		count += 1;
		return join(folder, `${count}.sqlite`);
	}

	/** With so many accounts in it. */
	async function written(accounts = 500): Promise<string> {
		const file = path();
		const database = await openDatabase({ file });
		await database.transaction(async (session) => {
			for (let index = 0; index < accounts; index += 1) await createAccount(session, { id: `account-${index}` }, 0);
		});
		await database.close();
		return file;
	}

	test("is made with its folders, and is there when it is opened again", async () => {
		const file = join(folder, "some", "where", "data.sqlite");
		const first = await openDatabase({ file });
		await first.transaction((session) => createAccount(session, { id: "kept" }, 0));
		await first.close();
		const second = await openDatabase({ file });
		expect(await accountIds(second)).toEqual(["kept"]);
		await second.close();
	});

	test("is for nobody else to read", async () => {
		const file = join(folder, "private", "data.sqlite");
		const database = await openDatabase({ file });
		await database.transaction((session) => createAccount(session, { id: "kept" }, 0));
		for (const suffix of ["", "-wal"]) expect(statSync(file + suffix).mode & 0o077).toBe(0);
		await database.close();
	});

	test("commits to the disk before it answers", async () => {
		const database = await openDatabase({ file: path() });
		const { rows } = await database.transaction(({ kysely }) =>
			sql<{ synchronous: number }>`PRAGMA synchronous`.execute(kysely),
		);
		expect(rows).toEqual([{ synchronous: 2 }]);
		await database.close();
	});

	test("of a newer version is refused and left as it is", async () => {
		const file = await written(1);
		const writer = new DatabaseSync(file);
		writer.exec("INSERT INTO schema_version VALUES (999, 0)");
		writer.close();
		const before = hash(file);
		const { code, message } = await refusal(openDatabase({ file }));
		expect(code).toBe("newer");
		expect(message).toContain(`${file} was written by a newer version of this server: its tables are at version 999`);
		expect(hash(file)).toBe(before);
	});

	test.each<[string, (file: string) => void]>([
		["that is text", (file) => writeFileSync(file, "my shopping list\n".repeat(100))],
		["that is cut off", (file) => writeFileSync(file, readFileSync(file).subarray(0, statSync(file).size / 2))],
		[
			"with a page of noise in it",
			(file) => {
				const bytes = readFileSync(file);
				// Over the pages in the middle, whatever they hold.
				bytes.fill(0xa5, Math.floor(bytes.length / 8192) * 4096, Math.floor(bytes.length / 8192) * 4096 + 8192);
				writeFileSync(file, bytes);
			},
		],
		["of a few bytes", (file) => writeFileSync(file, "SQL")],
	])("%s is refused and left as it is", async (_, damage) => {
		const file = await written();
		damage(file);
		const before = hash(file);
		const { code, message } = await refusal(openDatabase({ file }));
		expect(code).toBe("damaged");
		expect(message).toContain(file);
		expect(message).toMatch(/[Rr]estore it from a backup/);
		expect(hash(file)).toBe(before);
	});

	test("of another program is refused and left as it is", async () => {
		const file = path();
		const other = new DatabaseSync(file);
		other.exec("CREATE TABLE account (id integer)");
		other.close();
		const before = hash(file);
		expect(await refusal(openDatabase({ file }))).toMatchObject({
			code: "foreign",
			message: `${file} is a database of something else. Start with another file. It was left as it is.`,
		});
		expect(hash(file)).toBe(before);
	});

	test("that another process has locked is refused, and opens when that is done", async () => {
		const file = await written(1);
		const other = new DatabaseSync(file);
		other.exec("BEGIN IMMEDIATE");
		const { code, message } = await refusal(openDatabase({ file, busyTimeout: 20 }));
		expect(code).toBe("locked");
		expect(message).toContain(`${file} is locked by another process`);
		other.exec("ROLLBACK");
		other.close();
		await (await openDatabase({ file, busyTimeout: 20 })).close();
	});

	describe("of somebody else", () => {
		const root = process.geteuid?.() === 0;
		afterEach(() => {
			if (root) process.seteuid?.(0);
		});
		/** Root may write anywhere: nobody may not. */
		const asNobody = () => {
			if (root) process.seteuid?.(65534);
		};

		test("in a folder that cannot be written to is refused", async () => {
			const closed = join(folder, "closed");
			mkdirSync(closed);
			chmodSync(closed, 0o555);
			chmodSync(folder, 0o755);
			asNobody();
			const file = join(closed, "data.sqlite");
			const { code, message } = await refusal(openDatabase({ file }));
			expect(code).toBe("read-only");
			expect(message).toContain(`${file} cannot be made. Give the user of this process write access to ${closed}`);
		});

		test("is refused when it cannot be written to, and left as it is", async () => {
			const written_ = await written(1);
			const open = join(folder, "open");
			mkdirSync(open);
			chmodSync(open, 0o777);
			chmodSync(folder, 0o755);
			const file = join(open, "data.sqlite");
			copyFileSync(written_, file);
			chmodSync(file, 0o444);
			const before = hash(file);
			asNobody();
			const { code, message } = await refusal(openDatabase({ file }));
			expect(code).toBe("read-only");
			expect(message).toContain(`${file} cannot be written to. Give the user of this process write access`);
			expect(hash(file)).toBe(before);
		});

		test("in a folder that cannot be made is refused", async () => {
			const closed = join(folder, "shut");
			mkdirSync(closed);
			chmodSync(closed, 0o555);
			asNobody();
			const { code, message } = await refusal(openDatabase({ file: join(closed, "new", "data.sqlite") }));
			expect(code).toBe("read-only");
			expect(message).toContain(`The folder ${join(closed, "new")} cannot be made`);
		});
	});
});

onBoth(({ fresh, unshared, again }) => {
	test("tables are brought up to date all at once or not at all", async () => {
		const database = await unshared();
		await database.transaction((session) => createAccount(session, { id: "before" }, 0));
		const create = "CREATE TABLE later (id text)";
		const upTo = (...statements: string[]) =>
			database.transaction((session) => migrate(session, "it", 0, [...migrations, () => statements]));
		await expect(upTo(create, "CREATE nonsense")).rejects.toThrow(/syntax error/);
		// The first statement of the step that failed is undone: it can be done again.
		await upTo(create);
		expect(await accountIds(database)).toEqual(["before"]);
		expect(await refusal(again(database))).toMatchObject({ code: "newer" });
	});

	test("a version that it has is not applied again", async () => {
		const database = await fresh();
		await database.transaction((session) => createAccount(session, { id: "before" }, 0));
		expect(await accountIds(await again(database))).toEqual(["before"]);
	});
});

onPostgres(({ fresh }, postgres) => {
	test("servers that start at the same time on an empty database all come up", async () => {
		const url = await postgres().newDatabase();
		const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ url, connections: 2 })));
		await Promise.all(opened.map((database) => database.close()));
	});

	test("what is wrong with the address is said, and the password is not", async () => {
		const { port, password } = postgres();
		const wrong = async (url: string) => {
			const error = await refusal(openDatabase({ url }));
			expect(inspect(error, { depth: 9 })).not.toMatch(new RegExp(`${password}|open sesame|sesame`));
			return { code: error.code, message: error.message };
		};
		expect(await wrong(`postgres://postgres:sesame@127.0.0.1:${port}/postgres`)).toEqual({
			code: "refused",
			message: `PostgreSQL at postgres@127.0.0.1:${port}/postgres refused the password: see the user and the password in the address (password authentication failed for user "postgres").`,
		});
		expect(await wrong(`postgres://postgres:${password}@127.0.0.1:${port}/missing`)).toEqual({
			code: "refused",
			message: `PostgreSQL at postgres@127.0.0.1:${port}/missing has no such database: create it, or name another in the address (database "missing" does not exist).`,
		});
		expect(await wrong("postgres://postgres:sesame@127.0.0.1:1/postgres")).toMatchObject({
			code: "unreachable",
			message: expect.stringContaining("PostgreSQL at postgres@127.0.0.1:1/postgres does not answer"),
		});
		expect(await wrong("postgres://postgres:sesame@host.invalid/postgres")).toMatchObject({
			code: "unreachable",
			message: expect.stringContaining("see the host in the address"),
		});
		for (const url of ["postgres://u:open sesame@[:/x", "mysql://u:sesame@h/x", "sesame"]) {
			expect(await wrong(url)).toMatchObject({ code: "address" });
		}
	});

	test("a connection that is ended fails what ran on it, and nothing else", async () => {
		const database = await fresh();
		const work = database.transaction(async (session) => {
			await createAccount(session, { id: "lost" }, 0);
			const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(session.kysely);
			await sql`SELECT pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(database.reader.kysely);
			await createAccount(session, { id: "never" }, 0);
		});
		await expect(work).rejects.toMatchObject({
			name: "DatabaseError",
			code: "unreachable",
			message: expect.not.stringContaining(postgres().password),
		});
		await database.transaction((session) => createAccount(session, { id: "after" }, 0));
		expect(await accountIds(database)).toEqual(["after"]);
	});

	test("the password is nowhere to be seen in what was opened", async () => {
		const database = await fresh();
		expect(inspect(database, { depth: 12, showHidden: true, getters: true })).not.toContain(postgres().password);
		expect(database.where).not.toContain(postgres().password);
	});
});
