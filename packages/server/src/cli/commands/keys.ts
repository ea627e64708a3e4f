/** API keys, and the accounts that they are of. */
import type { z } from "zod";
import type * as shapes from "../../http/manage/shapes.ts";
import { type Command, needed, UsageError } from "../command.ts";
import { facts, table, time } from "../table.ts";

type Account = z.output<typeof shapes.Account>;
type Key = z.output<typeof shapes.Key>;

const reach = (channels: Key["channels"]) => channels?.join(", ") ?? "everything";

const limitsOf = ({ limits }: Account) => [limits.requests_per_minute ?? "no limit", limits.live_activities] as const;

function limit(name: string, text: string | undefined): number | null | undefined {
	if (text === undefined) return undefined;
	if (text === "none") return null;
	if (!/^\d{1,10}$/.test(text)) throw new UsageError(`--${name} must be a whole number`);
	return Number(text);
}

const accountText = (account: Account) => {
	const [requests, activities] = limitsOf(account);
	return facts([
		["Account", account.id],
		["Requests a minute", requests],
		["Live Activities", activities],
	]);
};

export const keyCommands: readonly Command[] = [
	{
		name: "keys list",
		summary: "API keys, oldest first, those that were revoked too",
		examples: ["keys list"],
		async run(ask) {
			const json = await ask<{ keys: Key[] }>("GET", "/keys");
			const rows = json.keys.map((key) => [
				key.id,
				key.name,
				`…${key.last_four}`,
				reach(key.channels),
				time(key.created_at),
				time(key.revoked_at),
			]);
			return { json, text: table(["id", "name", "key", "reaches", "created", "revoked"], rows, "There is no key.") };
		},
	},
	{
		name: "keys create",
		arguments: ["<name>"],
		options: {
			channels: { argument: "slugs", multiple: true, help: "It reaches these channels and no others" },
		},
		summary: "Make an API key, which is shown this once",
		examples: ['keys create "CI"', "keys create deploys --channels ops,dev"],
		async run(ask, given) {
			const channels = given.list("channels");
			const body = { name: needed(given), ...(channels.length > 0 && { channels }) };
			const json = await ask<z.output<typeof shapes.CreatedKey>>("POST", "/keys", { body });
			const text = `${facts([
				["Key", json.key],
				["Id", json.id],
				["Reaches", reach(json.channels)],
			])}\n\nThe key is shown now and never again: keep it.`;
			return { json, text };
		},
	},
	{
		name: "keys revoke",
		arguments: ["<id>"],
		summary: "Revoke an API key",
		examples: ["keys revoke key_2bX…"],
		async run(ask, given) {
			const id = needed(given);
			const json = await ask("DELETE", `/keys/${encodeURIComponent(id)}`);
			return { json, text: `${id} is revoked.` };
		},
	},
	{
		name: "accounts list",
		summary: "Accounts, oldest first",
		description: "Every other command is about the first of them, unless --account names another.",
		examples: ["accounts list"],
		async run(ask) {
			const json = await ask<{ accounts: Account[] }>("GET", "/accounts");
			const rows = json.accounts.map((account) => [account.id, ...limitsOf(account)]);
			return { json, text: table(["id", "requests a minute", "live activities"], rows, "There is no account.") };
		},
	},
	{
		name: "accounts create",
		arguments: ["[id]"],
		summary: "Make another account, with nobody in it",
		examples: ["accounts create acme", "keys create CI --account acme"],
		async run(ask, { arguments: [id] }) {
			const json = await ask<Account>("POST", "/accounts", { body: id === undefined ? {} : { id } });
			return { json, text: accountText(json) };
		},
	},
	{
		name: "limits show",
		summary: "The limits of the account",
		examples: ["limits show"],
		async run(ask) {
			const json = await ask<Account>("GET", "/account");
			return { json, text: accountText(json) };
		},
	},
	{
		name: "limits set",
		options: {
			"requests-per-minute": { argument: "number", help: "Requests of all keys together, or none for no limit" },
			"live-activities": { argument: "number", help: "Live Activities that may run at the same time" },
		},
		summary: "Change the limits of the account",
		description: "What is left out stays. It holds in every process a second later.",
		examples: ["limits set --requests-per-minute 600 --live-activities 8"],
		async run(ask, given) {
			const requests = limit("requests-per-minute", given.text("requests-per-minute"));
			const activities = limit("live-activities", given.text("live-activities"));
			if (requests === undefined && activities === undefined) {
				throw new UsageError("Say what to change: --requests-per-minute, --live-activities, or both");
			}
			if (activities === null) throw new UsageError("--live-activities must be a whole number");
			const body = {
				...(requests !== undefined && { requests_per_minute: requests }),
				...(activities !== undefined && { live_activities: activities }),
			};
			const json = await ask<Account>("PATCH", "/account/limits", { body });
			return { json, text: accountText(json) };
		},
	},
];
