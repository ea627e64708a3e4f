/** Languages that no npm package brings: their tests run where the machine has them. */
import { describe } from "vitest";

/** `describe`, or what stands in for it where something is missing. */
export type Describe = (name: string, body: () => void) => void;

/**
 * Without what they need, tests are skipped, which is said; in CI `npm test` takes a skipped test for a failed one.
 *
 * @param missing What is not there; `undefined` when all is.
 * @param remedy How to get it.
 */
export function describeWith(missing: string | undefined, remedy: string): Describe {
	return (name, body) => {
		if (missing !== undefined) console.warn(`Skipped, ${missing}: ${name}. ${remedy}`);
		describe.skipIf(missing !== undefined)(name, body);
	};
}
