/** Section 6: every way to be refused, with the exact texts. */
import { casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { change, progress } from "./states.ts";
import { eachOperation, NOBODYS_ID, wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(6);

anywhere(
	"error.targeting.not-an-array",
	"Channels that are no array are a 400 `Invalid channel targeting` with that message",
	async ({ request }) => {
		const answer = await request(wire.push({ title: "T", target: { channels: "ops" } }));
		expect(answer).toMatchObject({
			status: 400,
			body: {
				error: "Invalid channel targeting",
				message: "target.channels must be an array of channel slugs",
			},
		});
	},
);

anywhere(
	"error.targeting.empty",
	"An empty list of channels is a 400 `Invalid channel targeting` with that message",
	async ({ request, streamKey }) => {
		const answer = await request(wire.put(streamKey, { ...progress(1), channels: [] }));
		expect(answer).toMatchObject({
			status: 400,
			body: { error: "Invalid channel targeting", message: "channels must contain at least one channel" },
		});
	},
);

anywhere(
	"error.targeting.unknown",
	"A channel that does not exist is a 400 `Invalid channel targeting` that names it",
	async ({ request, unique }) => {
		const slug = unique("nowhere");
		const answer = await request(wire.push({ title: "T", target: { channels: [slug] } }));
		expect(answer).toMatchObject({
			status: 400,
			body: { error: "Invalid channel targeting", message: expect.stringContaining(slug) },
		});
	},
);

anywhere(
	"error.stream-key",
	"A stream key of other characters is a 400 `Invalid stream_key` with the exact message, for PUT and DELETE",
	async ({ request }) => {
		for (const key of ["a.b", "a%20b", "a%2Fb", "%C3%A9", "%zz", "a:b", "a+b"]) {
			for (const one of [wire.put(key, progress(1)), wire.del(key)]) {
				expect(await request(one)).toMatchObject({
					status: 400,
					body: {
						error: "Invalid stream_key",
						message: "stream_key must contain only letters, numbers, underscores, and hyphens",
					},
				});
			}
		}
	},
);

anywhere(
	"error.bad-request.names-the-field",
	"A 400 `Bad request` names the field in its message, and the issues list everything that is wrong",
	async ({ request }) => {
		const answer = await request(wire.push({ title: 1, sound: 2, interruption_level: "loud" }));
		expect(answer).toMatchObject({ status: 400, body: { error: "Bad request" } });
		const issues = answer.body.issues as { path: string; message: string }[];
		expect(issues.map(({ path }) => path).sort()).toEqual(["interruption_level", "sound", "title"]);
		for (const { message } of issues) expect(message).not.toBe("");
		expect(answer.body.message).toMatch(/title|sound|interruption_level/);
	},
);

anywhere("error.bad-request.tells-what-is-allowed", "A 400 `Bad request` says what is allowed", async ({ request }) => {
	const answer = await request(wire.push({ title: "T", interruption_level: "loud" }));
	expect(answer.status).toBe(400);
	for (const level of ["passive", "active", "time-sensitive"]) expect(answer.body.message).toContain(level);
});

needing(
	["accounts"],
	"error.out-of-scope",
	"A channel outside the key's scope is a 403 `Invalid channel targeting` with the exact message",
	async ({ push, refused, keys }) => {
		const failure = await refused(push({ title: "T", target: { channels: ["tablet"] } }, { apiKey: keys.ops }));
		expect(failure).toMatchObject({ class: "PermissionDeniedError", status: 403 });
		expect(failure.body).toEqual({
			error: "Invalid channel targeting",
			message:
				"This API key can only target assigned channels. Requested channels include channels outside this key scope.",
		});
	},
);

needing(
	["accounts"],
	"error.forbidden.outside-the-keys-channels",
	"A Live Activity outside the key's channels is a 403 `Forbidden`, to update and to end it",
	async ({ start, put, update, end, del, refused, keys, streamKey }) => {
		const ops = { apiKey: keys.ops };
		const { activity_id } = await start(progress(1));
		await put(streamKey, progress(1));
		const id = { activity_id, ...change() };
		for (const [call, verb] of [
			[update(id, ops), "update"],
			[end(id, ops), "end"],
			[put(streamKey, progress(2), ops), "update"],
			[del(streamKey, undefined, ops), "end"],
		] as const) {
			const failure = await refused(call);
			expect(failure).toMatchObject({ class: "PermissionDeniedError", status: 403 });
			expect(failure.body).toEqual({
				error: "Forbidden",
				message: `This API key cannot ${verb} this Live Activity`,
			});
		}
	},
);

needing(
	["accounts"],
	"error.no-recipients.push-and-badge",
	"A push or a badge that no device would get is a 404 `No recipients found` with the channels that applied",
	async ({ push, badge, refused }) => {
		const target = { channels: ["nobody"] };
		for (const call of [push({ title: "T", target }), badge({ badge: 1, target })]) {
			const failure = await refused(call);
			expect(failure).toMatchObject({ class: "NoRecipientsError", status: 404 });
			expect(failure.body).toEqual({
				error: "No recipients found",
				message: "No devices matched the effective channel target",
				effective_channel_slugs: ["nobody"],
			});
		}
	},
);

needing(
	["accounts"],
	"error.no-recipients.live-activities",
	"A Live Activity that no device would show is a 404 `No recipients found` with a message of its own",
	async ({ account, streamKey }) => {
		const users = [{ id: "user-1", devices: [{ id: "old", liveActivities: false }, { id: "new" }] }];
		const { put, start, push, refused } = await account({ users, channels: { watch: { devices: ["old"] } } });
		const target = { channels: ["watch"] };
		for (const call of [start({ ...progress(1), target }), put(streamKey, { ...progress(1), target })]) {
			const failure = await refused(call);
			expect(failure).toMatchObject({ class: "NoRecipientsError", status: 404 });
			expect(failure.body).toEqual({
				error: "No recipients found",
				message: "No Live Activity devices matched the effective channel target",
				effective_channel_slugs: ["watch"],
			});
		}
		expect(await push({ title: "T", target })).toMatchObject({ devices_notified: 1 });
	},
);

needing(
	["accounts"],
	"error.no-recipients.without-channels",
	"Where no channel applied, a 404 `No recipients found` says so by null",
	async ({ account, streamKey }) => {
		const { push, put, refused } = await account({ users: [] });
		for (const call of [push({ title: "T" }), put(streamKey, progress(1))]) {
			expect(await refused(call)).toMatchObject({ status: 404, body: { effective_channel_slugs: null } });
		}
	},
);

anywhere(
	"error.stream-not-found",
	"A stream key that was never seen is a 404 `Live Activity stream not found` that names it",
	async ({ request, streamKey }) => {
		const answer = await request(wire.del(streamKey));
		expect(answer.status).toBe(404);
		expect(answer.body).toEqual({
			error: "Live Activity stream not found",
			message: `No Live Activity stream found for stream_key: ${streamKey}`,
		});
	},
);

anywhere(
	"error.activity-not-found",
	"An activity_id that nobody has is a 404 `Live Activity not found`, to update and to end it",
	async ({ update, end, refused }) => {
		for (const call of [update, end]) {
			expect(await refused(call({ activity_id: NOBODYS_ID, ...change() }))).toMatchObject({
				class: "NotFoundError",
				status: 404,
				body: { error: "Live Activity not found", message: expect.any(String) },
			});
		}
	},
);

anywhere(
	"error.metric-not-found",
	"A metric that nobody created is a 404 `Metric not found` with a message",
	async ({ metric, refused, unique }) => {
		const failure = await refused(metric(unique("metric"), { value: 1 }));
		expect(failure).toMatchObject({ class: "NotFoundError", status: 404, body: { error: "Metric not found" } });
		expect(failure.body.message).toMatch(/\S/);
	},
);

needing(
	["accounts"],
	"error.rate-limit",
	"Too many requests are a 429 `Rate limit exceeded` with the exact message and Retry-After in seconds",
	async ({ account, streamKey }) => {
		const { request } = await account({ limits: { requestsPerMinute: 1 } });
		await request(wire.badge({ badge: 1 }));
		for (const one of eachOperation(streamKey)) {
			const answer = await request(one);
			expect(answer.status).toBe(429);
			expect(answer.body).toEqual({
				error: "Rate limit exceeded",
				message: "Too many requests, please try again later.",
			});
			const seconds = Number(answer.headers.get("retry-after"));
			expect(seconds).toBeGreaterThanOrEqual(1);
			expect(seconds).toBeLessThanOrEqual(60);
		}
	},
);

needing(
	["accounts"],
	"error.activity-limit",
	"One Live Activity too many is a 429 `Live Activity limit reached` with the account's numbers",
	async ({ put, start, refused, unique }) => {
		for (const name of ["a", "b", "c", "d"]) await put(unique(name), progress(1));
		for (const call of [start(progress(1)), put(unique("e"), progress(1))]) {
			const failure = await refused(call);
			expect(failure).toMatchObject({ class: "LiveActivityLimitError", status: 429 });
			expect(failure.body).toEqual({
				error: "Live Activity limit reached",
				message: "Only 4 concurrent Live Activities are allowed per account",
				limit: 4,
				active: 4,
			});
		}
	},
);

export { cases as errorCases };
