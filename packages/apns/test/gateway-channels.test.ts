/** Channels and broadcasts: created, read, listed, deleted, sent to, and every reason to be refused. */
import { randomUUID } from "node:crypto";
import { CHANNEL_REASONS, type FakeApns, startFakeApns } from "@activitysmith/apns/testing";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
	type Answer,
	BUNDLE_ID,
	type Client,
	contentState,
	mint,
	openClient,
	type Sent,
	start,
} from "./gateway-client.ts";

const CHANNELS = `/1/apps/${BUNDLE_ID}/channels`;
const ALL_CHANNELS = `/1/apps/${BUNDLE_ID}/all-channels`;
const BROADCASTS = `/4/broadcasts/apps/${BUNDLE_ID}`;

let gateway: FakeApns;
let client: Client;

beforeEach(async () => {
	gateway = await startFakeApns({ clock: Date.UTC(2026, 10, 21, 12), bundleIds: [BUNDLE_ID, "com.example.other"] });
	client = openClient(gateway);
});
afterEach(async () => {
	client.close();
	await gateway.close();
});

const said = ({ status, reason }: Answer) => `${status} ${reason}`;
const now = () => Math.floor(gateway.clock.now() / 1000);
const config = (policy: unknown = 1) => ({ "message-storage-policy": policy, "push-type": "LiveActivity" });
const about = (id: string) => ({ path: CHANNELS, headers: { "apns-channel-id": id } });

async function create(policy: 0 | 1 = 1): Promise<string> {
	const answer = await client.send({ path: CHANNELS, body: config(policy) });
	return String(answer.headers["apns-channel-id"]);
}

function broadcast(channelId: string, aps: object = {}, sent: Sent = {}): Promise<Answer> {
	const body = { aps: { timestamp: now(), event: "update", "content-state": contentState("Half-time"), ...aps } };
	const headers = { "apns-channel-id": channelId, "apns-push-type": "liveactivity", ...sent.headers };
	return client.send({ path: BROADCASTS, body, ...sent, headers });
}

describe("channels", () => {
	test("are created with 201 and an empty body, read, listed, and deleted with 204", async () => {
		const requestId = randomUUID();
		const created = await client.send({ path: CHANNELS, body: config(0), headers: { "apns-request-id": requestId } });
		expect(created).toMatchObject({ status: 201, text: "" });
		expect(created.headers["apns-request-id"]).toBe(requestId);
		const id = String(created.headers["apns-channel-id"]);
		expect(Buffer.from(id, "base64").toString("base64")).toBe(id);
		expect(await client.send({ method: "GET", ...about(id) })).toMatchObject({ status: 200, json: config(0) });
		const second = await create();
		const all = { method: "GET", path: ALL_CHANNELS };
		expect(await client.send(all)).toMatchObject({ status: 200, json: { channels: [id, second] } });
		expect(await client.send({ method: "DELETE", ...about(id) })).toMatchObject({ status: 204, text: "" });
		expect(await client.send(all)).toMatchObject({ json: { channels: [second] } });
		expect(said(await client.send({ method: "GET", ...about(id) }))).toBe("400 ChannelNotRegistered");
	});

	test("belong to one app and one environment", async () => {
		const id = await create();
		const production = openClient(gateway, gateway.origins.production);
		expect(said(await production.send({ method: "GET", ...about(id) }))).toBe("400 ChannelNotRegistered");
		expect(await production.send({ method: "GET", path: ALL_CHANNELS })).toMatchObject({ json: { channels: [] } });
		production.close();
		const other = { method: "GET", path: "/1/apps/com.example.other/channels", headers: { "apns-channel-id": id } };
		expect(said(await client.send(other))).toBe("400 ChannelNotRegistered");
	});

	test("are at most 10,000 for an app and environment", async () => {
		for (let count = 0; count < 10_000; count += 1) gateway.channels.create(BUNDLE_ID);
		expect(said(await client.send({ path: CHANNELS, body: config() }))).toBe("400 CannotCreateChannelConfig");
		const production = openClient(gateway, gateway.origins.production);
		expect(said(await production.send({ path: CHANNELS, body: config() }))).toBe("201 null");
		production.close();
	});
});

const refusals: [string, Sent][] = [
	["405 MethodNotAllowed", { method: "PUT", path: CHANNELS }],
	["405 MethodNotAllowed", { method: "POST", path: ALL_CHANNELS }],
	["405 MethodNotAllowed", { method: "GET", path: BROADCASTS }],
	["404 BadPath", { path: `/1/apps/${BUNDLE_ID}/channel` }],
	["403 MissingProviderToken", { path: CHANNELS, without: ["authorization"] }],
	["403 InvalidProviderToken", { path: BROADCASTS, headers: { authorization: "bearer x" } }],
	["403 TopicMismatch", { path: "/1/apps/com.example.stranger/channels", body: config() }],
	["400 TopicDisallowed", { path: `/1/apps/${BUNDLE_ID}.push-type.liveactivity/channels`, body: config() }],
	["400 TopicDisallowed", { path: `/4/broadcasts/apps/${BUNDLE_ID}.push-type.liveactivity` }],
	["400 BadMessageId", { path: CHANNELS, headers: { "apns-request-id": "1" } }],
	["400 BadRequestParams", { path: `${CHANNELS}?limit=1` }],
	["400 PayloadEmpty", { path: CHANNELS }],
	["400 BadRequestPayload", { path: CHANNELS, body: "{" }],
	["400 BadRequestPayload", { path: CHANNELS, body: config(2) }],
	["400 MissingPushType", { path: CHANNELS, body: { "message-storage-policy": 1 } }],
	["400 InvalidPushType", { path: CHANNELS, body: { ...config(), "push-type": "alert" } }],
	["413 PayloadTooLarge", { path: CHANNELS, body: { ...config(), more: "x".repeat(5000) } }],
	["400 MissingChannelId", { path: CHANNELS, method: "GET" }],
	["400 BadChannelId", { path: CHANNELS, method: "DELETE", headers: { "apns-channel-id": "not base64" } }],
	[
		"400 ChannelNotRegistered",
		{ path: CHANNELS, method: "GET", headers: { "apns-channel-id": "AAAAAAAAAAAAAAAAAAAAAA==" } },
	],
];

test.each(refusals)("%s for %o", async (expected, sent) => {
	const answer = await client.send(sent);
	expect(said(answer)).toBe(expected);
	expect(answer.headers).toHaveProperty("apns-request-id");
});

test("an app without the capability has no channels", async () => {
	await using other = await startFakeApns({ broadcast: false });
	const session = openClient(other);
	expect(said(await session.send({ path: CHANNELS, body: config() }))).toBe("400 FeatureNotEnabled");
	session.close();
});

describe("a broadcast", () => {
	const cases: [string, Sent][] = [
		["400 BadPriority", { headers: { "apns-priority": "9" } }],
		["400 BadExpirationDate", { headers: { "apns-expiration": "x" } }],
		["400 MissingPushType", { headers: { "apns-push-type": "" } }],
		["400 InvalidPushType", { headers: { "apns-push-type": "alert" } }],
		["400 MissingChannelId", { headers: { "apns-channel-id": "" } }],
		["400 PayloadEmpty", { body: "" }],
		["400 BadRequestPayload", { body: "[]" }],
		["200 null", { body: { aps: { event: "update", filler: "x".repeat(4900) } } }],
		["413 PayloadTooLarge", { body: { aps: { event: "update", filler: "x".repeat(5120) } } }],
	];
	test.each(cases)("%s for %o", async (expected, sent) => {
		expect(said(await broadcast(await create(), {}, sent))).toBe(expected);
	});

	test("to a channel that keeps nothing must not ask for it", async () => {
		const none = await create(0);
		expect(said(await broadcast(none, {}, { headers: { "apns-expiration": String(now() + 60) } }))).toBe(
			"400 BadExpirationDate",
		);
		expect(said(await broadcast(none, {}, { headers: { "apns-expiration": "0" } }))).toBe("200 null");
		expect(said(await broadcast(await create(1), {}, { headers: { "apns-expiration": String(now() + 60) } }))).toBe(
			"200 null",
		);
	});

	test("reaches every activity that was started with the channel, and starts none", async () => {
		const channel = await create();
		const listening = [gateway.addDevice(), gateway.addDevice()];
		const other = gateway.addDevice();
		for (const device of listening)
			await client.activity(device.tokens.pushToStart, start({ "input-push-channel": channel }));
		await client.activity(other.tokens.pushToStart, start());
		await broadcast(channel);
		expect(listening.map(({ activities: [activity] }) => activity?.contentState)).toEqual([
			contentState("Half-time"),
			contentState("Half-time"),
		]);
		expect(other.activities[0]?.contentState).toEqual(contentState());
		expect(gateway.pushes.last()?.subscribers).toMatchObject(
			listening.map(({ id }) => ({ device: id, outcome: { result: "applied" } })),
		);
		await broadcast(channel, start());
		expect(gateway.pushes.last()?.subscribers?.map(({ outcome }) => outcome)).toMatchObject([
			{ why: "event-unknown" },
			{ why: "event-unknown" },
		]);
		await broadcast(channel, { event: "end" });
		expect(listening[0]?.activities[0]?.activityState).toBe("ended");
	});

	test("waits for a device that is away, where the channel keeps it", async () => {
		for (const [policy, title] of [
			[0, "Nightly backup"],
			[1, "Half-time"],
		] as const) {
			const channel = await create(policy);
			const device = gateway.addDevice();
			await client.activity(device.tokens.pushToStart, start({ "input-push-channel": channel }));
			device.goOffline();
			await broadcast(channel);
			gateway.clock.advance(1000);
			device.goOnline();
			expect(device.activities[0]?.contentState).toMatchObject({ title });
		}
	});
});

test("whatever is sent about channels is answered with a status and a reason that Apple documents", async () => {
	const known = new Map(
		Object.entries(CHANNEL_REASONS).flatMap(([status, reasons]) => reasons.map((reason) => [reason, Number(status)])),
	);
	const channel = await create();
	const path = fc.oneof(
		fc.constantFrom(CHANNELS, ALL_CHANNELS, BROADCASTS),
		fc.stringMatching(/^[a-z./?-]{0,12}$/).map((text) => `/1/apps/${text}/channels`),
	);
	const value = fc.oneof(
		fc.constantFrom(channel, "0", "5", "liveactivity", randomUUID()),
		fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, "?").trim()),
	);
	const name = fc.constantFrom(
		"apns-channel-id",
		"apns-request-id",
		"apns-push-type",
		"apns-priority",
		"apns-expiration",
	);
	const body = fc.oneof(
		fc.constantFrom("", "{}", JSON.stringify(config())),
		fc.jsonValue().map((json) => JSON.stringify(json)),
	);
	const input = fc.record({
		method: fc.constantFrom("POST", "GET", "DELETE", "PUT"),
		path,
		body,
		headers: fc.dictionary(name, value),
	});
	const jwt = mint(gateway);
	await fc.assert(
		fc.asyncProperty(input, async ({ headers, ...sent }) => {
			const answer = await client.send({ ...sent, headers: { ...headers, authorization: `bearer ${jwt}` } });
			if (answer.status < 300) expect([200, 201, 204]).toContain(answer.status);
			else expect(known.get(answer.reason as never)).toBe(answer.status);
		}),
		{ numRuns: 300 },
	);
});
