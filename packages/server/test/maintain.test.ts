/** What happens by itself as time passes. */
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../src/database/open.ts";
import { maintain } from "../src/maintain.ts";
import { createAccount } from "../src/store/accounts.ts";
import { temporaryFolder } from "./databases.ts";

const folder = temporaryFolder();
const NOW = Date.UTC(2026, 0, 1);

const settings = {
	retentionDays: 30,
	now: () => NOW,
	onError(error: unknown) {
		throw error;
	},
};

test("answers that are not given again are forgotten", async () => {
	const database = await openDatabase({ file: join(folder, "answers.sqlite") });
	onTestFinished(() => database.close());
	await database.transaction(async (session) => {
		await createAccount(session, { id: "home" }, NOW);
		const answer = { account_id: "home", request_hash: "x", body: null };
		await session.kysely
			.insertInto("answer")
			.values([
				{ ...answer, scope: "over", expires_at: NOW },
				{ ...answer, scope: "kept", expires_at: NOW + 1 },
			])
			.execute();
	});
	const stop = maintain({ ...settings, database, service: { async maintain() {} } });
	onTestFinished(stop);
	const kept = () => database.reader.kysely.selectFrom("answer").select("scope").execute();
	await expect.poll(kept, { timeout: 30_000 }).toEqual([{ scope: "kept" }]);
});

test("its end waits for what runs, and nothing runs after it", async () => {
	const database = await openDatabase({ file: join(folder, "end.sqlite") });
	onTestFinished(() => database.close());
	const begun = Promise.withResolvers<void>();
	const running = Promise.withResolvers<void>();
	let times = 0;
	const stop = maintain({
		...settings,
		database,
		service: {
			async maintain() {
				times += 1;
				begun.resolve();
				await running.promise;
			},
		},
	});
	await begun.promise;
	let isOver = false;
	const stopped = stop().then(() => {
		isOver = true;
	});
	// Whatever is written meanwhile comes after all that could have run without waiting.
	await database.transaction((session) => createAccount(session, { id: "home" }, NOW));
	expect(isOver).toBe(false);
	running.resolve();
	await stopped;
	expect(times).toBe(1);
});
