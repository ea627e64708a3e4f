/** The README compiles, and says what the sources say. Its programs are run in examples/snippets.test.ts. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as sdk from "../src/index.ts";
import { codeBlocks, typeCheck } from "./type-check.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");
const [setup, ...blocks] = codeBlocks(readme, "ts");
const programs = blocks.map(({ line, code }) => ({
	line,
	file: fileURLToPath(new URL(`readme-${line}.ts`, import.meta.url)),
	code: `${setup?.code}\n${code}`,
}));
const found = typeCheck(new Map(programs.map(({ file, code }) => [file, code])));

describe("the README compiles", () => {
	test.each(programs)("the block at line $line", ({ file }) => {
		expect(found.filter((error) => error.file === file)).toEqual([]);
	});
});

/** The first cells of the table that begins with these headings. */
function firstCells(headings: string): string[] {
	const table = readme.slice(readme.indexOf(headings)).split("\n\n")[0] ?? "";
	const rows = table.split("\n").slice(2);
	return rows.map((row) => /`(\w+)`/.exec(row)?.[1] ?? row);
}

test("its table of errors has every class", () => {
	const classes = Object.keys(sdk).filter((name) => name.endsWith("Error"));
	expect(firstCells("| class | when").sort()).toEqual(classes.sort());
});

test("its table of options has every option", () => {
	const [, options = ""] =
		/^export interface ActivitySmithOptions \{\n(.*?)^\}/ms.exec(read("../src/options.ts")) ?? [];
	const names = Array.from(options.matchAll(/^\t(\w+)\?/gm), ([, name]) => name);
	expect(names.length).toBeGreaterThan(5);
	expect(firstCells("| option | default")).toEqual(names);
});

test("its table of types has every type", () => {
	const table = readme.slice(readme.indexOf("| `type` |")).split("\n\n")[0] ?? "";
	for (const type of Object.values(sdk.ActivitySmith.liveActivityTypes)) expect(table).toContain(`\`${type}\``);
});
