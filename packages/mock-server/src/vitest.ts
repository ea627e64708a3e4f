/** Importing it, once in a setup file or in each test, adds the matchers to Vitest's `expect`. */
import { expect } from "vitest";
import { matchers, type PhoneMatchers } from "./matchers.ts";

export type { ExpectedActivity, ExpectedNotification, PhoneMatchers } from "./matchers.ts";

expect.extend(matchers);

declare module "vitest" {
	interface Matchers<R extends void | Promise<void>, T> extends PhoneMatchers<R> {}
}
