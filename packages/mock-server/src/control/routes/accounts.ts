/** Accounts and what they hold. */
import { AccountId, State } from "../answers.ts";
import { done, json, ok } from "../respond.ts";
import { route } from "../route.ts";
import { AccountsBody } from "../schemas.ts";
import { AccountBody } from "../seeds.ts";
import { stateView } from "../view.ts";

export const accountRoutes = [
	route({
		id: "addAccount",
		method: "POST",
		path: "/accounts",
		tag: "Accounts",
		summary: "Add an account",
		description: "Its keys work at once. It is there until the mock is reset.",
		body: AccountBody,
		answers: { 201: { description: "Added.", schema: AccountId } },
		handle: ({ mock, body }) => json(201, { id: mock.addAccount(body).id }),
	}),
	route({
		id: "replaceAccounts",
		method: "PUT",
		path: "/accounts",
		tag: "Accounts",
		summary: "Replace all accounts",
		description: "Everything begins anew with these accounts, and so it does at every later reset.",
		body: AccountsBody,
		answers: { 204: { description: "Replaced." } },
		handle: ({ mock, body }) => {
			mock.reset({ accounts: body.accounts });
			return done();
		},
	}),
	route({
		id: "reset",
		method: "POST",
		path: "/reset",
		tag: "Accounts",
		scope: "the account or all",
		summary: "Begin anew",
		description:
			"Everything is as it was when the mock was started: accounts, devices, time, faults, the journal. With a key only that account is, at the mock's time.",
		answers: { 204: { description: "Done." } },
		handle: ({ scope }) => {
			scope.reset();
			return done();
		},
	}),
	route({
		id: "getState",
		method: "GET",
		path: "/state",
		tag: "Accounts",
		scope: "the account",
		summary: "What the devices show",
		answers: { 200: { description: "The account's time, devices and streams.", schema: State } },
		handle: ({ scope }) => ok(stateView(scope)),
	}),
];
