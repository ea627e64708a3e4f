/** What errors of PostgreSQL and of the way to it mean. https://www.postgresql.org/docs/current/errcodes-appendix.html */
import { DatabaseError, type DatabaseErrorCode } from "../errors.ts";

const meanings: Record<string, [code: DatabaseErrorCode, says: string]> = {
	"28P01": ["refused", "refused the password: see the user and the password in the address"],
	"28000": ["refused", "refused the user: see the user in the address, and what pg_hba.conf allows"],
	"3D000": ["refused", "has no such database: create it, or name another in the address"],
	"42501": ["refused", "does not let this user do that: grant it the rights to create and change tables"],
	"25006": ["read-only", "is for reading only: name the primary server in the address"],
	"53100": ["full", "has no room left on its disk: make some"],
	"53200": ["unreachable", "has no memory left: see its log"],
	"53300": ["unreachable", "has no connection left: allow more, or let fewer processes share it"],
	"57P01": ["unreachable", "is stopping, or somebody has ended the connection: try again in a moment"],
	"57P02": ["unreachable", "has ended all connections because one of its processes failed: see its log"],
	"57P03": ["unreachable", "is starting or stopping: try again in a moment"],
	ECONNREFUSED: ["unreachable", "does not answer: see that it runs, and the host and port in the address"],
	EPIPE: ["unreachable", "has closed the connection: see its log"],
	ECONNRESET: ["unreachable", "has closed the connection: see its log"],
	ENOTFOUND: ["unreachable", "is not known: see the host in the address"],
	EAI_AGAIN: ["unreachable", "cannot be looked up now: see the host in the address, and the name server"],
	ETIMEDOUT: ["unreachable", "does not answer in time: see the host and port in the address, and firewalls between"],
	EHOSTUNREACH: ["unreachable", "cannot be reached: see the host in the address, and the network"],
};

export function codeOf(error: unknown): string {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** The error as a `DatabaseError` when it tells of the server; what a query has done wrong stays as it is. */
export function translateFor(where: string): (error: unknown) => unknown {
	return (error) => {
		if (!(error instanceof Error) || error instanceof DatabaseError) return error;
		const meaning = meanings[codeOf(error)] ?? meanings[withoutCode(error)];
		if (!meaning) return error;
		const [code, says] = meaning;
		const detail = error.message ? ` (${error.message})` : "";
		return new DatabaseError(code, `PostgreSQL at ${where} ${says}${detail}.`, { cause: error });
	};
}

/** What `pg` itself throws has no code. */
function withoutCode({ message }: Error): string {
	if (/^Connection terminated due to connection timeout|^timeout (expired|exceeded)/.test(message)) return "ETIMEDOUT";
	if (/^Connection terminated|^Client has encountered a connection error|not queryable/.test(message)) {
		return "ECONNRESET";
	}
	return "";
}
