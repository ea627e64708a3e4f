/**
 * One server for a file: it tells its own pages only what happens, and takes what was under way at its start for what a
 * crash has left. The lock is on an empty file beside the database, so that others can read that, and copy it; the system
 * gives it back when the process ends, however that happens.
 */
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { DatabaseError } from "../errors.ts";
import { translateFor } from "./errors.ts";

const AGAIN_MS = 50;

/**
 * @param patience Milliseconds to wait for another server, which may be about to end.
 * @returns what holds it until it is closed
 */
export async function holdAlone(file: string, patience: number): Promise<DatabaseSync> {
	const translate = translateFor(file);
	const until = performance.now() + patience;
	let lock: DatabaseSync | undefined;
	for (;;) {
		try {
			lock ??= new DatabaseSync(`${file}-server`, { timeout: 0 });
			lock.exec("BEGIN EXCLUSIVE");
			return lock;
		} catch (cause) {
			const error = translate(cause);
			const isHeld = error instanceof DatabaseError && error.code === "locked";
			if (!isHeld || performance.now() >= until) {
				lock?.close();
				throw isHeld ? heldByAnother(file, cause) : error;
			}
		}
		await wait(AGAIN_MS);
	}
}

function heldByAnother(file: string, cause: unknown): DatabaseError {
	return new DatabaseError(
		"locked",
		`Another server works with ${file}. Stop it, or name another data folder. A PostgreSQL can be shared.`,
		{ cause },
	);
}
