/** What the management's routes work with. */
import { type Account, type Clock, Refusal, type Service } from "@activitysmith/core";
import type { Database } from "../../database/database.ts";
import type { ExplainOptions } from "../../explain/explain.ts";
import { findAccount, listAccounts } from "../../store/accounts.ts";

export interface ManageDesk {
	database: Database;
	clock: Clock;
	service: Pick<Service, "pauseStream" | "resumeStream">;
	keys: { forget(): void };
	/** What the account's screens show has changed. */
	changed(accountId: string): void;
	/** Where the server is reached from outside, if that was said. */
	origin: string | undefined;
	/** What it takes to say why a device shows something. */
	explaining: Pick<ExplainOptions, "hasGateway" | "appVersions">;
	/** Which account it is about; without it, the one of the first start. */
	account?: string | undefined;
}

export async function theAccount({ database, account: id }: ManageDesk): Promise<Account> {
	if (id !== undefined) {
		const chosen = await findAccount(database.reader, id);
		if (!chosen) throw notFound("Account", id);
		return chosen;
	}
	const [first] = await listAccounts(database.reader);
	if (!first) throw new Error("The database has no account");
	return first;
}

export function notFound(what: string, id: string): Refusal {
	return new Refusal({ status: 404, error: `${what} not found`, message: `No ${what.toLowerCase()} found for: ${id}` });
}
