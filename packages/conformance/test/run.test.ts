/** The runner itself, with small cases against a server that the test plays. */
import { describe, expect, test, vi } from "vitest";
import type { Case } from "../src/case.ts";
import { type KnownGaps, parseKnownGaps, runSuite, type Target } from "../src/index.ts";
import { fakeCase, fakeTarget, json, metricStored, storesAMetric } from "./fakes.ts";

const run = (target: Target, cases: Case[], knownGaps?: KnownGaps) =>
	runSuite(target, { cases, ...(knownGaps && { knownGaps }) });

const fails = fakeCase("fake.fails", async () => {
	throw new Error("Expected ask_secret to be 42");
});

describe("a run", () => {
	test("is good when every case passes", async () => {
		const report = await run(fakeTarget(metricStored), [storesAMetric]);
		expect(report).toMatchObject({ ok: true, problems: [], results: [{ verdict: "passed", problems: [] }] });
	});

	test("is bad when a case fails, and shows what went over the wire, without keys", async () => {
		const both = fakeCase("fake.both", async (context) => {
			await context.request({ method: "GET", path: "/ask_secret", body: { key: "ask_secret" } });
			await fails.run(context);
		});
		const target = fakeTarget(() => json(404, { error: "Not found", message: "no ask_secret" }));
		const report = await run(target, [both]);
		expect(report).toMatchObject({
			ok: false,
			results: [{ verdict: "failed", problems: ["Expected [redacted] to be 42"] }],
		});
		expect(report.results[0]?.exchanges).toMatchObject([
			{ method: "GET", path: "/api/[redacted]", requestHeaders: { authorization: "[redacted]" }, status: 404 },
		]);
		expect(JSON.stringify(report)).not.toContain("ask_secret");
	});

	test("is bad when nothing was run, whatever the reason", async () => {
		const needy = fakeCase("fake.needy", fails.run, ["clock", "phones"]);
		const report = await run(fakeTarget(metricStored), [needy]);
		expect(report).toMatchObject({
			ok: false,
			problems: ["No case was run"],
			results: [{ verdict: "not-run", reason: "the target has no clock, phones" }],
		});
		expect(await run(fakeTarget(metricStored), [])).toMatchObject({ ok: false });
	});

	test("tells a case that is not run from one that passed", async () => {
		const needy = fakeCase("fake.needy", fails.run, ["faults"]);
		const report = await run(fakeTarget(metricStored, "clock"), [storesAMetric, needy]);
		expect(report.results.map(({ verdict }) => verdict)).toEqual(["passed", "not-run"]);
		expect(report.ok).toBe(true);
	});
});

describe("known gaps", () => {
	const gaps = (text: string) => parseKnownGaps(text);

	test("a listed case that fails does not spoil the run, and is told with its reason", async () => {
		const report = await run(fakeTarget(metricStored), [fails, storesAMetric], gaps("fake.fails  not written yet"));
		expect(report).toMatchObject({ ok: true, results: [{ verdict: "known-gap", reason: "not written yet" }, {}] });
	});

	test("a listed case that passes is red", async () => {
		const report = await run(fakeTarget(metricStored), [storesAMetric], gaps("fake.metric  was broken once"));
		expect(report).toMatchObject({ ok: false, results: [{ verdict: "unexpected-pass" }] });
	});

	test("so is an id that does not exist", async () => {
		const report = await run(fakeTarget(metricStored), [storesAMetric], gaps("fake.metrics  a misprint"));
		expect(report).toMatchObject({
			ok: false,
			problems: ["fake.metrics is listed as a known gap, but there is no such case"],
		});
	});

	test("a rule for answers can be listed: then it is looked over everywhere, unless it holds", async () => {
		const silent = fakeTarget(() => {
			const response = metricStored();
			response.headers.delete("x-request-id");
			return response;
		});
		const list = gaps("answer.request-id  the hosted service sends none");
		expect(await run(silent, [storesAMetric])).toMatchObject({ ok: false });
		expect(await run(silent, [storesAMetric], list)).toMatchObject({ ok: true });
		expect(await run(fakeTarget(metricStored), [storesAMetric], list)).toMatchObject({
			ok: false,
			problems: ["answer.request-id is listed as a known gap, but every answer keeps it: take it off the list"],
		});
	});

	test("are lines of an id and a reason, with comments between them", () => {
		expect([...gaps("# for now\n\na.b   one reason\n  c.d\tanother # with a sign\n")]).toEqual([
			["a.b", "one reason"],
			["c.d", "another # with a sign"],
		]);
		expect(() => gaps("a.b because\na.c")).toThrow("Line 2 of the known gaps has to be an id and a reason: a.c");
		expect(() => gaps("a.b one\na.b two")).toThrow("Line 2 of the known gaps names a.b a second time");
	});
});

describe("time", () => {
	test("a case that does not come to an end fails, and its request is ended", async () => {
		const hangs = fakeTarget(
			(_, init) =>
				new Promise((_, reject) => {
					init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
				}),
		);
		const report = await runSuite(hangs, { cases: [storesAMetric], timeout: 20 });
		expect(report).toMatchObject({
			ok: false,
			results: [{ verdict: "failed", problems: ["It took longer than 20 ms"] }],
		});
	});

	test("on one account for all, a 429 for the rate is waited out and does not count", async () => {
		vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
		try {
			let refusals = 3;
			const target = fakeTarget(() => {
				refusals -= 1;
				const limited = { error: "Rate limit exceeded", message: "Too many requests, please try again later." };
				return refusals < 0 ? metricStored() : json(429, limited, { "retry-after": "30" });
			});
			const waits: number[] = [];
			const wait = async (milliseconds: number) => {
				waits.push(milliseconds);
				vi.advanceTimersByTime(milliseconds);
			};
			expect(await runSuite(target, { cases: [storesAMetric], timeout: 1000, wait })).toMatchObject({ ok: true });
			expect(waits).toEqual([30_000, 30_000, 30_000]);
		} finally {
			vi.useRealTimers();
		}
	});

	test("the limit of activities is not waited out", async () => {
		const limit = { error: "Live Activity limit reached", message: "Only 4", limit: 4, active: 4 };
		const meets = fakeCase("fake.limit", async ({ put, refused, streamKey }) => {
			expect(await refused(put(streamKey, {}))).toMatchObject({ class: "LiveActivityLimitError", status: 429 });
		});
		expect(
			await run(
				fakeTarget(() => json(429, limit)),
				[meets],
			),
		).toMatchObject({ ok: true });
	});
});

describe("accounts", () => {
	async function mostAtOnce(...capabilities: "accounts"[]): Promise<number> {
		let now = 0;
		let most = 0;
		const cases = Array.from({ length: 10 }, (_, index) =>
			fakeCase(`fake.${index}`, async () => {
				now += 1;
				most = Math.max(most, now);
				await Promise.resolve();
				now -= 1;
			}),
		);
		const target = fakeTarget(metricStored, ...capabilities);
		await runSuite(target, { cases, parallel: 5 });
		return most;
	}

	test("where each case has its own they run at the same time, else one after another", async () => {
		expect(await mostAtOnce("accounts")).toBe(5);
		expect(await mostAtOnce()).toBe(1);
	});

	test("on one for all, what a case started is ended after it, also when it failed", async () => {
		const started = { success: true, effective_channel_slugs: null, timestamp: "2026-01-01T00:00:00.000Z" };
		const activity_id = "a".repeat(32);
		const seen: string[] = [];
		const target = fakeTarget((url, { method, body }) => {
			seen.push(`${method} ${url.pathname} ${body ?? ""}`);
			if (method === "PUT") return json(200, { ...started, operation: "started", stream_key: "k", activity_id });
			if (url.pathname.endsWith("/start")) return json(200, { ...started, activity_id });
			return json(200, { ...started, activity_id });
		});
		const leaves = fakeCase("fake.leaves", async ({ put, start }) => {
			await put("k", {});
			await put("k", {});
			await start({});
			throw new Error("and then it fails");
		});
		const report = await run(target, [leaves]);
		expect(report.results[0]?.problems[0]).toBe("and then it fails");
		expect(seen.slice(3)).toEqual([
			"DELETE /api/live-activity/stream/k ",
			expect.stringMatching(/^POST \/api\/live-activity\/end .*"activity_id":"a{32}"/),
		]);
	});

	test("names are never the same twice", async () => {
		const names: string[] = [];
		const keeps = fakeCase("fake.names", async ({ streamKey, unique }) => void names.push(streamKey, unique("a")));
		await run(fakeTarget(metricStored, "accounts"), [keeps, keeps]);
		expect(new Set(names).size).toBe(4);
		for (const name of names) expect(name).toMatch(/^[A-Za-z0-9-]{1,200}$/);
	});
});
