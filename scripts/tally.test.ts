import { expect, test } from "vitest";
import { tally } from "./tally.ts";

const step = (name: string, ok: boolean) => ({ name, ok, seconds: 1 });
const good = [step("types", true), step("tests", true)];

test("counts steps and tests together", () => {
	expect(tally(good, { passed: 40, failed: 0, skipped: 0 }, true)).toEqual({ passed: 42, failed: 0, complaints: [] });
});

test("names the steps that failed", () => {
	const steps = [step("types", false), step("tests", false)];
	expect(tally(steps, { passed: 40, failed: 2, skipped: 0 }, false)).toEqual({
		passed: 40,
		failed: 4,
		complaints: ["types failed", "tests failed"],
	});
});

test("is not content when no test ran, though every step went well", () => {
	expect(tally(good, { passed: 0, failed: 0, skipped: 0 }, false).complaints).toEqual(["no test ran"]);
	expect(tally(good, { passed: 0, failed: 0, skipped: 9 }, false).complaints).toEqual(["no test ran"]);
});

test("takes a skipped test for a failed one where it is strict", () => {
	const tests = { passed: 40, failed: 0, skipped: 3 };
	expect(tally(good, tests, true)).toEqual({ passed: 42, failed: 3, complaints: ["3 tests were skipped"] });
	expect(tally(good, tests, false)).toEqual({ passed: 42, failed: 0, complaints: [] });
});
