/** The token that Apple knows the sender by: what is in it, when it changes, and that its key stays secret. */
import { generateKeyPairSync, verify } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { type ApnsClient, type ConnectionEvent, createApnsClient } from "../src/index.ts";
import {
	type Arrival,
	accept,
	clientFor,
	closeNow,
	KEY_ID,
	ManualClock,
	type Peer,
	p8,
	publicKey,
	push,
	pushes,
	refuse,
	startPeer,
	TEAM_ID,
} from "./client-peer.ts";

const MINUTE = 60_000;
let peer: Peer | undefined;
let client: ApnsClient | undefined;
let clock: ManualClock;

async function setUp(answer: (arrival: Arrival) => void) {
	clock = new ManualClock();
	peer = await startPeer(answer);
	client = clientFor(peer.origin, { clock });
	return { peer, client };
}

afterEach(async () => {
	if (client) await closeNow(client, clock);
	await peer?.close();
	client = peer = undefined;
});

const tokens = () => [...new Set(peer?.arrivals.map(({ headers }) => headers.authorization))];
const part = (token: string | undefined, index: number) =>
	JSON.parse(Buffer.from(token?.split(" ")[1]?.split(".")[index] ?? "", "base64url").toString());

test("it is signed by the key, and says who made it and when", async () => {
	const { client } = await setUp(accept);
	await client.send(push());
	const [token = ""] = tokens();
	expect(part(token, 0)).toEqual({ alg: "ES256", kid: KEY_ID });
	expect(part(token, 1)).toEqual({ iss: TEAM_ID, iat: Math.floor(clock.now() / 1_000) });
	const [, signed = "", signature = ""] = token.match(/^bearer (.+)\.([^.]+)$/) ?? [];
	const key = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
	expect(verify("sha256", Buffer.from(signed), key, Buffer.from(signature, "base64url"))).toBe(true);
});

test("it is the same for both environments, and renewed by the first push after 40 minutes", async () => {
	const { client } = await setUp(accept);
	await client.send(push());
	await client.send(push({ environment: "development" }));
	clock.advance(40 * MINUTE - 1);
	// Connections that were idle are asked whether they live; this is about the token.
	await client.send(push());
	expect(tokens()).toHaveLength(1);
	clock.advance(1);
	await client.send(push());
	expect(tokens()).toHaveLength(2);
	expect(part(tokens()[1], 1).iat).toBe(Math.floor(clock.now() / 1_000));
});

test("a machine that slept renews it by the clock on the wall, and one whose clock was put back by the other one", async () => {
	const { client } = await setUp(accept);
	await client.send(push());
	clock.jump(41 * MINUTE);
	await client.send(push());
	expect(tokens()).toHaveLength(2);
	clock.jump(-120 * MINUTE);
	clock.advance(40 * MINUTE);
	await client.send(push());
	expect(tokens()).toHaveLength(3);
});

describe("when Apple says ExpiredProviderToken", () => {
	test("a token of 20 minutes is replaced, once, and everything is sent again", async () => {
		let old: string | undefined;
		const { client } = await setUp((arrival) => {
			if (arrival.headers.authorization === old) refuse(arrival, 403, "ExpiredProviderToken");
			else accept(arrival);
		});
		await client.send(push());
		[old] = tokens();
		clock.advance(20 * MINUTE);
		const results = await Promise.all(pushes(20).map((request) => client.send(request)));
		expect(new Set(results.map(({ advice, attempts }) => `${advice} ${attempts}`))).toEqual(new Set(["delivered 2"]));
		expect(tokens()).toHaveLength(2);
	});

	test("a younger one is not; another connection is tried, once", async () => {
		const { client } = await setUp((arrival) =>
			arrival.connection === 0 && arrival.index > 0 ? refuse(arrival, 403, "ExpiredProviderToken") : accept(arrival),
		);
		await client.send(push());
		clock.advance(20 * MINUTE - 1);
		const results = await Promise.all(pushes(20).map((request) => client.send(request)));
		expect(new Set(results.map(({ advice }) => advice))).toEqual(new Set(["delivered"]));
		expect(peer?.sessions).toHaveLength(2);
		expect(tokens()).toHaveLength(1);
	});

	test("and goes on to, it is reported, with two tokens in 20 minutes at most", async () => {
		clock = new ManualClock();
		peer = await startPeer((arrival) => refuse(arrival, 403, "ExpiredProviderToken"));
		// The second connection has to wait, as the first one has accepted nothing.
		const onConnection = ({ type }: ConnectionEvent) => type === "close" && clock.advance(500);
		client = clientFor(peer.origin, { clock, hooks: { onConnection } });
		expect(await client.send(push())).toMatchObject({
			status: 403,
			reason: "ExpiredProviderToken",
			advice: "fix-configuration",
			attempts: 2,
		});
		expect(await client.send(push())).toMatchObject({ attempts: 1 });
		expect(await client.send(push())).toMatchObject({ attempts: 1 });
		expect(peer?.sessions).toHaveLength(2);
		expect(tokens()).toHaveLength(1);
	});
});

test("a refusal of a token that has been replaced meanwhile is ignored", async () => {
	const held: Arrival[] = [];
	const { client } = await setUp((arrival) => {
		if (arrival.body === "held" && held.length === 0) held.push(arrival);
		else accept(arrival);
	});
	await client.send(push());
	clock.advance(40 * MINUTE - 1);
	const slow = client.send(push({ body: "held" }));
	await peer?.arrived(2);
	clock.advance(1);
	await client.send(push());
	refuse(held[0] as Arrival, 403, "InvalidProviderToken");
	expect(await slow).toMatchObject({ advice: "delivered", attempts: 2 });
	expect(tokens()).toHaveLength(2);
});

test("a token that Apple finds to be one too many is kept for longer", async () => {
	const { client } = await setUp((arrival) =>
		arrival.index === 0 ? refuse(arrival, 429, "TooManyProviderTokenUpdates") : accept(arrival),
	);
	expect(await client.send(push())).toMatchObject({
		status: 429,
		advice: "retry-later",
		retryAfter: MINUTE,
		attempts: 1,
	});
	clock.advance(41 * MINUTE);
	await client.send(push());
	expect(tokens()).toHaveLength(1);
	clock.advance(9 * MINUTE);
	await client.send(push());
	expect(tokens()).toHaveLength(2);
});

describe("the key", () => {
	const wrong = {
		"is missing": {},
		"is given twice": { key: p8, keyFile: "key.p8" },
		"is no PEM": { key: "s3cret-of-the-house" },
		"is of another kind": {
			key: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
				type: "pkcs8",
				format: "pem",
			}) as string,
		},
		"is of another curve": {
			key: generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey.export({
				type: "pkcs8",
				format: "pem",
			}) as string,
		},
		"is in a file that is not there": { keyFile: "/nowhere/s3cret-of-the-house.p8" },
		"is no text": { key: 1 as unknown as string },
	};
	test.each(Object.entries(wrong))("that %s is refused at once, without a word of it", (_, key) => {
		const create = () => createApnsClient({ providerKey: { ...key, keyId: KEY_ID, teamId: TEAM_ID } });
		expect(create).toThrow(TypeError);
		expect(create).toThrow(/option.*key/i);
		expect(create).not.toThrow(/s3cret|BEGIN|[A-Za-z0-9+/]{40}/);
	});

	test.each(["keyId", "teamId"] as const)("needs a %s", (name) => {
		const key = { key: p8, keyId: KEY_ID, teamId: TEAM_ID, [name]: p8 };
		expect(() => createApnsClient({ providerKey: key })).toThrow(
			new TypeError(`The option ${name} is not the ten capital letters and digits that Apple gives`),
		);
	});

	test("may come from a file, or with its line ends escaped", async () => {
		const folder = mkdtempSync(join(tmpdir(), "apns-"));
		try {
			const keyFile = join(folder, "AuthKey.p8");
			writeFileSync(keyFile, p8);
			for (const key of [{ keyFile }, { key: p8.replaceAll("\n", "\\n") }])
				expect(createApnsClient({ providerKey: { ...key, keyId: KEY_ID, teamId: TEAM_ID } }).pending).toBe(0);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test("and the token are not to be seen in the client", async () => {
		const { client } = await setUp(accept);
		await client.send(push());
		const [token = ""] = tokens();
		const secrets = [token.slice(-20), p8.split("\n")[1] ?? "", "PRIVATE"];
		const seen = inspect(client, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(client);
		for (const secret of secrets) expect(seen).not.toContain(secret);
	});
});

test("each environment may have its own key", async () => {
	clock = new ManualClock();
	peer = await startPeer(accept);
	client = clientFor(peer.origin, {
		clock,
		providerKey: { production: { key: p8, keyId: "PRODUCTION", teamId: TEAM_ID } },
	});
	await client.send(push());
	expect(part(tokens()[0], 0).kid).toBe("PRODUCTION");
	await expect(client.send(push({ environment: "development" }))).rejects.toThrow(
		new TypeError("There is no key for the environment development"),
	);
});
