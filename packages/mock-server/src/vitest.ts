/** Importing it, once in a setup file or in each test, adds the matchers to Vitest's `expect`. */
import { expect } from "vitest";
import { matchers, type PhoneMatchers } from "./matchers.ts";

export type { ExpectedActivity, ExpectedNotification, PhoneMatchers } from "./matchers.ts";

expect.extend(matchers);

declare module "vitest" {
	interface AsymmetricMatchersContaining extends PhoneMatchers<unknown> {}
}

/** Vitest's own interfaces have other type parameters in each major; this one has none, and all of them take it over. */
declare global {
	namespace Chai {
		interface Assertion extends PhoneMatchers<void> {}
	}
}
