/** Whose provider token is taken, how old it may be, how often it may change, and what a connection is bound to. */
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { type FakeApns, startFakeApns } from "@activitysmith/apns/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BUNDLE_ID, type Client, mint, openClient, type TokenParts } from "./gateway-client.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;

let gateway: FakeApns;
let token: string;
let clients: Client[];

beforeEach(async () => {
	gateway = await startFakeApns({ clock: NOW, bundleIds: [BUNDLE_ID, "com.example.other"] });
	token = gateway.addDevice().tokens.device;
	clients = [];
});
afterEach(async () => {
	for (const client of clients) client.close();
	await gateway.close();
});

function open(origin?: string): Client {
	const client = openClient(gateway, origin);
	clients.push(client);
	return client;
}

async function sendWith(client: Client, jwt: string): Promise<string> {
	const { status, reason } = await client.alert(token, { headers: { authorization: `bearer ${jwt}` } });
	return `${status} ${reason}`;
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
const issued = (ago: number): TokenParts => ({ claims: { iat: seconds(gateway.clock.now() - ago) } });

test("a signature is verified", async () => {
	const client = open();
	const good = mint(gateway);
	const [header, , signature] = good.split(".");
	const claims = Buffer.from(JSON.stringify({ iss: gateway.teamId, iat: seconds(NOW) - 1 })).toString("base64url");
	expect(await sendWith(client, `${header}.${claims}.${signature}`)).toBe("403 InvalidProviderToken");
	expect(await sendWith(client, good)).toBe("200 null");
});

const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" });
const invalid: [string, TokenParts][] = [
	["another key", { p8: stranger.toString() }],
	["another algorithm", { header: { alg: "HS256" } }],
	["no algorithm at all", { header: { alg: "none" } }],
	["an unknown key id", { header: { kid: "NOBODYSKEY" } }],
	["no key id", { header: { kid: undefined } }],
	["another team", { claims: { iss: "OTHERTEAM1" } }],
	["no team", { claims: { iss: undefined } }],
	["no time", { claims: { iat: undefined } }],
	["a time that is no number", { claims: { iat: "now" } }],
	["a time in milliseconds", { claims: { iat: NOW } }],
];

test.each(invalid)("with %s it is refused", async (_, parts) => {
	expect(await sendWith(open(), mint(gateway, parts))).toBe("403 InvalidProviderToken");
});

test.each(["x", "a.b.c", "..", "a.b", `${"x".repeat(500)}.y.z`])("%s is no token", async (jwt) => {
	expect(await sendWith(open(), jwt)).toBe("403 InvalidProviderToken");
});

test("after an hour it has expired", async () => {
	const client = open();
	const jwt = mint(gateway);
	expect(await sendWith(client, jwt)).toBe("200 null");
	gateway.clock.advance(60 * MINUTE);
	expect(await sendWith(client, jwt)).toBe("200 null");
	gateway.clock.advance(1);
	expect(await sendWith(client, jwt)).toBe("403 ExpiredProviderToken");
});

test("a second one within 20 minutes is one too many, on the same connection", async () => {
	const client = open();
	const [first, second] = [mint(gateway), mint(gateway, issued(1000))];
	expect(await sendWith(client, first)).toBe("200 null");
	expect(await sendWith(client, second)).toBe("429 TooManyProviderTokenUpdates");
	expect(await sendWith(client, first)).toBe("200 null");
	expect(await sendWith(open(), second)).toBe("200 null");
	gateway.clock.advance(20 * MINUTE - 1);
	expect(await sendWith(client, mint(gateway))).toBe("429 TooManyProviderTokenUpdates");
	gateway.clock.advance(1);
	expect(await sendWith(client, mint(gateway))).toBe("200 null");
	expect(await sendWith(client, first)).toBe("200 null");
});

test("a connection that was opened with an old one may go on to a new one at once", async () => {
	const client = open();
	expect(await sendWith(client, mint(gateway, issued(40 * MINUTE)))).toBe("200 null");
	expect(await sendWith(client, mint(gateway))).toBe("200 null");
	expect(await sendWith(client, mint(gateway, issued(1000)))).toBe("429 TooManyProviderTokenUpdates");
});

test("a connection belongs to the team and the key of its first push", async () => {
	const client = open();
	const other = gateway.addKey({ teamId: "OTHERTEAM1" });
	const second = gateway.addKey();
	const ofKey = ({ keyId, teamId, p8 }: typeof other) =>
		mint(gateway, { header: { kid: keyId }, claims: { iss: teamId }, p8 });
	expect(await sendWith(client, mint(gateway))).toBe("200 null");
	expect(await sendWith(client, ofKey(other))).toBe("403 InvalidProviderToken");
	expect(await sendWith(client, ofKey(second))).toBe("403 UnrelatedKeyIdInToken");
	expect(await sendWith(open(), ofKey(second))).toBe("200 null");
});

test("a key may be for one environment, or for some apps", async () => {
	const { keyId, p8 } = gateway.addKey({ environment: "production" });
	expect(await sendWith(open(), mint(gateway, { header: { kid: keyId }, p8 }))).toBe("403 BadEnvironmentKeyInToken");
	const topic = gateway.addKey({ topics: ["com.example.other"] });
	expect(await sendWith(open(), mint(gateway, { header: { kid: topic.keyId }, p8: topic.p8 }))).toBe(
		"400 TopicDisallowed",
	);
});

test("a revoked key's tokens are refused", async () => {
	const client = open();
	const jwt = mint(gateway);
	expect(await sendWith(client, jwt)).toBe("200 null");
	gateway.revokeKey(gateway.keyId);
	expect(await sendWith(client, jwt)).toBe("403 InvalidProviderToken");
});

test("a connection has one stream until a token has been accepted, then a thousand", async () => {
	const client = open();
	await once(client.session, "remoteSettings");
	expect(client.session.remoteSettings).toMatchObject({
		headerTableSize: 4096,
		maxConcurrentStreams: 1,
		initialWindowSize: 65_535,
		maxFrameSize: 16_384,
		maxHeaderListSize: 8000,
	});
	expect(await sendWith(client, "wrong")).toBe("403 InvalidProviderToken");
	expect(client.session.remoteSettings.maxConcurrentStreams).toBe(1);
	expect(await sendWith(client, mint(gateway))).toBe("200 null");
	expect(client.session.remoteSettings.maxConcurrentStreams).toBe(1000);
});

test("streams beyond the limit are refused, and the connection goes on", async () => {
	const client = open();
	gateway.faults.add({ hang: "silent", times: 1 });
	// All at once, before the client can have heard of the limit; the first is never answered.
	const [hanging, ...refused] = Array.from({ length: 5 }, () =>
		client.alert(token).catch((error: Error) => error.message),
	);
	const refusal = expect.stringContaining("NGHTTP2_REFUSED_STREAM");
	expect(await Promise.all(refused)).toEqual([refusal, refusal, refusal, refusal]);
	expect(gateway.pushes.total).toBe(1);
	client.session.destroy();
	expect(await hanging).toContain("without an answer");
});

test("the provider token is nowhere in the journal", async () => {
	const jwt = mint(gateway);
	await sendWith(open(), jwt);
	const shown = JSON.stringify(gateway.pushes.entries());
	expect(shown).toContain(token);
	expect(shown).not.toContain(jwt.split(".")[2]);
	expect(gateway.pushes.last()?.provider).toEqual({
		teamId: gateway.teamId,
		keyId: gateway.keyId,
		issuedAt: seconds(NOW),
	});
});
