/** When connections are opened, asked whether they live, and ended; and how many streams they have. */
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import type { ApnsClient, ApnsClientOptions, ConnectionEvent } from "../src/index.ts";
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
	startRelay,
} from "./client-peer.ts";

let peer: Peer;
let client: ApnsClient;
let clock: ManualClock;
let events: ConnectionEvent[];
let onEvent: (event: ConnectionEvent) => void;

async function setUp(
	answer: (arrival: Arrival) => void,
	{ peer: peerOptions, ...options }: Partial<ApnsClientOptions> & { peer?: PeerOptions } = {},
) {
	events = [];
	onEvent = () => undefined;
	clock = new ManualClock();
	peer = await startPeer(answer, peerOptions);
	const onConnection = (event: ConnectionEvent) => {
		events.push(event);
		onEvent(event);
	};
	client = clientFor(peer.origin, { clock, hooks: { onConnection }, ...options });
}

afterEach(async () => {
	await closeNow(client, clock);
	await peer.close();
});

const closed = () =>
	new Promise<ConnectionEvent>((resolve) => {
		onEvent = (event) => event.type === "close" && resolve(event);
	});
const HOUR = 3_600_000;

test("one stream until the server has accepted the token, whatever it announces", async () => {
	await setUp((arrival) => (arrival.index < 3 ? refuse(arrival, 403, "InvalidProviderToken") : undefined));
	const results = pushes(10).map((request) => client.send(request));
	for (let round = 0; round < 3; round++) expect(await results[round]).toMatchObject({ status: 403 });
	await peer.arrived(4);
	// Were there more streams, they would have come with this one.
	await new Promise<void>((resolve) => peer.sessions[0]?.ping(() => resolve()));
	expect(peer.arrivals).toHaveLength(4);
	accept(peer.arrivals[3] as Arrival);
	await peer.arrived(10);
	for (const arrival of peer.arrivals.slice(4)) accept(arrival);
	expect(await Promise.all(results.slice(3))).toHaveLength(7);
	expect(peer.sessions).toHaveLength(1);
});

test("a server that announces one stream at first, and more later, gets a burst without a loss", async () => {
	await setUp(
		(arrival) => {
			if (arrival.index === 0) arrival.session.settings({ maxConcurrentStreams: 50 });
			accept(arrival);
		},
		{ peer: { settings: { maxConcurrentStreams: 1 } } },
	);
	const results = await Promise.all(pushes(300, { whenAmbiguous: "report" }).map((request) => client.send(request)));
	expect(new Set(results.map(({ advice, attempts }) => `${advice} ${attempts}`))).toEqual(new Set(["delivered 1"]));
	expect(peer.sessions).toHaveLength(1);
});

test("never more streams than were announced, however often that changes, and every push ends", async () => {
	const change = fc.record({ at: fc.integer({ min: 0, max: 40 }), limit: fc.integer({ min: 1, max: 12 }) });
	const plan = fc.record({
		first: fc.integer({ min: 1, max: 12 }),
		changes: fc.array(change, { maxLength: 6 }),
		/** How many answers the server holds back before it gives them all. */
		held: fc.integer({ min: 1, max: 12 }),
		refused: fc.integer({ min: 0, max: 3 }),
	});
	await fc.assert(
		fc.asyncProperty(plan, async ({ first, changes, held, refused }) => {
			// What the client may still go by: a lower limit holds when it has said that it knows.
			let limits = [first];
			let open = 0;
			let proven = false;
			const faults: string[] = [];
			let waiting: Arrival[] = [];
			let flushing: NodeJS.Immediate | undefined;
			const flush = () => {
				for (const arrival of waiting.splice(0)) {
					if (arrival.index < refused) refuse(arrival, 403, "Forbidden");
					else {
						proven = true;
						accept(arrival);
					}
				}
			};
			const model = await startPeer(
				(arrival) => {
					const limit = changes.find(({ at }) => at === arrival.index)?.limit;
					if (limit !== undefined) {
						limits.push(limit);
						arrival.session.settings({ maxConcurrentStreams: limit });
					}
					waiting.push(arrival);
					clearImmediate(flushing);
					if (waiting.length >= held) flush();
					else flushing = setImmediate(() => setImmediate(flush));
				},
				{
					settings: { maxConcurrentStreams: first },
					onSession(session) {
						session.on("localSettings", ({ maxConcurrentStreams }) => {
							const known = limits.indexOf(maxConcurrentStreams ?? first);
							limits = limits.slice(Math.max(0, known));
						});
						session.on("stream", (stream) => {
							open++;
							if (open > Math.max(...limits)) faults.push(`${open} streams where ${limits} were announced`);
							if (open > 1 && !proven) faults.push(`${open} streams before the token was accepted`);
							stream.on("close", () => open--);
						});
					},
				},
			);
			const sender = clientFor(model.origin);
			const results = await Promise.all(pushes(60, { whenAmbiguous: "report" }).map((request) => sender.send(request)));
			await sender.close();
			await model.close();
			waiting = [];
			expect(faults).toEqual([]);
			expect(results.filter(({ status }) => status === 403)).toHaveLength(refused);
			expect(results.filter(({ advice }) => advice === "delivered")).toHaveLength(60 - refused);
		}),
		{ numRuns: 30 },
	);
});

test("a connection that was idle for a minute is asked whether it lives before it is used", async () => {
	let pings = 0;
	await setUp(accept, { peer: { onSession: (session) => session.on("ping", () => pings++) } });
	await client.send(push());
	clock.advance(59_999);
	await client.send(push());
	expect(pings).toBe(0);
	clock.advance(60_000);
	const results = await Promise.all(pushes(5).map((request) => client.send(request)));
	expect(pings).toBe(1);
	expect(new Set(results.map(({ advice }) => advice))).toEqual(new Set(["delivered"]));
	expect(peer.sessions).toHaveLength(1);
});

test("one that does not answer in 5 seconds is replaced, and the push was never written to it", async () => {
	await setUp(accept);
	const relay = await startRelay("http", peer.origin);
	client = clientFor(relay.origin, { clock, hooks: { onConnection: (event) => onEvent(event) } });
	await client.send(push());
	relay.freeze();
	clock.advance(60_000);
	const sent = client.send(push({ whenAmbiguous: "report" }));
	const end = closed();
	clock.advance(5_000);
	expect(await end).toMatchObject({ error: new Error("No answer to a PING within 5000 ms") });
	expect(await sent).toMatchObject({ advice: "delivered", attempts: 1 });
	expect(peer.arrivals.map(({ connection }) => connection)).toEqual([0, 1]);
	await closeNow(client, clock);
	await relay.close();
});

test("an idle connection is asked every hour, and keeps no process alive", async () => {
	let pings = 0;
	let pinged = () => {};
	await setUp(accept, {
		peer: {
			onSession: (session) =>
				session.on("ping", () => {
					pings++;
					pinged();
				}),
		},
	});
	await client.send(push());
	expect(clock.referenced).toBe(0);
	for (let hour = 1; hour <= 3; hour++) {
		const ping = new Promise<void>((resolve) => {
			pinged = resolve;
		});
		clock.advance(HOUR);
		await ping;
		// The answer has to be back before the next hour.
		await new Promise<void>((resolve) => peer.sessions[0]?.ping(() => resolve()));
	}
	expect(pings).toBe(3);
	expect(clock.referenced).toBe(0);
	const sent = client.send(push());
	expect(clock.referenced).toBe(1);
	await sent;
});

test("connections that accept nothing are opened ever more slowly: 0.5 s, doubling to a minute", async () => {
	await setUp((arrival) => arrival.session.destroy(), { deadline: 600_000 });
	const sent = client.send(push({ whenAmbiguous: "resend" }));
	const others = pushes(60, { whenAmbiguous: "report" }).map((request) => client.send(request));
	const waits: number[] = [];
	for (let round = 0; round < 9; round++) {
		await closed();
		const before = peer.sessions.length;
		const wait = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000][round] as number;
		clock.advance(wait - 1);
		expect(peer.sessions).toHaveLength(before);
		clock.advance(1);
		await peer.connected(before + 1);
		waits.push(wait);
	}
	expect(waits).toHaveLength(9);
	expect(await sent).toMatchObject({ advice: "ambiguous", attempts: 3 });
	await closeNow(client, clock);
	await Promise.all(others);
});

test("a connection is not waited for longer than 5 seconds, and what waits for it can be tried again", async () => {
	await setUp(accept);
	const silent = await startRelay("https");
	client = clientFor(silent.origin, {
		clock,
		hooks: { onConnection: (event) => onEvent(event) },
		deadline: 5_500,
	});
	const sent = client.send(push());
	const end = closed();
	clock.advance(5_000);
	expect(await end).toMatchObject({
		error: { message: expect.stringMatching(/^No connection to 127\.0\.0\.1:\d+ within 5000 ms$/) },
	});
	clock.advance(500);
	expect(await sent).toMatchObject({ reason: "DeadlineExceeded", advice: "retry-later", attempts: 0 });
	await silent.close();
});

test("under a load that lasts, there are more connections, up to the maximum", async () => {
	const held: Arrival[] = [];
	let holding = false;
	await setUp((arrival) => (holding ? void held.push(arrival) : accept(arrival)), {
		peer: { settings: { maxConcurrentStreams: 10 } },
		maxConnections: 2,
	});
	await client.send(push());
	holding = true;
	const results = pushes(100).map((request) => client.send(request));
	await peer.arrived(11);
	expect(peer.sessions).toHaveLength(1);
	clock.advance(1_000);
	accept(held.shift() as Arrival);
	await peer.connected(2);
	clock.advance(1_000);
	holding = false;
	for (const arrival of held) accept(arrival);
	await Promise.all(results);
	expect(peer.sessions).toHaveLength(2);
});
