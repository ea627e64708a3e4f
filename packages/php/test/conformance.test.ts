import { testSdk } from "../../../interop-tests/sdk-suite.ts";
import { describeWithPhp, startDriver } from "./php.ts";

testSdk({ language: "PHP", start: startDriver, describe: describeWithPhp });
