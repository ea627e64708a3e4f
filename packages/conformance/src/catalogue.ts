/** The list of cases as a document: what a server of this API has to do, sentence by sentence. */
import { answerRules } from "./answer-rules.ts";
import { type Case, type Section, sections } from "./case.ts";

const INTRODUCTION = `<!-- Generated from packages/conformance/src/cases by \`npm run generate\`. Do not edit. -->

# What every server of this API does

Each sentence is a case of the suite in [packages/conformance](../packages/conformance/README.md), which runs against the
mock and can be run against any server. The name behind a sentence selects it: \`activitysmith-conformance --filter <name>\`.
The last column says what a case needs beside the API itself; where a server does not offer that, the case is not run.`;

function cell(text: string): string {
	return text.replaceAll("|", "\\|");
}

function row({ title, id, needs }: Case): string {
	return `| ${cell(title)} | \`${id}\` | ${needs.join(", ")} |`;
}

export function catalogue(cases: readonly Case[]): string {
	const numbers = Object.keys(sections).map(Number) as Section[];
	const chapters = numbers.flatMap((section) => {
		const own = cases.filter((one) => one.section === section);
		if (own.length === 0) return [];
		return [`## ${section}. ${sections[section]}`, ["| | case | needs |", "|---|---|---|", ...own.map(row)].join("\n")];
	});
	const rules = answerRules.map(({ id, title }) => `| ${cell(title)} | \`${id}\` |`);
	const every = ["## Every answer", ["| | rule |", "|---|---|", ...rules].join("\n")];
	const total = `${cases.length} cases, and ${answerRules.length} rules that are looked at with every answer.`;
	return `${[INTRODUCTION, total, ...chapters, ...every].join("\n\n")}\n`;
}
