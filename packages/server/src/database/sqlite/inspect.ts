/** A look at a file before it is opened for writing, so that one that is not ours stays as it is. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { DatabaseError, newerVersion } from "../errors.ts";
import { VERSION_TABLE } from "../migrate.ts";

/** How every SQLite file begins. https://www.sqlite.org/fileformat.html */
const MAGIC = "SQLite format 3\0";

/** A check of every page takes time with its size, and the server should be ready at once. */
const CHECKED_WHOLE_BYTES = 64 * 1024 * 1024;

/** Throws when the file is there and is not what this server can use. `known` is the newest version of the tables. */
export function inspectFile(file: string, known: number, translate: (error: unknown) => unknown): void {
	const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
	if (size === 0) return;
	if (!beginsAsDatabase(file)) {
		throw new DatabaseError(
			"damaged",
			`${file} is no SQLite database, or its beginning is damaged. Restore it from a backup, or start with another file. It was left as it is.`,
		);
	}
	let database: DatabaseSync | undefined;
	try {
		database = new DatabaseSync(file, { readOnly: true, timeout: 1000 });
		refuseForeign(file, database, known);
		if (size <= CHECKED_WHOLE_BYTES) refuseDamaged(file, database);
	} catch (error) {
		throw translate(error);
	} finally {
		database?.close();
	}
}

function beginsAsDatabase(file: string): boolean {
	let handle: number;
	try {
		handle = openSync(file, "r");
	} catch (error) {
		throw new DatabaseError(
			"read-only",
			`${file} cannot be read. Give the user of this process access to it (${error instanceof Error ? error.message : error}).`,
			{ cause: error },
		);
	}
	try {
		const head = Buffer.alloc(MAGIC.length);
		readSync(handle, head, 0, head.length, 0);
		return head.toString("latin1") === MAGIC;
	} finally {
		closeSync(handle);
	}
}

function refuseForeign(file: string, database: DatabaseSync, known: number): void {
	const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
	if (tables.length === 0) return;
	if (!tables.some(({ name }) => name === VERSION_TABLE)) {
		throw new DatabaseError(
			"foreign",
			`${file} is a database of something else. Start with another file. It was left as it is.`,
		);
	}
	const found = Number(database.prepare(`SELECT max(version) AS version FROM ${VERSION_TABLE}`).get()?.version ?? 0);
	if (found > known) throw newerVersion(file, found, known);
}

function refuseDamaged(file: string, database: DatabaseSync): void {
	const [found] = database.prepare("PRAGMA quick_check(1)").all();
	const result = String(found?.quick_check ?? "ok");
	if (result === "ok") return;
	throw new DatabaseError(
		"damaged",
		`${file} is damaged: restore it from a backup. It was left as it is (SQLite says: ${result.replace(/\s+/g, " ")}).`,
	);
}
