/** The accounts of the server: each has keys, people, devices, channels and limits of its own. */
import { type Account, Refusal } from "@activitysmith/core";
import * as z from "zod";
import { createAccount, findAccount, listAccounts } from "../../store/accounts.ts";
import { type Route, routesOf } from "../route.ts";
import { type ManageDesk, theAccount } from "./desk.ts";
import * as shapes from "./shapes.ts";

const route = routesOf<ManageDesk>();

export const accountView = ({ id, limits: { requestsPerMinute, liveActivities } }: Account) => ({
	id,
	limits: { requests_per_minute: requestsPerMinute, live_activities: liveActivities },
});

export const accountsRoutes: readonly Route<ManageDesk>[] = [
	route({
		id: "listAccounts",
		method: "GET",
		path: "/accounts",
		tag: "Account",
		summary: "Accounts, oldest first",
		description: "The first is the one that all routes are about when they are told no other.",
		answer: z.strictObject({ accounts: z.array(shapes.Account) }),
		async handle({ context }) {
			return { accounts: (await listAccounts(context.database.reader)).map(accountView) };
		},
	}),
	route({
		id: "createAccount",
		method: "POST",
		path: "/accounts",
		tag: "Account",
		summary: "Make another account",
		description: "It begins with nobody in it. Its routes are those of the first, with its id as the query `account`.",
		body: shapes.NewAccount,
		answer: shapes.Account,
		status: 201,
		errors: { 409: "There is such an account already." },
		async handle({ context, body: { id } }) {
			const { database, clock } = context;
			const { id: first } = await theAccount(context);
			// One after the other, in whatever process: of two of the same id only one is made.
			const account = await database.transactionOf(first, async (session) => {
				if (id !== undefined && (await findAccount(session, id))) {
					throw new Refusal({ status: 409, error: "Account exists", message: `There is an account ${id} already.` });
				}
				return createAccount(session, id === undefined ? {} : { id }, clock.now());
			});
			return accountView(account);
		},
	}),
];
