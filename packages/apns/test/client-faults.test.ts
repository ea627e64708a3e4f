/** What happens to pushes when connections, streams and servers fail. */
import { constants } from "node:http2";
import { afterEach, expect, test } from "vitest";
import type { ApnsClient, ApnsClientOptions, ConnectionEvent, PushResult } from "../src/index.ts";
import {
	type Arrival,
	accept,
	clientFor,
	closeNow,
	ManualClock,
	type Peer,
	type PeerOptions,
	push,
	pushes,
	refuse,
	startPeer,
} from "./client-peer.ts";

let peer: Peer;
let client: ApnsClient;
let clock: ManualClock | undefined;
const events: ConnectionEvent[] = [];

async function setUp(
	answer: (arrival: Arrival) => void,
	{ peer: peerOptions, ...options }: Partial<ApnsClientOptions> & { peer?: PeerOptions } = {},
) {
	events.length = 0;
	clock = options.clock instanceof ManualClock ? options.clock : undefined;
	peer = await startPeer(answer, peerOptions);
	client = clientFor(peer.origin, { hooks: { onConnection: (event) => events.push(event) }, ...options });
}

afterEach(async () => {
	await closeNow(client, clock);
	await peer.close();
});

const sendAll = (requests: ReturnType<typeof pushes>) => Promise.all(requests.map((request) => client.send(request)));
const tally = (results: PushResult[]) => {
	const counts: Record<string, number> = {};
	for (const { advice } of results) counts[advice] = (counts[advice] ?? 0) + 1;
	return counts;
};
/** How often each push got as far as the server's handler. */
const deliveries = () => {
	const counts = new Map<unknown, number>();
	for (const { headers } of peer.arrivals) counts.set(headers["apns-id"], (counts.get(headers["apns-id"]) ?? 0) + 1);
	return [...counts.values()];
};

test("a push arrives as it was given, and the answer says so", async () => {
	await setUp(({ stream, headers }) =>
		stream.respond({ ":status": 200, "apns-id": headers["apns-id"], "apns-unique-id": "U1" }, { endStream: true }),
	);
	const request = push({ body: '{"aps":{"alert":"Grüße 🚲"}}' });
	request.headers["apns-collapse-id"] = "Grüße";
	expect(await client.send(request)).toEqual({
		status: 200,
		reason: null,
		apnsId: request.headers["apns-id"],
		uniqueId: "U1",
		attempts: 1,
		advice: "delivered",
	});
	const [{ headers, body }] = peer.arrivals as [Arrival];
	expect(body).toBe(request.body);
	expect(headers).toMatchObject({
		...request.headers,
		":method": "POST",
		":path": `/3/device/${request.deviceToken}`,
		"apns-collapse-id": Buffer.from("Grüße").toString("latin1"),
	});
});

test.each([
	[400, "BadDeviceToken", { advice: "drop-token" }],
	[410, "Unregistered", { advice: "drop-token", timestamp: 1_789_000_000_000 }],
	[413, "PayloadTooLarge", { advice: "drop-message" }],
	[403, "BadEnvironmentKeyInToken", { advice: "fix-configuration" }],
	[429, "TooManyRequests", { advice: "retry-later", retryAfter: 1_000 }],
	[500, "InternalServerError", { advice: "retry-later", retryAfter: 15_000 }],
	[503, "ServiceUnavailable", { advice: "retry-later", retryAfter: 15_000 }],
])("%i %s is reported after one attempt", async (status, reason, expected) => {
	await setUp((arrival) => refuse(arrival, status, reason));
	const request = push();
	expect(await client.send(request)).toEqual({
		status,
		reason,
		apnsId: request.headers["apns-id"],
		attempts: 1,
		...expected,
	});
});

test("Retry-After is obeyed, and the caller's own attempts count", async () => {
	await setUp((arrival) => refuse(arrival, 429, "TooManyRequests", arrival.index === 0 ? { "retry-after": "90" } : {}));
	expect(await client.send(push())).toMatchObject({ retryAfter: 90_000 });
	expect(await client.send(push(), { earlierAttempts: 4 })).toMatchObject({ retryAfter: 16_000 });
});

test("an answer that is no JSON, or has no reason, is judged by its status", async () => {
	await setUp(({ stream, index }) => {
		stream.respond({ ":status": 500 });
		stream.end(["<html>", "[]", "null", ""][index]);
	});
	for (let round = 0; round < 4; round++)
		expect(await client.send(push())).toMatchObject({ status: 500, reason: null, advice: "retry-later" });
});

test("a GOAWAY that leaves streams out: they are sent again on another connection, and nothing arrives twice", async () => {
	// Ten are in flight when the server says that it has looked at half of them, and answers those.
	const held: Arrival[] = [];
	await setUp((arrival) => {
		if (arrival.connection > 0 || arrival.index === 0) return accept(arrival);
		held.push(arrival);
		if (held.length < 10) return;
		const processed = held.slice(0, 5);
		arrival.session.goaway(
			constants.NGHTTP2_NO_ERROR,
			processed.at(-1)?.stream.id,
			Buffer.from('{"reason":"Shutdown"}'),
		);
		for (const one of processed) accept(one);
	});
	await client.send(push());
	const results = await sendAll(pushes(10, { whenAmbiguous: "report" }));
	expect(tally(results)).toEqual({ delivered: 10 });
	expect(results.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
	expect(peer.sessions).toHaveLength(2);
	expect(events).toContainEqual(
		expect.objectContaining({ type: "goaway", code: 0, lastStreamId: held[4]?.stream.id, reason: "Shutdown" }),
	);
});

test("a GOAWAY in two steps lets everything that is in flight end", async () => {
	const held: Arrival[] = [];
	await setUp((arrival) => {
		if (arrival.connection > 0 || arrival.index === 0) return accept(arrival);
		held.push(arrival);
		if (held.length < 5) return;
		arrival.session.goaway(constants.NGHTTP2_NO_ERROR, 2 ** 31 - 1);
		arrival.session.goaway(constants.NGHTTP2_NO_ERROR, arrival.stream.id);
		for (const one of held) accept(one);
	});
	await client.send(push());
	const results = await sendAll(pushes(5, { whenAmbiguous: "report" }));
	expect(results.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1]);
	expect(await client.send(push())).toMatchObject({ advice: "delivered" });
	expect(peer.arrivals.at(-1)?.connection).toBe(1);
});

test("an abrupt GOAWAY: what it leaves out is sent again, whatever the policy", async () => {
	let flying = 0;
	await setUp((arrival) => {
		if (arrival.connection > 0 || arrival.index === 0) return accept(arrival);
		if (++flying < 10) return;
		arrival.session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 1);
	});
	await client.send(push());
	const results = await sendAll(pushes(10, { whenAmbiguous: "report" }));
	expect(results.map(({ advice, attempts }) => [advice, attempts])).toEqual(Array(10).fill(["delivered", 2]));
});

test("a GOAWAY that denies what was answered is not believed: what would be seen twice is reported", async () => {
	let flying = 0;
	await setUp((arrival) => {
		if (arrival.connection > 0 || arrival.index < 2) return accept(arrival);
		if (++flying < 10) return;
		arrival.session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 1);
	});
	await client.send(push());
	await client.send(push());
	const results = await sendAll([...pushes(5, { whenAmbiguous: "report" }), ...pushes(5, { whenAmbiguous: "resend" })]);
	expect(tally(results)).toEqual({ ambiguous: 5, delivered: 5 });
	expect(results[0]).toMatchObject({ status: null, reason: "ConnectionLost", attempts: 1 });
	expect(results[9]).toMatchObject({ status: 200, attempts: 2 });
});

test("a stream that was refused is sent again, whatever the policy", async () => {
	await setUp((arrival) => {
		if (arrival.index % 2 === 1) arrival.stream.close(constants.NGHTTP2_REFUSED_STREAM);
		else accept(arrival);
	});
	expect(tally(await sendAll(pushes(20, { whenAmbiguous: "report" })))).toEqual({ delivered: 20 });
});

test("a server that refuses every stream is not asked for ever", async () => {
	await setUp(({ stream }) => stream.close(constants.NGHTTP2_REFUSED_STREAM));
	expect(await client.send(push())).toMatchObject({
		status: null,
		reason: "RefusedStream",
		advice: "retry-later",
		attempts: 11,
	});
});

test.each([constants.NGHTTP2_INTERNAL_ERROR, constants.NGHTTP2_ENHANCE_YOUR_CALM])(
	"a stream that is reset with code %i is ambiguous",
	async (code) => {
		await setUp(({ stream }) => stream.close(code));
		expect(await client.send(push({ whenAmbiguous: "report" }))).toMatchObject({
			reason: "StreamReset",
			advice: "ambiguous",
			attempts: 1,
		});
		expect(await client.send(push({ whenAmbiguous: "resend" }))).toMatchObject({
			reason: "StreamReset",
			advice: "ambiguous",
			attempts: 3,
		});
	},
);

test("a connection that drops: what was on it is ambiguous, what waited behind it is not", async () => {
	await setUp(
		(arrival) => {
			if (arrival.connection > 0 || arrival.index === 0) return accept(arrival);
			if (arrival.index === 5) peer.sockets[0]?.resetAndDestroy();
		},
		{ peer: { settings: { maxConcurrentStreams: 5 } } },
	);
	await client.send(push());
	const results = await sendAll(pushes(50, { whenAmbiguous: "report" }));
	expect(tally(results)).toEqual({ ambiguous: 5, delivered: 45 });
	expect(deliveries().every((count) => count === 1)).toBe(true);
});

test("503 Shutdown: the same push on another connection, at once", async () => {
	await setUp((arrival) =>
		arrival.connection === 0 && arrival.index > 0 ? refuse(arrival, 503, "Shutdown") : accept(arrival),
	);
	await client.send(push());
	const results = await sendAll(pushes(10, { whenAmbiguous: "report" }));
	expect(tally(results)).toEqual({ delivered: 10 });
	expect(peer.sessions).toHaveLength(2);
});

test("a server that never answers: the connection is given up, and the end comes with the deadline", async () => {
	const clock = new ManualClock();
	await setUp(() => {}, { clock });
	const unsure = client.send(push({ whenAmbiguous: "report" }));
	await peer.arrived(1);
	const resent = client.send(push({ whenAmbiguous: "resend" }));
	clock.advance(5_000);
	expect(await unsure).toMatchObject({ status: null, reason: "ConnectionLost", advice: "ambiguous", attempts: 1 });
	clock.advance(500);
	await peer.arrived(2);
	clock.advance(4_500);
	expect(await resent).toMatchObject({ status: null, reason: "DeadlineExceeded", advice: "ambiguous", attempts: 1 });
	expect(peer.sessions).toHaveLength(2);
});

test("what was never written when the deadline comes can be tried again", async () => {
	const clock = new ManualClock();
	await setUp(() => {}, { clock, deadline: 3_000 });
	const written = client.send(push());
	const waiting = client.send(push(), { earlierAttempts: 2 });
	await peer.arrived(1);
	clock.advance(3_000);
	expect(await written).toMatchObject({ reason: "DeadlineExceeded", advice: "ambiguous", attempts: 1 });
	expect(await waiting).toMatchObject({
		reason: "DeadlineExceeded",
		advice: "retry-later",
		retryAfter: 4_000,
		attempts: 0,
	});
	expect(client.pending).toBe(0);
});

test("the headers of an answer count when its end never comes", async () => {
	const clock = new ManualClock();
	await setUp(({ stream, index }) => stream.respond({ ":status": index === 0 ? 200 : 410 }), { clock });
	const first = client.send(push());
	await peer.arrived(1);
	await new Promise<void>((resolve) => peer.sessions[0]?.ping(() => resolve()));
	const second = client.send(push());
	await peer.arrived(2);
	await new Promise<void>((resolve) => peer.sessions[0]?.ping(() => resolve()));
	clock.advance(10_000);
	expect(await first).toMatchObject({ status: 200, advice: "delivered" });
	expect(await second).toMatchObject({ status: 410, reason: null, advice: "drop-token" });
});

test("a slow server among others is no dead connection", async () => {
	const clock = new ManualClock();
	await setUp((arrival) => (arrival.body === "slow" ? undefined : accept(arrival)), { clock });
	await client.send(push());
	const slow = client.send(push({ body: "slow", whenAmbiguous: "report" }));
	for (let second = 0; second < 9; second++) {
		clock.advance(1_000);
		await client.send(push());
	}
	accept(peer.arrivals.find(({ body }) => body === "slow") as Arrival);
	expect(await slow).toMatchObject({ advice: "delivered", attempts: 1 });
	expect(peer.sessions).toHaveLength(1);
});
