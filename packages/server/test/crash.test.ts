/** A few rounds of the soak, of which `npm run soak` makes many; and proof that it notices what is lost. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { PushEntry } from "@activitysmith/apns/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "./databases.ts";
import { startPostgres, type TestPostgres } from "./postgres.ts";
import { type Plan, plans } from "./soak/faults.ts";
import { faultsIn, type Outcome, type SoakOptions, soak } from "./soak/soak.ts";

const folder = temporaryFolder();
const seed = Math.floor(Math.random() * 1_000_000);
const outcomes: Record<string, unknown>[] = [];

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop(), 60_000);
afterAll(() => console.table(outcomes));

/** A machine with much else to do takes its time for each start of the server. */
const TIMEOUT = 300_000;

async function run(name: string, options: Omit<SoakOptions, "data">): Promise<Outcome> {
	const outcome = await soak({ data: join(folder, name), ...options });
	const { rounds, acknowledged, pushes, sentAgain, duplicates, backwards, lost } = outcome;
	outcomes.push({
		...{ name, seed, rounds, acknowledged, pushes, sentAgain, duplicates },
		...{ backwards: backwards.length, lost: lost.length },
	});
	return outcome;
}

test(
	"a process that is killed at any moment loses nothing, on SQLite",
	async () => {
		const outcome = await run("SQLite", { plans: plans(seed, 3) });
		expect(faultsIn(outcome), `seed ${seed}`).toEqual([]);
		expect(outcome.serverKilled).toBe(3);
	},
	TIMEOUT,
);

test(
	"a process that is killed, and a PostgreSQL that goes away and comes back, lose nothing",
	async () => {
		const outcome = await run("PostgreSQL", {
			plans: plans(seed, 2),
			databaseUrl: await postgres.newDatabase(),
			restarts: { postgres, isTurn: (round) => round === 1 },
		});
		expect(faultsIn(outcome), `seed ${seed}`).toEqual([]);
		expect(outcome).toMatchObject({ serverKilled: 1, databaseKilled: 1 });
		expect(outcome.unavailable).toBeGreaterThan(0);
	},
	TIMEOUT,
);

/** What a push is about, as the sentences about phones say it. */
const subjectOf = ({ payload }: PushEntry) => {
	const { alert, badge, ...aps } = (payload?.aps ?? {}) as Record<string, { title?: string } | undefined>;
	return aps["content-state"]?.title ?? alert?.title ?? (badge === undefined ? "" : "badge");
};

/** After the first few nothing is answered by Apple; the process is killed when of each kind something waits for that. */
function unanswered(processed: boolean): Plan[] {
	const until: Plan["until"] = (lost, entries) =>
		[/^(stream|activity)-/, /^note-/, /^badge$/].every((kind) => {
			const subjects = new Set(entries.map(subjectOf).filter((subject) => kind.test(subject)));
			return processed ? subjects.size > 0 : [...subjects].some((subject) => lost.some((one) => one.includes(subject)));
		});
	const faults = [{ hang: "silent" as const, processed, after: 6 }];
	return plans(seed, 1).map((plan) => ({ ...plan, loadMs: 0, faults, until }));
}

test(
	"what had been sent when the process was killed is sent again, the same, and shown once",
	async () => {
		const outcome = await run("all unanswered", { plans: [...unanswered(true), ...unanswered(false)] });
		expect(faultsIn(outcome), `seed ${seed}`).toEqual([]);
		expect(outcome.sentAgain).toBeGreaterThan(0);
		expect(outcome.duplicates).toBeGreaterThan(0);
	},
	TIMEOUT,
);

test(
	"a server that took what it had begun to send for sent would be found out",
	async () => {
		const outcome = await run("taken for sent", {
			plans: unanswered(false),
			patienceMs: 3000,
			meddle() {
				const database = new DatabaseSync(join(folder, "taken for sent", "activitysmith.sqlite"));
				database.exec(`
				UPDATE activity_device SET sent_version = wanted_version, token_at = 1 WHERE claimed_until IS NOT NULL;
				UPDATE notification_device SET state = 'sent' WHERE claimed_until IS NOT NULL;
				UPDATE device SET badge_sent = badge_version WHERE badge_claimed_until IS NOT NULL;
			`);
				database.close();
			},
		});
		const lost = outcome.lost.join("\n");
		expect(lost).toMatch(/shows \w+ of (stream|activity)-\d/);
		expect(lost).toMatch(/does not show note-\d/);
		expect(lost).toMatch(/has the badge \d/);
	},
	TIMEOUT,
);
