/**
 * `npm run soak`: kills the server at random moments under load, and PostgreSQL under it, and looks whether anything was
 * lost.
 *
 *   npm run soak
 *   npm run soak -- --rounds 200 --database sqlite --seed 7
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "../postgres.ts";
import { plans } from "./faults.ts";
import { faultsIn, type Outcome, soak } from "./soak.ts";

/** PostgreSQL goes away in the last round of each five. */
const RESTART_EVERY = 5;

const { values } = parseArgs({
	options: {
		rounds: { type: "string", default: "50" },
		seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
		database: { type: "string", default: "both" },
	},
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
console.log(`Seed ${seed}: npm run soak -- --rounds ${rounds} --seed ${seed}`);

const folder = await mkdtemp(join(tmpdir(), "activitysmith-soak-"));
const outcomes: Record<string, Outcome> = {};

function onRound(database: string) {
	return (outcome: Outcome) => {
		outcomes[database] = outcome;
		const { rounds: done, acknowledged, pushes } = outcome;
		console.log(`${database} ${done}/${rounds}: ${acknowledged} acknowledged, ${pushes} pushes`);
		for (const fault of faultsIn(outcome)) console.error(`  ${fault}`);
		if (faultsIn(outcome).length > 0) throw new Error("What must not be");
	};
}

async function onSqlite(): Promise<void> {
	await soak({ data: join(folder, "sqlite"), plans: plans(seed, rounds), onRound: onRound("SQLite") });
}

async function onPostgres(): Promise<void> {
	const postgres = await startPostgres();
	try {
		await soak({
			data: join(folder, "postgres"),
			databaseUrl: await postgres.newDatabase(),
			plans: plans(seed, rounds),
			restarts: { postgres, isTurn: (round) => round % RESTART_EVERY === RESTART_EVERY - 1 },
			onRound: onRound("PostgreSQL"),
		});
	} finally {
		await postgres.stop();
	}
}

try {
	if (values.database !== "postgres") await onSqlite();
	if (values.database !== "sqlite") await onPostgres();
} catch (error) {
	console.error(error);
	process.exitCode = 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}

const counted = (value: unknown) => (Array.isArray(value) ? value.length : value);
console.table(
	Object.entries(outcomes).map(([database, outcome]) => ({
		database,
		...Object.fromEntries(Object.entries(outcome).map(([name, value]) => [name, counted(value)])),
	})),
);
