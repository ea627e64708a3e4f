/** The contract of the ActivitySmith API as cases, a runner for them, and the targets that they are run against. */
export { type AnswerRule, answerRules } from "./answer-rules.ts";
export { type Account, type Case, type Context, type Section, sections } from "./case.ts";
export { allCases } from "./cases/index.ts";
export { catalogue } from "./catalogue.ts";
export { type CoveredStatus, coverageOf } from "./coverage.ts";
export * from "./driver.ts";
export { type KnownGaps, parseKnownGaps } from "./gaps.ts";
export { DriverError, DriverProcess, type DriverProgram } from "./process/process.ts";
export type * from "./process/protocol.ts";
export { jsonReport } from "./reporters/json.ts";
export { junitReport } from "./reporters/junit.ts";
export { textReport } from "./reporters/text.ts";
export { judge, type Report, type Result, runSuite, type SuiteOptions, type Verdict } from "./run.ts";
export { type RunOptions, runCase } from "./run-case.ts";
export { connectSdk } from "./sdk.ts";
export { type InProcessMock, inProcess } from "./targets/in-process.ts";
export { type ServerOptions, server } from "./targets/server.ts";
export { traceOf } from "./trace.ts";
