/** The contract, case by case, on both databases, and on two instances of the server that share one. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../src/database/database.ts";
import { openDatabase } from "../src/database/open.ts";
import { notRun, testEveryCase } from "./conformance/every-case.ts";
import { type ServerTarget, startServerTarget } from "./conformance/target.ts";
import { temporaryFolder } from "./databases.ts";
import { startPostgres, type TestPostgres } from "./postgres.ts";

const passed = new Map<string, number>();

function conforms(name: string, open: () => Promise<Database[]>): void {
	describe(name, () => {
		let target: ServerTarget | undefined;
		beforeAll(async () => {
			target = await startServerTarget(name, await open());
		}, 60_000);
		afterAll(() => target?.close());
		const started = () => {
			if (!target) throw new Error("The server has not started");
			return target;
		};
		testEveryCase(started, () => passed.set(name, (passed.get(name) ?? 0) + 1));
	});
}

let postgres: TestPostgres | undefined;
beforeAll(async () => {
	postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop(), 60_000);
afterAll(() => console.table(Array.from(passed, ([database, cases]) => ({ database, "cases passed": cases }))));

const folder = temporaryFolder();

async function onPostgres(instances: number): Promise<Database[]> {
	const url = (await postgres?.newDatabase()) ?? "";
	return Promise.all(Array.from({ length: instances }, () => openDatabase({ url, connections: 4 })));
}

conforms("SQLite", async () => [await openDatabase({ file: join(folder, "one.sqlite") })]);
conforms("PostgreSQL", () => onPostgres(1));
conforms("PostgreSQL, two instances", () => onPostgres(2));

test("only faults, which a server has none of, are left to the mock", () => {
	expect(notRun.map(({ needs }) => needs)).toEqual(notRun.map(() => ["accounts", "faults"]));
	expect(notRun).toHaveLength(5);
});
