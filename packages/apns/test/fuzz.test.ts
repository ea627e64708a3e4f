/** Against the gateway and the client: neither crashes, hangs or keeps a connection. The full run is a benchmark. */
import { startFakeApns } from "@activitysmith/apns/testing";
import { expect, test } from "vitest";
import { clientConnections, fuzzClient, startFuzzingPeer } from "./fuzz-client.ts";
import { fuzzGateway } from "./fuzz-gateway.ts";
import { Random } from "./fuzz-random.ts";
import { openClient } from "./gateway-client.ts";

test("5,000 requests at random, right, wrong and broken: the gateway goes on", async () => {
	const gateway = await startFakeApns({ journalEntries: 10_000 });
	const token = gateway.addDevice().tokens.device;
	await fuzzGateway(gateway, new Random(1), 5_000);
	const seen = new Set(gateway.pushes.entries().map(({ status, reason }) => `${status} ${reason}`));
	// It went through many of the checks, and some of it was right.
	expect(seen.size).toBeGreaterThan(15);
	expect(seen).toContain("200 null");
	const client = openClient(gateway);
	expect(await client.alert(token)).toMatchObject({ status: 200 });
	await expect.poll(() => gateway.connections.length).toBe(1);
	client.close();
	await gateway.close();
});

test("4,000 pushes to a server that does what it likes: each of them ends, and no connection stays", async () => {
	const peer = await startFuzzingPeer(new Random(2));
	const fuzzed = await Promise.all(Array.from({ length: 20 }, () => fuzzClient(peer.origin, 200)));
	const results = fuzzed.flatMap((one) => one.results);
	expect(results).toHaveLength(4_000);
	const advice = new Set(results.map((result) => result.advice));
	expect(advice).toContain("delivered");
	expect(advice).toContain("retry-later");
	expect(advice).toContain("ambiguous");
	await expect.poll(() => clientConnections(peer)).toBe(0);
	await peer.close();
});
