/** The blocks of the README and of docs/python.md are run against the mock, each after the first one of its document, and checked by mypy. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeBlocksAfterFirst, statusesHeard } from "../../../interop-tests/code-blocks.ts";
import { firstCells } from "../../../interop-tests/readme-table.ts";
import { describeWithPython, environment, folder, python } from "./python.ts";

const readme = readFileSync(join(folder, "README.md"), "utf8");
const exec = promisify(execFile);

const page = readFileSync(join(folder, "../../docs/python.md"), "utf8");
const blocks = Object.entries({ readme, page }).flatMap(([name, text]) =>
	codeBlocksAfterFirst(text, "python").map(({ line, first, code }) => ({ place: `${name}_${line}`, first, code })),
);

describeWithPython("the README and docs/python.md", () => {
	let interpreter = "";
	let temporary = "";
	const file = (place: string) => join(temporary, `${place}.py`);
	beforeAll(async () => {
		interpreter = await python();
		temporary = mkdtempSync(join(tmpdir(), "python-readme-"));
		for (const { place, first, code } of blocks) writeFileSync(file(place), `${first}\n${code}`);
	}, 300_000);
	afterAll(() => rmSync(temporary, { recursive: true, force: true }));

	test.concurrent.each(blocks)("$place runs", { timeout: 60_000 }, async ({ place, code }) => {
		const statuses = await statusesHeard(async (settings) => {
			const { stderr } = await exec(interpreter, [file(place)], { env: environment(settings) });
			expect(stderr).toBe("");
		});
		expect(statuses).not.toEqual([]);
		expect(statuses.filter((status) => status !== 200)).toEqual(code.includes("except ") ? [404] : []);
	});

	test("its blocks are what mypy accepts in strict mode", { timeout: 120_000 }, async () => {
		const files = blocks.map(({ place }) => file(place));
		const args = ["-m", "mypy", "--strict", "--cache-dir", "/dev/null", ...files];
		const { stdout } = await exec(interpreter, args, {
			env: environment({ MYPYPATH: `${folder}src` }),
			cwd: temporary,
		});
		expect(stdout).toMatch(/^Success/);
	});

	test("its table of errors has every class, that of settings every argument", async () => {
		const ask = `import inspect, activitysmith, activitysmith.errors as errors
print([name for name in activitysmith.__all__ if name.endswith("Error")])
print([name for name in inspect.signature(activitysmith.ActivitySmith).parameters])`;
		const { stdout } = await exec(interpreter, ["-c", ask], { env: environment() });
		const [classes, settings] = stdout
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line.replaceAll("'", '"')) as string[]);
		expect(firstCells(readme, "| class | when").sort()).toEqual(classes?.sort());
		expect(firstCells(readme, "| argument | default")).toEqual(settings);
	});
});
