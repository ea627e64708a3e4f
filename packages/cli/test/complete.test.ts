/** Completion: what may come next, and the shells that ask. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { complete } from "../src/complete.ts";
import { commands } from "../src/table/commands.ts";
import { buildProgram, environment, type Program, run } from "./program.ts";

const words = (...typed: string[]) => complete(typed).candidates.map(({ word }) => word);

describe("what may come next", () => {
	test.each([
		[["pu"], ["push"]],
		[["act"], ["activity"]],
		[["metric"], ["metrics", "metric"]],
		[
			["activity", "st"],
			["stream", "start"],
		],
		[
			["push", "--me"],
			["--message", "--media", "--metadata", "--metadata-file"],
		],
		[
			["push", "--interruption-level", ""],
			["passive", "active", "time-sensitive"],
		],
		[["push", "--interruption-level=p"], ["--interruption-level=passive"]],
		[
			["--json", "activity", "stream", "key", "--counts-down", ""],
			["true", "false"],
		],
		[
			["activity", "stream", "key", "--type", "s"],
			["segmented_progress", "stats"],
		],
		[["completion", "f"], ["fish"]],
		[["push", "--title", ""], []],
		[["run", "--", "np"], []],
	])("%j", (typed, expected) => {
		expect(words(...typed)).toEqual(expected);
	});

	test("files, where a file is taken", () => {
		expect(complete(["push", "--payload-file", ""]).files).toBe(true);
		expect(complete(["push", "--payload", ""]).files).toBe(false);
	});

	test("every command and every flag of it", () => {
		for (const { words: name, flags } of commands) {
			const typed = name.split(" ");
			expect(words(...typed.slice(0, -1), "")).toContain(typed.at(-1));
			expect(words(...typed, "--")).toEqual(expect.arrayContaining(Object.keys(flags).map((flag) => `--${flag}`)));
		}
	});
});

const has = (shell: string) => spawnSync(shell, ["--version"]).status === 0;

describe("in shells", () => {
	let program: Program;
	let path: string;
	beforeAll(async () => {
		program = await buildProgram();
		const bin = join(program.folder, "bin");
		mkdirSync(bin);
		const file = join(bin, "activitysmith");
		writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${program.file}' "$@"\n`);
		chmodSync(file, 0o755);
		path = `${bin}:${process.env.PATH}`;
	});
	afterAll(() => program[Symbol.dispose]());

	const scriptOf = async (shell: string) => (await run(program, ["completion", shell], {})).stdout;

	if (!has("bash")) console.warn("Skipped, there is no bash: its completion");
	test.skipIf(!has("bash"))("bash", async () => {
		const script = await scriptOf("bash");
		const ask = (...typed: string[]) => {
			const line = `${script}\nCOMP_WORDS=(activitysmith "$@"); COMP_CWORD=$#; _activitysmith; printf '%s\\n' "\${COMPREPLY[@]}"`;
			const output = execFileSync("bash", ["-c", line, "bash", ...typed], {
				cwd: program.folder,
				env: environment({ PATH: path }),
				encoding: "utf8",
			});
			return output.trimEnd().split("\n");
		};
		expect(ask("activity", "e")).toEqual(["end-stream", "end"]);
		expect(ask("push", "--inter")).toEqual(["--interruption-level"]);
		expect(ask("push", "--interruption-level", "=", "pa")).toEqual(["passive"]);
		expect(ask("push", "--payload-file", "acti")).toEqual(["activitysmith.mjs"]);
	});

	if (!has("zsh")) console.warn("Skipped, there is no zsh: the check of its completion script");
	test.skipIf(!has("zsh"))("zsh reads its script", async () => {
		expect(spawnSync("zsh", ["-n"], { input: await scriptOf("zsh") }).status).toBe(0);
	});

	const fish = "fish";
	if (!has(fish)) console.warn("Skipped, there is no fish: its completion");
	test.skipIf(!has(fish))("fish", async () => {
		const line = `${await scriptOf("fish")}\ncomplete -C 'activitysmith activity e'`;
		const output = execFileSync(fish, ["-c", line], { env: environment({ PATH: path }), encoding: "utf8" });
		expect(output.split("\n").map((found) => found.split("\t")[0])).toEqual(
			expect.arrayContaining(["end-stream", "end"]),
		);
	});
});
