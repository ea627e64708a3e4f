/** Every snippet of the documents runs: TypeScript as a program of its own, `curl` lines in a shell, against the mock. */
import { execFile } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));
/** The SDK checks its own README, where many snippets share one client. */
const documents = globSync("{README.md,docs/*.md,packages/{schema,core,mock-server}/README.md}", { cwd: root });

/** The code blocks of a language, with the line they begin at. */
function snippets(document: string, language: string): { line: number; code: string }[] {
	const text = readFileSync(join(root, document), "utf8");
	return Array.from(
		text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms")),
		({ 1: code = "", index }) => ({
			line: text.slice(0, index).split("\n").length,
			code,
		}),
	);
}

let folder = "";
beforeAll(() => {
	// Below this folder, so that the snippets find the packages that they import.
	folder = mkdtempSync(join(here, ".snippets-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(documents)("%s", (document) => {
	test.each(snippets(document, "ts"))("TypeScript at line $line", async ({ line, code }) => {
		await using mock = createMock({ clock: "real" });
		const { baseURL } = await mock.listen();
		const file = join(folder, `${document.replaceAll("/", "-")}-${line}.ts`);
		writeFileSync(file, code);
		const env = { ...process.env, ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_docs" };
		const { stderr } = await run(process.execPath, ["--conditions=@activitysmith/source", file], { env });
		// A failed console.assert does not change the exit code.
		expect(stderr).toBe("");
	});
});

test("the README's curl line shows a Live Activity", async () => {
	const [command] = snippets("README.md", "sh").filter(({ code }) => code.includes("curl"));
	await using mock = createMock({ clock: "real" });
	const { url } = await mock.listen();
	const curl = (command?.code ?? "").replace(/^npm run mock$/m, "").replace("http://127.0.0.1:4010", url);
	const { stdout } = await run("bash", ["-c", `${curl.trim().replace(/^curl/, "curl -sS")}`]);
	expect(JSON.parse(stdout)).toMatchObject({ operation: "started", stream_key: "nightly-backup" });
	expect(mock.devices[0]?.lockScreen().activities[0]?.state).toMatchObject({ percentage: 42 });
});

test("the first program shows a Live Activity", async () => {
	await using mock = createMock({ clock: "real" });
	const { baseURL } = await mock.listen();
	const env = { ...process.env, ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_first" };
	const { stdout } = await run(process.execPath, ["--conditions=@activitysmith/source", join(here, "first.ts")], {
		env,
	});
	expect(stdout).toBe("started, on 2 devices\n");
	expect(mock.devices[0]?.lockScreen().activities[0]?.state).toMatchObject({ title: "My first", percentage: 42 });
});
