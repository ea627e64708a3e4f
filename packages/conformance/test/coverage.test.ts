/** The suite as a whole, in one run on the mock: what it looks at, and that it notices when something is wrong. */
import { beforeAll, describe, expect, test } from "vitest";
import { allCases, catalogue, coverageOf, inProcess, type Report, runSuite, sections } from "../src/index.ts";
import { strictMock } from "./mocks.ts";

describe("in one run on the mock", () => {
	let report: Report;
	beforeAll(async () => {
		report = await runSuite(await inProcess(strictMock()));
	});

	test("every case is run and passes, side by side", () => {
		expect(report.results.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
		expect(report).toMatchObject({ ok: true, problems: [] });
		expect(report.results).toHaveLength(allCases.length);
	});

	test("every documented status of every operation is produced, but 500, which needs a fault", () => {
		const missing = coverageOf(report.results).filter(({ status, cases }) => status !== 500 && cases.length === 0);
		expect(missing.map(({ operation, status }) => `${operation} ${status}`)).toEqual([]);
	});

	test("every section of the contract has cases", () => {
		const found = new Set(report.results.map((result) => result.case.section));
		expect([...found].sort().map(String)).toEqual(Object.keys(sections));
	});
});

describe("the cases", () => {
	test("have ids that no two share, of words between dots", () => {
		expect(new Set(allCases.map(({ id }) => id)).size).toBe(allCases.length);
		for (const { id } of allCases) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/);
	});

	test("have titles that no two share, without a full stop", () => {
		expect(new Set(allCases.map(({ title }) => title)).size).toBe(allCases.length);
		for (const { title } of allCases) expect(title).toMatch(/[^.]$/);
	});

	test("are all in the list that people read", () => {
		const text = catalogue(allCases);
		for (const { id } of allCases) expect(text).toContain(`\`${id}\``);
	});
});
