/** The client against the gateway: over TLS, with the checks of Apple's, and its faults. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ApnsClient, createApnsClient, type PushRequest, type PushResult } from "../src/index.ts";
import { type FakeApns, type SimulatedDevice, startFakeApns } from "../src/testing/index.ts";
import { closeNow } from "./client-peer.ts";

let gateway: FakeApns;
let client: ApnsClient;
let device: SimulatedDevice;

const connect = (ca: string) => {
	const { p8: key, keyId, teamId, origins } = gateway;
	return createApnsClient({
		providerKey: { key, keyId, teamId },
		origins: { push: origins, broadcast: origins, channels: origins },
		ca,
	});
};

beforeEach(async () => {
	gateway = await startFakeApns({ streams: 50 });
	client = connect(gateway.ca);
	device = gateway.addDevice();
});

afterEach(async () => {
	await closeNow(client);
	await gateway.close();
});

const alert = (whenAmbiguous: PushRequest["whenAmbiguous"] = "report"): PushRequest => ({
	environment: "development",
	deviceToken: device.tokens.device,
	headers: {
		"apns-push-type": "alert",
		"apns-topic": gateway.bundleIds[0] ?? "",
		"apns-priority": "10",
		"apns-expiration": "0",
		"apns-id": randomUUID(),
	},
	body: JSON.stringify({ aps: { alert: { title: "Washing machine", body: "Done" } } }),
	whenAmbiguous,
});

const burst = (count: number, whenAmbiguous?: PushRequest["whenAmbiguous"]) =>
	Promise.all(Array.from({ length: count }, () => client.send(alert(whenAmbiguous))));
const advice = (results: PushResult[]) => new Set(results.map((result) => result.advice));

test("a cold burst over TLS: all accepted, on one connection, though the gateway allows one stream at first", async () => {
	const results = await burst(300);
	expect(advice(results)).toEqual(new Set(["delivered"]));
	expect(results.every(({ attempts, uniqueId }) => attempts === 1 && uniqueId !== undefined)).toBe(true);
	expect(gateway.connections).toHaveLength(1);
});

test("a dead token: 410, and since when", async () => {
	gateway.killToken(device.tokens.device, { since: 1_789_000_000_000 });
	expect(await client.send(alert())).toMatchObject({
		status: 410,
		reason: "Unregistered",
		timestamp: 1_789_000_000_000,
		advice: "drop-token",
	});
});

test("an authority that is not trusted: nothing is sent, and it can be tried again", async () => {
	const errors: (Error | null)[] = [];
	const { p8: key, keyId, teamId, origins } = gateway;
	const stranger = createApnsClient({
		providerKey: { key, keyId, teamId },
		origins: { push: origins },
		deadline: 100,
		hooks: { onConnection: (event) => event.type === "close" && errors.push(event.error) },
	});
	expect(await stranger.send(alert())).toMatchObject({
		reason: "DeadlineExceeded",
		advice: "retry-later",
		attempts: 0,
	});
	await stranger.close();
	expect(errors[0]).toMatchObject({ code: expect.stringMatching(/CERT|SIGNATURE|ISSUER/) });
	expect(gateway.pushes.entries()).toHaveLength(0);
});

test.each([
	["GOAWAY, gracefully", { goAway: { reason: "Shutdown" } }],
	["GOAWAY in two steps", { goAway: { warnFirst: true } }],
	["GOAWAY that leaves the last one out", { goAway: { lastStreamId: "previous" } }],
] as const)("%s: what it leaves out is sent again, and nothing comes twice", async (_, effect) => {
	gateway.faults.add({ ...effect, after: 40, times: 1 });
	const results = await burst(300);
	expect(advice(results)).toEqual(new Set(["delivered"]));
	expect(results.some(({ attempts }) => attempts === 2)).toBe(true);
	const accepted = gateway.pushes.entries().filter(({ status }) => status === 200);
	expect(accepted).toHaveLength(300);
	expect(new Set(accepted.map(({ headers }) => headers["apns-id"])).size).toBe(300);
});

test.each([
	["refused streams", { reset: "REFUSED_STREAM" }],
	["503 Shutdown", { answer: { reason: "Shutdown" } }],
	["fewer streams", { streams: 3 }],
] as const)("%s: nothing is lost, and nothing comes twice, though alerts are not resent", async (_, effect) => {
	gateway.faults.add({ ...effect, after: 40, times: 1 });
	expect(advice(await burst(300))).toEqual(new Set(["delivered"]));
	const accepted = gateway.pushes.entries().filter(({ status }) => status === 200);
	expect(accepted).toHaveLength(300);
	expect(new Set(accepted.map(({ headers }) => headers["apns-id"])).size).toBe(300);
});

test.each([
	["a connection that drops", { drop: true }],
	["one that drops after the push took effect", { drop: true, processed: true }],
	[
		"GOAWAY that denies everything and closes",
		{ goAway: { code: "ENHANCE_YOUR_CALM", lastStreamId: 0, close: "at-once" } },
	],
	["a reset stream", { reset: "INTERNAL_ERROR" }],
] as const)("%s: what may have arrived is reported, and sent again where that does no harm", async (_, effect) => {
	gateway.faults.add({ ...effect, after: 100, times: 1 });
	const reported = await burst(300, "report");
	expect(advice(reported)).toEqual(new Set(["delivered", "ambiguous"]));
	const perId = new Map<unknown, number>();
	for (const { headers, status } of gateway.pushes.entries())
		if (status === 200) perId.set(headers["apns-id"], (perId.get(headers["apns-id"]) ?? 0) + 1);
	expect([...perId.values()].every((times) => times === 1)).toBe(true);
	gateway.faults.add({ ...effect, after: 100, times: 1 });
	expect(advice(await burst(300, "resend"))).toEqual(new Set(["delivered"]));
});

test("channels are made, listed, broadcast to and deleted", async () => {
	const app = { environment: "development", bundleId: gateway.bundleIds[0] ?? "" } as const;
	const { channelId = "" } = await client.channels.create({ ...app, storage: "latest" });
	expect(await client.channels.read({ ...app, channelId })).toMatchObject({
		channel: { storage: "latest", pushType: "LiveActivity" },
	});
	expect((await client.channels.list(app)).channelIds).toEqual([channelId]);
	expect(
		await client.broadcast({
			...app,
			channelId,
			headers: {
				"apns-push-type": "liveactivity",
				"apns-priority": "5",
				"apns-expiration": "0",
				"apns-request-id": randomUUID(),
			},
			body: JSON.stringify({
				aps: { timestamp: Math.floor(Date.now() / 1_000), event: "update", "content-state": { title: "Build" } },
			}),
		}),
	).toMatchObject({ status: 200, advice: "delivered" });
	expect(await client.channels.delete({ ...app, channelId })).toMatchObject({ status: 204, advice: "delivered" });
	expect((await client.channels.list(app)).channelIds).toEqual([]);
});
