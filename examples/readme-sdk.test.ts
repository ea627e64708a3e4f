/** Every TypeScript block of the SDK's README runs against the mock, after the block that makes the client. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const readme = readFileSync(join(here, "../packages/activitysmith/README.md"), "utf8");
const [setup, ...blocks] = Array.from(readme.matchAll(/^```ts\n(.*?)^```/gms), ({ 1: code = "", index }) => ({
	line: readme.slice(0, index).split("\n").length,
	code,
}));

let folder = "";
beforeAll(() => {
	// Below this folder, so that the programs find the package that they import.
	folder = mkdtempSync(join(here, ".snippets-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(blocks)("the block at line $line", async ({ line, code }) => {
	await using mock = createMock({ clock: "real" });
	const { baseURL } = await mock.listen();
	const file = join(folder, `readme-${line}.ts`);
	writeFileSync(file, `${setup?.code}\n${code}`);
	const env = { ...process.env, ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_readme" };
	const { stderr } = await run(process.execPath, ["--conditions=@activitysmith/source", file], { env });
	expect(stderr).toBe("");
	// Each of them sends something.
	expect(mock.devices[0]?.pushes).not.toHaveLength(0);
});
