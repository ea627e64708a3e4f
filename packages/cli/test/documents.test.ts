/** Its README, docs/cli.md and what the suite's README says of it: their lines run, their pictures are what the command prints, their tables are complete. */
import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exitCodes } from "../src/failure.ts";
import { commands } from "../src/table/commands.ts";
import { environment } from "./program.ts";
import { openStage, type Stage } from "./stage.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const documents = {
	"packages/cli/README.md": read("../README.md"),
	"docs/cli.md": read("../../../docs/cli.md"),
	"README.md": read("../../../README.md"),
};
const blocks = Object.entries(documents)
	.flatMap(([document, text]) =>
		Array.from(text.matchAll(/^```sh\n(.*?)^```/gms), ({ 1: code = "", index }) => ({
			document,
			line: text.slice(0, index).split("\n").length,
			code,
		})),
	)
	// The suite's README has lines of others too.
	.filter(({ document, code }) => document !== "README.md" || code.startsWith("activitysmith "));

/** Programs that the documents run, and what these print. */
const tools = { npm: "echo '[3/3] bundle'", "redis-cli": "echo 12", "backup.sh": "echo '[2/4] compress'" };

let stage: Stage;
let bin: string;
beforeAll(async () => {
	stage = await openStage();
	bin = join(stage.program.folder, "tools");
	mkdirSync(bin);
	const install = (name: string, code: string, folder = bin) => {
		writeFileSync(join(folder, name), `#!/bin/sh\n${code}\n`);
		chmodSync(join(folder, name), 0o755);
	};
	install("activitysmith", `exec '${process.execPath}' '${stage.program.file}' "$@"`);
	for (const [name, code] of Object.entries(tools))
		install(name, code, name.endsWith(".sh") ? stage.program.folder : bin);
});
afterAll(() => stage[Symbol.asyncDispose]());

describe.skipIf(process.platform === "win32")("lines run", { timeout: 60_000 }, () => {
	test.each(blocks)("$document at line $line", async ({ code }) => {
		const visit = stage.visit();
		const env = environment({ ...visit.env, PATH: `${bin}${delimiter}${process.env.PATH}` });
		const ran = await new Promise<{ failed: boolean; stderr: string }>((resolve) => {
			execFile("bash", ["-ec", code], { cwd: stage.program.folder, env }, (error, _, stderr) =>
				resolve({ failed: error !== null, stderr }),
			);
		});
		expect(ran).toEqual({ failed: false, stderr: "" });
		const isQuiet = /^export|completion/.test(code);
		expect(visit.sent().length > 0).toBe(!isQuiet);
	});
});

test("the tables of the README have every command and every exit code", () => {
	const readme = documents["packages/cli/README.md"];
	const table = readme.slice(readme.indexOf("## Commands"));
	for (const { words, aliases } of commands)
		for (const name of [words, ...aliases]) expect(table).toContain(`\`${name}\``);
	for (const code of Object.values(exitCodes)) expect(table).toMatch(new RegExp(`^\\|.*\\b${code}\\b.*\\|`, "m"));
});

test("the pictures are what the command prints", { timeout: 120_000 }, () => {
	const script = fileURLToPath(new URL("../../../scripts/cli-pictures.ts", import.meta.url));
	execFileSync(process.execPath, ["--conditions=@activitysmith/source", script, "--check"], { stdio: "pipe" });
});
