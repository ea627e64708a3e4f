/** The blocks of the README and of docs/ruby.md are run against the mock, each after the first one of its document. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeBlocksAfterFirst, statusesHeard } from "../../../interop-tests/code-blocks.ts";
import { firstCells } from "../../../interop-tests/readme-table.ts";
import { describeWithRuby, environment, folder, runRuby } from "./ruby.ts";

const readme = readFileSync(join(folder, "README.md"), "utf8");

const documents = {
	"README.md": readme,
	"docs/ruby.md": readFileSync(join(folder, "../../docs/ruby.md"), "utf8"),
};

describeWithRuby("the documents of the Ruby SDK", () => {
	let temporary = "";
	beforeAll(() => {
		temporary = mkdtempSync(join(tmpdir(), "ruby-readme-"));
	});
	afterAll(() => rmSync(temporary, { recursive: true, force: true }));

	describe.each(Object.entries(documents))("%s", (document, text) => {
		test.concurrent.each(codeBlocksAfterFirst(text, "ruby"))(
			"the block at line $line runs",
			{ timeout: 60_000 },
			async ({ line, first, code }) => {
				const file = join(temporary, `${document.replace("/", "_")}_${line}.rb`);
				writeFileSync(file, `${first}\n${code}`);
				const statuses = await statusesHeard(async (settings) => {
					expect(await runRuby([file], environment(settings))).not.toMatch(/warn/);
				});
				expect(statuses).not.toEqual([]);
				expect(statuses.filter((status) => status !== 200)).toEqual(code.includes("rescue ") ? [404] : []);
			},
		);
	});

	test("the table of errors has every class, that of settings every argument", async () => {
		const ask = `require "activitysmith"
puts ActivitySmith.constants.grep(/Error\\z/)
puts "", ActivitySmith::Client.instance_method(:initialize).parameters.map(&:last)`;
		const said = await runRuby(["-e", ask]);
		const [classes = "", settings = ""] = said.trim().split("\n\n");
		expect(firstCells(readme, "| class | when").sort()).toEqual(classes.split("\n").sort());
		expect(firstCells(readme, "| argument | default")).toEqual(settings.split("\n"));
	});
});
