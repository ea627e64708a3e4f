/** Registers a test for each case that a target can run, so that the count of tests is the count of cases. */
import { expect, test } from "vitest";
import { allCases, judge, runCase, type Target } from "../src/index.ts";
import { missing } from "../src/run-case.ts";
import { traceOf } from "../src/trace.ts";

export function testEveryCase(target: Target): void {
	const runnable = allCases.filter((one) => missing(one, target).length === 0);
	test.each(runnable.map((one) => [one.id, one] as const))("%s", async (_, one) => {
		const { problems, exchanges } = judge(one, await runCase(one, target));
		expect(problems, `${one.title}\n\n${traceOf(exchanges)}`).toEqual([]);
	});
}
