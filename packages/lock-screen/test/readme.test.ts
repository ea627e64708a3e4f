/** The README: its programs run, and its tables leave nothing out. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const protocol = readFileSync(new URL("../src/protocol.ts", import.meta.url), "utf8");
// Inside the package, where its own name is known.
const folder = mkdtempSync(fileURLToPath(new URL(".readme-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

const serving = readme.split("## Serving the page\n")[1]?.split("\n## ")[0] ?? "";

test("the program that serves the page runs as it stands there", () => {
	const [, code = ""] = /```ts\n(.*?)```/s.exec(serving) ?? [];
	expect(code).toContain("pageResponse");
	const program = join(folder, "program.ts");
	writeFileSync(program, code);
	execFileSync(process.execPath, ["--conditions=@activitysmith/source", program], { stdio: "pipe", timeout: 30_000 });
});

test("every setting and every event is in the tables, and nothing else", () => {
	const [, fields = ""] = /interface PageSettings \{(.*?)\n\}/s.exec(protocol) ?? [];
	const known = [...fields.matchAll(/^\t(\w+)\??:/gm)].map(([, name]) => name);
	const events = [...protocol.matchAll(/Event `(\w+)`/g)].map(([, name]) => name);
	const written = [...serving.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = ""]) =>
		[...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
	);
	expect(known.length).toBeGreaterThan(5);
	expect(written.filter((name) => name !== "PageSettings").toSorted()).toEqual([...known, ...events].toSorted());
});
