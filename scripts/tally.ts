/** What a run of `npm test` comes to. */
import type { StepResult } from "./step.ts";

export interface TestCount {
	passed: number;
	failed: number;
	skipped: number;
}

export interface Tally {
	/** Steps and tests together. */
	passed: number;
	failed: number;
	/** Why the run is not good; empty when it is. */
	complaints: string[];
}

/** @param strict A test that was skipped counts as one that failed, as in CI. */
export function tally(steps: StepResult[], tests: TestCount, strict: boolean): Tally {
	const failedSteps = steps.filter(({ ok }) => !ok);
	const complaints = failedSteps.map(({ name }) => `${name} failed`);
	if (tests.passed + tests.failed === 0) complaints.push("no test ran");
	const refused = strict ? tests.skipped : 0;
	if (refused > 0) complaints.push(`${refused} tests were skipped`);
	return {
		passed: tests.passed + steps.length - failedSteps.length,
		failed: tests.failed + refused + failedSteps.length,
		complaints,
	};
}
