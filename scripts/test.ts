/**
 * `npm test`: everything that must hold before a change is done, each step even when one before it failed.
 *
 *   npm test                    all of it, ending with `N passed, N failed` over steps and tests
 *   npm test -- packages/core   only the tests whose path holds that, and any other argument of vitest
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allCases, sdkCases, sections } from "@activitysmith/conformance";
import { lintSteps } from "./lint.ts";
import { languages } from "./sdk/languages.ts";
import { type Column, tableOf } from "./sdk/table.ts";
import { root, runSteps, type Step, type StepResult } from "./step.ts";
import { type TestCount, tally } from "./tally.ts";

const before: Step[] = [
	{ name: "generated files", command: "scripts/generate.ts", args: ["--check"] },
	...lintSteps,
	{ name: "types", command: "tsc", args: ["--build", "--pretty", "false"] },
	{ name: "build", command: "scripts/build.ts" },
];

const after: Step[] = [{ name: "packages as published", command: "scripts/check-packages.ts" }];

function vitest(args: string[], env: Record<string, string> = {}): Step {
	return { name: "tests", command: "vitest", args: ["run", ...args], env, live: true };
}

/** Says what the SDK of each language has passed. Those that were skipped are counted as such already. */
async function compareSdks(folder: string): Promise<StepResult> {
	const files = await readdir(folder).catch(() => []);
	const recorded = files.map(async (file) => JSON.parse(await readFile(join(folder, file), "utf8")) as Column);
	const rows = [
		...allCases.map(({ section, id }) => ({ section: sections[section], id })),
		...sdkCases.map(({ id }) => ({ section: "Clients", id })),
	];
	const names = ["TypeScript", ...languages.flatMap(({ clients }) => clients)];
	const { summary, markdown, gaps, absent } = tableOf(rows, names, await Promise.all(recorded));
	const cache = join(root, "node_modules", ".cache");
	await mkdir(cache, { recursive: true });
	await writeFile(join(cache, "sdks.md"), markdown);
	console.log(`\n${summary}\nCase by case: node_modules/.cache/sdks.md`);
	for (const gap of gaps) console.log(`✗ ${gap}`);
	return { name: "all SDKs alike", ok: gaps.length === 0 && absent.length < names.length, seconds: 0 };
}

/** Reads vitest's own report, because its exit code is silent about what did not run. */
async function countTests(report: string): Promise<TestCount> {
	const text = await readFile(report, "utf8").catch(() => "{}");
	const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = JSON.parse(text);
	return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

async function testAll(): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), "report-"));
	const report = join(folder, "vitest.json");
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
	const results = join(folder, "sdks");
	const steps = await runSteps([...before, vitest(reporters, { SDK_RESULTS: results }), ...after]);
	const tests = await countTests(report);
	steps.push(await compareSdks(results));
	await rm(folder, { recursive: true, force: true });

	const { passed, failed, complaints } = tally(steps, tests, process.env.CI === "true");
	const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
	console.log(`\n${seconds.toFixed(0)} s in all${complaints.map((complaint) => `\n✗ ${complaint}`).join("")}`);
	console.log(`${passed} passed, ${failed} failed`);
	if (complaints.length > 0) process.exitCode = 1;
}

const args = process.argv.slice(2);
if (args.length === 0) await testAll();
else if ((await runSteps([vitest(args)])).some(({ ok }) => !ok)) process.exitCode = 1;
