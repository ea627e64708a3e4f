/** Accounts and what they hold. */
import { badRequest, done, json, ok } from "../answer.ts";
import { route } from "../route.ts";
import { Account, AccountsBody } from "../schemas.ts";
import { stateView } from "../view.ts";

export const accountRoutes = [
	route({
		id: "addAccount",
		method: "POST",
		path: "/accounts",
		tag: "Accounts",
		summary: "Add an account",
		description: "Its keys work at once. It is there until the mock is reset.",
		body: Account,
		answers: { 201: { description: "Added." } },
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
		tag: "Mock",
		summary: "Begin anew",
		description: "Everything is as it was when the mock was started: accounts, devices, time, faults, the journal.",
		answers: { 204: { description: "Done." } },
		handle: ({ mock, keyed }) => {
			if (keyed) throw badRequest("A reset is for all accounts: send it without a key.");
			mock.reset();
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
		answers: { 200: { description: "The account's time, devices and streams." } },
		handle: ({ scope }) => ok(stateView(scope)),
	}),
];
