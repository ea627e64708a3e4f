/** `createMock()` itself: its clock, its seed, what it lets be seen. */
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { createMock } from "../src/index.ts";
import { api, events, progress, seen, shows } from "./api.ts";

describe("the frozen clock", () => {
	test("begins where it is told and moves only when it is told", async () => {
		for (const now of ["2030-05-01T12:00:00Z", new Date("2030-05-01T12:00:00Z"), Date.UTC(2030, 4, 1, 12)]) {
			const mock = createMock({ now });
			expect((await api(mock).push({ title: "T" })).body.timestamp).toBe("2030-05-01T12:00:00.000Z");
			await mock.clock.advance("1h1m1s1ms");
			expect((await api(mock).push({ title: "T" })).body.timestamp).toBe("2030-05-01T13:01:01.001Z");
		}
		expect(() => createMock({ now: "soon" })).toThrow(/now must be a time.*soon/);
	});

	test.each([
		["1500ms", 1500],
		["90s", 90_000],
		["1.5h", 5_400_000],
		["1d", 86_400_000],
		[250, 250],
		[0, 0],
	])("takes %j", async (duration, milliseconds) => {
		const { clock } = createMock({ now: 0 });
		await clock.advance(duration);
		expect(clock.now()).toBe(milliseconds);
	});

	test.each(["", "1", "h", "-1h", "1h 30m", "1w", -1, Number.NaN, Number.POSITIVE_INFINITY])(
		"does not take %j",
		async (duration) => {
			await expect(createMock().clock.advance(duration)).rejects.toThrow(TypeError);
		},
	);

	test("what is due on the way happens at its own time", async () => {
		const mock = createMock({ now: 0 });
		await api(mock).start(progress(1));
		await mock.clock.advance("20h");
		expect(mock.devices[0]?.pushes[1]).toMatchObject({
			body: { aps: { event: "end", timestamp: 28_800, "dismissal-date": 28_800 + 14_400 } },
		});
	});
});

describe("the real clock", () => {
	test("is the machine's, until it is moved ahead", async () => {
		await using mock = createMock({ clock: "real" });
		const before = Date.now();
		const { body } = await api(mock).push({ title: "T" });
		const at = Date.parse(String(body.timestamp));
		expect(at).toBeGreaterThanOrEqual(before);
		expect(at).toBeLessThanOrEqual(Date.now());
		expect(mock.clock.kind).toBe("real");
		await mock.clock.advance("1h");
		const later = Date.parse(String((await api(mock).push({ title: "T" })).body.timestamp));
		expect(later).toBeGreaterThanOrEqual(at + 3_600_000);
		expect(later).toBeLessThanOrEqual(Date.now() + 3_600_000);
	});

	test("what is due happens by itself, until the mock is closed", async () => {
		vi.useFakeTimers();
		try {
			const mock = createMock({ clock: "real", limits: { liveActivities: 1 } });
			await api(mock).start(progress(1));
			await vi.advanceTimersByTimeAsync(8 * 3_600_000 - 1000);
			expect(shows(mock)).toMatchObject([{ status: "active" }]);
			await vi.advanceTimersByTimeAsync(2000);
			expect(shows(mock)).toMatchObject([{ status: "ended" }]);
			await mock.close();
			expect(vi.getTimerCount()).toBe(0);
		} finally {
			vi.useRealTimers();
		}
	});
});

describe("the same seed and the same calls", () => {
	async function script(seed: number) {
		const mock = createMock({ seed, limits: { requestsPerMinute: 60 } });
		const transcript: string[] = [];
		const note = async (response: Promise<Response>) => {
			const { status, headers, text } = await response.then(async (answer) => ({
				status: answer.status,
				headers: [...answer.headers],
				text: await answer.text(),
			}));
			transcript.push(JSON.stringify([status, headers, text]));
		};
		const call = (method: string, path: string, body?: unknown) =>
			note(
				mock.fetch(`http://mock.test/api${path}`, {
					method,
					headers: { Authorization: "Bearer k", "Content-Type": "application/json" },
					...(body !== undefined && { body: JSON.stringify(body) }),
				}),
			);
		await call("PUT", "/live-activity/stream/k", progress(1));
		await Promise.all(
			[1, 2, 3].map((value) => call("PUT", `/live-activity/stream/parallel-${value}`, progress(value))),
		);
		await call("POST", "/push-notification", { title: "T" });
		await call("PUT", "/live-activity/stream/k", progress(101));
		await mock.clock.advance("8h");
		await call("PUT", "/live-activity/stream/k", progress(2));
		await call("DELETE", "/live-activity/stream/k");
		return { transcript, seen: JSON.stringify(seen(mock)) };
	}

	test("give the same bytes: answers, headers, pushes", async () => {
		expect(await script(7)).toEqual(await script(7));
	});

	test("another seed gives other ids", async () => {
		const [one, two] = [await script(7), await script(8)];
		expect(one.transcript.length).toBe(two.transcript.length);
		expect(one.seen).not.toBe(two.seen);
	});
});

describe("fetch", () => {
	test("takes what fetch takes", async () => {
		const { fetch } = createMock();
		const init = { method: "POST", headers: { authorization: "Bearer k" }, body: '{"badge":1}' };
		const json = { ...init, headers: { ...init.headers, "content-type": "application/json" } };
		for (const response of [
			await fetch("http://mock.test/api/badge", json),
			await fetch(new URL("http://mock.test/api/badge"), json),
			await fetch(new Request("https://activitysmith.com/api/badge", json)),
			await fetch("http://mock.test/api/badge", { ...json, body: new TextEncoder().encode('{"badge":1}') }),
		]) {
			expect(response).toBeInstanceOf(Response);
			expect(await response.json()).toMatchObject({ success: true, badge: 1 });
		}
		// Without the header, the text that fetch declares is not JSON.
		expect((await fetch("http://mock.test/api/badge", init)).status).toBe(415);
	});

	test("an aborted signal rejects, and nothing happens", async () => {
		const mock = createMock();
		const init = { method: "POST", headers: { authorization: "Bearer k" }, body: '{"badge":9}' };
		const signal = AbortSignal.abort(new Error("changed my mind"));
		await expect(mock.fetch("http://mock.test/api/badge", { ...init, signal })).rejects.toThrow("changed my mind");
		await expect(mock.fetch("no url")).rejects.toThrow(TypeError);
		expect(mock.devices[0]?.badge).toBe(0);
	});
});

test("a key cannot be seen by looking at the mock", async () => {
	const mock = createMock({ accounts: [{ keys: ["ask_secret"] }] });
	await api(mock, "ask_secret").put("k", progress(1));
	expect(inspect(mock, { depth: 20, showHidden: true })).not.toContain("ask_secret");
	expect(JSON.stringify(mock)).not.toContain("ask_secret");
});

describe("a phone", () => {
	test("shows the newest first, and an activity as stale after 8 hours without a word", async () => {
		const mock = createMock({ limits: { liveActivities: 9 } });
		for (const device of mock.devices) device.tokens = "held";
		const { start } = api(mock);
		await start(progress(1));
		await start(progress(2));
		expect(shows(mock).map(({ percentage }) => percentage)).toEqual([2, 1]);
		await mock.clock.advance("8h");
		expect(shows(mock).map(({ status }) => status)).toEqual(["stale", "stale"]);
		// iOS removes them by itself.
		await mock.clock.advance(4 * 3_600_000 - 1);
		expect(shows(mock)).toHaveLength(2);
		await mock.clock.advance(1);
		expect(shows(mock)).toEqual([]);
		await mock.devices[0]?.registerTokens();
		expect(shows(mock)).toEqual([]);
		expect(events(mock)).toEqual(["start", "start"]);
	});

	test("keeps notifications newest first, each once; badge and widgets are the newest", async () => {
		const mock = createMock();
		const { push, badge, metric } = api(mock);
		await push({ title: "one", badge: 1 });
		await push({ title: "two" });
		const device = mock.devices[0];
		expect(device?.notifications().map(({ aps }) => aps.alert.title)).toEqual(["two", "one"]);
		const ids = device?.notifications().map(({ activitysmith }) => activitysmith.id) ?? [];
		for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(new Set(ids).size).toBe(2);
		expect(device?.badge).toBe(1);
		await badge({ badge: 0 });
		expect(device?.badge).toBe(0);
		await metric("a", { value: 1 });
		await metric("a", { value: "two" });
		expect(device?.widgets).toEqual({ a: "two" });
	});

	test("keeps the last thousand pushes at least, and not all of a long run", async () => {
		const mock = createMock();
		const { badge } = api(mock);
		for (let count = 1; count <= 2100; count += 1) await badge({ badge: count });
		const pushes = mock.devices[0]?.pushes ?? [];
		expect(pushes.length).toBeGreaterThanOrEqual(1000);
		expect(pushes.length).toBeLessThanOrEqual(2000);
		expect(pushes.at(-1)).toMatchObject({ kind: "badge", body: { aps: { badge: 2100 } } });
	});
});
