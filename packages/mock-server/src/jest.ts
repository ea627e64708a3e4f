/** Importing it, once in a setup file or in each test, adds the matchers to Jest's `expect`. */
import { expect } from "@jest/globals";
import { matchers, type PhoneMatchers } from "./matchers.ts";

export type { ExpectedActivity, ExpectedNotification, PhoneMatchers } from "./matchers.ts";

expect.extend(matchers);

/** For `import { expect } from "@jest/globals"`, which has its types from this package. */
declare module "expect" {
	interface Matchers<R extends void | Promise<void>, T> extends PhoneMatchers<R> {}
}

/** For the global `expect` as `@types/jest` describes it. */
declare global {
	namespace jest {
		interface Matchers<R, T> extends PhoneMatchers<R> {}
	}
}
