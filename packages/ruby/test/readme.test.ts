/** The blocks of the README and of docs/ruby.md are run against the mock, each after the first one of its document. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstCells } from "../../../interop-tests/table.ts";
import { describeWithRuby, environment, folder, runRuby } from "./ruby.ts";

const readme = readFileSync(join(folder, "README.md"), "utf8");

function blocksOf(text: string) {
	const blocks = [...text.matchAll(/^```ruby\n(.*?)^```$/gms)].map(({ 1: code = "", index }) => ({
		line: text.slice(0, index).split("\n").length,
		code,
	}));
	const [setup, ...others] = blocks;
	return others.map(({ line, code }) => ({ line, code: `${setup?.code}\n${code}` }));
}

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
		test.concurrent.each(blocksOf(text))(
			"the block at line $line runs",
			{ timeout: 60_000 },
			async ({ line, code }) => {
				await using mock = createMock({
					accounts: [
						{
							keys: ["ask_readme"],
							metrics: ["deploy.success_rate", "prod.status"],
							channels: { ops: {}, nobody: {} },
						},
					],
				});
				mock.setChannel("ops", { users: ["user-1"] });
				const { baseURL } = await mock.listen();
				const file = join(temporary, `${document.replace("/", "_")}_${line}.rb`);
				writeFileSync(file, code);
				const settings = environment({ ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_readme" });
				expect(await runRuby([file], settings)).not.toMatch(/warn/);
				const answered = mock.journal.entries().map(({ status }) => status);
				expect(answered.length).toBeGreaterThan(0);
				expect(answered.filter((status) => status !== 200)).toEqual(code.includes("rescue ") ? [404] : []);
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
