import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, sameJson } from "../src/rules/canonical.ts";

/** The same value with the keys of every object in reverse. */
function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).reverse();
	return Object.fromEntries(entries.map(([key, entry]) => [key, reversed(entry)]));
}

const json = fc.jsonValue({ maxDepth: 4 });

describe("equality", () => {
	test("does not see the order of keys", () => {
		fc.assert(fc.property(json, (value) => sameJson(value, reversed(value))));
	});

	test("is that of the canonical text", () => {
		fc.assert(
			fc.property(json, json, (a, b) => {
				expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
			}),
		);
	});

	test.each<[unknown, unknown]>([
		[
			[1, 2],
			[2, 1],
		],
		[[], {}],
		[{ 0: 1 }, [1]],
		[{ a: null }, {}],
		[{ a: 1 }, { a: 1, b: 2 }],
		[{ a: 1, b: 2 }, { a: 1 }],
		[1, "1"],
		[0, false],
		[null, undefined],
		[{ toString: 1 }, {}],
		["é", "e\u0301"],
	])("%j and %j differ", (a, b) => {
		expect(sameJson(a, b)).toBe(false);
		expect(sameJson(b, a)).toBe(false);
	});

	test("a field that is undefined is one that was not sent", () => {
		expect(sameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
		expect(sameJson({ a: undefined }, { b: undefined })).toBe(true);
		expect(sameJson({ a: undefined, b: 1 }, { a: 1, b: undefined })).toBe(false);
		expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}');
	});
});

test("the canonical text is JSON of the same value, with sorted keys and no spaces", () => {
	fc.assert(fc.property(json, (value) => sameJson(JSON.parse(canonicalJson(value)), value)));
	expect(canonicalJson({ b: [1, { d: "ü", c: null }], "10": true, a: -0, "9": 1e21 })).toBe(
		'{"10":true,"9":1e+21,"a":0,"b":[1,{"c":null,"d":"ü"}]}',
	);
});
