/** zod and the published JSON Schemas are one contract: they differ in the named refinements and in nothing else. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operations, validate } from "../src/index.ts";
import { bodies } from "./corpus.ts";
import { jsonSchema } from "./json-schema.ts";

const runs = 1500;

describe.each(Object.values(operations))("$id", ({ body }) => {
	const name = String(body.meta()?.id);

	test(`${name}: what zod accepts, the JSON Schema accepts; what zod alone refuses is a refinement`, () => {
		const published = jsonSchema(name);
		const seen = { accepted: 0, refined: 0, refused: 0 };
		fc.assert(
			fc.property(bodies(name), (input) => {
				const before = JSON.stringify(input);
				const result = validate(body, input);
				const accepted = published(input);
				if (result.ok) {
					seen.accepted += 1;
					expect(published.errors).toBe(null);
					expect(JSON.stringify(result.value, sortKeys)).toBe(JSON.stringify(input, sortKeys));
				} else if (accepted) {
					seen.refined += 1;
					expect(result.issues.filter((issue) => !issue.rule)).toEqual([]);
				} else seen.refused += 1;
				expect(JSON.stringify(input)).toBe(before);
			}),
			{ numRuns: runs },
		);
		// A corpus that is all good or all bad would prove nothing.
		expect(seen.accepted, JSON.stringify(seen)).toBeGreaterThan(runs / 20);
		expect(seen.refused, JSON.stringify(seen)).toBeGreaterThan(runs / 10);
	});
});

function sortKeys(_: string, value: unknown): unknown {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
