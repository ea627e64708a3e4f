/** From the text of a payload to a body. */
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { stringify } from "yaml";
import { flatten, payloadFrom, snakeCase } from "../src/payload.ts";
import { parsePayload } from "../src/payload-text.ts";

/** JSON has no -0, and a key `__proto__` is no field. */
const body = fc
	.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 6 })
	.map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);

describe("text", () => {
	test("of JSON is read as JSON", () => {
		fc.assert(
			fc.property(body, (value) => {
				expect(parsePayload(JSON.stringify(value, null, "\t"))).toEqual(value);
			}),
		);
	});

	test("of YAML keeps what is in it", () => {
		fc.assert(
			fc.property(body, (value) => {
				expect(parsePayload(stringify(value))).toEqual(value);
			}),
		);
	});

	test.each([
		["numbers and booleans", "a: 1\nb: 1.50\nc: true\nd: null", { a: 1, b: 1.5, c: true, d: null }],
		["what only looks like them", 'a: "1"\nb: no\nc: 0007\nd: 1.2.3', { a: "1", b: "no", c: 7, d: "1.2.3" }],
		["dates, as text", "a: 2026-03-19\nb: 2026-03-19T08:00:00Z", { a: "2026-03-19", b: "2026-03-19T08:00:00Z" }],
		["lines", "a: |\n  one\n  two\nb: >-\n  one\n  two", { a: "one\ntwo\n", b: "one two" }],
		["members without braces", '"a": 1, "b": [2]', { a: 1, b: [2] }],
		["members with a comma at the end", '"a": 1,\n"b": {"c": 3},\n', { a: 1, b: { c: 3 } }],
		["YAML that is indented as a whole", "\n    a: 1\n    b:\n      - 2\n  ", { a: 1, b: [2] }],
		["JSON indented by tabs", '{\n\t"a": {\n\t\t"b": 1\n\t}\n}', { a: { b: 1 } }],
		["JSON with a mark of its byte order", '\uFEFF{"a": 1}', { a: 1 }],
		["an anchor used again", "a: &x { b: 1 }\nc: *x", { a: { b: 1 }, c: { b: 1 } }],
	])("has %s", (_, text, value) => {
		expect(parsePayload(text)).toEqual(value);
	});

	test.each([
		["a: [1, 2", /^is neither JSON nor YAML: .*line 1/],
		["a: 1\na: 2", /^is neither JSON nor YAML: Map keys must be unique at line/],
		['{"a": 1', /^is neither JSON nor YAML: /],
		["a: !important text", /^is neither JSON nor YAML: Unresolved tag: !important at line 1, column 4$/],
		["a: !!set {b, c}", /^is neither JSON nor YAML: Unresolved tag: .*:set at line 1/],
		["%OWN x\n---\na: 1", /^is neither JSON nor YAML: Unknown directive %OWN at line 1/],
		["? [a]\n: 1", /^is neither JSON nor YAML: .*keys must be strings at line 1/],
		["a: 1\n---\nb: 2", /^is neither JSON nor YAML: Source contains multiple documents at line 2/],
		["a: *b", /^is neither JSON nor YAML: Unresolved alias/],
	])("%j is refused, with the place", (text, message) => {
		expect(() => parsePayload(text)).toThrow(message);
	});

	test("of its own parts, the log gets none: lines of it could be commands", () => {
		const warned = [vi.spyOn(console, "warn"), vi.spyOn(process, "emitWarning")];
		onTestFinished(() => void vi.restoreAllMocks());
		for (const text of ["::error::a: !b secret", "? {secret: 1}\n: 1"]) expect(() => parsePayload(text)).toThrow();
		for (const spy of warned) expect(spy).not.toHaveBeenCalled();
	});
});

describe("a body", () => {
	test.each([
		["text", "is not an object"],
		[[1], "is not an object"],
		[null, "is not an object"],
		[{ a: { b: [Number.POSITIVE_INFINITY] } }, "has a number in a.b.0 that JSON does not know"],
		[{ contentState: {}, content_state: {} }, "has content_state twice, in two spellings"],
		[{ content_state: { currentStep: 1, current_step: 2 } }, "has content_state.current_step twice"],
		[parsePayload("a: &x [*x]"), "has more than 100 levels in a"],
		[{ metadata: JSON.parse("[".repeat(9000) + "]".repeat(9000)) }, "has more than 100 levels in metadata"],
	])("is not made of value %#", (value, message) => {
		expect(() => payloadFrom(value)).toThrow(message);
	});

	test("has the API's names where it has names, and none other changed", () => {
		const metadata = { builtBy: "ci" };
		expect(
			payloadFrom({ contentState: { numberOfSteps: 3, icon: { symbol: "bolt" } }, secondaryAction: null, metadata }),
		).toEqual({ content_state: { number_of_steps: 3, icon: { symbol: "bolt" } }, secondary_action: null, metadata });
	});

	test("names that are right stay", () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[a-z_]{0,20}$/), (name) => {
				expect(snakeCase(name)).toBe(name);
			}),
		);
	});
});

describe("flat", () => {
	/** A delimiter that is in no key, so that keys can be taken apart again. */
	const nested = fc.dictionary(
		fc.stringMatching(/^[a-z]{1,4}$/),
		fc.letrec((tie) => ({
			value: fc.oneof(
				fc.integer(),
				fc.boolean(),
				fc.string(),
				fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie("value"), { maxKeys: 3 }),
			),
		})).value,
		{ maxKeys: 5 },
	);

	test("nothing is nested, nothing is lost, and every value is what it was", () => {
		fc.assert(
			fc.property(nested, (value) => {
				for (const [path, leaf] of Object.entries(flatten(value, "."))) {
					const found = path
						.split(".")
						.reduce((inner, key) => (inner as Record<string, unknown>)[key], value as unknown);
					expect(leaf).toBe(found);
					expect(typeof leaf === "object" && Object.keys(leaf ?? {}).length > 0).toBe(false);
				}
				expect(flatten(flatten(value, "."), ".")).toEqual(flatten(value, "."));
			}),
		);
	});

	test("only what is free in form is made flat", () => {
		const value = { content_state: { icon: { symbol: "bolt" } }, metadata: { a: { b: 1 } } };
		expect(payloadFrom(value, "__")).toEqual({ ...value, metadata: { a__b: 1 } });
	});
});
