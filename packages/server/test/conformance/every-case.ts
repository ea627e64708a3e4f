/** A test for each case that the server is asked, so that the count of tests is the count of cases. */
import { allCases, type Case, judge, runCase, traceOf } from "@activitysmith/conformance";
import { expect, test, vi } from "vitest";
import { CAPABILITIES, type ServerTarget } from "./target.ts";

const runs = ({ needs }: Case) => needs.every((need) => CAPABILITIES.has(need));

export const notRun: readonly Case[] = allCases.filter((one) => !runs(one));

/** Time is one for all accounts: who moves it, runs alone. */
const movesTime = ({ needs }: Case) => needs.includes("clock");

/** Cases that run at the same time: most of what they do is waiting for the database. */
const AT_ONCE = 16;

/** Milliseconds for a case. It takes a fraction of that, but on a machine that has much else to do. */
const TIMEOUT = 60_000;

/** Cases run at the same time, in accounts of their own. `passed` is called after each that has. */
export function testEveryCase(target: () => ServerTarget, passed: () => void): void {
	vi.setConfig({ maxConcurrency: AT_ONCE, testTimeout: TIMEOUT + 1000 });
	const runnable = allCases.filter(runs).map((one) => [one.id, one] as const);
	const run = async (one: Case) => {
		const { verdict, problems, exchanges } = judge(one, await runCase(one, target(), { timeout: TIMEOUT }));
		const story = `${one.title}\n${problems.join("\n")}\n\n${traceOf(exchanges)}`;
		expect(verdict, story).toBe("passed");
		passed();
	};
	test.each(runnable.filter(([, one]) => movesTime(one)))("%s", (_, one) => run(one));
	// After the others: what they leave behind would come due one by one while time is moved.
	test.concurrent.each(runnable.filter(([, one]) => !movesTime(one)))("%s", (_, one) => run(one));
}
