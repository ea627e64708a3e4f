/** Section 3: how a request names channels. */
import { casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { progress } from "./states.ts";
import { eachTargeted, wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(3);

const invalidTargeting = { status: 400, body: { error: "Invalid channel targeting" } };
const slugs = { effective_channel_slugs: ["tablet"], devices_notified: 1, users_notified: 1 };

needing(
	["accounts"],
	"target.channels",
	"push, start, badge and PUT take target.channels and reach those channels alone",
	async ({ push, start, badge, put, streamKey }) => {
		const target = { channels: ["tablet"] };
		expect(await push({ title: "T", target })).toMatchObject(slugs);
		expect(await badge({ badge: 1, target })).toMatchObject(slugs);
		expect(await start({ ...progress(1), target })).toMatchObject(slugs);
		expect(await put(streamKey, { ...progress(1), target })).toMatchObject(slugs);
	},
);

needing(
	["accounts"],
	"target.top-level-channels",
	"push, start, badge and PUT take channels at the top level as the same",
	async ({ request, streamKey }) => {
		for (const one of eachTargeted(streamKey, { channels: ["tablet"] })) {
			expect(await request(one)).toMatchObject({ status: 200, body: slugs });
		}
	},
);

needing(
	["accounts"],
	"target.both-equal",
	"target.channels and channels may come together when they are equal",
	async ({ request, streamKey }) => {
		for (const one of eachTargeted(streamKey, { channels: ["tablet"], target: { channels: ["tablet"] } })) {
			expect(await request(one)).toMatchObject({ status: 200, body: slugs });
		}
	},
);

needing(
	["accounts"],
	"target.both-different",
	"target.channels and channels that differ are a 400",
	async ({ request, streamKey }) => {
		for (const channels of [["phone"], ["tablet", "phone"]]) {
			for (const one of eachTargeted(streamKey, { channels, target: { channels: ["tablet"] } })) {
				expect(await request(one)).toMatchObject({
					status: 400,
					body: { message: expect.stringContaining("channels") },
				});
			}
		}
	},
);

needing(
	["accounts", "phones"],
	"target.each-device-once",
	"A device that two channels hold is reached once",
	async (context) => {
		const { push, phones } = context;
		const answer = await push({ title: "T", target: { channels: ["ops", "phone"] } });
		expect(answer).toMatchObject({ devices_notified: 2, users_notified: 1 });
		expect([...(answer.effective_channel_slugs ?? [])].sort()).toEqual(["ops", "phone"]);
		for (const { notifications } of await phones.look()) expect(notifications).toHaveLength(1);
	},
);

anywhere(
	"target.not-an-array",
	"Channels that are no array are a 400, in both places and for each operation that takes them",
	async ({ request, streamKey }) => {
		for (const channels of ["ops", null, {}, 1]) {
			for (const one of eachTargeted(streamKey, { target: { channels } })) {
				expect(await request(one)).toMatchObject({
					status: 400,
					body: {
						error: "Invalid channel targeting",
						message: "target.channels must be an array of channel slugs",
					},
				});
			}
			for (const one of eachTargeted(streamKey, { channels })) {
				expect(await request(one)).toMatchObject({
					status: 400,
					body: {
						error: "Invalid channel targeting",
						message: expect.stringContaining("channels must be an array of channel slugs"),
					},
				});
			}
		}
	},
);

anywhere("target.without-channels", "A target without channels is a 400", async ({ request, streamKey }) => {
	for (const target of [{}, null, "ops", ["ops"]]) {
		for (const one of eachTargeted(streamKey, { target })) expect(await request(one)).toMatchObject(invalidTargeting);
	}
});

anywhere(
	"target.empty",
	"An empty list of channels is a 400, in both places and for each operation that takes them",
	async ({ request, streamKey }) => {
		for (const targeting of [{ channels: [] }, { target: { channels: [] } }]) {
			for (const one of eachTargeted(streamKey, targeting)) {
				expect(await request(one)).toMatchObject({
					status: 400,
					body: {
						error: "Invalid channel targeting",
						message: expect.stringContaining("channels must contain at least one channel"),
					},
				});
			}
		}
	},
);

needing(
	["accounts"],
	"target.slug-pattern",
	"A slug has 1 to 64 of a-z, 0-9, underscore and hyphen, and begins with a letter or digit",
	async ({ account, unique }) => {
		const good = ["a", "0", "on-call_2", "s".repeat(64)];
		const channels = Object.fromEntries(good.map((slug) => [slug, { devices: ["iphone"] }]));
		const users = [{ id: "user-1", devices: [{ id: "iphone" }] }];
		const { request, keys } = await account({ keys: { all: "all", one: ["a"] }, channels, users });
		for (const slug of good) {
			const answer = await request(wire.push({ title: "T", target: { channels: [slug] } }));
			expect(answer).toMatchObject({ status: 200, body: { effective_channel_slugs: [slug] } });
		}
		// To a key of one channel every other slug is a 403: the 400 tells that this is none.
		for (const slug of ["", "OPS", "-ops", "_ops", "on call", "on.call", "ü", "s".repeat(65), 1, null]) {
			for (const one of eachTargeted(unique("k"), { target: { channels: [slug] } })) {
				expect(await request({ ...one, apiKey: keys.one })).toMatchObject(invalidTargeting);
			}
		}
	},
);

anywhere(
	"target.unknown-channel",
	"A channel that does not exist is a 400 that names it, for each operation that takes channels",
	async ({ request, streamKey, unique }) => {
		const slug = unique("nowhere");
		for (const targeting of [{ target: { channels: [slug] } }, { channels: [slug] }]) {
			for (const one of eachTargeted(streamKey, targeting)) {
				expect(await request(one)).toMatchObject({
					status: 400,
					body: { error: "Invalid channel targeting", message: expect.stringContaining(slug) },
				});
			}
		}
	},
);

needing(
	["accounts", "phones"],
	"target.one-unknown-channel",
	"One channel that does not exist among others that do is a 400 for all of them",
	async ({ push, refused, phones }) => {
		const target = { channels: ["ops", "nowhere", "phone"] };
		expect(await refused(push({ title: "T", target }))).toMatchObject({
			status: 400,
			body: { error: "Invalid channel targeting", message: expect.stringContaining("nowhere") },
		});
		for (const { pushes } of await phones.look()) expect(pushes).toEqual([]);
	},
);

export { cases as targetCases };
