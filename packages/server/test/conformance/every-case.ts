/** A test for each case that the server is asked, so that the count of tests is the count of cases. */
import { allCases, type Case, judge, runCase, traceOf } from "@activitysmith/conformance";
import { expect, test } from "vitest";
import { CAPABILITIES, type ServerTarget } from "./target.ts";

const runs = ({ needs }: Case) => needs.every((need) => CAPABILITIES.has(need));

export const notRun: readonly Case[] = allCases.filter((one) => !runs(one));

/** Time is one for all accounts: who moves it, runs alone. */
const movesTime = ({ needs }: Case) => needs.includes("clock");

/** @param passed called after each case that has passed */
export function testEveryCase(target: () => ServerTarget, passed: () => void): void {
	const runnable = allCases.filter(runs).map((one) => [one.id, one] as const);
	const run = async (one: Case) => {
		const { verdict, problems, exchanges } = judge(one, await runCase(one, target()));
		const story = `${one.title}\n${problems.join("\n")}\n\n${traceOf(exchanges)}`;
		expect(verdict, story).toBe("passed");
		passed();
	};
	test.each(runnable.filter(([, one]) => movesTime(one)))("%s", (_, one) => {
		target().beginAtWholeSecond();
		return run(one);
	});
	// After the others: what they leave behind would come due one by one while time is moved.
	test.concurrent.each(runnable.filter(([, one]) => !movesTime(one)))("%s", (_, one) => run(one));
}
