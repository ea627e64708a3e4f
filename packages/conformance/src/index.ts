/** The contract of the ActivitySmith API as cases, a runner for them, and the targets that they are run against. */
export { type AnswerRule, answerRules } from "./answer-rules.ts";
export { type Account, type Case, type Context, type Section, sections } from "./case.ts";
export { allCases } from "./cases/index.ts";
export * from "./driver.ts";
export { type KnownGaps, parseKnownGaps } from "./gaps.ts";
export { judge, type Report, type Result, runSuite, type SuiteOptions, type Verdict } from "./run.ts";
export { type RunOptions, runCase } from "./run-case.ts";
export { connectSdk } from "./sdk.ts";
export { inProcess } from "./targets/in-process.ts";
