/** What happens by itself as time passes: activities that are due, and answers that nobody can ask for any more. */
import type { Service } from "@activitysmith/core";
import type { Database } from "./database/database.ts";
import { forgetAnswers } from "./store/prune.ts";

export interface MaintainOptions {
	database: Database;
	service: Pick<Service, "maintain">;
	now(): number;
	onError(error: unknown): void;
}

/** An activity leaves the screen, ends or is rotated at most so much too late. */
const EVERY_MS = 1000;
const FORGET_EVERY_MS = 10 * 60_000;

/** Returns a function that ends it, and resolves when nothing of it runs any more. */
export function maintain({ database, service, now, onError }: MaintainOptions): () => Promise<void> {
	let running: Promise<void> | undefined;
	let forgottenAt = Number.NEGATIVE_INFINITY;

	async function run(): Promise<void> {
		await service.maintain();
		if (performance.now() - forgottenAt < FORGET_EVERY_MS) return;
		forgottenAt = performance.now();
		await database.transaction((session) => forgetAnswers(session, now()));
	}

	const timer = setInterval(() => {
		running ??= run()
			.catch(onError)
			.finally(() => {
				running = undefined;
			});
	}, EVERY_MS);
	timer.unref();
	return async () => {
		clearInterval(timer);
		await running;
	};
}
