/** What the API answers when its store is slow, or fails. */
import { type Account, createApp, createService, type Transaction } from "@activitysmith/core";
import { describe, expect, test } from "vitest";
import { PhoneDelivery } from "../src/delivery.ts";
import { seededIds } from "../src/ids.ts";
import { MemoryStore } from "../src/memory-store.ts";
import { Phone } from "../src/phone.ts";
import { createWorld } from "../src/world.ts";
import { api, progress } from "./api.ts";

class TestStore extends MemoryStore {
	/** Transactions begin when it resolves. */
	open: Promise<unknown> = Promise.resolve();
	/** Thrown after the work of a transaction is done, as when a commit fails. */
	failure: unknown;

	override async transaction<T>(account: Account, work: (tx: Transaction) => Promise<T>): Promise<T> {
		await this.open;
		return super.transaction(account, async (tx) => {
			const result = await work(tx);
			if (this.failure) throw this.failure;
			return result;
		});
	}
}

function harness() {
	const account: Account = { id: "account-1", limits: { requestsPerMinute: 60, liveActivities: 4 } };
	const clock = { now: () => Date.UTC(2026, 0, 1) };
	const ids = seededIds("1");
	const world = createWorld(account, true);
	const store = new TestStore(world, () => undefined);
	const gone = { device: () => {}, activity: () => {} };
	const delivery = new PhoneDelivery({ world, clock, gone, onPush: () => {} });
	const service = createService({ clock, ids, store, delivery });
	const reports = {
		tokenRegistered: async () => {},
		dismissed: async () => {},
		pressed: async () => ({ status: null }),
	};
	const shows = { widgets: () => [], channels: () => [], onChange: () => {} };
	world.phones.push(
		new Phone({ id: "a", userId: "u", name: "a", liveActivities: true, now: clock.now, reports, ...shows }),
	);
	const failures: [unknown, string][] = [];
	const app = createApp({
		serviceOf: () => service,
		ids,
		keys: { find: () => ({ account, scope: { kind: "all" } }) },
		rates: { take: (_, limit) => ({ allowed: true, limit, remaining: limit, resetSeconds: 60 }) },
		onError: (error, requestId) => failures.push([error, requestId]),
	});
	const fetch = (input: RequestInfo | URL, init?: RequestInit) => app.fetch(new Request(input, init));
	return { store, failures, phone: world.phones[0], ...api({ fetch }) };
}

describe("slow", () => {
	test("a second request with the Idempotency-Key of one that still runs is a 409", async () => {
		const { store, push, phone } = harness();
		const { promise, resolve } = Promise.withResolvers();
		store.open = promise;
		const key = { "Idempotency-Key": "k" };
		const first = push({ title: "T" }, key);
		const second = await push({ title: "T" }, key);
		expect(second.status).toBe(409);
		expect(second.body).toEqual({ error: "Idempotency conflict", message: expect.stringContaining("still running") });
		expect(second.headers.get("retry-after")).toBe("1");
		expect((await push({ title: "another" }, key)).status).toBe(422);
		resolve(undefined);
		expect((await first).status).toBe(200);
		expect((await push({ title: "T" }, key)).headers.get("idempotent-replayed")).toBe("true");
		expect(phone?.pushes).toHaveLength(1);
	});
});

describe("failing", () => {
	test("the answer says nothing but the request id; whoever runs the server learns the rest", async () => {
		const { store, put, failures } = harness();
		store.failure = new Error("disk full at /var/secret");
		const { status, body, headers } = await put("k", progress(1));
		expect(status).toBe(500);
		const requestId = headers.get("x-request-id") ?? "";
		expect(body).toEqual({ error: "Internal server error", message: expect.stringContaining(requestId) });
		expect(JSON.stringify(body)).not.toContain("disk");
		expect(failures).toEqual([[store.failure, requestId]]);
	});

	test("nothing of it has happened, and nothing was delivered", async () => {
		const { store, put, del, push, phone } = harness();
		await put("k", progress(1));
		store.failure = new Error("commit failed");
		expect((await put("k", progress(2))).status).toBe(500);
		expect((await put("new", progress(1))).status).toBe(500);
		expect((await del("k")).status).toBe(500);
		expect((await push({ title: "T" }, { "Idempotency-Key": "k" })).status).toBe(500);
		store.failure = undefined;
		expect(phone?.pushes).toHaveLength(1);
		expect((await put("k", progress(1))).body.operation).toBe("noop");
		expect((await del("new")).status).toBe(404);
		const retried = await push({ title: "T" }, { "Idempotency-Key": "k" });
		expect(retried.status).toBe(200);
		expect(retried.headers.has("idempotent-replayed")).toBe(false);
	});
});
