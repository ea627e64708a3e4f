/** How much the client takes, what it says when it is full, and how it ends. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { Deque } from "../src/client/deque.ts";
import type { ApnsClient, ApnsClientOptions, PushEvent } from "../src/index.ts";
import {
	type Arrival,
	accept,
	clientFor,
	closeNow,
	ManualClock,
	type Peer,
	p8,
	push,
	pushes,
	startPeer,
} from "./client-peer.ts";

let peer: Peer;
let client: ApnsClient;
let clock: ManualClock;

async function setUp(answer: (arrival: Arrival) => void, options: Partial<ApnsClientOptions> = {}) {
	clock = new ManualClock();
	peer = await startPeer(answer);
	client = clientFor(peer.origin, { clock, ...options });
}

afterEach(async () => {
	await closeNow(client, clock);
	await peer.close();
});

test("a full queue says so at once, and there is room again when something ends", async () => {
	const held: Arrival[] = [];
	await setUp((arrival) => (arrival.index === 0 ? accept(arrival) : held.push(arrival)), { maxPending: 8 });
	await client.send(push());
	const taken = pushes(8).map((request) => client.send(request));
	expect([client.pending, client.capacity]).toEqual([8, 0]);
	const request = push();
	expect(await client.send(request)).toEqual({
		status: null,
		reason: "QueueFull",
		apnsId: request.headers["apns-id"],
		attempts: 0,
		advice: "retry-later",
		retryAfter: 1_000,
	});
	let ready = false;
	const room = client.ready().then(() => {
		ready = true;
	});
	await peer.arrived(9);
	accept(held.shift() as Arrival);
	await taken[0];
	expect([client.capacity, ready]).toEqual([1, false]);
	accept(held.shift() as Arrival);
	await taken[1];
	await room;
	expect(client.capacity).toBe(2);
	// There is room, so nobody has to wait.
	await client.ready();
	for (const arrival of held) accept(arrival);
	expect(await Promise.all(taken)).toHaveLength(8);
});

test("a producer that waits for room loses nothing", async () => {
	await setUp(accept, { maxPending: 16 });
	const results: Promise<{ advice: string }>[] = [];
	for (const request of pushes(300)) {
		while (client.capacity === 0) await client.ready();
		results.push(client.send(request));
	}
	expect(new Set((await Promise.all(results)).map(({ advice }) => advice))).toEqual(new Set(["delivered"]));
});

test("closing lets everything end that was taken, and takes nothing more", async () => {
	await setUp(accept);
	const results = pushes(200).map((request) => client.send(request));
	const closing = client.close();
	expect(await client.send(push())).toMatchObject({ reason: "ClientClosed", advice: "retry-later", attempts: 0 });
	await closing;
	expect(new Set((await Promise.all(results)).map(({ advice }) => advice))).toEqual(new Set(["delivered"]));
	await client.close();
	expect(clock.referenced).toBe(0);
});

test("closing waits no longer than it is told: what was written is ambiguous, the rest can be tried again", async () => {
	await setUp(() => {});
	const [written, waiting] = pushes(2).map((request) => client.send(request));
	await peer.arrived(1);
	const closing = client.close({ timeout: 3_000 });
	clock.advance(3_000);
	expect(await written).toMatchObject({ reason: "ClientClosed", advice: "ambiguous", attempts: 1 });
	expect(await waiting).toMatchObject({ reason: "ClientClosed", advice: "retry-later", attempts: 0 });
	await closing;
});

test("await using closes it", async () => {
	await setUp(accept);
	let result: Promise<unknown>;
	{
		await using scoped = clientFor(peer.origin);
		result = scoped.send(push());
	}
	expect(await result).toMatchObject({ advice: "delivered" });
});

test("a process ends by itself when its pushes have ended, and not before", { timeout: 20_000 }, async () => {
	await setUp((arrival) => void setImmediate(accept, arrival));
	const script = `
		import { createApnsClient } from ${JSON.stringify(new URL("../src/index.ts", import.meta.url).href)};
		const { origin, p8, push } = JSON.parse(process.env.GIVEN);
		const client = createApnsClient({ providerKey: { key: p8, keyId: "KEY1234567", teamId: "TEAM123456" }, origins: { push: origin } });
		for (let count = 0; count < 3; count++) client.send(push).then(({ advice }) => console.log(advice));
	`;
	const { stdout } = await promisify(execFile)(
		process.execPath,
		["--conditions=@activitysmith/source", "--input-type=module", "--eval", script],
		{
			cwd: fileURLToPath(new URL("..", import.meta.url)),
			env: { ...process.env, GIVEN: JSON.stringify({ origin: peer.origin, p8, push: push() }) },
			timeout: 15_000,
		},
	);
	expect(stdout).toBe("delivered\n".repeat(3));
});

test("a token that is not hexadecimal, and a header that would end early, are not sent", async () => {
	await setUp(accept);
	for (const deviceToken of ["", "abc/../x", "1234 ", "zz"])
		expect(await client.send(push({ deviceToken }))).toMatchObject({
			status: null,
			reason: "BadDeviceToken",
			advice: "drop-token",
			attempts: 0,
		});
	for (const name of ["apns-topic", "apns-collapse-id", "apns-id"] as const) {
		const request = push();
		request.headers[name] = "a\0apns-priority\x001";
		expect(await client.send(request)).toMatchObject({ status: null, reason: "InvalidHeader", advice: "drop-message" });
	}
	expect(await client.send(push())).toMatchObject({ advice: "delivered" });
	expect(peer.arrivals).toHaveLength(1);
});

test.each([undefined, null, {}, { environment: "production" }])("%j is no push", async (request) => {
	await setUp(accept);
	await expect(client.send(request as never)).rejects.toThrow(TypeError);
	expect(client.pending).toBe(0);
});

test("each push is told of with its times, and a hook that throws harms nothing", async () => {
	const events: PushEvent[] = [];
	const thrown: unknown[] = [];
	const earlier = process.listeners("uncaughtException");
	process.removeAllListeners("uncaughtException");
	process.once("uncaughtException", (error) => thrown.push(error));
	try {
		await setUp(
			(arrival) => {
				clock.advance(70);
				accept(arrival);
			},
			{
				hooks: {
					onPush(event) {
						events.push(event);
						if (events.length === 2) throw new Error("a mistake of the hook's");
					},
				},
			},
		);
		const requests = pushes(2);
		const results = await Promise.all(requests.map((request) => client.send(request)));
		expect(events).toEqual([
			{ request: requests[0], result: results[0], queuedFor: 0, answeredIn: 70, pending: 1 },
			{ request: requests[1], result: results[1], queuedFor: 70, answeredIn: 70, pending: 0 },
		]);
		expect(thrown).toEqual([new Error("a mistake of the hook's")]);
	} finally {
		process.removeAllListeners("uncaughtException");
		for (const listener of earlier) process.on("uncaughtException", listener);
	}
});

test("the queue is one: as an array, whatever is put in front and behind", () => {
	const step = fc.oneof(
		fc.record({ do: fc.constant("push"), value: fc.integer() }),
		fc.record({ do: fc.constant("unshift"), value: fc.integer() }),
		fc.record({ do: fc.constant("shift"), value: fc.constant(0) }),
	);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 400, size: "max" }), (steps) => {
			const deque = new Deque<number>();
			const model: number[] = [];
			for (const { do: what, value } of steps) {
				if (what === "push") {
					deque.push(value);
					model.push(value);
				} else if (what === "unshift") {
					deque.unshift(value);
					model.unshift(value);
				} else expect(deque.shift()).toBe(model.shift());
				expect([deque.length, deque.peek()]).toEqual([model.length, model[0]]);
			}
		}),
	);
});
