/** What all SDKs have in common, through the Python SDK's two clients. */
import { DriverProcess, sdkCases } from "@activitysmith/conformance";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWithPython, environment, folder, python } from "./python.ts";

describeWithPython("what all SDKs have in common", () => {
	describe.each(["sync", "async"])("%s", (kind) => {
		let driver: DriverProcess;
		beforeAll(async () => {
			const args = [`${folder}conformance/driver.py`, kind];
			driver = await DriverProcess.start({ command: await python(), args, env: environment() });
		}, 300_000);
		afterAll(() => driver.close());

		test.concurrent.each(sdkCases)("$id", { timeout: 60_000 }, async ({ run }) => {
			await expect(run(driver.call)).resolves.toBe(undefined);
		});
	});
});
