/** Clients of the gateway that do everything wrong that a client can. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FakeApns } from "@activitysmith/apns/testing";
import {
	ACK,
	anyFrame,
	CONTINUATION,
	END_HEADERS,
	frame,
	HEADERS,
	headerBlock,
	PING,
	PREFACE,
	RST_STREAM,
	readFrames,
	requestFrames,
	SETTINGS,
} from "./fuzz-frames.ts";
import type { Random } from "./fuzz-random.ts";
import { ACTIVITY_TOPIC, BUNDLE_ID, mint } from "./gateway-client.ts";

type Header = readonly [string, string];

/** What a request could be made of: mostly right, so that it gets far, and wrong somewhere. */
function anyRequest(random: Random, token: string, jwt: string): { headers: Header[]; body: Buffer } {
	const right = (value: string) => (random.chance(0.85) ? value : random.text(random.pick([0, 5, 80, 400])));
	const isActivity = random.chance(0.5);
	const path = random.pick([
		`/3/device/${token}`,
		`/3/device/${token}`,
		`/3/device/${random.bytes(100).toString("hex")}`,
		`/1/apps/${BUNDLE_ID}/channels`,
		`/4/broadcasts/apps/${BUNDLE_ID}`,
		random.text(40),
	]);
	const headers: Header[] = [
		[":method", right(random.pick(["POST", "POST", "POST", "GET", "DELETE"]))],
		[":scheme", right("http")],
		[":authority", right("127.0.0.1")],
		[":path", right(path)],
		["authorization", right(`bearer ${jwt}`)],
		["apns-id", right(randomUUID())],
		["apns-push-type", right(isActivity ? "liveactivity" : "alert")],
		["apns-topic", right(isActivity ? ACTIVITY_TOPIC : BUNDLE_ID)],
		["apns-priority", right(random.pick(["10", "5", "1"]))],
		["apns-expiration", right("0")],
		["apns-collapse-id", right("one")],
		["apns-channel-id", right("AAAA")],
	];
	const kept = headers.filter(() => random.chance(0.95));
	if (random.chance(0.1)) kept.push(random.pick(headers));
	if (random.chance(0.1)) kept.push([random.text(20), random.text(300)]);
	if (random.chance(0.02)) kept.push(["x-large", "x".repeat(random.below(12_000))]);
	if (random.chance(0.05)) kept.reverse();
	const aps = {
		timestamp: random.below(2e9),
		event: random.pick(["start", "update", "end", "x"]),
		alert: random.text(9),
	};
	const body = random.pick([
		Buffer.from(JSON.stringify({ aps })),
		Buffer.from(JSON.stringify({ aps: random.pick([null, [], 7, { alert: {} }]) })),
		Buffer.from(JSON.stringify({ "message-storage-policy": random.below(3), "push-type": "LiveActivity" })),
		Buffer.from("[".repeat(random.below(4000))),
		random.bytes(random.pick([0, 20, 6000])),
	]);
	return { headers: kept, body };
}

/** More than was announced, in several frames. */
function hugeHeaders(stream: number, more: number): Buffer[] {
	const part = headerBlock([["x-part", "x".repeat(4000)]]);
	const rest = Array.from({ length: more }, (_, index) =>
		frame(CONTINUATION, index === more - 1 ? END_HEADERS : 0, stream, part),
	);
	return [frame(HEADERS, 0, stream, part), ...rest];
}

/**
 * What is put between requests. Header blocks that are broken or broken off are left out: when such a session is collected,
 * Node 24 now and then aborts with an assertion of its own (`current_nghttp2_memory_`), whatever server is behind it.
 */
function anyMischief(random: Random): Buffer[] {
	const many = (part: () => Buffer) => Array.from({ length: 50 + random.below(300) }, part);
	return random.pick([
		() => [anyFrame(random)],
		() => [random.bytes(200)],
		() => many(() => frame(SETTINGS, 0, 0)),
		() => many(() => frame(PING, 0, 0, Buffer.alloc(8))),
		() => many(() => frame(RST_STREAM, 0, 1 + 2 * random.below(20), Buffer.from([0, 0, 0, 8]))),
		() => [frame(SETTINGS, 0, 0, random.bytes(60))],
		() => hugeHeaders(99 + 2 * random.below(100), 1 + random.below(6)),
		() => [frame(0, 0, 1, Buffer.alloc(16_384)).subarray(0, random.below(16_000))],
	])();
}

/** A server that waits for the rest of a frame says nothing. */
async function patiently(event: Promise<unknown>): Promise<void> {
	await Promise.race([event.catch(() => undefined), sleep(100)]);
}

/** One connection with some requests. Ends when both sides have closed it. */
async function visit(port: number, random: Random, token: string, jwt: string, requests: number): Promise<void> {
	const socket = connect({ port, host: "127.0.0.1", noDelay: true });
	socket.on("error", () => undefined);
	const closed = once(socket, "close");
	const answered = new Promise<void>((resolve) => {
		socket.on(
			"data",
			readFrames((type, flags) => {
				if (type === PING && (flags & ACK) !== 0) resolve();
			}),
		);
	});
	if (random.chance(0.98)) socket.write(PREFACE);
	if (random.chance(0.98)) socket.write(frame(SETTINGS, 0, 0));
	for (let index = 0; index < requests; index += 1) {
		const { headers, body } = anyRequest(random, token, jwt);
		const frames = requestFrames(1 + 2 * index, headers, body);
		if (random.chance(0.02)) frames.splice(random.below(frames.length), 1);
		if (random.chance(0.03)) frames.push(...anyMischief(random));
		socket.write(Buffer.concat(frames));
		// The first push opens the connection up: most of the time it is waited for.
		if (index === 0 && random.chance(0.7)) await patiently(once(socket, "data"));
		if (socket.destroyed) break;
	}
	if (random.chance(0.25)) socket.end();
	else {
		// Everything has been read when it answers, and is still at work when the connection breaks.
		socket.write(frame(PING, 0, 0, Buffer.alloc(8)));
		await patiently(Promise.race([answered, closed]));
		if (random.chance(0.5)) socket.resetAndDestroy();
		else socket.destroy();
	}
	await closed;
}

/** Sends about so many requests, over as many connections as that takes, some at once. Answers how many it were. */
export async function fuzzGateway(gateway: FakeApns, random: Random, requests: number): Promise<number> {
	const device = gateway.addDevice({ updateBudget: null });
	const port = Number(new URL(gateway.h2cOrigin ?? "").port);
	const jwt = mint(gateway);
	let sent = 0;
	const visitor = async () => {
		while (sent < requests) {
			const some = 1 + random.below(60);
			sent += some;
			await visit(port, random, random.pick([device.tokens.device, device.tokens.pushToStart]), jwt, some);
		}
	};
	await Promise.all(Array.from({ length: 4 }, visitor));
	return sent;
}
