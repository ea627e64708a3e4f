/** The report for programs. Exchanges only where something went wrong. */
import { coverageOf } from "../coverage.ts";
import type { Report } from "../run.ts";
import { count } from "./summary.ts";

export function jsonReport(report: Report): string {
	const { target, ok, problems, results } = report;
	const cases = results.map(({ case: { id, section, title }, exchanges, milliseconds, ...result }) => ({
		id,
		section,
		title,
		...result,
		milliseconds: Math.round(milliseconds),
		...(result.problems.length > 0 && {
			exchanges: exchanges.map(({ operation: _, violations: __, ...rest }) => rest),
		}),
	}));
	const counts = {
		passed: count(report, "passed"),
		failed: count(report, "failed"),
		knownGaps: count(report, "known-gap"),
		unexpectedPasses: count(report, "unexpected-pass"),
		notRun: count(report, "not-run"),
	};
	return `${JSON.stringify({ target, ok, counts, problems, cases, statuses: coverageOf(results) }, null, "\t")}\n`;
}
