/** The contract through the Go SDK: the same cases as through ours for TypeScript. */
import { DriverProcess } from "@activitysmith/conformance";
import { buildGo } from "../../../interop-tests/go.ts";
import { testSdk } from "../../../interop-tests/sdk-suite.ts";
import { describeWithGo, environment, folder } from "./go.ts";

testSdk({
	language: "Go",
	start: async () =>
		DriverProcess.start({ command: await buildGo("go-driver", `${folder}test`, "./driver"), env: environment() }),
	describe: describeWithGo,
});
