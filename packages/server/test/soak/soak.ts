/**
 * Rounds of load, each ended by a crash: when the server is back, every phone shows what was acknowledged last, and
 * nothing went backwards or was lost on the way.
 */
import { setTimeout } from "node:timers/promises";
import type { TestPostgres } from "../postgres.ts";
import type { Plan } from "./faults.ts";
import { createWorkers, Expected, type Worker } from "./load.ts";
import { PushRecord } from "./record.ts";
import { compare, type Difference } from "./screens.ts";
import { Site } from "./site.ts";

export interface SoakOptions {
	/** Folder of the server's data. */
	data: string;
	databaseUrl?: string;
	plans: readonly Plan[];
	/** In these rounds PostgreSQL is killed and started again, and the server lives on. */
	restarts?: { postgres: TestPostgres; isTurn(round: number): boolean };
	/** What somebody does to the database between a crash and the restart. */
	meddle?: () => void;
	/** Milliseconds that the phones have to show what they must. @default 120_000 */
	patienceMs?: number;
	/** After each round. */
	onRound?: (outcome: Outcome) => void;
}

export interface Outcome {
	rounds: number;
	serverKilled: number;
	databaseKilled: number;
	acknowledged: number;
	/** Requests without an answer, and those that were told to come again. */
	unanswered: number;
	unavailable: number;
	conflicts: number;
	pushes: number;
	sentAgain: number;
	duplicates: number;
	/** A sentence for each thing that must not be. */
	twice: string[];
	backwards: string[];
	changed: string[];
	lost: string[];
	unexpected: string[];
}

/** Between two requests of one client. */
const THINK_MS = 4;
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 50;

class Soak {
	readonly #site: Site;
	readonly #options: SoakOptions;
	readonly #expected = new Expected();
	readonly #record = new PushRecord();
	readonly #workers: readonly Worker[];
	readonly #found: Difference = { lost: [], twice: [] };
	readonly #killed = { rounds: 0, serverKilled: 0, databaseKilled: 0 };

	constructor(site: Site, options: SoakOptions) {
		this.#site = site;
		this.#options = options;
		this.#workers = createWorkers(site.client, this.#expected, () => site.gateway.pushes.total);
	}

	get outcome(): Outcome {
		const { unexpected, ...answers } = this.#site.client.tally;
		return { ...this.#killed, ...answers, ...this.#record.findings, ...this.#found, unexpected };
	}

	async round(plan: Plan, index: number): Promise<void> {
		const { gateway } = this.#site;
		const { restarts } = this.#options;
		this.#killed.rounds += 1;
		const load = this.#load(plan);
		const isDatabase = restarts?.isTurn(index) ?? false;
		if (restarts && isDatabase) {
			await this.#restartDatabase(restarts.postgres, plan);
			await load.stop();
		} else {
			for (const fault of plan.faults) gateway.faults.add(fault);
			await setTimeout(plan.loadMs);
			const isTime = async () => {
				const { lost } = await this.#look({ reloads: false });
				return plan.until?.(lost, gateway.pushes.entries({ status: null })) ?? true;
			};
			await this.#until(isTime, "Pushes must wait for an answer");
			await this.#crash(() => load.stop());
		}
		// Where no time was skipped, the pause between two reloads of widgets is not over.
		await this.#settle({ reloads: !isDatabase });
		this.#record.read(gateway);
	}

	#load({ chances }: Plan): { stop(): Promise<void> } {
		let isOver = false;
		const run = async (worker: Worker, index: number) => {
			let used = index * 11;
			const chance = () => {
				used += 1;
				return chances[used % chances.length] ?? 0;
			};
			while (!isOver) {
				await worker.step(chance);
				await setTimeout(THINK_MS * chance());
			}
		};
		const all = Promise.all(this.#workers.map(run));
		return {
			async stop() {
				isOver = true;
				await all;
			},
		};
	}

	async #crash(stopLoad: () => Promise<void>): Promise<void> {
		await this.#site.kill();
		this.#killed.serverKilled += 1;
		await stopLoad();
		this.#site.gateway.faults.clear();
		this.#options.meddle?.();
		await this.#site.start();
	}

	/** The clients go on asking all the while, and go on when it is back. */
	async #restartDatabase(postgres: TestPostgres, { loadMs, signal }: Plan): Promise<void> {
		const { tally, server } = this.#site.client;
		await setTimeout(loadMs);
		await postgres.kill(signal);
		this.#killed.databaseKilled += 1;
		const { unavailable } = tally;
		await this.#until(() => tally.unavailable > unavailable, "A request must be told to come again");
		await postgres.start();
		const { acknowledged } = tally;
		await this.#until(() => tally.acknowledged > acknowledged + 20, "The server must come back by itself");
		if (!server?.isRunning) throw new Error(`The server has ended: ${server?.complaints}`);
	}

	async #until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
		const end = performance.now() + PATIENCE_MS;
		while (!(await isSo())) {
			if (performance.now() > end) throw new Error(`${what}. It says: ${this.#site.server.complaints.slice(-4000)}`);
			await setTimeout(LOOK_EVERY_MS);
		}
	}

	#look({ reloads }: { reloads: boolean }): Promise<Difference> {
		const { phones, gateway } = this.#site;
		return compare({ phones, expected: this.#expected, gateway, reloads });
	}

	/** Waits until all phones show what they must; what they do not show by then is lost. */
	async #settle({ reloads }: { reloads: boolean }): Promise<void> {
		const end = performance.now() + (this.#options.patienceMs ?? PATIENCE_MS);
		let found = await this.#look({ reloads });
		while (found.lost.length > 0 && performance.now() < end) {
			await setTimeout(LOOK_EVERY_MS);
			found = await this.#look({ reloads });
		}
		this.#found.lost.push(...found.lost);
		this.#found.twice.push(...found.twice);
		// What was shown may leave the phone with time: it keeps the newest.
		for (const [title, state] of this.#expected.notifications) {
			if (state === "acknowledged") this.#expected.notifications.delete(title);
		}
		for (const [title, { possible }] of this.#expected.activities) {
			if (title.startsWith("activity-") && possible.length === 1 && possible[0] === null) {
				this.#expected.activities.delete(title);
			}
		}
	}
}

export async function soak(options: SoakOptions): Promise<Outcome> {
	const site = await Site.open(options);
	try {
		const running = new Soak(site, options);
		for (const [index, plan] of options.plans.entries()) {
			await running.round(plan, index);
			options.onRound?.(running.outcome);
		}
		return running.outcome;
	} finally {
		await site.close();
	}
}

/** What must not be, each in a sentence; none when all is well. */
export function faultsIn({ twice, backwards, changed, lost, unexpected }: Outcome): string[] {
	return [...twice, ...backwards, ...changed, ...lost, ...unexpected];
}
