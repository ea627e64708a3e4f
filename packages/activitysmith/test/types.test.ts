/**
 * The programs in `types/` compile, but for the lines below a `@ts-expect-error`. There the compiler says what stands
 * behind it: an error for another reason does not count. The published package's README compiles against ours.
 */
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { codeBlocks, typeCheck } from "./type-check.ts";

const folder = fileURLToPath(new URL("types", import.meta.url));
const publishedReadme = new URL("../../../node_modules/activitysmith-published/README.md", import.meta.url);

const programs = new Map(
	globSync("*.test-d.ts", { cwd: folder }).map((name) => [
		join(folder, name),
		readFileSync(join(folder, name), "utf8"),
	]),
);
const directive = /@ts-expect-error (.+)/;
const refusals = [...programs].flatMap(([file, text]) =>
	text.split("\n").flatMap((comment, index, lines) => {
		const reason = directive.exec(comment)?.[1];
		return reason ? [{ file, line: index + 2, code: lines[index + 1]?.trim(), reason }] : [];
	}),
);

const [setup, ...calls] = codeBlocks(readFileSync(publishedReadme, "utf8"), "ts");
const snippets = calls.map(({ line, code }) => ({
	line,
	file: join(folder, `published-${line}.ts`),
	code: `${setup?.code}\n${code}`,
}));

// Without the directives, so that the errors that they hide are seen.
const found = typeCheck(
	new Map([
		...Array.from(programs, ([file, text]) => [file, text.replaceAll("@ts-expect-error", "")] as const),
		...snippets.map(({ file, code }) => [file, code] as const),
	]),
);

test("everything else compiles", () => {
	const expected = new Set(refusals.map(({ file, line }) => `${file}:${line}`));
	const ofSnippets = new Set(snippets.map(({ file }) => file));
	expect(found.filter(({ file, line }) => !ofSnippets.has(file) && !expected.has(`${file}:${line}`))).toEqual([]);
	expect(refusals.length).toBeGreaterThan(100);
});

describe.each(Array.from(new Set(refusals.map(({ file }) => file)), (file) => ({ file, name: basename(file) })))(
	"$name refuses",
	({ file }) => {
		test.each(refusals.filter((refusal) => refusal.file === file))("$code", ({ line, reason }) => {
			const messages = found
				.filter((error) => error.file === file && error.line === line)
				.map(({ message }) => message);
			expect(messages.join("\n")).toContain(reason);
		});
	},
);

describe("the published README compiles", () => {
	test.each(snippets)("the call at line $line", ({ file }) => {
		expect(found.filter((error) => error.file === file)).toEqual([]);
	});
});
