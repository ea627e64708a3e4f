import { expect, test } from "vitest";
import { tableOf } from "./sdk/table.ts";

const rows = [
	{ section: "Streams", id: "stream.put" },
	{ section: "Streams", id: "stream.end" },
	{ section: "Badge", id: "badge.zero" },
];
const all = { column: "Go", passed: ["stream.put", "stream.end", "badge.zero"] };

test("counts what each SDK passed, section by section, and says which did not run", () => {
	const { summary, gaps, absent } = tableOf(rows, ["Go", "Ruby"], [all]);
	expect(summary).toBe(`         cases  Go  Ruby
Streams      2   2     –
Badge        1   1     –
all          3   3     –`);
	expect(gaps).toEqual([]);
	expect(absent).toEqual(["Ruby"]);
});

test("has every case with every SDK, and names what is missing", () => {
	const { markdown, gaps } = tableOf(rows, ["Go", "Ruby"], [all, { column: "Ruby", passed: ["stream.put", "gone"] }]);
	expect(markdown).toBe(`| case | Go | Ruby |
| --- | :-: | :-: |
| \`stream.put\` | ✓ | ✓ |
| \`stream.end\` | ✓ | ✗ |
| \`badge.zero\` | ✓ | ✗ |
`);
	expect(gaps).toEqual(["Ruby: stream.end", "Ruby: badge.zero"]);
});
