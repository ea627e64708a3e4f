/** What the management's routes work with. */
import { type Account, type Clock, Refusal, type Service } from "@activitysmith/core";
import type { Database } from "../../database/database.ts";
import { listAccounts } from "../../store/accounts.ts";

export interface ManageDesk {
	database: Database;
	clock: Clock;
	service: Pick<Service, "pauseStream" | "resumeStream">;
	keys: { forget(): void };
	/** What the account's screens show has changed. */
	changed(accountId: string): void;
	/** Where the server is reached from outside, if that was said. */
	origin: string | undefined;
}

/** The server has one account, which is made at its first start. */
export async function theAccount({ database }: ManageDesk): Promise<Account> {
	const [account] = await listAccounts(database.reader);
	if (!account) throw new Error("The database has no account");
	return account;
}

export function notFound(what: string, id: string): Refusal {
	return new Refusal({ status: 404, error: `${what} not found`, message: `No ${what.toLowerCase()} found for: ${id}` });
}
