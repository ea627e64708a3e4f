/**
 * Commits in groups. A commit waits for the disk, and that bounds how many there can be in a second; so the work of
 * requests that come together runs one after the other in one transaction, each in a savepoint of its own, and all of
 * them are answered when that transaction is on the disk. If it cannot be committed, all of them fail.
 */
import { setTimeout } from "node:timers/promises";
import { DatabaseError } from "../errors.ts";
import type { SqliteSession } from "./connection.ts";

interface Task {
	work(): Promise<unknown>;
	resolve(result: unknown): void;
	reject(error: unknown): void;
}

/** Called when the group is committed, or with what went wrong. */
type Answer = (failure: { error: unknown } | undefined) => void;

/** After so long a group is committed, however many wait: nobody waits for all of a burst. */
const GROUP_MS = 15;

/** So long it is waited for more, at most. */
const GATHER_MS = 5;

/** How often it is tried to begin while another process writes. */
const RETRY_MS = 10;

export class GroupCommit {
	readonly #session: SqliteSession;
	readonly #busyMs: number;
	#waiting: Task[] = [];
	#running: Promise<void> | undefined;
	/** How many come at a time, of late: what delivery writes by itself between them says little. */
	#size = 0;
	/** How long the last commit took. */
	#commitMs = 0;

	/** @param busyMs How long it waits for another process that writes. */
	constructor(session: SqliteSession, busyMs: number) {
		this.#session = session;
		this.#busyMs = busyMs;
	}

	run<T>(work: () => Promise<T>): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			this.#waiting.push({ work, resolve: resolve as Task["resolve"], reject });
			this.#running ??= this.#runAll();
		});
	}

	/** Resolves when nothing waits and nothing runs. */
	async idle(): Promise<void> {
		while (this.#running) await this.#running;
	}

	async #runAll(): Promise<void> {
		while (this.#waiting.length > 0) {
			await this.#gather();
			await this.#runGroup();
		}
		this.#running = undefined;
	}

	/**
	 * All requests that have arrived by now are in the group, and those that arrive while these are read. Where several
	 * come at a time, it waits for those that were just answered too, for less than what a commit of their own would take.
	 */
	async #gather(): Promise<void> {
		const began = performance.now();
		const patience = this.#size > 1 ? this.#commitMs / 2 : 0;
		let arrived = began;
		let now: number;
		do {
			const before = this.#waiting.length;
			await new Promise(setImmediate);
			now = performance.now();
			if (this.#waiting.length > before) arrived = now;
		} while (now - began < GATHER_MS && (now === arrived || now - arrived < patience));
	}

	async #runGroup(): Promise<void> {
		const answers: Answer[] = [];
		let failure: { error: unknown } | undefined;
		try {
			await this.#begin();
			const until = performance.now() + GROUP_MS;
			do {
				const task = this.#waiting.shift();
				if (!task) break;
				await this.#runTask(task, answers);
			} while (performance.now() < until);
			const began = performance.now();
			this.#session.execute("COMMIT");
			this.#commitMs = performance.now() - began;
			this.#size = Math.max(answers.length, this.#size / 2);
		} catch (error) {
			failure = { error };
			// Who waits for a database that cannot be written to need not wait any longer.
			if (answers.length === 0) {
				for (const task of this.#waiting.splice(0)) answers.push(() => task.reject(error));
			}
			this.#rollBack();
		}
		for (const answer of answers) answer(failure);
	}

	/** SQLite itself would wait with everything else standing still. */
	async #begin(): Promise<void> {
		const until = performance.now() + this.#busyMs;
		for (;;) {
			try {
				this.#session.execute("BEGIN IMMEDIATE");
				return;
			} catch (error) {
				const locked = error instanceof DatabaseError && error.code === "locked";
				if (!locked || performance.now() >= until) throw error;
			}
			await setTimeout(RETRY_MS);
		}
	}

	/** Throws when the group is lost. */
	async #runTask({ work, resolve, reject }: Task, answers: Answer[]): Promise<void> {
		let settle = () => {};
		answers.push((failure) => (failure ? reject(failure.error) : settle()));
		this.#session.execute("SAVEPOINT task");
		try {
			const result = await work();
			settle = () => resolve(result);
		} catch (error) {
			// What it was told may have come of others in the group, so that this too waits for the commit.
			settle = () => reject(error);
			this.#undo(error);
			return;
		}
		this.#session.execute("RELEASE task");
	}

	/** A full disk can make SQLite undo the whole transaction: then there is no savepoint to go back to. */
	#undo(cause: unknown): void {
		try {
			this.#session.execute("ROLLBACK TO task");
			this.#session.execute("RELEASE task");
		} catch {
			throw cause;
		}
	}

	#rollBack(): void {
		try {
			this.#session.execute("ROLLBACK");
		} catch {
			// SQLite has done so already.
			return;
		}
	}
}
