/** The three forms of a report. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { beforeAll, describe, expect, test } from "vitest";
import { jsonReport, junitReport, parseKnownGaps, type Report, runSuite, textReport } from "../src/index.ts";
import { fakeCase, fakeTarget, metricStored, storesAMetric } from "./fakes.ts";

const HOSTILE = 'Expected <a> & "b"\u0000\u001b[31m, not \ud83d or ]]>\nin two lines';

let report: Report;
beforeAll(async () => {
	const fails = fakeCase("fake.fails", async ({ metric }) => {
		await metric("m", { value: HOSTILE });
		throw new Error(HOSTILE);
	});
	const known = fakeCase("fake.known", async () => {
		throw new Error("as ever");
	});
	const passes = fakeCase("fake.passes", async () => undefined);
	const needy = { ...fakeCase("fake.needy", known.run, ["clock"]), section: 5 as const };
	const all = [storesAMetric, fails, known, passes, needy];
	const knownGaps = parseKnownGaps("fake.known not <yet>\nfake.passes was broken\nfake.nothing misprint");
	report = await runSuite(fakeTarget(metricStored, "accounts"), { cases: all, knownGaps });
});

describe("text", () => {
	test("has a line for each case, the reason of each that did not pass, and the numbers", () => {
		const text = textReport(report);
		expect(text).toMatch(/^1\. Operations\n {2}✓ The title of fake\.metric {2}\[fake\.metric\]\n/);
		expect(text).toContain('✗ The title of fake.fails  [fake.fails]\n      Expected <a> & "b"');
		expect(text).toContain("      > POST /api/metrics/m/value\n      > authorization: [redacted]\n");
		expect(text).toContain("      known gap: not <yet>\n");
		expect(text).toContain("      passes, but is a known gap (was broken): take it off the list\n");
		expect(text).toContain(
			"5. Streams and lifecycle\n  - The title of fake.needy  [fake.needy]\n      not run: the target has no clock\n",
		);
		expect(text).toContain("✗ fake.nothing is listed as a known gap, but there is no such case\n");
		expect(text).toMatch(/fake: 1 passed, 1 failed, 1 known gap, 1 unexpected pass, 1 not run\n$/);
	});
});

describe("json", () => {
	test("has the numbers, the cases, and what was seen of each operation", () => {
		const parsed = JSON.parse(jsonReport(report));
		expect(parsed).toMatchObject({
			target: "fake",
			ok: false,
			counts: { passed: 1, failed: 1, knownGaps: 1, unexpectedPasses: 1, notRun: 1 },
			problems: ["fake.nothing is listed as a known gap, but there is no such case"],
		});
		expect(parsed.cases).toHaveLength(5);
		expect(parsed.cases[0]).toEqual({
			id: "fake.metric",
			section: 1,
			title: "The title of fake.metric",
			verdict: "passed",
			problems: [],
			milliseconds: expect.any(Number),
		});
		expect(parsed.cases[1]).toMatchObject({ verdict: "failed", exchanges: [{ method: "POST", status: 200 }] });
		expect(parsed.statuses).toContainEqual({
			operation: "updateMetricValue",
			status: 200,
			cases: ["fake.metric", "fake.fails"],
		});
		expect(parsed.statuses).toContainEqual({ operation: "updateMetricValue", status: 404, cases: [] });
	});
});

describe("junit", () => {
	test("is well-formed, whatever the errors hold, and says the same", () => {
		const xml = junitReport(report);
		expect(XMLValidator.validate(xml)).toBe(true);
		expect(xml).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
		const options = {
			ignoreAttributes: false,
			attributeNamePrefix: "",
			isArray: (name: string) => name === "testcase",
		};
		const { testsuites } = new XMLParser(options).parse(xml);
		const [operations, streams, run] = testsuites.testsuite;
		expect(operations).toMatchObject({ name: "1. Operations", tests: "4", failures: "2", skipped: "1" });
		const [passed, failed, known, unexpected] = operations.testcase;
		expect(passed).toMatchObject({ classname: "fake.metric", name: "The title of fake.metric" });
		expect(passed).not.toHaveProperty("failure");
		expect(failed.failure.message).toContain('Expected <a> & "b"');
		expect(failed.failure["#text"]).toContain("POST /api/metrics/m/value");
		expect(known.skipped.message).toBe("known gap: not <yet>");
		expect(unexpected.failure.message).toBe("unexpected pass, known gap: was broken");
		expect(streams.testcase[0].skipped.message).toBe("the target has no clock");
		expect(run.testcase[0].failure.message).toContain("there is no such case");
	});
});
