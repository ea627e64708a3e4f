/** Every snippet of the documents runs: TypeScript as a program of its own, `curl` lines in a shell, against the mock. */
import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@activitysmith/mock-server";
import { describe, expect, test } from "vitest";
import { root, runProgram, snippets } from "./snippet.ts";

const documents = globSync("{README.md,docs/*.md,packages/{schema,core,mock-server,lock-screen}/README.md}", {
	cwd: root,
});
const programs = documents.flatMap((document) => snippets(document, "ts").map((block) => ({ document, ...block })));

test.each(programs)("$document, TypeScript at line $line", async ({ code }) => {
	const { stderr } = await runProgram(code);
	// A failed console.assert does not change the exit code.
	expect(stderr).toBe("");
});

describe("the SDK's README, after its block that makes the client", () => {
	const [setup, ...blocks] = snippets("packages/activitysmith/README.md", "ts");

	test.each(blocks)("TypeScript at line $line", async ({ code }) => {
		const { stderr, devices } = await runProgram(`${setup?.code}\n${code}`);
		expect(stderr).toBe("");
		// Each of them sends something.
		expect(devices[0]?.pushes).not.toHaveLength(0);
	});
});

test("the README's curl line shows a Live Activity", async () => {
	const [command] = snippets("README.md", "sh").filter(({ code }) => code.includes("curl"));
	await using mock = createMock({ clock: "real" });
	const { url } = await mock.listen();
	const curl = (command?.code ?? "").replace(/^npm run mock$/m, "").replace("http://127.0.0.1:4010", url);
	const { stdout } = await promisify(execFile)("bash", ["-c", `${curl.trim().replace(/^curl/, "curl -sS")}`]);
	expect(JSON.parse(stdout)).toMatchObject({ operation: "started", stream_key: "nightly-backup" });
	expect(mock.devices[0]?.lockScreen().activities[0]?.state).toMatchObject({ percentage: 42 });
});

test.skipIf(process.platform === "win32")("the README's line of the skill shows a Live Activity", async () => {
	const [command] = snippets("README.md", "sh").filter(({ code }) => code.startsWith("skills/"));
	await using mock = createMock({ clock: "real" });
	const { baseURL } = await mock.listen();
	const env = { ...process.env, ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_docs" };
	await promisify(execFile)("sh", ["-c", command?.code ?? "exit 1"], { env, cwd: root });
	expect(mock.devices[0]?.lockScreen().activities[0]?.state).toMatchObject({ title: "Release 2.4", numberOfSteps: 3 });
});

test("the README's step of a workflow is one of the action's README, which run", () => {
	const [step] = snippets("README.md", "yaml");
	const steps = snippets("packages/github-action/README.md", "yaml").map(({ code }) => code.replace(/^ +/gm, ""));
	expect(steps.join("")).toContain(step?.code.replace(/^ +/gm, ""));
});

test("the first program shows a Live Activity", async () => {
	const { stdout, devices } = await runProgram(readFileSync(join(root, "examples/first.ts"), "utf8"));
	expect(stdout).toBe("started, on 2 devices\n");
	expect(devices[0]?.lockScreen().activities[0]?.state).toMatchObject({ title: "My first", percentage: 42 });
});
