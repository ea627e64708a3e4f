import { testSdk } from "../../../interop-tests/sdk-suite.ts";
import { describeWithPython, startDriver } from "./python.ts";

testSdk({ language: "Python", variants: ["sync", "async"], start: startDriver, describe: describeWithPython });
