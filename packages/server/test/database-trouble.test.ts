/** A database that cannot be used for a while: nobody is told that anything is done that is not, and all goes on after. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Database } from "../src/database/database.ts";
import { DatabaseError } from "../src/database/errors.ts";
import { openDatabase } from "../src/database/open.ts";
import { createReconciler } from "../src/delivery/reconciler.ts";
import { startServer } from "../src/index.ts";
import { createInstance } from "./conformance/instance.ts";
import { temporaryFolder } from "./databases.ts";
import { makeHome } from "./home.ts";

const folder = temporaryFolder();
let files = 0;

/** A server with a phone that nobody can reach, so that what it was asked for stays in its rows. */
async function open(through: (database: Database) => Database = (database) => database) {
	files += 1;
	const file = join(folder, `${files}.sqlite`);
	const database = through(await openDatabase({ file, busyTimeout: 20 }));
	const errors: unknown[] = [];
	// Of requests: delivery tells what it meets, too.
	const instance = createInstance(database, { now: () => Date.now() }, undefined, (error, requestId) => {
		if (requestId !== undefined) errors.push(error);
	});
	onTestFinished(async () => {
		await instance.delivery.close();
		await database.close();
	});
	const { key, phone } = await makeHome(database);
	async function ask(token: string, method: string, path: string, body?: object, idempotencyKey?: string) {
		const request = new Request(`http://server.test${path}`, {
			method,
			headers: {
				authorization: `Bearer ${token}`,
				"content-type": "application/json",
				...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
		const response = await instance.fetch(request);
		const text = await response.text();
		return {
			status: response.status,
			retryAfter: response.headers.get("retry-after"),
			body: text === "" ? {} : JSON.parse(text),
		};
	}
	const push = (title: string, more: object = {}) =>
		ask(key, "POST", "/api/push-notification", { title, ...more }, `push ${title}`);
	const notifications = async () => {
		const { kysely } = database.reader;
		const rows = await kysely.selectFrom("notification").select("request").execute();
		const queued = await kysely.selectFrom("notification_device").select("notification_id").execute();
		expect(queued).toHaveLength(rows.length);
		return rows.map(({ request }) => (JSON.parse(request) as { title: string }).title);
	};
	return { database, file, errors, ask, key, phone, push, notifications };
}

const comeAgain = (reason: string) => ({
	status: 503,
	retryAfter: "2",
	body: { error: "Service unavailable", message: expect.stringContaining(reason) },
});

test("while another process holds the file, whoever wants to write is told to come again, and then is served", async () => {
	const { file, errors, ask, key, phone, push, notifications } = await open();
	expect(await push("before")).toMatchObject({ status: 200 });
	const other = new DatabaseSync(file);
	other.exec("BEGIN IMMEDIATE");
	const held = comeAgain("another process holds it");
	expect(await push("held")).toEqual(held);
	const content_state = { title: "Backup", type: "progress", percentage: 1 };
	expect(await ask(key, "PUT", "/api/live-activity/stream/backup", { content_state })).toEqual(held);
	expect(await ask(phone, "PUT", "/device/tokens/push", { token: "abcd" })).toEqual(held);
	expect(await ask(phone, "POST", "/device/reports", { app_version: "2" })).toEqual(held);
	// Who only reads does not notice.
	expect(await ask(phone, "GET", "/device/snapshot")).toMatchObject({ status: 200 });
	expect(await notifications()).toEqual(["before"]);
	// Whoever runs the server is told once in a while, however many ask.
	expect(errors).toEqual([expect.objectContaining({ name: "DatabaseError", code: "locked" })]);
	other.exec("ROLLBACK");
	other.close();
	expect(await push("held")).toMatchObject({ status: 200 });
	expect(await push("held")).toMatchObject({ status: 200 });
	expect(await ask(phone, "PUT", "/device/tokens/push", { token: "abcd" })).toMatchObject({ status: 204 });
	expect((await notifications()).sort()).toEqual(["before", "held"]);
});

test("on a full disk whoever is not told to come again has been served, and there is room again all is well", async () => {
	const { database, errors, push, notifications } = await open();
	const limit = (pages: number) =>
		database.transaction(({ kysely }) => sql.raw(`PRAGMA max_page_count = ${pages}`).execute(kysely));
	await limit(1);
	const done: string[] = [];
	const metadata = { note: "x".repeat(3000) };
	let last = 200;
	for (let count = 0; last === 200; count += 1) {
		const answer = await push(`note ${count}`, { metadata });
		last = answer.status;
		if (last === 200) done.push(`note ${count}`);
		else expect(answer).toEqual(comeAgain("its disk is full"));
	}
	expect((await notifications()).sort()).toEqual(done.toSorted());
	expect(errors).toContainEqual(expect.objectContaining({ name: "DatabaseError", code: "full" }));
	await limit(1_000_000);
	const again = `note ${done.length}`;
	expect(await push(again, { metadata })).toMatchObject({ status: 200 });
	expect((await notifications()).sort()).toEqual([...done, again].sort());
});

test("what the database has failed in the middle can be asked again as soon as it is back", async () => {
	let state: "there" | "about to go" | "away" = "there";
	const goes = <T>(work: () => Promise<T>): Promise<T> => {
		if (state === "about to go") state = "away";
		if (state === "away") throw new DatabaseError("unreachable", "It does not answer.");
		return work();
	};
	const { push, notifications } = await open((database) => ({
		...database,
		// First the key is noted, then comes the work, and when that has failed the key should be free again.
		transaction: (work) => (state === "away" ? goes(() => database.transaction(work)) : database.transaction(work)),
		transactionOf: (account, work) => goes(() => database.transactionOf(account, work)),
	}));
	state = "about to go";
	expect(await push("note")).toEqual(comeAgain("it does not answer"));
	state = "there";
	expect(await push("note")).toMatchObject({ status: 200 });
	expect(await push("note")).toMatchObject({ status: 200 });
	expect(await notifications()).toEqual(["note"]);
});

test("what a process was doing when it was killed can be asked of the next one at once", async () => {
	const { file, database, push, notifications } = await open();
	// It had noted the key, and no more.
	expect(await push("note")).toMatchObject({ status: 200 });
	await database.transaction(async ({ kysely }) => {
		await kysely
			.updateTable("answer")
			.set({ body: null, expires_at: Date.now() + 60_000 })
			.execute();
		await kysely.deleteFrom("notification").execute();
	});
	expect(await push("note")).toMatchObject({ status: 409 });
	const next = await openDatabase({ file });
	const delivery = createReconciler({ database: next, clock: { now: () => Date.now() } });
	await delivery.idle();
	expect(await push("note")).toMatchObject({ status: 200 });
	expect(await notifications()).toEqual(["note"]);
	await delivery.close();
	await next.close();
});

describe("the command", () => {
	const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

	test("says that its file cannot grow, ends with 1, and leaves what is in it as it is", async () => {
		const data = join(folder, "small");
		const first = await startServer({ data, port: 0 });
		await first.close();
		const file = join(data, "activitysmith.sqlite");
		const rows = () => {
			const database = new DatabaseSync(file, { readOnly: true });
			const found = ["account", "api_key", "device", "setting", "schema_version"].map((table) =>
				database.prepare(`SELECT * FROM ${table}`).all(),
			);
			database.close();
			return found;
		};
		const before = rows();
		// What a shell calls a block: 512 bytes, or 1,024.
		const limited = ["-c", 'ulimit -f 4; exec "$@"', "sh", process.execPath, "--conditions=@activitysmith/source", cli];
		const env = { PATH: process.env.PATH ?? "", NODE_NO_WARNINGS: "1" };
		await expect(promisify(execFile)("sh", [...limited, "--data", data, "--port", "0"], { env })).rejects.toMatchObject(
			{
				code: 1,
				stdout: "",
				stderr: expect.stringMatching(
					/^activitysmith-server: \S+activitysmith\.sqlite cannot grow: .* Make room on its disk, .*\n$/,
				),
			},
		);
		expect(rows()).toEqual(before);
		const again = await startServer({ data, port: 0 });
		expect(again.firstKey).toBeUndefined();
		await again.close();
	});
});
