/** The account that a page looks at. */
import * as z from "zod";
import { notFound } from "../control/respond.ts";
import type { Mock } from "../mock.ts";
import type { MockAccount } from "../mock-account.ts";

export const AccountQuery = z.strictObject({
	account: z
		.string()
		.optional()
		.meta({ description: "Id of the account. The first one when left out.", examples: ["account-2"] }),
});

/** An unknown one is answered with a 404 that names those there are. */
export function chosenAccount({ accounts }: Mock, id: string | undefined): MockAccount {
	const [first] = accounts;
	const account = id === undefined ? first : accounts.find((candidate) => candidate.id === id);
	if (account) return account;
	throw notFound(`There is no account ${id}. The mock has ${accounts.map((known) => known.id).join(", ")}.`);
}
