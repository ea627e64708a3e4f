/** The contract through the Go SDK: the same cases as through ours for TypeScript. */
import { DriverProcess } from "@activitysmith/conformance";
import { testSdk } from "../../../interop-tests/sdk-suite.ts";
import { build, describeWithGo, environment } from "./go.ts";

testSdk({
	language: "Go",
	start: async () => DriverProcess.start({ command: await build("go-driver", "./driver"), env: environment() }),
	describe: describeWithGo,
});
