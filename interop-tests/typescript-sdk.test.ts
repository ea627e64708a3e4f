/** Our SDK for TypeScript is driven in this process; those of the other languages are in their packages. */
import { callSdk, connectSdk } from "@activitysmith/conformance";
import { testSdk } from "./sdk-suite.ts";

testSdk({
	language: "TypeScript",
	start: async () => ({ call: callSdk, connect: connectSdk, close: async () => undefined }),
});
