/** The short way through a schema gives what zod gives, or leaves it to zod. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { acceptorOf, refused } from "../src/accept.ts";
import { ContentStateStart, operations, validate } from "../src/index.ts";
import { bodies } from "./corpus.ts";

const checked = [...Object.values(operations).map(({ body }) => body), ContentStateStart];
const named = checked.map((schema) => [String(schema.meta()?.id), schema] as const);

describe.each(named)("%s", (name, schema) => {
	test("what zod takes, it takes, and makes the same copy of it", () => {
		const accept = acceptorOf(schema);
		let taken = 0;
		fc.assert(
			fc.property(bodies(name), (input) => {
				const accepted = accept?.(input);
				const { success, data } = schema.safeParse(input);
				expect(accepted !== refused).toBe(success);
				if (!success) return;
				taken += 1;
				expect(accepted).toStrictEqual(data);
				expect(accepted).not.toBe(input);
			}),
			{ numRuns: 1000 },
		);
		expect(taken).toBeGreaterThan(50);
	});
});

const other = {
	"a default": z.strictObject({ a: z.string().default("b") }),
	"a transformation": z.strictObject({ a: z.string().transform(Number) }),
	"a coercion": z.array(z.coerce.number()),
	"an overwritten text": z.union([z.null(), z.string().trim()]),
	"a pipe": z.string().pipe(z.string()),
	"an object that drops fields": z.object({ a: z.string() }),
	"an object that keeps fields": z.looseObject({ a: z.string() }),
	"a record": z.record(z.string(), z.string()),
};

test.each(Object.entries(other))("leaves %s to zod", (_, schema) => {
	expect(acceptorOf(schema)).toBe(undefined);
});

test("leaves to zod what JSON cannot be", () => {
	const accept = acceptorOf(z.strictObject({ a: z.string().optional() }));
	expect(accept?.({ a: "b" })).toEqual({ a: "b" });
	for (const odd of [{ a: undefined }, Object.create({ a: "b" }), new (class A {})(), [], undefined]) {
		expect(accept?.(odd)).toBe(refused);
	}
	// Which it does as ever.
	expect(validate(z.strictObject({ a: z.string().optional() }), { a: undefined })).toEqual({
		ok: true,
		value: { a: undefined },
	});
});

test("asks a rule only where zod would", () => {
	const rules = z
		.string()
		.min(2)
		.refine((text) => text !== "no")
		.max(3);
	const accept = acceptorOf(rules);
	expect(["a", "no", "abc", "abcd"].map((text) => accept?.(text))).toEqual([refused, refused, "abc", refused]);
});
