/** The contract through the Python SDK, by both of its clients: the same cases as through ours for TypeScript. */
import { allCases, type DriverProcess, judge, runCase, server, type Target, traceOf } from "@activitysmith/conformance";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWithPython, startDriver } from "./python.ts";

/** A driver is started once, cases go through it side by side. */
const CASE_MS = 60_000;

describeWithPython("the contract through the Python SDK", () => {
	const mock = createMock({ accounts: [{ keys: ["ask_first"] }], limits: { requestsPerMinute: 60 } });
	let target: Target;
	beforeAll(async () => {
		const { baseURL } = await mock.listen();
		target = await server({ name: "mock-over-http", baseURL });
	});
	afterAll(() => mock.close());

	describe.each(["sync", "async"])("%s", (kind) => {
		let driver: DriverProcess;
		const passed = new Set<string>();
		beforeAll(async () => {
			driver = await startDriver(kind);
		}, 300_000);
		afterAll(async () => {
			const { language, version } = await driver.ready;
			await driver.close();
			console.log(`${language} ${version} (${kind}): ${passed.size} of ${allCases.length} cases passed`);
		});

		test.concurrent.each(allCases.map((one) => [one.id, one] as const))("%s", { timeout: CASE_MS }, async (id, one) => {
			const attempt = await runCase(one, target, { connect: driver.connect, timeout: CASE_MS / 2 });
			const { verdict, problems, exchanges } = judge(one, attempt);
			expect(verdict, `${one.title}\n${problems.join("\n")}\n\n${traceOf(exchanges)}`).toBe("passed");
			passed.add(id);
		});
	});
});
