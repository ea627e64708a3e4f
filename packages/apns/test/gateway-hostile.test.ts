/** What no client should do: the gateway survives it, and goes on for others. */
import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { type FakeApns, startFakeApns } from "@activitysmith/apns/testing";
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { mint, openClient } from "./gateway-client.ts";

let gateway: FakeApns;
let token: string;

beforeAll(async () => {
	gateway = await startFakeApns({ journalEntries: 100 });
	token = gateway.addDevice().tokens.device;
});
afterAll(() => gateway.close());
// Whatever a test has done to it, the gateway still takes a push.
afterEach(async () => {
	const client = openClient(gateway);
	expect(await client.alert(token)).toMatchObject({ status: 200 });
	client.close();
});

const portOf = (origin: string | undefined) => Number(new URL(origin ?? "").port);
const PREFACE = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

/** A frame of HTTP/2: its type, flags and stream as they come. */
function frame(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
	const head = Buffer.alloc(9);
	head.writeUIntBE(payload.length, 0, 3);
	head[3] = type;
	head[4] = flags;
	head.writeUInt32BE(stream, 5);
	return Buffer.concat([head, payload]);
}

/** Opens a connection in clear text, writes, and ends. Resolves when it is closed on both sides. */
async function throwAt(...parts: Uint8Array[]): Promise<void> {
	const socket: Socket = connect(portOf(gateway.h2cOrigin), "127.0.0.1");
	socket.on("error", () => undefined).resume();
	for (const part of parts) socket.write(part);
	socket.end();
	await once(socket, "close");
}

test("bytes that are no HTTP/2", async () => {
	await fc.assert(
		fc.asyncProperty(fc.boolean(), fc.uint8Array({ maxLength: 300 }), (hasPreface, bytes) =>
			throwAt(hasPreface ? PREFACE : Buffer.alloc(0), bytes),
		),
		{ numRuns: 100 },
	);
});

test("frames of any type, flags and stream", async () => {
	const any = fc.record({
		type: fc.integer({ min: 0, max: 12 }),
		flags: fc.integer({ min: 0, max: 255 }),
		stream: fc.integer({ min: 0, max: 9 }),
		payload: fc.uint8Array({ maxLength: 60 }),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(any, { maxLength: 12 }), (frames) =>
			throwAt(
				PREFACE,
				frame(4, 0, 0, new Uint8Array()),
				...frames.map((one) => frame(one.type, one.flags, one.stream, one.payload)),
			),
		),
		{ numRuns: 200 },
	);
});

test("HTTP/1.1, and a TLS client that speaks nothing else", async () => {
	await throwAt(Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
	const socket = connectTls({
		port: portOf(gateway.origin),
		host: "127.0.0.1",
		ca: gateway.ca,
		ALPNProtocols: ["http/1.1"],
	});
	const [error] = await once(socket, "error");
	expect(error.code).toBe("ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL");
});

test("TLS before 1.2, and a client that trusts somebody else", async () => {
	const target = { port: portOf(gateway.origin), host: "127.0.0.1", ALPNProtocols: ["h2"] };
	const old = connectTls({
		...target,
		ca: gateway.ca,
		maxVersion: "TLSv1.1",
		minVersion: "TLSv1",
		ciphers: "DEFAULT@SECLEVEL=0",
	});
	expect((await once(old, "error"))[0].code).toContain("PROTOCOL_VERSION");
	const stranger = connectTls(target);
	expect((await once(stranger, "error"))[0].code).toMatch(/CERT|VERIFY|ISSUER/);
});

test("headers beyond what was announced", async () => {
	const session = connectHttp2(gateway.origin, { ca: gateway.ca });
	session.on("error", () => undefined);
	await once(session, "remoteSettings");
	const stream = session.request({ ":path": "/3/device/00", ":method": "POST", "apns-topic": "x".repeat(20_000) });
	const [error] = await once(stream.end(), "error");
	expect(error.message).toContain("NGHTTP2_ENHANCE_YOUR_CALM");
	session.destroy();
});

test("a body without end, and one that is broken off", async () => {
	const session = connectHttp2(gateway.origin, { ca: gateway.ca });
	session.on("error", () => undefined);
	const stream = session.request({
		":path": `/3/device/${token}`,
		":method": "POST",
		authorization: `bearer ${mint(gateway)}`,
	});
	stream.on("error", () => undefined);
	// More than all windows together: it is read to be thrown away.
	for (let written = 0; written < 40; written += 1) {
		if (!stream.write(Buffer.alloc(65_536))) await once(stream, "drain");
	}
	const before = gateway.pushes.total;
	const other = session.request({ ":path": `/3/device/${token}`, ":method": "POST" }).on("error", () => undefined);
	other.write("{");
	const closed = new Promise((resolve) => stream.once("close", resolve));
	stream.destroy(new Error("broken off"));
	await closed;
	session.destroy();
	const client = openClient(gateway);
	await client.alert(token);
	client.close();
	expect(gateway.pushes.total).toBe(before + 1);
});

test("a body of megabytes is answered with 413, and not kept", async () => {
	const client = openClient(gateway);
	const headers = { "apns-topic": "com.activitysmith.app" };
	const answer = await client.send({ path: `/3/device/${token}`, headers, body: "x".repeat(3_000_000) });
	client.close();
	expect(answer).toMatchObject({ status: 413, reason: "PayloadTooLarge" });
	expect(gateway.pushes.last()?.body.length).toBeLessThan(20_000);
});

test("a client that goes while its answers are on their way", async () => {
	gateway.faults.add({ delayMs: 5, id: "slow" });
	for (let round = 0; round < 5; round += 1) {
		const client = openClient(gateway);
		await client.alert(token);
		const before = gateway.pushes.total;
		const sent = Array.from({ length: 20 }, () => client.alert(token).catch(() => null));
		await gateway.pushes.waitFor({ where: ({ number }) => number > before });
		client.session.destroy();
		await Promise.all(sent);
	}
	gateway.faults.remove("slow");
});

test("a connection that says nothing", async () => {
	const silent = connect(portOf(gateway.origin), "127.0.0.1");
	await once(silent, "connect");
	const client = openClient(gateway);
	expect(await client.alert(token)).toMatchObject({ status: 200 });
	client.close();
	silent.destroy();
});
