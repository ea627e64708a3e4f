/** Channels and broadcasts, and which server each request goes to. */
import { afterEach, expect, test } from "vitest";
import { type ApnsClient, type BroadcastRequest, type ConnectionEvent, createApnsClient } from "../src/index.ts";
import {
	type Arrival,
	clientFor,
	closeNow,
	KEY_ID,
	ManualClock,
	type Peer,
	p8,
	push,
	refuse,
	startPeer,
	TEAM_ID,
} from "./client-peer.ts";

let peer: Peer;
let client: ApnsClient;

async function setUp(answer: (arrival: Arrival) => void) {
	peer = await startPeer(answer);
	client = clientFor(peer.origin);
}

afterEach(async () => {
	await closeNow(client);
	await peer?.close();
});

const app = { environment: "development", bundleId: "com.example.app" } as const;
const channel = { ...app, channelId: "dHN0LXNyY2gtY2hubA==" };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const answerWith =
	(status: number, headers: Record<string, string> = {}, body = "") =>
	({ stream }: Arrival) => {
		stream.respond({ ":status": status, ...headers });
		stream.end(body);
	};

const seen = () => {
	const [{ headers, body }] = peer.arrivals as [Arrival];
	return { request: `${headers[":method"]} ${headers[":path"]}`, channel: headers["apns-channel-id"], body, headers };
};

test.each([
	["none", 0],
	["latest", 1],
] as const)("makes a channel that stores %s", async (storage, policy) => {
	await setUp(answerWith(201, { "apns-channel-id": channel.channelId }));
	expect(await client.channels.create({ ...app, storage })).toEqual({
		status: 201,
		reason: null,
		requestId: expect.stringMatching(UUID),
		attempts: 1,
		advice: "delivered",
		channelId: channel.channelId,
	});
	const { request, body, headers } = seen();
	expect(request).toBe("POST /1/apps/com.example.app/channels");
	expect(JSON.parse(body)).toEqual({ "message-storage-policy": policy, "push-type": "LiveActivity" });
	expect(headers["apns-request-id"]).toMatch(UUID);
	expect(headers.authorization).toMatch(/^bearer /);
});

test("reads a channel", async () => {
	await setUp(answerWith(200, {}, '{"message-storage-policy":1,"push-type":"LiveActivity"}'));
	const result = await client.channels.read(channel);
	expect(result).toMatchObject({ status: 200, channel: { storage: "latest", pushType: "LiveActivity" } });
	expect(seen()).toMatchObject({
		request: "GET /1/apps/com.example.app/channels",
		channel: channel.channelId,
		body: "",
	});
});

test("lists channels, however many", async () => {
	const channels = Array.from({ length: 10_000 }, (_, index) =>
		Buffer.from(`channel ${index} of ours`).toString("base64"),
	);
	await setUp(answerWith(200, {}, JSON.stringify({ channels })));
	expect((await client.channels.list(app)).channelIds).toEqual(channels);
	expect(seen().request).toBe("GET /1/apps/com.example.app/all-channels");
});

test("deletes a channel", async () => {
	await setUp(answerWith(204));
	expect(await client.channels.delete(channel)).toMatchObject({ status: 204, reason: null, advice: "delivered" });
	expect(seen()).toMatchObject({
		request: "DELETE /1/apps/com.example.app/channels",
		channel: channel.channelId,
		body: "",
	});
});

const broadcast: BroadcastRequest = {
	...channel,
	headers: {
		"apns-push-type": "liveactivity",
		"apns-priority": "10",
		"apns-expiration": "0",
		"apns-request-id": "a7b1c8e0-1111-4222-8333-444455556666",
	},
	body: '{"aps":{"event":"update"}}',
};

test("broadcasts to a channel", async () => {
	await setUp(answerWith(200, { "apns-unique-id": "U2" }));
	expect(await client.broadcast(broadcast)).toEqual({
		status: 200,
		reason: null,
		requestId: broadcast.headers["apns-request-id"],
		uniqueId: "U2",
		attempts: 1,
		advice: "delivered",
	});
	const { request, channel: to, body, headers } = seen();
	expect([request, to, body]).toEqual(["POST /4/broadcasts/apps/com.example.app", channel.channelId, broadcast.body]);
	expect(headers).toMatchObject(broadcast.headers);
	expect(headers).not.toHaveProperty("apns-topic");
});

test("what Apple refuses is a result, not an error", async () => {
	await setUp((arrival) => refuse(arrival, 400, "ChannelNotRegistered"));
	const expected = { status: 400, reason: "ChannelNotRegistered", advice: "drop-token" };
	for (const result of await Promise.all([
		client.broadcast(broadcast),
		client.channels.read(channel),
		client.channels.list(app),
		client.channels.delete(channel),
		client.channels.create({ ...app, storage: "none" }),
	])) {
		expect(result).toMatchObject(expected);
		expect(Object.keys(result)).not.toContain("channel");
		expect(Object.keys(result)).not.toContain("channelIds");
	}
});

test("a channel is not made twice when the first answer is lost; reading is repeated", async () => {
	peer = await startPeer((arrival) => arrival.session.destroy());
	const clock = new ManualClock();
	// Servers that accept nothing are asked ever more slowly.
	const onConnection = ({ type }: ConnectionEvent) => type === "close" && clock.advance(4_000);
	client = clientFor(peer.origin, { clock, hooks: { onConnection }, deadline: 60_000 });
	expect(await client.channels.create({ ...app, storage: "none" })).toMatchObject({ advice: "ambiguous", attempts: 1 });
	expect(await client.broadcast(broadcast)).toMatchObject({ advice: "ambiguous", attempts: 1 });
	expect(await client.channels.read(channel)).toMatchObject({ advice: "ambiguous", attempts: 3 });
	await closeNow(client, clock);
});

test("pushes, broadcasts and channels may have servers of their own, for each environment", async () => {
	const answers: string[] = [];
	const named = (name: string) => async () =>
		startPeer((arrival) => {
			answers.push(`${name} ${arrival.headers[":path"]?.split("/", 3).join("/")}`);
			answerWith(200, {}, "{}")(arrival);
		});
	const [pushesTo, developmentTo, broadcastsTo, channelsTo] = await Promise.all([
		named("production")(),
		named("development")(),
		named("broadcast")(),
		named("channels")(),
	]);
	peer = pushesTo;
	client = clientFor(peer.origin, {
		origins: {
			push: { production: pushesTo.origin, development: developmentTo.origin },
			broadcast: broadcastsTo.origin,
			channels: channelsTo.origin,
		},
	});
	await client.send(push());
	await client.send(push({ environment: "development" }));
	await client.broadcast(broadcast);
	await client.channels.list(app);
	expect(answers).toEqual([
		"production /3/device",
		"development /3/device",
		"broadcast /4/broadcasts",
		"channels /1/apps",
	]);
	for (const other of [developmentTo, broadcastsTo, channelsTo]) await other.close();
});

test.each([
	["push", "api.push.apple.com"],
	["push", "ftp://api.push.apple.com"],
	["broadcast", "https://api.push.apple.com/3/device"],
	["channels", "https://user:s3cret@127.0.0.1"],
	["push", "http://api.push.apple.com"],
	["push", "http://127.0.0.1.example.com"],
])("origins.%s may not be %s", async (service, origin) => {
	await setUp(answerWith(200));
	const create = () =>
		createApnsClient({ providerKey: { key: p8, keyId: KEY_ID, teamId: TEAM_ID }, origins: { [service]: origin } });
	expect(create).toThrow(new RegExp(`^The option origins.${service} `));
	expect(create).not.toThrow(/s3cret/);
});

test.each([
	{ deadline: 0 },
	{ maxPending: 1.5 },
	{ maxConnections: -1 },
	{ connectTimeout: Number.NaN },
	{ silenceTimeout: "5" as unknown as number },
	{ ca: "not a certificate" },
])("%j is refused, by its name", async (options) => {
	await setUp(answerWith(200));
	expect(() => clientFor("https://127.0.0.1", options)).toThrow(`The option ${Object.keys(options)[0]} `);
});
