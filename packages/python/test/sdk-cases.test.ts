/** What all SDKs have in common, through the Python SDK's two clients. */
import { type DriverProcess, sdkCases } from "@activitysmith/conformance";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWithPython, startDriver } from "./python.ts";

describeWithPython("what all SDKs have in common", () => {
	describe.each(["sync", "async"])("%s", (kind) => {
		let driver: DriverProcess;
		let passed = 0;
		beforeAll(async () => {
			driver = await startDriver(kind);
		}, 300_000);
		afterAll(async () => {
			const { language, version } = await driver.ready;
			await driver.close();
			console.log(`${language} ${version} (${kind}): ${passed} of ${sdkCases.length} rules of SDKs kept`);
		});

		test.concurrent.each(sdkCases)("$id", { timeout: 60_000 }, async ({ run }) => {
			await expect(run(driver.call)).resolves.toBe(undefined);
			passed += 1;
		});
	});
});
