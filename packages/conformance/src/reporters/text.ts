/** The report for people: what passed in a line each, what did not with the exchange that shows it. */
import { type Section, sections } from "../case.ts";
import type { Report, Result, Verdict } from "../run.ts";
import { traceOf } from "../trace.ts";
import { summary } from "./summary.ts";

const marks: Record<Verdict, string> = {
	passed: "✓",
	failed: "✗",
	"known-gap": "~",
	"unexpected-pass": "✗",
	"not-run": "-",
};

function indented(text: string): string {
	return text.replace(/^(?=.)/gm, "      ");
}

function explanation({ verdict, reason, problems, exchanges }: Result): string[] {
	switch (verdict) {
		case "passed":
			return [];
		case "not-run":
			return [indented(`not run: ${reason}`)];
		case "known-gap":
			return [indented(`known gap: ${reason}`)];
		case "unexpected-pass":
			return [indented(`passes, but is a known gap (${reason}): take it off the list`)];
		case "failed":
			return [...problems.map(indented), ...(exchanges.length > 0 ? ["", indented(traceOf(exchanges)), ""] : [])];
	}
}

export function textReport(report: Report): string {
	const lines = (Object.keys(sections).map(Number) as Section[]).flatMap((section) => {
		const results = report.results.filter((result) => result.case.section === section);
		if (results.length === 0) return [];
		const entries = results.flatMap((result) => [
			`  ${marks[result.verdict]} ${result.case.title}  [${result.case.id}]`,
			...explanation(result),
		]);
		return [`${section}. ${sections[section]}`, ...entries, ""];
	});
	const problems = report.problems.map((problem) => `✗ ${problem}`);
	return [...lines, ...problems, `${report.target}: ${summary(report)}`, ""].join("\n");
}
