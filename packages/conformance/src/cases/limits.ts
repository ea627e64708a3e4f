/** Section 7: how much, to whom, and by which key. */
import { type Case, casesOf } from "../case.ts";
import { expect } from "../expect.ts";

const { cases, needing } = casesOf(7);

needing(
	["accounts"],
	"scope.channels.outside-is-403",
	"A key of some channels that names another one gets a 403",
	async ({ push, refused, keys }) => {
		const outside = push({ title: "T", target: { channels: ["tablet"] } }, { apiKey: keys.ops });
		expect(await refused(outside)).toMatchObject({
			class: "PermissionDeniedError",
			status: 403,
			body: {
				error: "Invalid channel targeting",
				message:
					"This API key can only target assigned channels. Requested channels include channels outside this key scope.",
			},
		});
	},
);

export const limitCases: readonly Case[] = cases;
