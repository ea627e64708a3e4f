import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complete, type Steps, step } from "../src/steps.ts";

function* sum(values: readonly (number | Promise<number>)[]): Steps<number> {
	let total = 0;
	for (const value of values) total += yield* step(value);
	return total;
}

describe("steps", () => {
	test("end with a value when nothing has to be waited for", () => {
		expect(complete(sum([1, 2, 3]))).toBe(6);
	});

	test("come to the same whichever of them have to be waited for", async () => {
		const values = fc.array(fc.tuple(fc.integer(), fc.boolean()));
		await fc.assert(
			fc.asyncProperty(values, async (given) => {
				const total = given.reduce((sum, [value]) => sum + value, 0);
				const result = complete(sum(given.map(([value, later]) => (later ? Promise.resolve(value) : value))));
				expect(result instanceof Promise).toBe(given.some(([, later]) => later));
				expect(await result).toBe(total);
			}),
		);
	});

	test("take a promise of another realm as one", async () => {
		const foreign: Promise<number> = runInNewContext("Promise.resolve(2)");
		expect(foreign).not.toBeInstanceOf(Promise);
		expect(await complete(sum([1, foreign]))).toBe(3);
	});

	function* withDefault(value: number | Promise<number>): Steps<number> {
		try {
			return yield* step(value);
		} catch {
			return 0;
		}
	}

	test("catch what a promise rejects with, where they wait for it", async () => {
		expect(await complete(withDefault(Promise.reject(new Error("no"))))).toBe(0);
	});

	test("fail with what they throw: at once, or after a wait as a rejection", async () => {
		function* failing(value: number | Promise<number>): Steps<never> {
			throw new Error(`after ${yield* step(value)}`);
		}
		expect(() => complete(failing(1))).toThrow("after 1");
		await expect(complete(failing(Promise.resolve(2)))).rejects.toThrow("after 2");
		await expect(complete(sum([1, Promise.reject(new Error("no"))]))).rejects.toThrow("no");
	});

	test("are nested", async () => {
		function* outer(): Steps<number> {
			return (yield* sum([1, Promise.resolve(2)])) + (yield* withDefault(Promise.reject(new Error("no")))) + 4;
		}
		expect(await complete(outer())).toBe(7);
	});
});
