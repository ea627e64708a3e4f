/** The blocks of the README and of docs/php.md are run against the mock, each after the first one of its page. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeBlocksAfterFirst, statusesHeard } from "../../../interop-tests/code-blocks.ts";
import { firstCells } from "../../../interop-tests/readme-table.ts";
import { describeWithPhp, environment, folder, PHP } from "./php.ts";

const exec = promisify(execFile);
const pages = { "README.md": "README.md", "docs/php.md": "../../docs/php.md" };
const readme = readFileSync(join(folder, "README.md"), "utf8");

const blocks = Object.entries(pages).flatMap(([page, path]) => {
	const text = readFileSync(join(folder, path), "utf8");
	return codeBlocksAfterFirst(text, "php").map((block) => ({ ...block, page }));
});

describeWithPhp("the README and docs/php.md", () => {
	let temporary = "";
	beforeAll(() => {
		temporary = mkdtempSync(join(tmpdir(), "php-readme-"));
	});
	afterAll(() => rmSync(temporary, { recursive: true, force: true }));

	test.concurrent.each(blocks)("$page: the block at line $line runs", async ({ page, line, first, code }) => {
		const file = join(temporary, `${page.replaceAll("/", "-")}-${line}.php`);
		const program = `<?php\n${first}\n${code}`.replace("'vendor/autoload.php'", `'${folder}test/autoload.php'`);
		writeFileSync(file, program);
		const options = ["error_reporting=-1", "display_errors=stderr", "zend.assertions=1"].flatMap((one) => ["-d", one]);
		const statuses = await statusesHeard(async (settings) => {
			const { stderr } = await exec(PHP, [...options, file], { env: environment(settings) });
			expect(stderr).toBe("");
		});
		expect(statuses).not.toEqual([]);
		expect(statuses.filter((status) => status !== 200)).toEqual(code.includes("catch (") ? [404] : []);
	});

	test("the table of errors has every class, that of settings every argument", async () => {
		const ask = `require "${folder}test/autoload.php";
$classes = array_map(fn ($file) => basename($file, ".php"), glob("${folder}src/Exception/*.php"));
foreach ($classes as $class) {
	is_a("ActivitySmith\\\\Exception\\\\$class", "ActivitySmith\\\\Exception\\\\ActivitySmithException", true) or die($class);
}
$parameters = (new ReflectionClass("ActivitySmith\\\\ActivitySmith"))->getConstructor()->getParameters();
echo json_encode([$classes, array_map(fn ($parameter) => $parameter->getName(), $parameters)]);`;
		const { stdout } = await exec(PHP, ["-r", ask]);
		const [classes, settings] = JSON.parse(stdout) as [string[], string[]];
		expect(firstCells(readme, "| class | when").sort()).toEqual(classes.sort());
		expect(firstCells(readme, "| argument | default")).toEqual(settings);
	});
});
