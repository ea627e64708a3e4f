/** The blocks of the README and of docs/php.md are run against the mock, each after the first one of its page. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstCells } from "../../../interop-tests/table.ts";
import { describeWithPhp, environment, folder, PHP } from "./php.ts";

const exec = promisify(execFile);
const pages = { "README.md": "README.md", "docs/php.md": "../../docs/php.md" };
const readme = readFileSync(join(folder, "README.md"), "utf8");

const blocks = Object.entries(pages).flatMap(([page, path]) => {
	const text = readFileSync(join(folder, path), "utf8");
	const [setup, ...others] = [...text.matchAll(/^```php\n(.*?)^```$/gms)].map(({ 1: code = "", index }) => ({
		page,
		line: text.slice(0, index).split("\n").length,
		code,
	}));
	return others.map((block) => ({ ...block, setup: setup?.code ?? "" }));
});

describeWithPhp("the README and docs/php.md", () => {
	let temporary = "";
	beforeAll(() => {
		temporary = mkdtempSync(join(tmpdir(), "php-readme-"));
	});
	afterAll(() => rmSync(temporary, { recursive: true, force: true }));

	test.concurrent.each(blocks)("$page: the block at line $line runs", async ({ page, line, setup, code }) => {
		await using mock = createMock({
			accounts: [
				{ keys: ["ask_readme"], metrics: ["deploy.success_rate", "prod.status"], channels: { ops: {}, nobody: {} } },
			],
		});
		mock.setChannel("ops", { users: ["user-1"] });
		const { baseURL } = await mock.listen();
		const file = join(temporary, `${page.replaceAll("/", "-")}-${line}.php`);
		const program = `<?php\n${setup}\n${code}`.replace("'vendor/autoload.php'", `'${folder}test/autoload.php'`);
		writeFileSync(file, program);
		const settings = { ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_readme" };
		const options = ["error_reporting=-1", "display_errors=stderr", "zend.assertions=1"].flatMap((one) => ["-d", one]);
		const { stderr } = await exec(PHP, [...options, file], { env: environment(settings) });
		expect(stderr).toBe("");
		const calls = mock.journal.entries();
		expect(calls.length).toBeGreaterThan(0);
		const refused = calls.filter(({ status }) => status !== 200);
		expect(refused.map(({ status }) => status)).toEqual(code.includes("catch (") ? [404] : []);
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
