/** What processes that share a database tell each other. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Database } from "../src/database/database.ts";
import { onBoth, onPostgres } from "./databases.ts";

/** Keeps what it hears; `until` resolves when the last of it is this. */
function recorder() {
	const heard: string[] = [];
	const waiting = new Map<string, () => void>();
	const note = (text: string) => {
		heard.push(text);
		waiting.get(text)?.();
	};
	return {
		heard,
		listener: { heard: note, missed: () => note("(missed)") },
		until: (text: string) =>
			heard.at(-1) === text ? Promise.resolve() : new Promise<void>((resolve) => waiting.set(text, resolve)),
	};
}

onBoth(({ fresh }) => {
	test("who listens hears what is said, in its order, until the end", async () => {
		const { signals } = await fresh();
		const [first, second] = [recorder(), recorder()];
		const stop = await signals.listen(first.listener);
		await signals.listen(second.listener);
		await signals.send("one");
		await signals.send("it's {two}");
		await first.until("it's {two}");
		await stop();
		await signals.send("three");
		await second.until("three");
		expect(first.heard).toEqual(["one", "it's {two}"]);
		expect(second.heard).toEqual(["one", "it's {two}", "three"]);
	});
});

onPostgres(({ fresh, again }) => {
	const listening = ({ reader }: Database) =>
		sql<{ pid: number }>`
			SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()
		`.execute(reader.kysely);

	test("another process is heard", async () => {
		const database = await fresh();
		const other = await again(database);
		const { listener, until, heard } = recorder();
		await database.signals.listen(listener);
		await other.signals.send("from the other");
		await until("from the other");
		expect(heard).toEqual(["from the other"]);
	});

	test("who has lost the connection is told so, and hears again", async () => {
		const database = await fresh();
		const { listener, until, heard } = recorder();
		await database.signals.listen(listener);
		const { rows } = await listening(database);
		expect(rows).toHaveLength(1);
		await sql`SELECT pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(database.reader.kysely);
		await until("(missed)");
		await database.signals.send("after");
		await until("after");
		expect(heard).toEqual(["(missed)", "after"]);
	});
});
