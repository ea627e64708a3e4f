import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonProblem } from "../src/page/composer/json-problem.ts";

function parses(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** JSON with a few characters taken out, put in or doubled. */
const almostJson = fc
	.tuple(
		fc.json({ maxDepth: 3 }),
		fc.array(
			fc.tuple(
				fc.nat(),
				fc.constantFrom("", ",", '"', "}", "]", "{", "[", ":", "0", "-", ".", "\n", "\\", "e", " ", "t"),
			),
		),
	)
	.map(([text, edits]) =>
		edits.reduce((edited, [place, what]) => {
			const at = place % (edited.length + 1);
			return edited.slice(0, at) + what + edited.slice(what === "" ? at + 1 : at);
		}, text),
	);

it("finds a problem exactly where JSON.parse fails", () => {
	fc.assert(
		fc.property(
			fc.oneof(almostJson, fc.string({ unit: fc.constantFrom(...'{}[]:,"\\ 01.-+eEtruefalsn\n') })),
			(text) => {
				expect(jsonProblem(text) === null, text).toBe(parses(text));
			},
		),
		{ numRuns: 3000 },
	);
});

it.each([
	["", 1, 1, "Expected a value, not the end."],
	['{\n\t"a": 1,\n}', 3, 1, 'Expected a name in double quotes, not "}".'],
	['{"a":x}', 1, 6, 'Expected a value, not "x".'],
	['{"a" 1}', 1, 6, 'Expected a colon, not "1".'],
	['["a"\n"b"]', 2, 1, 'Expected a comma or ], not "\\"".'],
	["{", 1, 2, "Expected a name in double quotes or }, not the end."],
	["01", 1, 2, 'Expected the end, not "1".'],
	['{"a": "b\n"}', 1, 7, "This string does not end, or has a character that must be escaped."],
	['{"💸": 💸}', 1, 8, 'Expected a value, not "💸".'],
])("says what is wrong in %j", (text, line, column, message) => {
	expect(jsonProblem(text)).toEqual({ line, column, message });
});
