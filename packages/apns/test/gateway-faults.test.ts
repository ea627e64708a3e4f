/** What can be made to go wrong, as a client sees it. */
import { once } from "node:events";
import type { ClientHttp2Session } from "node:http2";
import {
	CHANNEL_REASONS,
	type Effect,
	type FakeApns,
	type FaultRule,
	PUSH_REASONS,
	startFakeApns,
} from "@activitysmith/apns/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Answer, type Client, openClient } from "./gateway-client.ts";

const NOW = Date.UTC(2026, 10, 21, 12);

let gateway: FakeApns;
let client: Client;
let token: string;

beforeEach(async () => {
	gateway = await startFakeApns({ clock: NOW, relay: true });
	client = openClient(gateway);
	token = gateway.addDevice().tokens.device;
});
afterEach(async () => {
	client.close();
	await gateway.close();
});

const said = ({ status, reason }: Answer) => `${status} ${reason}`;
const outcome = (sent: Promise<Answer>) => sent.then(said, (error: Error) => error.message);
const shown = () => gateway.devices.get("device-1")?.notifications.length;

async function several(count: number): Promise<string[]> {
	const answers: string[] = [];
	for (let sent = 0; sent < count; sent += 1) answers.push(await outcome(client.alert(token)));
	return answers;
}

describe("an answer", () => {
	const all = [...Object.entries(PUSH_REASONS), ...Object.entries(CHANNEL_REASONS)].flatMap(([status, reasons]) =>
		reasons.map((reason) => `${status} ${reason}`),
	);
	test.each([...new Set(all)])("can be %s", async (expected) => {
		const [, reason = ""] = expected.split(/ (.*)/);
		gateway.faults.add({ answer: { reason }, times: 1 });
		const answer = await client.alert(token);
		expect(said(answer)).toBe(expected);
		expect(answer.headers["apns-id"]).toBeDefined();
		expect("timestamp" in answer).toBe(answer.status === 410);
		expect(shown()).toBe(0);
		expect(await several(1)).toEqual(["200 null"]);
	});

	test("has a timestamp or a retry-after of the test's choice, and a status that is not Apple's", async () => {
		gateway.faults.script([
			{ answer: { reason: "Unregistered", timestamp: 12_345 } },
			{ answer: { reason: "TooManyRequests", retryAfter: 7 } },
			{ answer: { status: 502 } },
		]);
		expect(await client.alert(token)).toMatchObject({ json: { reason: "Unregistered", timestamp: 12_345 } });
		expect((await client.alert(token)).headers["retry-after"]).toBe("7");
		expect(await client.alert(token)).toMatchObject({ status: 502, text: "" });
	});

	test("may be a failure although the push took effect", async () => {
		gateway.faults.add({ answer: { reason: "InternalServerError" }, processed: true });
		expect(await several(1)).toEqual(["500 InternalServerError"]);
		expect(shown()).toBe(1);
	});

	test("may take its time", async () => {
		gateway.faults.add({ delayMs: { min: 1, max: 20 } });
		expect(await several(2)).toEqual(["200 null", "200 null"]);
		expect(gateway.faults.list()).toMatchObject([{ matched: 2, struck: 2 }]);
	});
});

describe("a fault strikes", () => {
	const busy = { answer: { reason: "ServiceUnavailable" } };
	const struck = "503 ServiceUnavailable";

	test("the nth request, so many times", async () => {
		gateway.faults.add({ ...busy, after: 1, times: 2 });
		expect(await several(4)).toEqual(["200 null", struck, struck, "200 null"]);
	});

	test("by a script", async () => {
		gateway.faults.script([busy, null, busy]);
		expect(await several(4)).toEqual([struck, "200 null", struck, "200 null"]);
	});

	test("by chance, the same for the same seed", async () => {
		const run = async (seed: number) => {
			const id = gateway.faults.add({ ...busy, probability: 0.5, seed });
			const answers = await several(24);
			gateway.faults.remove(id);
			return answers;
		};
		const first = await run(7);
		expect(new Set(first)).toEqual(new Set([struck, "200 null"]));
		expect(await run(7)).toEqual(first);
		expect(await run(8)).not.toEqual(first);
	});

	test("what it is aimed at", async () => {
		const other = gateway.addDevice().tokens.device;
		const targets: [FaultRule["when"], string[]][] = [
			[{ deviceToken: token.toUpperCase() }, [struck, "200 null"]],
			[{ topic: "com.example.other" }, ["200 null", "200 null"]],
			[{ pushType: "alert", environment: "development" }, [struck, struck]],
			[{ environment: "production" }, ["200 null", "200 null"]],
			[{ path: `/3/device/${other}` }, ["200 null", struck]],
		];
		for (const [when = {}, expected] of targets) {
			const id = gateway.faults.add({ ...busy, when });
			expect([await outcome(client.alert(token)), await outcome(client.alert(other))]).toEqual(expected);
			gateway.faults.remove(id);
		}
	});

	test("a device token that is sent too much, for a while", async () => {
		const other = gateway.addDevice().tokens.device;
		gateway.faults.add({ limit: { requests: 2, windowMs: 1000, retryAfter: 1 } });
		expect(await several(3)).toEqual(["200 null", "200 null", "429 TooManyRequests"]);
		expect((await client.alert(token)).headers["retry-after"]).toBe("1");
		expect(await outcome(client.alert(other))).toBe("200 null");
		gateway.clock.advance(1000);
		expect(await several(1)).toEqual(["200 null"]);
	});

	test("until it is removed, and the first that does is the only one", async () => {
		gateway.faults.add({ ...busy, id: "mine" });
		const second = gateway.faults.add({ answer: { reason: "Shutdown" } });
		expect(await several(1)).toEqual([struck]);
		expect(gateway.pushes.last()).toMatchObject({ fault: "mine", status: 503, provider: { keyId: gateway.keyId } });
		gateway.faults.remove("mine");
		expect(await several(1)).toEqual(["503 Shutdown"]);
		expect(gateway.faults.list()).toMatchObject([{ id: second, matched: 1 }]);
		gateway.faults.clear();
		expect(await several(1)).toEqual(["200 null"]);
	});
});

describe("a stream", () => {
	const codes: [Effect["reset"], string][] = [
		["REFUSED_STREAM", "NGHTTP2_REFUSED_STREAM"],
		["INTERNAL_ERROR", "NGHTTP2_INTERNAL_ERROR"],
		["ENHANCE_YOUR_CALM", "NGHTTP2_ENHANCE_YOUR_CALM"],
		[8, "without an answer"],
	];
	test.each(codes)("is reset with %s", async (reset, message) => {
		gateway.faults.add({ reset, times: 1 } as FaultRule);
		expect(await several(2)).toEqual([expect.stringContaining(message), "200 null"]);
		expect(shown()).toBe(1);
		expect(gateway.pushes.entries()[0]).toMatchObject({ status: null, reason: null, outcome: null });
	});

	test("is never answered", async () => {
		gateway.faults.add({ hang: "silent", times: 1 });
		const hanging = outcome(client.alert(token));
		await gateway.pushes.waitFor();
		client.session.destroy();
		expect(await hanging).toContain("without an answer");
	});

	test("begins an answer and does not end it", async () => {
		gateway.faults.add({ hang: "headers", times: 1, processed: true });
		const stream = client.session.request({ ":method": "POST", ":path": `/3/device/${token}` });
		const [headers] = await once(stream.end("x"), "response");
		expect(headers[":status"]).toBe(200);
		expect(stream.readableEnded).toBe(false);
	});
});

interface Goodbye {
	code: number;
	last: number;
	data: string;
}

/** What GOAWAYs a client sees until its connection is closed, or until there are so many. */
function goodbyes(session: ClientHttp2Session): Goodbye[] {
	const seen: Goodbye[] = [];
	session.on("goaway", (code: number, last: number, data?: Uint8Array) => {
		seen.push({ code, last, data: data ? Buffer.from(data).toString() : "" });
	});
	return seen;
}

describe.each([true, false])("a connection, relayed: %s", (relay) => {
	beforeEach(async () => {
		if (relay) return;
		client.close();
		await gateway.close();
		gateway = await startFakeApns({ clock: NOW, relay });
		client = openClient(gateway);
		token = gateway.addDevice().tokens.device;
	});

	test("goes away gracefully: what is in flight is answered, then it closes", async () => {
		await several(1);
		const seen = goodbyes(client.session);
		gateway.faults.add({ goAway: { reason: "Shutdown" }, times: 1 });
		const closed = once(client.session, "close");
		expect(await several(1)).toEqual(["200 null"]);
		await closed;
		expect(seen[0]).toEqual({ code: 0, last: 3, data: '{"reason":"Shutdown"}' });
		expect(shown()).toBe(2);
	});

	test("goes away without having looked at the request", async () => {
		await several(1);
		const seen = goodbyes(client.session);
		gateway.faults.add({ goAway: { code: "ENHANCE_YOUR_CALM", lastStreamId: "previous", close: "at-once" }, times: 1 });
		expect(await several(1)).toEqual([expect.not.stringContaining("200")]);
		expect(seen[0]).toEqual({ code: 11, last: 1, data: "" });
		expect(shown()).toBe(1);
		expect(gateway.pushes.last()).toMatchObject({ status: null, outcome: null });
	});

	test("goes away and denies what it has processed", async () => {
		await several(1);
		gateway.faults.add({
			goAway: { code: "ENHANCE_YOUR_CALM", lastStreamId: 0, close: "at-once" },
			processed: true,
			times: 1,
		});
		expect(await several(1)).toEqual([expect.not.stringContaining("200")]);
		expect(shown()).toBe(2);
	});

	test("goes away in two steps", async () => {
		await several(1);
		const seen = goodbyes(client.session);
		const closed = once(client.session, "close");
		gateway.connections[0]?.goAway({ warnFirst: true, reason: "Shutdown" });
		await closed;
		expect(seen.slice(0, 2)).toEqual([
			{ code: 0, last: 2 ** 31 - 1, data: "" },
			{ code: 0, last: 1, data: '{"reason":"Shutdown"}' },
		]);
	});

	test("is dropped, before the push took effect or after", async () => {
		gateway.faults.script([{ drop: true }, { drop: true, processed: true }]);
		expect(await several(1)).toEqual([expect.not.stringContaining("200")]);
		expect(shown()).toBe(0);
		client = openClient(gateway);
		expect(await several(1)).toEqual([expect.not.stringContaining("200")]);
		expect(shown()).toBe(1);
	});

	test("has its streams limited meanwhile", async () => {
		await several(1);
		gateway.faults.add({ streams: 3, times: 1 });
		await several(2);
		expect(client.session.remoteSettings.maxConcurrentStreams).toBe(3);
		gateway.connections[0]?.announceStreams(1);
		await several(2);
		expect(client.session.remoteSettings.maxConcurrentStreams).toBe(1);
		gateway.connections[0]?.announceStreams(50);
		await once(client.session, "remoteSettings");
		expect(client.session.remoteSettings.maxConcurrentStreams).toBe(50);
	});

	test("can be refused, and accepted again at the same port", async () => {
		await several(1);
		await gateway.refuseConnections();
		const refused = openClient(gateway);
		expect(await outcome(refused.alert(token))).toContain("ECONNREFUSED");
		expect(await several(1)).toEqual(["200 null"]);
		await gateway.acceptConnections();
		const accepted = openClient(gateway);
		expect(await outcome(accepted.alert(token))).toBe("200 null");
		accepted.close();
	});
});

test("a connection falls silent: not even a PING is answered", async () => {
	await several(1);
	const ping = () =>
		new Promise<string>((resolve) => client.session.ping((error) => resolve(error ? "no answer" : "answered")));
	expect(await ping()).toBe("answered");
	gateway.connections[0]?.silence();
	const unanswered = ping();
	const push = outcome(client.alert(token));
	// Whatever would have been answered has been by now: another connection's push has gone all the way.
	const other = openClient(gateway);
	for (let count = 0; count < 3; count += 1) await other.alert(token);
	other.close();
	expect(gateway.pushes.total).toBe(4);
	client.session.destroy();
	expect(await unanswered).toBe("no answer");
	expect(await push).not.toContain("200");
});

const wrong: [unknown, string][] = [
	[{}, "A fault has an effect"],
	[{ hang: "silent", drop: true }, "A fault has one effect, not hang and drop"],
	[{ answer: { reason: "Whatever" } }, "answer has a reason of Apple's, or a status"],
	[{ reset: "OOPS" }, '"OOPS" is no error of HTTP/2'],
	[{ drop: true, whem: {} }, 'A fault has no field "whem"'],
	[{ drop: true, when: { token: "x" } }, 'when has no field "token"'],
	[{ drop: true, probability: 2 }, "probability is a number from 0 to 1"],
	[{ delayMs: { min: 5, max: 1 } }, "delayMs is a number"],
	[{ script: [{ drop: false }] }, "drop is true"],
	[{ script: [], drop: true }, "A fault with a script has no drop of its own"],
	[{ goAway: { close: "later" } }, "goAway.close is when-drained, at-once or never"],
];
test.each(wrong)("%o is no fault", (rule, message) => {
	expect(() => gateway.faults.add(rule as FaultRule)).toThrow(message);
	expect(gateway.faults.list()).toEqual([]);
});
