/** What a database of an earlier version holds is still there in the tables of this one. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { VERSION_TABLE } from "../src/database/migrate.ts";
import { migrations } from "../src/database/migrations.ts";
import { openDatabase } from "../src/database/open.ts";
import { temporaryFolder } from "./databases.ts";

const folder = temporaryFolder();

test("the delivery log of the first version", async () => {
	const file = join(folder, "first.sqlite");
	const first = new DatabaseSync(file);
	for (const statement of migrations[0]?.("sqlite") ?? []) first.exec(statement);
	first.exec(`
		CREATE TABLE ${VERSION_TABLE} (version integer PRIMARY KEY, applied_at bigint NOT NULL);
		INSERT INTO ${VERSION_TABLE} VALUES (1, 0);
		INSERT INTO account VALUES ('home', NULL, 10, 'whsec_', 0);
		INSERT INTO delivery_log VALUES ('1', 'home', 'phone', 'washing', 'update', 7, 'id', 410, 'Unregistered', 2, 99);
	`);
	first.close();
	const database = await openDatabase({ file });
	expect(await database.reader.kysely.selectFrom("delivery_log").selectAll().execute()).toEqual([
		{
			...{ id: "1", account_id: "home", device_id: "phone", about: "washing", kind: "update", version: 7 },
			...{ apns_id: "id", status: 410, reason: "Unregistered", attempts: 2, at: 99 },
		},
	]);
	await database.close();
});
