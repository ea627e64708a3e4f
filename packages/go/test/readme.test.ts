/** The Go of the README and of docs/go.md is compiled into one program, and each block is run against the mock. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CodeBlock, codeBlocks, statusesHeard } from "../../../interop-tests/code-blocks.ts";
import { firstCells } from "../../../interop-tests/readme-table.ts";
import { describeWithGo, environment, folder, go, unformatted } from "./go.ts";

const MODULE = "github.com/ActivitySmithHQ/activitysmith-go";
const readme = readFileSync(join(folder, "README.md"), "utf8");
const page = readFileSync(join(folder, "../../docs/go.md"), "utf8");

/** What blocks may use, by the name before the dot. */
const packages: Record<string, string> = {
	activitysmithsdk: `activitysmithsdk "${MODULE}"`,
	generated: `"${MODULE}/generated"`,
	...Object.fromEntries(
		["context", "encoding/json", "errors", "fmt", "io", "log", "net/http", "os", "strings", "time"].map((path) => [
			path.replace(/.*\//, ""),
			`"${path}"`,
		]),
	),
};

interface Block extends CodeBlock {
	document: string;
	name: string;
}

function blocksOf(document: string, text: string): Block[] {
	return codeBlocks(text, "go").map((block) => ({ ...block, document, name: `${document}At${block.line}` }));
}

const blocks = [...blocksOf("readme", readme), ...blocksOf("page", page)];

/** A block as a function of a file; what is a program already keeps its imports. */
function fileOf({ name, code }: Block): string {
	if (code.startsWith("package main\n"))
		return code.replace("func main() {", `func ${name}(*activitysmithsdk.Client) {`);
	const used = Object.keys(packages).filter((one) => new RegExp(`\\b${one}\\.`).test(code));
	const imports = [...new Set([...used, "activitysmithsdk"])].map((one) => `\t${packages[one]}\n`);
	const body = code.replace(/^(?=.)/gm, "\t");
	return `package main\n\nimport (\n${imports.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)).join("")})\n\nfunc ${name}(activitysmith *activitysmithsdk.Client) {\n${body}}\n`;
}

/** Imports are sorted by their paths. */
const sortKey = (line: string) => line.replace(/^[^"]*/, "");

const main = `package main

import (
	"os"

	activitysmithsdk "${MODULE}"
)

func main() {
	activitysmith, err := activitysmithsdk.New("")
	if err != nil {
		panic(err)
	}
	map[string]func(*activitysmithsdk.Client){
${blocks.map(({ name }) => `\t\t"${name}": ${name},\n`).join("")}	}[os.Args[1]](activitysmith)
}
`;

describeWithGo("the README and docs/go.md", () => {
	let temporary = "";
	const program = () => join(temporary, "blocks");
	beforeAll(async () => {
		temporary = mkdtempSync(join(tmpdir(), "go-readme-"));
		const mod = `module readme\n\ngo 1.24\n\nrequire ${MODULE} v0.0.0\n\nreplace ${MODULE} => ${folder}\n`;
		writeFileSync(join(temporary, "go.mod"), mod);
		writeFileSync(join(temporary, "main.go"), main.replace(/^(\t\t"\w+":) +/gm, "$1 "));
		for (const block of blocks) writeFileSync(join(temporary, `${block.name}.go`), fileOf(block));
		await go(["build", "-o", program(), "."], temporary);
	}, 300_000);
	afterAll(() => rmSync(temporary, { recursive: true, force: true }));

	test.concurrent.each(blocks)("the block at line $line of the $document runs", { timeout: 60_000 }, async (block) => {
		const statuses = await statusesHeard(async (settings) => {
			const { stderr } = await promisify(execFile)(program(), [block.name], { env: environment(settings) });
			expect(stderr).toBe("");
		});
		expect(statuses).not.toEqual([]);
		expect(statuses.filter((status) => status !== 200)).toEqual(block.code.includes("errors.As(") ? [404] : []);
	});

	test("its blocks are as gofmt has them, and vet finds nothing", { timeout: 60_000 }, async () => {
		const files = blocks.map(({ name }) => join(temporary, `${name}.go`));
		expect(await unformatted(files)).toEqual([]);
		await go(["vet", "./..."], temporary);
	});

	test("its table of errors has every type, that of settings every option", async () => {
		const doc = await go(["doc", "-short", "."]);
		const errors = [...doc.matchAll(/^type (\w+Error) struct/gm)].map(([, name]) => name);
		const options = [...doc.matchAll(/^ *func (With\w+)\(.*\) Option$/gm)].map(([, name]) => name);
		expect(firstCells(readme, "| type | when").sort()).toEqual(errors.sort());
		expect(firstCells(readme, "| option | default").sort()).toEqual(options.sort());
	});
});
