/** Section 7: whom a key reaches, and what a channel holds. */
import { type Account, type Case, casesOf } from "../case.ts";
import type { AccountSeed, Capability, Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { progress } from "./states.ts";
import { eachTargeted } from "./wire.ts";

const { cases, needing } = casesOf(7);
const own: Capability[] = ["accounts", "phones"];

/** Two people with three devices, and channels of people, of devices and of both. */
const team = {
	keys: { all: "all", people: ["people"], several: ["people", "devices"], mixed: ["mixed"] },
	users: [
		{ id: "ann", devices: [{ id: "ann-phone" }, { id: "ann-tablet" }] },
		{ id: "bob", devices: [{ id: "bob-phone" }] },
	],
	channels: {
		people: { users: ["ann"] },
		devices: { devices: ["bob-phone"] },
		mixed: { users: ["bob"], devices: ["ann-tablet"] },
		outside: { users: ["ann", "bob"] },
	},
} satisfies AccountSeed;

type KeyName = keyof typeof team.keys;

/** Sends a push and a Live Activity, and expects the answers and the devices to agree. */
async function expectReach(
	{ push, put, phones, keys }: Account,
	{ key, target, slugs, devices }: { key: KeyName; target?: Json; slugs: string[] | null; devices: string[] },
): Promise<void> {
	const options = { apiKey: keys[key] };
	const users = new Set(devices.map((id) => id.split("-")[0])).size;
	const reached = { effective_channel_slugs: slugs, devices_notified: devices.length, users_notified: users };
	expect(await push({ title: "T", ...(target && { target }) }, options)).toMatchObject(reached);
	expect(await put("k", { ...progress(1), ...(target && { target }) }, options)).toMatchObject(reached);
	const seen = await phones.look();
	for (const show of ["notifications", "activities"] as const) {
		expect(seen.filter((phone) => phone[show].length > 0).map(({ id }) => id)).toEqual(devices);
	}
}

needing(
	own,
	"scope.all.no-target",
	"A key of everything reaches every device when it names no channel",
	async (context) =>
		expectReach(await context.account(team), {
			key: "all",
			slugs: null,
			devices: ["ann-phone", "ann-tablet", "bob-phone"],
		}),
);

needing(own, "scope.all.target", "A key of everything reaches the channels that it names", async (context) => {
	await expectReach(await context.account(team), {
		key: "all",
		target: { channels: ["devices"] },
		slugs: ["devices"],
		devices: ["bob-phone"],
	});
	await expectReach(await context.account(team), {
		key: "all",
		target: { channels: ["people", "devices"] },
		slugs: ["people", "devices"],
		devices: ["ann-phone", "ann-tablet", "bob-phone"],
	});
});

needing(own, "scope.channels.no-target", "A key of some channels reaches those when it names none", async (context) => {
	await expectReach(await context.account(team), {
		key: "people",
		slugs: ["people"],
		devices: ["ann-phone", "ann-tablet"],
	});
	await expectReach(await context.account(team), {
		key: "several",
		slugs: ["people", "devices"],
		devices: ["ann-phone", "ann-tablet", "bob-phone"],
	});
});

needing(
	own,
	"scope.channels.subset",
	"A key of some channels reaches those among them that it names",
	async (context) =>
		expectReach(await context.account(team), {
			key: "several",
			target: { channels: ["devices"] },
			slugs: ["devices"],
			devices: ["bob-phone"],
		}),
);

needing(
	own,
	"channel.holds-users-and-devices",
	"A channel holds users with all their devices, and devices",
	async (context) =>
		expectReach(await context.account(team), {
			key: "mixed",
			slugs: ["mixed"],
			devices: ["ann-tablet", "bob-phone"],
		}),
);

const outOfScope = {
	error: "Invalid channel targeting",
	message:
		"This API key can only target assigned channels. Requested channels include channels outside this key scope.",
};

needing(
	own,
	"scope.channels.outside-is-403",
	"A key of some channels that names another one gets a 403, for every operation, and nothing is sent",
	async (context) => {
		const { request, keys, phones } = await context.account(team);
		for (const channels of [["outside"], ["people", "outside"]]) {
			for (const one of eachTargeted("k", { target: { channels } })) {
				const answer = await request({ ...one, apiKey: keys.several });
				expect({ status: answer.status, body: answer.body }).toEqual({ status: 403, body: outOfScope });
			}
		}
		for (const { pushes } of await phones.look()) expect(pushes).toEqual([]);
	},
);

needing(
	["accounts"],
	"scope.channels.unknown-is-403",
	"To a key of some channels an unknown channel is outside of them: a 403, not the 400 of a key of everything",
	async (context) => {
		const { request, keys } = await context.account(team);
		for (const one of eachTargeted("k", { target: { channels: ["no-such-channel"] } })) {
			expect(await request({ ...one, apiKey: keys.people })).toMatchObject({ status: 403, body: outOfScope });
			expect(await request({ ...one, apiKey: keys.all })).toMatchObject({
				status: 400,
				body: { error: "Invalid channel targeting" },
			});
		}
	},
);

export const scopeCases: readonly Case[] = cases;
