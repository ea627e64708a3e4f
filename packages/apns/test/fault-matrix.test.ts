/**
 * Everything that a server or a network does to pushes, against the gateway: what became of each push is held against what
 * the gateway's journal has of it. A table of the outcome is printed at the end.
 */
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import {
	type ApnsClient,
	type ApnsClientOptions,
	alertNotification,
	createApnsClient,
	type PushRequest,
	type PushResult,
	startLiveActivity,
	updateLiveActivity,
} from "../src/index.ts";
import {
	type FakeApns,
	type FakeApnsOptions,
	type FaultRule,
	type GoAway,
	startFakeApns,
} from "../src/testing/index.ts";
import { closeNow, ManualClock } from "./client-peer.ts";

/** Provider tokens that were signed: whatever their times say, these are all. */
const minted = vi.hoisted(() => ({ count: 0 }));
vi.mock("node:crypto", async (load) => {
	const crypto = await load<typeof import("node:crypto")>();
	const sign = (...args: Parameters<typeof crypto.sign>) => {
		minted.count += 1;
		return crypto.sign(...args);
	};
	return { ...crypto, sign };
});

let gateway: FakeApns;
let client: ApnsClient;
let clock: ManualClock | undefined;
const PHONES = 100;
/** Of each phone: the token of its activity, that of new ones, and its own. */
let phones: { update: string; start: string; device: string }[];

async function setUp(
	{ faults = [], ...gatewayOptions }: FakeApnsOptions & { faults?: FaultRule[] },
	options: Partial<ApnsClientOptions> = {},
): Promise<void> {
	gateway = await startFakeApns({
		...{ h2c: false, journalEntries: 100_000, activityTypes: "any" },
		...(clock && { clock }),
		...gatewayOptions,
	});
	phones = Array.from({ length: PHONES }, () => {
		const device = gateway.addDevice({ startBudget: null, maxActivities: null });
		const update = device.startActivity({ contentState: {} }).updateToken ?? "";
		return { update, start: device.tokens.pushToStart, device: device.tokens.device };
	});
	for (const fault of faults) gateway.faults.add(fault);
	const { p8: key, keyId, teamId, origins, ca } = gateway;
	client = createApnsClient({
		...{ providerKey: { key, keyId, teamId }, origins: { push: origins }, ca },
		...(clock && { clock }),
		...options,
	});
	minted.count = 0;
}

beforeEach(() => {
	clock = undefined;
});
afterEach(async () => {
	await closeNow(client, clock);
	await gateway.close();
});

/** A start, an alert that would be seen twice, and eight updates; and again. */
function push(index: number): PushRequest {
	const to = { environment: "development", bundleId: gateway.bundleIds[0] ?? "" } as const;
	const { update, start, device } = phones[index % PHONES] ?? { update: "", start: "", device: "" };
	const now = gateway.clock.now();
	const common = { timestamp: Math.floor(now / 1000), "content-state": { index } };
	if (index % 10 === 0) {
		const attributes = { activityId: `start-${index}` };
		const alert = { title: "Backup", body: "It runs" };
		const aps = { ...common, event: "start" as const, "attributes-type": "Any", attributes, alert };
		return startLiveActivity({ ...to, deviceToken: start }, { aps }, { now });
	}
	if (index % 10 === 5) {
		return alertNotification({ ...to, deviceToken: device }, { aps: { alert: { title: `${index}` } } }, { now });
	}
	return updateLiveActivity({ ...to, deviceToken: update }, { aps: { ...common, event: "update" } }, { now });
}

interface Sent {
	request: PushRequest;
	result: PushResult;
}

async function send(count: number, concurrency = count): Promise<Sent[]> {
	const sent: Sent[] = [];
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const request = push(next++);
			sent.push({ request, result: await client.send(request) });
		}
	};
	await Promise.all(Array.from({ length: Math.min(count, concurrency) }, worker));
	return sent;
}

const COLUMNS = ["pushes", "delivered", "ambiguous", "later", "requests", "twice", "starts twice", "tokens"];
const table: (string | number)[][] = [];
afterAll(() => {
	const line = ([row = "", ...figures]: (string | number)[]) =>
		String(row).padEnd(72) +
		figures.map((figure, index) => String(figure).padStart((COLUMNS[index] ?? "").length + 2)).join("");
	console.log([["", ...COLUMNS], ...table].map(line).join("\n"));
});

/** Requests that took effect, answered or not. */
const effects = () => gateway.pushes.entries({ where: ({ outcome }) => outcome !== null });

/** What holds in every row, and the row of the table. Answers how many pushes ended with each advice. */
function judge(row: string, sent: readonly Sent[]): Record<string, number> {
	const took = new Map<string, number>();
	for (const { apnsId } of effects()) took.set(apnsId, (took.get(apnsId) ?? 0) + 1);
	const counts: Record<string, number> = {};
	const wrong: string[] = [];
	let twice = 0;
	for (const { request, result } of sent) {
		const { advice, apnsId, reason } = result;
		const times = took.get(apnsId) ?? 0;
		counts[advice] = (counts[advice] ?? 0) + 1;
		if (times > 1) twice += 1;
		// An ambiguous push may have taken effect; a delivered one has; any other has not.
		const least = advice === "delivered" ? 1 : 0;
		const most = advice !== "delivered" && advice !== "ambiguous" ? 0 : request.whenAmbiguous === "report" ? 1 : 3;
		if (times < least || times > most) wrong.push(`${advice} ${reason}, took effect ${times} times`);
	}
	const activities = [...gateway.devices.values()].flatMap((device) => device.activities);
	const started = activities.flatMap(({ attributes }) => {
		const { activityId } = attributes as { activityId?: string };
		return activityId === undefined ? [] : [activityId];
	});
	const duplicates = started.length - new Set(started).size;
	const { delivered = 0, ambiguous = 0, "retry-later": later = 0 } = counts;
	table.push([row, sent.length, delivered, ambiguous, later, gateway.pushes.total, twice, duplicates, minted.count]);
	expect(wrong).toEqual([]);
	expect(duplicates).toBe(0);
	expect(minted.count).toBeLessThanOrEqual(2);
	expect(new Set(sent.map(({ result }) => result.apnsId)).size).toBe(sent.length);
	return counts;
}

/** What the client's clock has to do with, in steps that leave the sockets time. Ends when the deadline is over. */
async function passDeadline(): Promise<void> {
	for (let second = 0; second < 10; second += 1) {
		clock?.advance(1_000);
		for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
	}
}

const FAST = { answerDelayMs: 5 };
const AFTER_500 = { after: 500, times: 1 } as const;

test.each([
	["one stream until the first push is accepted, 1,000 at 300", {}, 1_000, 300],
	["the same, a cold burst of 20", {}, 20, 20],
	["503 Shutdown", { answer: { reason: "Shutdown" }, ...AFTER_500 }, 2_000, 200],
	["every third stream refused", { reset: "REFUSED_STREAM", probability: 0.33 }, 1_000, 200],
	["the limit of streams is lowered to 3", { streams: 3, ...AFTER_500 }, 1_000, 200],
] as [string, FaultRule, number, number][])("%s: all delivered, each once", async (row, fault, count, concurrency) => {
	await setUp({ ...FAST, faults: Object.keys(fault).length > 0 ? [fault] : [] });
	expect(judge(row, await send(count, concurrency))).toEqual({ delivered: count });
	expect(effects()).toHaveLength(count);
});

test.each([
	["GOAWAY NO_ERROR, the right last stream", { reason: "Shutdown" }],
	["GOAWAY in two steps", { warnFirst: true }],
] as [string, GoAway][])("%s: all delivered, each once", async (row, goAway) => {
	await setUp(FAST);
	const sending = send(2_000, 200);
	await gateway.pushes.waitFor({}, { count: 500, timeoutMs: 20_000 });
	for (const connection of gateway.connections) connection.goAway(goAway);
	expect(judge(row, await sending)).toEqual({ delivered: 2_000 });
	expect(effects()).toHaveLength(2_000);
});

test.each([
	[
		"GOAWAY code 11, last stream 0, closes",
		{ goAway: { code: "ENHANCE_YOUR_CALM", lastStreamId: 0, close: "at-once" }, processed: true },
	],
	["the connection drops", { drop: true }],
	["the connection drops, the push took effect", { drop: true, processed: true }],
	["a stream is reset, after it took effect", { reset: "INTERNAL_ERROR", processed: true }],
] as [string, FaultRule][])("%s: updates arrive, what would be seen twice is reported", async (row, fault) => {
	await setUp({ ...FAST, faults: [{ ...fault, ...AFTER_500 }] });
	const sent = await send(2_000, 200);
	const { delivered = 0, ambiguous = 0 } = judge(row, sent);
	expect(delivered + ambiguous).toBe(2_000);
	const unsure = sent.filter(({ result }) => result.advice === "ambiguous");
	expect(unsure.every(({ request }) => request.whenAmbiguous === "report")).toBe(true);
	// One in five of those that were in flight, at most.
	expect(ambiguous).toBeLessThanOrEqual(200);
});

test.each([
	["the server never answers", { hang: "silent" }],
	["it never answers what took effect", { hang: "silent", processed: true }],
] as [string, FaultRule][])("%s: everything has ended when the deadline is over", async (row, fault) => {
	clock = new ManualClock();
	await setUp({ faults: [{ ...fault, after: 1 }] });
	await client.send(push(1));
	const sending = send(50);
	await gateway.pushes.waitFor({}, { count: 51 });
	await passDeadline();
	expect(client.pending).toBe(0);
	const counts = judge(row, await sending);
	expect(counts.delivered).toBeUndefined();
	expect((counts.ambiguous ?? 0) + (counts["retry-later"] ?? 0)).toBe(50);
});

test("an answer begins and never ends", async () => {
	clock = new ManualClock();
	await setUp({ faults: [{ hang: "headers", processed: true, after: 1 }] });
	await client.send(push(1));
	const sending = send(50);
	await gateway.pushes.waitFor({}, { count: 51 });
	await passDeadline();
	expect(client.pending).toBe(0);
	expect(judge("an answer begins and never ends", await sending)).toEqual({ delivered: 50 });
});

test("a connection falls silent, not even a PING is answered", async () => {
	clock = new ManualClock();
	await setUp({ relay: true });
	await client.send(push(1));
	gateway.connections[0]?.silence();
	const sending = send(50);
	clock.advance(5_000);
	const counts = judge("a connection falls silent", await sending);
	expect(counts).toEqual({ delivered: 40, ambiguous: 10 });
});

test("nobody is there", async () => {
	clock = new ManualClock();
	const refused = Promise.withResolvers<void>();
	const onConnection = () => refused.resolve();
	await setUp({}, { hooks: { onConnection } });
	await gateway.refuseConnections();
	const sending = send(50);
	await refused.promise;
	await passDeadline();
	const sent = await sending;
	expect(judge("nobody is there", sent)).toEqual({ "retry-later": 50 });
	expect(sent[0]?.result.message).toMatch(/ECONNREFUSED/);
});

test.each([
	["503 for ever", { answer: { reason: "ServiceUnavailable" } }, 15_000],
	["500 for ever", { answer: { reason: "InternalServerError" } }, 15_000],
	["429 with Retry-After: 2", { answer: { reason: "TooManyRequests", retryAfter: 2 } }, 2_000],
] as [string, FaultRule, number][])(
	"%s: one request for each push, and when to try again",
	async (row, fault, least) => {
		await setUp({ faults: [fault] });
		const sent = await send(20);
		expect(judge(row, sent)).toEqual({ "retry-later": 20 });
		expect(gateway.pushes.total).toBe(20);
		expect(sent.map(({ result }) => result.retryAfter)).toEqual(Array.from({ length: 20 }, () => least));
	},
);

test.each([
	["ExpiredProviderToken once for each push, the token is 21 minutes old", 21, { delivered: 20 }],
	["the same, the token is 5 minutes old", 5, undefined],
])("%s: no token is minted within 20 minutes of the one before", async (row, minutes, expected) => {
	clock = new ManualClock();
	await setUp({});
	await client.send(push(1));
	clock.advance(minutes * 60_000);
	gateway.faults.add({ answer: { reason: "ExpiredProviderToken" }, times: 20 });
	const counts = judge(row, await send(20));
	if (expected) expect(counts).toEqual(expected);
	expect(minted.count).toBe(expected ? 2 : 1);
});

test.each([
	["20,000 at once, answers after 30 ms", 20_000, 30],
	["3,000 at once, answers after 400 ms", 3_000, 400],
])("%s: all delivered, each once", async (row, count, answerDelayMs) => {
	// How long a busy machine takes for so many is not what is tested.
	await setUp({ answerDelayMs }, { deadline: 60_000 });
	expect(judge(row, await send(count))).toEqual({ delivered: count });
	expect(gateway.pushes.total).toBe(count);
});

test("more than the queue takes is refused at once, and the rest is delivered", async () => {
	await setUp(FAST, { maxPending: 500 });
	const sent = await send(1_000);
	expect(judge("1,000 at once, the queue takes 500", sent)).toEqual({ delivered: 500, "retry-later": 500 });
	expect(sent.filter(({ result }) => result.reason === "QueueFull")).toHaveLength(500);
});
