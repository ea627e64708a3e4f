/** Runs the suite against a target and says what came of it. */
import { answerRules } from "./answer-rules.ts";
import type { Case } from "./case.ts";
import { allCases } from "./cases/index.ts";
import { isolates, type Target } from "./driver.ts";
import type { Exchange, Violation } from "./exchange.ts";
import type { KnownGaps } from "./gaps.ts";
import { type Attempt, type RunOptions, runCase } from "./run-case.ts";

export type Verdict = "passed" | "failed" | "not-run" | "known-gap" | "unexpected-pass";

export interface Result {
	case: Pick<Case, "id" | "section" | "title" | "needs">;
	verdict: Verdict;
	/** Why it was not run, or the reason of the known gap. */
	reason?: string;
	/** What went wrong. */
	problems: string[];
	exchanges: Exchange[];
	milliseconds: number;
}

export interface Report {
	target: string;
	results: Result[];
	/** What is wrong with the run as a whole, such as that nothing ran. */
	problems: string[];
	ok: boolean;
}

export interface SuiteOptions extends RunOptions {
	/** All there are. @default those of this package */
	cases?: readonly Case[];
	/** Which of them to run. @default all */
	filter?: (one: Case) => boolean;
	knownGaps?: KnownGaps;
	/** How many cases run at the same time where each has accounts of its own. @default 8 */
	parallel?: number;
	onResult?: (result: Result) => void;
}

const noGaps: KnownGaps = new Map();

/** Violations of the rules for answers, without those that are known. */
function violationsOf(exchanges: Exchange[], gaps: KnownGaps = noGaps): Violation[] {
	return exchanges.flatMap(({ violations }) => violations.filter(({ rule }) => !gaps.has(rule)));
}

/** What an attempt comes to, given what is known of the target. */
export function judge({ id, section, title, needs }: Case, attempt: Attempt, gaps: KnownGaps = noGaps): Result {
	const identity = { id, section, title, needs };
	if (attempt.kind === "not-run") {
		const { reason } = attempt;
		return { case: identity, verdict: "not-run", reason, problems: [], exchanges: [], milliseconds: 0 };
	}
	const { exchanges, milliseconds } = attempt;
	const violations = new Set(violationsOf(exchanges, gaps).map(({ rule, message }) => `${rule}: ${message}`));
	const problems = [...(attempt.kind === "failed" ? [attempt.error.message] : []), ...violations];
	const failed = problems.length > 0;
	const reason = gaps.get(id);
	const verdict = failed ? (reason ? "known-gap" : "failed") : reason ? "unexpected-pass" : "passed";
	return { case: identity, verdict, ...(reason && { reason }), problems, exchanges, milliseconds };
}

/** Gaps that name nothing, and rules that hold although they are listed. */
function gapProblems(gaps: KnownGaps, cases: readonly Case[], results: Result[]): string[] {
	const broken = new Set(results.flatMap(({ exchanges }) => exchanges.flatMap((e) => e.violations.map((v) => v.rule))));
	return [...gaps.keys()].flatMap((id) => {
		if (answerRules.some((rule) => rule.id === id)) {
			return broken.has(id) ? [] : [`${id} is listed as a known gap, but every answer keeps it: take it off the list`];
		}
		return cases.some((one) => one.id === id) ? [] : [`${id} is listed as a known gap, but there is no such case`];
	});
}

/** Runs the cases against a target: side by side where each has accounts of its own, else one after another. */
export async function runSuite(target: Target, options: SuiteOptions = {}): Promise<Report> {
	const { cases = allCases, filter = () => true, knownGaps = noGaps, parallel = 8, onResult } = options;
	const chosen = cases.filter(filter);
	const results: Result[] = [];
	const queue = chosen.entries();
	const work = async () => {
		for (const [index, one] of queue) {
			const result = judge(one, await runCase(one, target, options), knownGaps);
			results[index] = result;
			onResult?.(result);
		}
	};
	await Promise.all(Array.from({ length: isolates(target) ? parallel : 1 }, work));

	const whole = chosen.length === cases.length;
	const problems = [
		...(results.every(({ verdict }) => verdict === "not-run") ? ["No case was run"] : []),
		// A part of the suite can't tell whether a rule holds everywhere.
		...(whole ? gapProblems(knownGaps, cases, results) : []),
	];
	const bad = results.some(({ verdict }) => verdict === "failed" || verdict === "unexpected-pass");
	return { target: target.name, results, problems, ok: problems.length === 0 && !bad };
}
