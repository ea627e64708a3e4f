/** People, and their devices. */
import type { z } from "zod";
import type * as shapes from "../../http/manage/shapes.ts";
import { type Command, needed, UsageError } from "../command.ts";
import { facts, table, time } from "../table.ts";
import { type Device, deviceId, type User, userId, users } from "./named.ts";

export const deviceCommands: readonly Command[] = [
	{
		name: "users list",
		summary: "People, by name",
		examples: ["users list"],
		async run(ask) {
			const json = await ask<{ users: User[] }>("GET", "/users");
			const rows = json.users.map(({ id, name }) => [id, name]);
			return { json, text: table(["id", "name"], rows, "There is nobody.") };
		},
	},
	{
		name: "users create",
		arguments: ["<name>"],
		summary: "Add a person",
		examples: ["users create Ada"],
		async run(ask, given) {
			const json = await ask<User>("POST", "/users", { body: { name: needed(given) } });
			return { json, text: facts(Object.entries({ Id: json.id, Name: json.name })) };
		},
	},
	{
		name: "users remove",
		arguments: ["<user>"],
		summary: "Remove a person, with all their devices",
		examples: ["users remove Ada"],
		async run(ask, given) {
			const name = needed(given);
			const json = await ask("DELETE", `/users/${encodeURIComponent(await userId(ask, name))}`);
			return { json, text: `${name} is removed.` };
		},
	},
	{
		name: "devices list",
		summary: "Devices, in the order in which they were paired",
		examples: ["devices list"],
		async run(ask) {
			const json = await ask<{ devices: Device[] }>("GET", "/devices");
			const names = new Map((await users(ask)).map(({ id, name }) => [id, name]));
			const rows = json.devices.map((device) => [
				device.id,
				device.name,
				names.get(device.user_id) ?? device.user_id,
				device.kind,
				device.app_version,
				device.os_version,
				device.live_activities,
				device.registered,
				time(device.paired_at),
			]);
			const head = ["id", "name", "user", "kind", "app", "system", "live activities", "registered", "paired"];
			return { json, text: table(head, rows, "There is no device. devices pair makes a code for one.") };
		},
	},
	{
		name: "devices pair",
		arguments: ["[user]"],
		options: {
			browser: { help: "A lock screen in a browser; without it, an iPhone or iPad with the app" },
			qr: { help: "Print it as a QR code too, for the device's camera" },
			"expires-in": { argument: "seconds", help: "How long the code is good (default: 600)" },
		},
		summary: "Make a code that a device is paired with, good once",
		description: "The user may be left out when there is only one.",
		examples: ["devices pair Ada --qr", "devices pair Ada --browser"],
		async run(ask, given) {
			const seconds = given.text("expires-in");
			if (seconds !== undefined && !/^\d{1,6}$/.test(seconds)) {
				throw new UsageError("--expires-in must be a whole number of seconds");
			}
			const body = {
				user_id: await whose(ask, given.arguments[0]),
				kind: given.isSet("browser") ? "browser" : "ios",
				...(seconds !== undefined && { expires_in_seconds: Number(seconds) }),
			};
			const json = await ask<z.output<typeof shapes.Code>>("POST", "/pairing-codes", { body });
			const what = json.link === null ? (["Code", json.code] as const) : (["Link", json.link] as const);
			const how = json.link === null ? "Type it into the app." : "Open it in the browser.";
			const text = `${facts([what, ["Good until", time(json.expires_at)]])}\n\n${how} It is good once.`;
			if (!given.isSet("qr")) return { json, text };
			const { renderUnicodeCompact } = await import("uqr");
			return { json, text: `${text}\n\n${renderUnicodeCompact(json.qr, { border: 2 })}` };
		},
	},
	{
		name: "devices unpair",
		arguments: ["<device>"],
		summary: "Remove a device, with all that waits for it",
		examples: ['devices unpair "Ada\'s iPhone"', "devices unpair dev_x4T…"],
		async run(ask, given) {
			const name = needed(given);
			const json = await ask("DELETE", `/devices/${encodeURIComponent(await deviceId(ask, name))}`);
			return { json, text: `${name} is unpaired.` };
		},
	},
];

async function whose(ask: Parameters<Command["run"]>[0], given: string | undefined): Promise<string> {
	if (given !== undefined) return userId(ask, given);
	const [only, another] = await users(ask);
	if (only && !another) return only.id;
	throw new UsageError(only ? "Say whose device it will be: see users list" : "Add somebody first, with users create");
}
