/** What is wrong with a database, in words that say what to do. */

export type DatabaseErrorCode =
	/** The folder or file may not be written to. */
	| "read-only"
	/** The file is no database, or it is damaged. */
	| "damaged"
	/** The database holds something else. */
	| "foreign"
	/** It was written by a newer version of the server. */
	| "newer"
	/** Another process holds it. */
	| "locked"
	/** The disk is full. */
	| "full"
	/** Nobody answers there, or not a PostgreSQL. */
	| "unreachable"
	/** Wrong user, password or name of the database. */
	| "refused"
	/** The address cannot be read. */
	| "address"
	/** A write failed for another reason. */
	| "failed";

/** Its message holds no secret. */
export class DatabaseError extends Error {
	readonly code: DatabaseErrorCode;

	constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "DatabaseError";
		this.code = code;
	}
}

export function newerVersion(where: string, found: number, known: number): DatabaseError {
	return new DatabaseError(
		"newer",
		`${where} was written by a newer version of this server: its tables are at version ${found}, this one knows ${known}. Start that version, or restore a backup from before. Nothing was changed.`,
	);
}
