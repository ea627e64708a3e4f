/** Where a PostgreSQL is. */
import { DatabaseError } from "../errors.ts";

function addressOf(url: string): URL | undefined {
	const parsed = URL.parse(url);
	return parsed && /^postgres(ql)?:$/.test(parsed.protocol) ? parsed : undefined;
}

export const isAddress = (url: string): boolean => addressOf(url) !== undefined;

/** What messages call the server: the address without its password. */
export function parseAddress(url: string): string {
	const parsed = addressOf(url);
	if (!parsed) {
		throw new DatabaseError(
			"address",
			"The address of the database cannot be read. It looks like postgres://user:password@host:5432/name, with signs such as @ or / in the password written as %40 and %2F.",
		);
	}
	const { hostname, port, pathname, username } = parsed;
	return `${username && `${username}@`}${hostname || "localhost"}:${port || 5432}${pathname}`;
}
