/** The program in the README runs. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

// Inside the package, where its own name and those of its dependencies are known.
const folder = mkdtempSync(fileURLToPath(new URL(".readme-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

test("as it stands there", () => {
	const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
	const [, code = ""] = /```ts\n(.*?)```/s.exec(readme) ?? [];
	expect(code).toContain("createWebhookSender");
	const program = join(folder, "program.ts");
	writeFileSync(program, code);
	execFileSync(process.execPath, ["--conditions=@activitysmith/source", program], { stdio: "pipe" });
});
