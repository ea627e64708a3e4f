/** Registers a test for each case that a target can run, so that the count of tests is the count of cases. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allCases, judge, type KnownGaps, parseKnownGaps, runCase, type Target, traceOf } from "../src/index.ts";
import { missing } from "../src/run-case.ts";

/** What a target of this repository is known not to do. */
export function knownGaps(name: string): KnownGaps {
	return parseKnownGaps(readFileSync(new URL(`../known-gaps/${name}.txt`, import.meta.url), "utf8"));
}

export function testEveryCase(target: Target, gaps: KnownGaps = new Map()): void {
	const runnable = allCases.filter((one) => missing(one, target).length === 0);
	test.each(runnable.map((one) => [one.id, one] as const))("%s", async (_, one) => {
		const { verdict, problems, exchanges } = judge(one, await runCase(one, target), gaps);
		const story = `${one.title}\n${problems.join("\n")}\n\n${traceOf(exchanges)}`;
		expect(verdict, story).toBe(gaps.has(one.id) ? "known-gap" : "passed");
	});
}
