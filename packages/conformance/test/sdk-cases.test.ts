/** What all SDKs have in common, through ours for TypeScript. */
import { expect, test } from "vitest";
import { callSdk, sdkCases } from "../src/index.ts";

test.concurrent.each(sdkCases)("$id", async ({ run }) => {
	await expect(run(callSdk)).resolves.toBe(undefined);
});
