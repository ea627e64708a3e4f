/** Sessions of node:http2 at their ends: destroyed and not yet closed, out of streams, dead without a word, never there. */
import { once } from "node:events";
import { type ClientHttp2Session, connect } from "node:http2";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ApnsClient, ApnsClientOptions, ConnectionEvent } from "../src/index.ts";
import {
	type Arrival,
	accept,
	clientFor,
	closeNow,
	ManualClock,
	type Peer,
	push,
	pushes,
	startPeer,
	startRelay,
} from "./client-peer.ts";

/** The class of sessions has no name outside of Node. */
async function findPrototype(): Promise<ClientHttp2Session> {
	const other = await startPeer(accept);
	const session = connect(other.origin);
	await once(session, "connect");
	session.destroy();
	await other.close();
	return Object.getPrototypeOf(session);
}

let peer: Peer;
let client: ApnsClient;
let clock: ManualClock;
let events: ConnectionEvent[];
const prototype = await findPrototype();
const { request } = prototype;
/** Those that have been used, the newest last. */
let sessions: (ClientHttp2Session & { setNextStreamID?(id: number): void })[];

beforeEach(() => {
	sessions = [];
	vi.spyOn(prototype, "request").mockImplementation(function (this: ClientHttp2Session, ...args) {
		if (!sessions.includes(this)) sessions.push(this);
		return request.apply(this, args);
	});
});

async function setUp(answer: (arrival: Arrival) => void, options: Partial<ApnsClientOptions> = {}) {
	events = [];
	clock = new ManualClock();
	peer = await startPeer(answer);
	const onConnection = (event: ConnectionEvent) => void events.push(event);
	client = clientFor(peer.origin, { clock, hooks: { onConnection }, ...options });
}

afterEach(async () => {
	await closeNow(client, clock);
	await peer.close();
});
afterAll(() => vi.restoreAllMocks());

test("a push in the moment in which an idle connection breaks goes over another one", async () => {
	await setUp(accept);
	await client.send(push());
	clock.advance(60_000);
	sessions[0]?.destroy();
	expect(await client.send(push({ whenAmbiguous: "report" }))).toMatchObject({ advice: "delivered", attempts: 1 });
	expect(peer.sessions).toHaveLength(2);
});

test("the hourly PING in the moment in which a connection breaks does no harm", async () => {
	await setUp(accept);
	await client.send(push());
	clock.advance(3_599_999);
	sessions[0]?.destroy();
	clock.advance(1);
	expect(await client.send(push())).toMatchObject({ advice: "delivered", attempts: 1 });
});

test("before a connection has used up its streams, another one takes over: nothing is lost", async () => {
	await setUp(accept);
	await client.send(push());
	// All of them have odd numbers below this one.
	sessions[0]?.setNextStreamID?.(2 ** 31 - 3_001);
	const results = await Promise.all(pushes(2_000, { whenAmbiguous: "report" }).map((one) => client.send(one)));
	expect(new Set(results.map(({ advice, attempts }) => `${advice} ${attempts}`))).toEqual(new Set(["delivered 1"]));
	expect(peer.sessions).toHaveLength(2);
	expect(events.flatMap((event) => (event.type === "close" ? [event.error] : []))).toEqual([null]);
});

test("after a deadline without a frame a connection is asked whether it lives, though no silence was long enough", async () => {
	await setUp(accept);
	const relay = await startRelay("http", peer.origin);
	const onConnection = (event: ConnectionEvent) => void events.push(event);
	const hasty = clientFor(relay.origin, { clock, hooks: { onConnection }, deadline: 6_000, silenceTimeout: 30_000 });
	await hasty.send(push());
	clock.advance(10);
	relay.freeze();
	const lost = hasty.send(push({ whenAmbiguous: "report" }));
	clock.advance(6_000);
	expect(await lost).toMatchObject({ reason: "DeadlineExceeded", advice: "ambiguous", attempts: 1 });
	// Nothing is written to it any more: this one waits for the answer to the PING, which does not come.
	const next = hasty.send(push({ whenAmbiguous: "report" }));
	clock.advance(5_000);
	expect(await next).toMatchObject({ advice: "delivered", attempts: 1 });
	expect(peer.sessions).toHaveLength(2);
	await closeNow(hasty, clock);
	await relay.close();
});

test("one that answers the PING is used again", async () => {
	await setUp((arrival) => (arrival.index === 1 ? undefined : accept(arrival)), { deadline: 2_000 });
	await client.send(push());
	clock.advance(10);
	const unanswered = client.send(push());
	await peer.arrived(2);
	clock.advance(2_000);
	expect(await unanswered).toMatchObject({ reason: "DeadlineExceeded" });
	expect(await client.send(push())).toMatchObject({ advice: "delivered", attempts: 1 });
	expect(peer.sessions).toHaveLength(1);
});

test("where no connection can be opened, the result says why", async () => {
	await setUp(accept, { deadline: 2_000 });
	const port = new URL(peer.origin).port;
	await peer.close();
	const refused = new Promise<void>((resolve) => {
		const onConnection = (event: ConnectionEvent) => event.type === "close" && resolve();
		client = clientFor(peer.origin, { clock, hooks: { onConnection }, deadline: 2_000 });
	});
	const sent = client.send(push());
	const listed = client.channels.list({ environment: "production", bundleId: "com.example.app" });
	await refused;
	clock.advance(2_000);
	const expected = {
		reason: "DeadlineExceeded",
		advice: "retry-later",
		message: `connect ECONNREFUSED 127.0.0.1:${port}`,
	};
	expect(await sent).toMatchObject({ ...expected, attempts: 0 });
	expect(await listed).toMatchObject(expected);
	peer = await startPeer(accept);
});

test("no authority at all is a mistake of the program", () => {
	expect(() => clientFor("http://127.0.0.1", { ca: [] })).toThrow("The option ca does not hold certificates in PEM");
});
