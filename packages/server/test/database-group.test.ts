/** Commits in groups: nobody hears of what is not on the disk, and one that fails takes nothing else with it. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Database, Session } from "../src/database/database.ts";
import { openDatabase } from "../src/database/open.ts";
import { createAccount } from "../src/store/accounts.ts";
import { temporaryFolder } from "./databases.ts";

const folder = temporaryFolder();
let files = 0;

async function open(): Promise<{ database: Database; committed: () => string[] }> {
	files += 1;
	const file = join(folder, `${files}.sqlite`);
	const database = await openDatabase({ file });
	const reader = new DatabaseSync(file, { readOnly: true });
	const statement = reader.prepare("SELECT id FROM account ORDER BY id");
	onTestFinished(async () => {
		reader.close();
		await database.close();
	});
	return { database, committed: () => statement.all().map(({ id }) => String(id)) };
}

const add = (id: string) => (session: Session) => createAccount(session, { id }, 0);

/** As a disk that gives up at the last moment: what refers to nothing is found out by the commit. */
async function breakCommit({ kysely }: Session): Promise<void> {
	await sql`PRAGMA defer_foreign_keys = ON`.execute(kysely);
	await sql`INSERT INTO app_user (id, account_id, name) VALUES ('orphan', 'nobody', '')`.execute(kysely);
}

const settled = (results: PromiseSettledResult<unknown>[]) => results.map(({ status }) => status);

describe("transactions that come together", () => {
	test("are on the disk when they are answered", async () => {
		const { database, committed } = await open();
		const ids = Array.from({ length: 50 }, (_, index) => `account-${index}`);
		const seen = await Promise.all(
			ids.map(async (id) => {
				await database.transaction(add(id));
				return committed().includes(id);
			}),
		);
		expect(seen).toEqual(ids.map(() => true));
	});

	test("are nowhere to be seen before all of their group are", async () => {
		const { database, committed } = await open();
		let during: string[] | undefined;
		await Promise.all([
			database.transaction(add("first")),
			database.transaction(async (session) => {
				during = committed();
				return add("second")(session);
			}),
		]);
		expect(during).toEqual([]);
		expect(committed()).toEqual(["first", "second"]);
	});

	test("see what those before them have written", async () => {
		const { database } = await open();
		const [, found] = await Promise.all([
			database.transaction(add("first")),
			database.transaction(({ kysely }) => kysely.selectFrom("account").select("id").execute()),
		]);
		expect(found.map(({ id }) => id)).toEqual(["first"]);
	});

	test("lose nothing when one of them throws after it has written", async () => {
		const { database, committed } = await open();
		const reason = new Error("no");
		const results = await Promise.allSettled([
			database.transaction(add("first")),
			database.transaction(async (session) => {
				await add("second")(session);
				throw reason;
			}),
			database.transaction(add("third")),
		]);
		expect(settled(results)).toEqual(["fulfilled", "rejected", "fulfilled"]);
		expect(results[1]).toHaveProperty("reason", reason);
		expect(committed()).toEqual(["first", "third"]);
	});

	test("all fail when their commit does, also one that had been refused, and leave nothing", async () => {
		const { database, committed } = await open();
		const results = await Promise.allSettled([
			database.transaction(add("first")),
			database.transaction(breakCommit),
			database.transaction(async () => {
				throw new Error("refused for what the first has done");
			}),
			database.transaction(add("last")),
		]);
		expect(results).toEqual(
			[1, 2, 3, 4].map(() => ({
				status: "rejected",
				reason: expect.objectContaining({ message: "FOREIGN KEY constraint failed" }),
			})),
		);
		expect(committed()).toEqual([]);
		await database.transaction(add("later"));
		expect(committed()).toEqual(["later"]);
	});
});

test("a full disk fails what does not fit, keeps the rest, and goes on when there is room", async () => {
	const { database, committed } = await open();
	const limit = (pages: number) =>
		database.transaction(({ kysely }) => sql.raw(`PRAGMA max_page_count = ${pages}`).execute(kysely));
	const large = (id: string) => (session: Session) =>
		createAccount(session, { id, webhookSecret: "x".repeat(1_000_000) }, 0);
	await database.transaction(add("before"));
	await limit(100);
	await expect(database.transaction(large("large"))).rejects.toMatchObject({
		name: "DatabaseError",
		code: "full",
		message: expect.stringContaining("The disk of "),
	});
	expect(committed()).toEqual(["before"]);
	await database.transaction(add("small"));
	await limit(1_000_000);
	await database.transaction(large("large"));
	expect(committed()).toEqual(["before", "large", "small"]);
	// Whatever SQLite undoes to get out of it: what is there is what was answered.
	await limit(1);
	const ids = ["a", "b", "c"];
	const results = await Promise.allSettled(ids.map((id) => database.transaction(id === "b" ? large(id) : add(id))));
	const answered = ids.filter((_, index) => results[index]?.status === "fulfilled");
	expect(answered).not.toContain("b");
	expect(committed()).toEqual([...answered, "before", "large", "small"].sort());
});

test("while another process writes they wait, and all else goes on", async () => {
	const { database, committed } = await open();
	const other = new DatabaseSync(database.where);
	other.exec("BEGIN IMMEDIATE; INSERT INTO account VALUES ('theirs', NULL, 4, '', 0)");
	const ours = database.transaction(add("ours"));
	// The process is not at a standstill: it gets here, and answers who reads.
	expect(await database.reader.kysely.selectFrom("account").select("id").execute()).toEqual([]);
	other.exec("COMMIT");
	other.close();
	await ours;
	expect(committed()).toEqual(["ours", "theirs"]);
});

test("closing waits for what has been begun", async () => {
	const { database, committed } = await open();
	const transactions = ["first", "second"].map((id) => database.transaction(add(id)));
	await database.close();
	expect(committed()).toEqual(["first", "second"]);
	await Promise.all(transactions);
});

test("who reads cannot write", async () => {
	const { database } = await open();
	await expect(add("no")(database.reader)).rejects.toMatchObject({ name: "DatabaseError", code: "read-only" });
});
