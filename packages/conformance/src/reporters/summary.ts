/** The numbers of a run. */
import type { Report, Verdict } from "../run.ts";

export function count({ results }: Report, verdict: Verdict): number {
	return results.filter((result) => result.verdict === verdict).length;
}

/** Such as `61 passed, 0 failed, 2 known gaps, 12 not run`. What did not happen is left out, but for the first two. */
export function summary(report: Report): string {
	const extra = (
		[
			["known-gap", "known gap", "known gaps"],
			["unexpected-pass", "unexpected pass", "unexpected passes"],
			["not-run", "not run", "not run"],
		] as const
	)
		.map(([verdict, one, many]) => [count(report, verdict), one, many] as const)
		.filter(([number]) => number > 0)
		.map(([number, one, many]) => `, ${number} ${number === 1 ? one : many}`);
	return `${count(report, "passed")} passed, ${count(report, "failed")} failed${extra.join("")}`;
}
