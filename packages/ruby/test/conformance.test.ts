import { testSdk } from "../../../interop-tests/sdk-suite.ts";
import { describeWithRuby, startDriver } from "./ruby.ts";

testSdk({ language: "Ruby", start: startDriver, describe: describeWithRuby });
