/** What happens by itself as time passes: activities that are due, and what nobody can ask for any more is forgotten. */
import type { Service } from "@activitysmith/core";
import type { Database } from "./database/database.ts";
import { prune } from "./history/prune.ts";
import { forgetAnswers } from "./store/prune.ts";

export interface MaintainOptions {
	database: Database;
	service: Pick<Service, "maintain">;
	/** So long the delivery log, notifications and activities that are over can be looked at. */
	retentionDays: number;
	now(): number;
	onError(error: unknown): void;
}

/** An activity leaves the screen, ends or is rotated at most so much too late. */
const EVERY_MS = 1000;
const FORGET_EVERY_MS = 10 * 60_000;
/** A server that starts has more urgent things to do. */
const FORGET_FIRST_MS = 1000;
const DAY_MS = 86_400_000;

/** Returns a function that ends it, and resolves when nothing of it runs any more. */
export function maintain({ database, service, retentionDays, now, onError }: MaintainOptions): () => Promise<void> {
	const stopping = new AbortController();

	async function forget(): Promise<void> {
		await database.transaction((session) => forgetAnswers(session, now()));
		await prune(database, now() - retentionDays * DAY_MS, stopping.signal);
	}

	const stops = [
		repeat(() => service.maintain(), { first: EVERY_MS, every: EVERY_MS, onError }),
		// By itself: however much there is to forget, what is due is not kept waiting.
		repeat(forget, { first: FORGET_FIRST_MS, every: FORGET_EVERY_MS, onError }),
	];
	return async () => {
		stopping.abort();
		await Promise.all(stops.map((stop) => stop()));
	};
}

interface Rhythm {
	/** Milliseconds until the first time, and from the end of each to the next. */
	first: number;
	every: number;
	onError(error: unknown): void;
}

function repeat(work: () => Promise<unknown>, { first, every, onError }: Rhythm): () => Promise<void> {
	let running: Promise<void> | undefined;
	let timer: NodeJS.Timeout | undefined;
	let isStopped = false;

	function plan(wait: number): void {
		if (isStopped) return;
		timer = setTimeout(() => {
			running = run();
		}, wait).unref();
	}

	async function run(): Promise<void> {
		try {
			await work();
		} catch (error) {
			onError(error);
		}
		plan(every);
	}

	plan(first);
	return async () => {
		isStopped = true;
		clearTimeout(timer);
		await running;
	};
}
