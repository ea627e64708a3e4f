/** Channels, with who is in them. */
import type { z } from "zod";
import type * as shapes from "../../http/manage/shapes.ts";
import { type Command, type Given, needed, UsageError } from "../command.ts";
import { table } from "../table.ts";
import { devices, membersOf, users } from "./named.ts";

type Channel = z.output<typeof shapes.Channel>;

const path = (slug: string) => `/channels/${encodeURIComponent(slug)}`;

const members = {
	user: { argument: "user", multiple: true, help: "A person, with all their devices, by name or id" },
	device: { argument: "device", multiple: true, help: "A single device, by name or id" },
} as const;

const membersGiven = (given: Given) => ({ users: given.list("user"), devices: given.list("device") });

const countText = ({ slug, users, devices }: Channel) =>
	`${slug} has ${users.length} ${users.length === 1 ? "person" : "people"} and ${devices.length} single ${devices.length === 1 ? "device" : "devices"}.`;

const change = (verb: "add" | "remove"): Command => ({
	name: `channels members ${verb}`,
	arguments: ["<slug>"],
	options: members,
	summary: verb === "add" ? "Add people and devices to a channel" : "Take people and devices out of a channel",
	examples: [`channels members ${verb} ops --user Ada`, `channels members ${verb} ops --device "Ada's iPad"`],
	async run(ask, given) {
		const named = membersGiven(given);
		if (named.users.length + named.devices.length === 0) throw new UsageError("Say who: --user, --device, or both");
		const body = { [verb]: await membersOf(ask, named) };
		const json = await ask<Channel>("PATCH", `${path(needed(given))}/members`, { body });
		return { json, text: countText(json) };
	},
});

export const channelCommands: readonly Command[] = [
	{
		name: "channels list",
		summary: "Channels, with who is in them",
		examples: ["channels list"],
		async run(ask) {
			const json = await ask<{ channels: Channel[] }>("GET", "/channels");
			const names = new Map([...(await users(ask)), ...(await devices(ask))].map(({ id, name }) => [id, name]));
			const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(", ");
			const rows = json.channels.map((channel) => [channel.slug, named(channel.users), named(channel.devices)]);
			return { json, text: table(["slug", "people", "devices"], rows, "There is no channel.") };
		},
	},
	{
		name: "channels create",
		arguments: ["<slug>"],
		options: members,
		summary: "Make a channel",
		examples: ["channels create ops --user Ada --user Grace"],
		async run(ask, given) {
			const body = { slug: needed(given), ...(await membersOf(ask, membersGiven(given))) };
			const json = await ask<Channel>("POST", "/channels", { body });
			return { json, text: countText(json) };
		},
	},
	{
		name: "channels remove",
		arguments: ["<slug>"],
		summary: "Remove a channel; its members stay",
		examples: ["channels remove ops"],
		async run(ask, given) {
			const slug = needed(given);
			return { json: await ask("DELETE", path(slug)), text: `${slug} is removed.` };
		},
	},
	change("add"),
	change("remove"),
];
