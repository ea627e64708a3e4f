/** The journal: what was asked, what was answered, and why. */
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { createMock } from "../src/index.ts";
import { api, progress, send } from "./api.ts";

describe("an entry", () => {
	test("has the request, the answer and what came of it", async () => {
		const mock = createMock();
		const { headers, body } = await send(mock.fetch, {
			method: "PUT",
			path: "/live-activity/stream/nightly?token=secret",
			body: progress(1),
			key: "ask_abcdefghijklm",
			headers: { "X-ActivitySmith-SDK": "node-v1.10.0" },
		});
		expect(mock.journal.entries()).toEqual([
			{
				id: headers.get("x-request-id"),
				at: Date.UTC(2026, 0, 1),
				account: "account-1",
				apiKey: "…jklm",
				client: "node-v1.10.0",
				method: "PUT",
				path: "/api/live-activity/stream/nightly",
				operation: "reconcileLiveActivityStream",
				key: "nightly",
				body: progress(1),
				status: 200,
				response: body,
				decision: "started",
				because: "the stream key was never used",
				fault: null,
			},
		]);
	});

	test("never has a key, however short, and however it was sent", async () => {
		const mock = createMock({ accounts: [{ keys: ["ask_right_and_long", "short"] }] });
		await api(mock, "ask_right_and_long").push({ title: "T" });
		await api(mock, "short").push({ title: "T" });
		await api(mock, "ask_wrong_and_long").push({ title: "T" });
		await send(mock.fetch, { method: "POST", path: "/badge", headers: { authorization: "ask_without_scheme" } });
		const text = inspect(mock.journal.entries(), { depth: 9 });
		for (const part of ["ask_right", "short", "ask_wrong", "ask_without"]) expect(text).not.toContain(part);
		expect(mock.journal.entries().map(({ apiKey }) => apiKey)).toEqual(["…long", "…", "…long", "…heme"]);
	});

	test("is there for what no operation took", async () => {
		const mock = createMock();
		await send(mock.fetch, { method: "GET", path: "/badge" });
		await send(mock.fetch, { method: "POST", path: "/badges", body: { badge: 1 } });
		await send(mock.fetch, { method: "POST", path: "/badge", body: { badge: 1 }, key: null });
		expect(mock.journal.entries()).toMatchObject([
			{ operation: null, account: "account-1", status: 405, decision: "refused" },
			{ operation: null, account: "account-1", status: 404, decision: "refused" },
			{ operation: "updateAppIconBadgeCount", account: null, apiKey: null, status: 401, decision: "refused" },
		]);
	});
});

test("says what was decided, and why", async () => {
	const mock = createMock();
	const { put, del, push, start, update, end, metric, badge } = api(mock);
	const decided = async (call: Promise<unknown>) => {
		await call;
		const { decision, because } = mock.journal.last() ?? {};
		return [decision, because];
	};
	expect(await decided(put("k", progress(1)))).toEqual(["started", "the stream key was never used"]);
	expect(await decided(put("k", progress(2)))).toEqual(["updated", "what the activity shows has changed"]);
	expect(await decided(put("k", progress(2)))).toEqual(["noop", "state, actions and channels are those last accepted"]);
	expect(await decided(put("k", { ...progress(2), channels: ["ops"] }))).toEqual([
		"rotated",
		"the channels changed from every device to ops",
	]);
	await mock.clock.advance("7h30m");
	expect(await decided(put("k", progress(3)))).toEqual(["rotated", "the activity was at least 7 h 30 min old"]);
	await mock.pauseStream("k");
	expect(await decided(put("k", progress(4)))).toEqual([
		"paused",
		"the stream is paused: its state is kept, nothing is sent",
	]);
	await mock.resumeStream("k");
	expect(await decided(put("k", progress(4)))).toEqual(["started", "no activity runs: the kept state starts again"]);
	for (const device of mock.devices) {
		for (const { activityId } of device.lockScreen().activities) await device.dismiss(activityId);
	}
	expect(await decided(put("k", progress(4)))).toEqual(["started", "the last activity was dismissed on every device"]);
	expect(await decided(del("k"))).toEqual(["ended", null]);
	expect(await decided(del("k"))).toEqual(["ended", "the stream was not active"]);
	expect(await decided(put("k", progress(5)))).toEqual(["started", "the stream had ended"]);

	const { body } = await start(progress(1));
	const activity_id = String(body.activity_id);
	expect(await decided(update({ ...progress(2), activity_id }))).toEqual(["updated", null]);
	expect(mock.journal.last()?.key).toBe(activity_id);
	expect(await decided(end({ ...progress(2), activity_id }))).toEqual(["ended", null]);
	expect(await decided(end({ ...progress(2), activity_id }))).toEqual([
		"ended",
		"it was over already: nothing is sent",
	]);
	expect(await decided(push({ title: "T" }, { "Idempotency-Key": "i" }))).toEqual(["sent", null]);
	expect(await decided(push({ title: "T" }, { "Idempotency-Key": "i" }))).toEqual([
		"replayed",
		"the Idempotency-Key has this answer already",
	]);
	expect(await decided(badge({ badge: 1 }))).toEqual(["sent", null]);
	expect(await decided(metric("m", { value: 1 }))).toEqual(["stored", null]);
	expect(await decided(metric("m", { value: 2, timestamp: "2020-01-01T00:00:00Z" }))).toEqual([
		"stored",
		"a newer value is stored: it stays",
	]);
	expect(await decided(badge({ badge: -1 }))).toEqual(["refused", null]);
});

test("a request that reaches nobody explains itself", async () => {
	const mock = createMock({
		accounts: [
			{
				keys: ["ask_test"],
				users: [{ id: "ann", devices: [{ id: "iphone" }, { id: "old-ipad", liveActivities: false }] }],
				channels: { ops: {}, family: { users: ["ann"] }, ipads: { devices: ["old-ipad"] } },
			},
		],
	});
	const { put, push } = api(mock);
	const because = async (call: Promise<unknown>) => {
		await call;
		return mock.journal.last()?.because;
	};
	expect(await because(push({ title: "T", channels: ["ops"] }))).toBe(
		"channel ops has no device; channels with devices are family, ipads",
	);
	expect(await because(put("k", { ...progress(1), channels: ["ipads"] }))).toBe(
		"no device of channel ipads can show Live Activities: old-ipad",
	);
	mock.device("iphone").goOffline();
	expect(await because(put("k", progress(1)))).toBe("the stream key was never used");
	expect(await because(push({ title: "T" }))).toBe("offline, so it shows this when it returns: iphone");
	const none = createMock({ accounts: [{ keys: ["ask_test"], users: [] }] });
	await api(none).push({ title: "T" });
	expect(none.journal.last()?.because).toBe("the account has no device");
});

describe("queries", () => {
	test("by operation, key, status, decision and condition; all of them must hold", async () => {
		const { journal, ...mock } = createMock();
		const { put, badge } = api(mock);
		await put("a", progress(1));
		await put("b", progress(1));
		await put("b", progress(1));
		await badge({ badge: -1 });
		expect(journal.count()).toBe(4);
		expect(journal.count({ operation: "reconcileLiveActivityStream" })).toBe(3);
		expect(journal.count({ key: "b" })).toBe(2);
		expect(journal.count({ key: "b", decision: "noop" })).toBe(1);
		expect(journal.count({ status: 400 })).toBe(1);
		expect(journal.count({ where: ({ path }) => path.endsWith("/a") })).toBe(1);
		expect(journal.last({ decision: "started" })?.key).toBe("b");
		expect(journal.last({ status: 500 })).toBeUndefined();
		journal.clear();
		expect(journal.entries()).toEqual([]);
		await badge({ badge: 1 });
		expect(journal.count()).toBe(1);
	});

	test("each account has its own, the mock has all of them", async () => {
		const mock = createMock();
		await api(mock, "ask_one").push({ title: "one" });
		await api(mock, "ask_two").push({ title: "two" });
		expect(mock.journal.entries().map(({ account }) => account)).toEqual(["account-1", "account-2"]);
		for (const title of ["one", "two"]) {
			expect(mock.account(`ask_${title}`).journal.entries()).toMatchObject([{ body: { title } }]);
		}
	});

	test.each([0, 1, 7])("the newest %i are kept, in order", async (journalEntries) => {
		const mock = createMock({ journalEntries });
		for (let badge = 1; badge <= 20; badge += 1) await api(mock).badge({ badge });
		const kept = mock.journal.entries().map(({ body }) => (body as { badge: number }).badge);
		expect(kept).toEqual(Array.from({ length: journalEntries }, (_, index) => 21 - journalEntries + index));
	});
});

describe("waitFor", () => {
	test("resolves at once when they are there, or when they come", async () => {
		const { journal, ...mock } = createMock();
		const { put } = api(mock);
		await put("a", progress(1));
		expect(await journal.waitFor({ key: "a" })).toHaveLength(1);
		let came = false;
		const waiting = journal.waitFor({ key: "a" }, { count: 3 }).then((entries) => {
			came = true;
			return entries;
		});
		await put("a", progress(2));
		expect(came).toBe(false);
		await put("a", progress(3));
		expect((await waiting).map(({ decision }) => decision)).toEqual(["started", "updated", "updated"]);
	});

	test("rejects after the timeout, with what came instead", async () => {
		vi.useFakeTimers();
		try {
			const { journal, ...mock } = createMock();
			const nothing = expect(journal.waitFor({ operation: "sendPushNotification" }, { timeout: 50 })).rejects.toThrow(
				"Waited 50 ms for 1 request with operation sendPushNotification, and 0 came. There was no request at all.",
			);
			await vi.advanceTimersByTimeAsync(50);
			await nothing;
			await api(mock).badge({ badge: -1 });
			const other = expect(journal.waitFor({ status: 200, where: () => true }, { count: 2 })).rejects.toThrow(
				/^Waited 5000 ms for 2 requests with status 200 and the given condition, and 0 came\. The last requests were:\n {2}POST \/api\/badge → 400 refused: badge must be at least 0$/,
			);
			await vi.advanceTimersByTimeAsync(5000);
			await other;
			expect(vi.getTimerCount()).toBe(0);
		} finally {
			vi.useRealTimers();
		}
	});
});

describe("expectNoUnexpectedRequests", () => {
	test("lets limits and faults through, and what was asked for rightly", async () => {
		const { journal, faults, ...mock } = createMock({ limits: { liveActivities: 1 } });
		const { put, badge } = api(mock);
		await put("a", progress(1));
		expect((await put("b", progress(1))).status).toBe(429);
		faults.add({ operation: "updateAppIconBadgeCount", status: 404 });
		expect((await badge({ badge: 1 })).status).toBe(404);
		journal.expectNoUnexpectedRequests();
	});

	test("throws with each that was refused, unless it is excepted", async () => {
		const { journal, ...mock } = createMock();
		const { put, del } = api(mock);
		await put("a b", progress(1));
		await del("never-seen");
		await send(mock.fetch, { method: "POST", path: "/push-notifications", body: { title: "T" } });
		expect(() => journal.expectNoUnexpectedRequests()).toThrow(
			/^The mock refused 3 requests:\n {2}PUT .* → 400 .*\n {2}DELETE .* → 404 .*\n {2}POST .*nearest is POST \/api\/push-notification\.$/,
		);
		expect(() => journal.expectNoUnexpectedRequests({ where: ({ status }) => status === 404 })).toThrow(
			/^The mock refused a request:\n {2}PUT /,
		);
		for (let more = 0; more < 20; more += 1) await del("never-seen");
		expect(() => journal.expectNoUnexpectedRequests()).toThrow(/and 13 more$/);
	});
});

test("a request to an unknown route is in the journal of its key's account", async () => {
	const mock = createMock();
	await send(mock.fetch, { method: "POST", path: "/push-notifications", body: {}, key: "ask_one" });
	expect(() => mock.account("ask_one").journal.expectNoUnexpectedRequests()).toThrow(/nearest is POST/);
	mock.account("ask_two").journal.expectNoUnexpectedRequests();
});

test("a field in camelCase is what is said first", async () => {
	const mock = createMock();
	const { body } = await api(mock).put("k", { contentState: progress(1).content_state });
	expect(body.message).toBe("contentState is not a field: content_state is meant");
});

test.each(["reset", "close"] as const)("a wait for requests ends with %s, and its timer", async (end) => {
	vi.useFakeTimers();
	try {
		const mock = createMock();
		const message = `The mock was ${end === "reset" ? "reset" : "closed"}`;
		const waits = [mock.journal, mock.account("ask_one").journal].map((journal) => journal.waitFor({ key: "k" }));
		const ended = Promise.all(waits.map((wait) => expect(wait).rejects.toThrow(message)));
		await mock[end]();
		await ended;
		expect(vi.getTimerCount()).toBe(0);
	} finally {
		vi.useRealTimers();
	}
});

test("a wait that no timer can hold is refused", async () => {
	await expect(createMock().journal.waitFor({}, { timeout: "30d" })).rejects.toThrow(/at most 24 days/);
});

test("of a body that the API would not take, nothing is kept", async () => {
	const mock = createMock({ faults: [{ status: 500 }] });
	await api(mock).push({ title: "T", message: "x".repeat(70_000) });
	expect(mock.journal.last()).toMatchObject({ status: 500, body: undefined });
});

test("whoever subscribes is told of everything, until it says stop", async () => {
	const mock = createMock();
	const heard: string[] = [];
	const stop = mock.subscribe((event) => {
		heard.push(event.type === "push" ? `${event.device} ${event.push.kind}` : event.type);
	});
	await api(mock).badge({ badge: 1 });
	mock.reset();
	stop();
	await api(mock).badge({ badge: 1 });
	expect(heard).toEqual(["iphone badge", "ipad badge", "request", "reset"]);
});
