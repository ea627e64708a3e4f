/** What SQLite's errors mean for whoever runs the server. https://www.sqlite.org/rescode.html */
import { DatabaseError, type DatabaseErrorCode } from "../errors.ts";

const PERM = 3;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
/** Kinds of `IOERR`: a write, or what grows beside the file, did not work. */
const IOERR_WRITE = IOERR | (3 << 8);
const IOERR_SHMSIZE = IOERR | (19 << 8);

type Meaning = [code: DatabaseErrorCode, says: (file: string) => string];

const noWrite: Meaning = [
	"read-only",
	(file) => `${file} cannot be written to. Give the user of this process write access to the file and to its folder`,
];
const damaged: Meaning = [
	"damaged",
	(file) => `${file} is damaged, or no SQLite database. Restore it from a backup, or start with another file`,
];
const locked: Meaning = [
	"locked",
	(file) => `${file} is locked by another process. Stop what else has it open, or wait until that is done`,
];

/** SQLite calls it full only when the system does: not when the quota of a user is used up, or a file may not grow. */
const noRoom: Meaning = [
	"full",
	(file) =>
		`${file} cannot grow: what was being written is undone. Make room on its disk, or see the quota and the limits of this process`,
];

const meanings: Record<number, Meaning> = {
	[IOERR_WRITE]: noRoom,
	[IOERR_SHMSIZE]: noRoom,
	[PERM]: noWrite,
	[READONLY]: noWrite,
	[CANTOPEN]: [
		"read-only",
		(file) => `${file} cannot be opened. See that its folder exists and that this process may read and write there`,
	],
	[BUSY]: locked,
	[LOCKED]: locked,
	[CORRUPT]: damaged,
	[NOTADB]: damaged,
	[FULL]: ["full", (file) => `The disk of ${file} is full: what was being written is undone. Make room on it`],
	[IOERR]: ["failed", (file) => `Reading or writing ${file} failed. Look for faults of its disk`],
};

/** The error as a `DatabaseError` when it tells of the file; what a query has done wrong stays as it is. */
export function translateFor(file: string): (error: unknown) => unknown {
	return (error) => {
		if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return error;
		// The lowest byte is the kind, the rest says more about it.
		const meaning = meanings[error.errcode] ?? meanings[error.errcode & 0xff];
		if (!meaning) return error;
		const [code, says] = meaning;
		return new DatabaseError(code, `${says(file)} (SQLite says: ${error.message}).`, { cause: error });
	};
}
