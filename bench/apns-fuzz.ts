/**
 * 100,000 requests at random, right, wrong and broken, against the gateway, and as many pushes of our client to a server
 * that does what it likes. A crash or a hang ends it; what is held at the end is what grows.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { startFakeApns } from "@activitysmith/apns/testing";
import { clientConnections, DEADLINE, fuzzClient, startFuzzingPeer } from "../packages/apns/test/fuzz-client.ts";
import { fuzzGateway } from "../packages/apns/test/fuzz-gateway.ts";
import { Random } from "../packages/apns/test/fuzz-random.ts";
import { atMost, type Line, print } from "./measure.ts";

const REQUESTS = 100_000;
const PARTS = 10;
const CLIENT_PUSHES = 200;
const MiB = 2 ** 20;

const { gc } = globalThis;
if (!gc) throw new Error("Run with --expose-gc, as npm run bench does");

/** What is reachable: twice, because what a connection leaves behind goes when its finalizers have run. */
async function heapInUse(): Promise<number> {
	for (let round = 0; round < 2; round += 1) {
		await sleep(50);
		gc?.();
	}
	return process.memoryUsage().heapUsed / MiB;
}

/** Runs the parts, and tells how the heap stood after each. */
async function watch(part: () => Promise<unknown>): Promise<{ heaps: number[]; seconds: number }> {
	const heaps: number[] = [];
	const began = performance.now();
	for (let index = 0; index < PARTS; index += 1) {
		await part();
		heaps.push(await heapInUse());
	}
	return { heaps, seconds: (performance.now() - began) / 1000 };
}

function memory({ heaps, seconds }: Awaited<ReturnType<typeof watch>>): Line[] {
	const [, filled = 0] = heaps;
	return [
		{ what: "seconds", value: seconds.toFixed(1) },
		{ what: "heap in use after each tenth", value: `${heaps.map((heap) => heap.toFixed(1)).join(", ")} MiB` },
		// What is kept on purpose, such as the journal, is full by then.
		atMost("growth since the second tenth", (heaps.at(-1) ?? 0) - filled, 2, "MiB"),
		{ what: "resident", value: `${(process.memoryUsage().rss / MiB).toFixed(1)} MiB` },
	];
}

const gateway = await startFakeApns({ journalEntries: 1000 });
const chance = new Random(7);
let sent = 0;
const gatewayRun = await watch(async () => {
	gateway.reset();
	sent += await fuzzGateway(gateway, chance, REQUESTS / PARTS);
});
const left = gateway.connections.length;
await gateway.close();
print(`${sent.toLocaleString("en")} requests at random to the gateway`, [
	...memory(gatewayRun),
	atMost("connections that stayed", left, 0, "", 0),
]);

const peer = await startFuzzingPeer(new Random(8));
const counts = new Map<string, number>();
let slowest = 0;
let written = 0;
const clientRun = await watch(async () => {
	let left = REQUESTS / PARTS / CLIENT_PUSHES;
	const one = async () => {
		while (left-- > 0) {
			const { results, slowest: slow } = await fuzzClient(peer.origin, CLIENT_PUSHES);
			slowest = Math.max(slowest, slow);
			for (const { advice, attempts } of results) {
				counts.set(advice, (counts.get(advice) ?? 0) + 1);
				if (attempts > 0) written += 1;
			}
		}
	};
	// More of them at once would be too slow for the deadline.
	await Promise.all(Array.from({ length: 10 }, one));
});
// The last ones are about to end.
for (let wait = 0; clientConnections(peer) > 0 && wait < 20; wait += 1) await sleep(100);
const ended = [...counts.values()].reduce((sum, count) => sum + count, 0);
print(`${REQUESTS.toLocaleString("en")} pushes of the client to a server that does what it likes`, [
	...memory(clientRun),
	atMost("without a result", REQUESTS - ended, 0, "", 0),
	{ what: "results", value: [...counts].map(([advice, count]) => `${advice} ${count}`).join(", ") },
	{ what: "written at least once", value: String(written) },
	{ what: `slowest, where the deadline is ${DEADLINE} ms`, value: `${slowest.toFixed(0)} ms` },
	atMost("connections of clients that stayed", clientConnections(peer), 0, "", 0),
]);
await peer.close();
