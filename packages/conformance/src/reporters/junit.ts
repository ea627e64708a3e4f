/** The report as CI servers read it. https://github.com/testmoapp/junitxml */
import { type Section, sections } from "../case.ts";
import type { Report, Result } from "../run.ts";
import { traceOf } from "../trace.ts";

/** What XML 1.0 has no way to write at all. https://www.w3.org/TR/xml/#charsets */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;" };

function escaped(text: string): string {
	return text.replace(UNWRITABLE, "\ufffd").replace(/[&<>"\n]/g, (character) => ESCAPES[character] ?? "");
}

function attributes(values: Record<string, string | number>): string {
	return Object.entries(values)
		.map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
		.join("");
}

function outcome({ verdict, reason = "", problems, exchanges }: Result): string {
	switch (verdict) {
		case "passed":
			return "";
		case "not-run":
			return `<skipped${attributes({ message: reason })}/>`;
		case "known-gap":
			return `<skipped${attributes({ message: `known gap: ${reason}` })}/>`;
		case "unexpected-pass":
			return `<failure${attributes({ message: `unexpected pass, known gap: ${reason}` })}/>`;
		case "failed":
			return `<failure${attributes({ message: problems.join("\n") })}>${escaped(traceOf(exchanges))}</failure>`;
	}
}

function testcase(result: Result): string {
	const { id, title } = result.case;
	const time = (result.milliseconds / 1000).toFixed(3);
	return `\t\t<testcase${attributes({ classname: id, name: title, time })}>${outcome(result)}</testcase>`;
}

function suite(name: string, cases: string[], failures: number, skipped: number): string {
	const numbers = { tests: cases.length, failures, skipped };
	return [`\t<testsuite${attributes({ name, ...numbers })}>`, ...cases, "\t</testsuite>"].join("\n");
}

const isFailure = ({ verdict }: Result) => verdict === "failed" || verdict === "unexpected-pass";
const isSkipped = ({ verdict }: Result) => verdict === "not-run" || verdict === "known-gap";

export function junitReport(report: Report): string {
	const suites = (Object.keys(sections).map(Number) as Section[]).flatMap((section) => {
		const results = report.results.filter((result) => result.case.section === section);
		if (results.length === 0) return [];
		const name = `${section}. ${sections[section]}`;
		return [suite(name, results.map(testcase), results.filter(isFailure).length, results.filter(isSkipped).length)];
	});
	const whole = report.problems.map((message) => {
		const failure = `<failure${attributes({ message })}/>`;
		return `\t\t<testcase${attributes({ classname: "run", name: "The run as a whole" })}>${failure}</testcase>`;
	});
	if (whole.length > 0) suites.push(suite("The run", whole, whole.length, 0));
	const name = `conformance of ${report.target}`;
	return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name })}>\n${suites.join("\n")}\n</testsuites>\n`;
}
