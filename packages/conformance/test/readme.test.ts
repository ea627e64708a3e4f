/** The README: its programs run, and its shell lines name options that there are. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { allCases, parseKnownGaps } from "../src/index.ts";

const text = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = (language: string) =>
	Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms")), ([, code = ""]) => code);

// Below this folder, so that a program finds the packages that it imports.
const folder = mkdtempSync(fileURLToPath(new URL(".readme-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(blocks("ts").map((code, index) => [index + 1, code] as const))("program %i runs", (index, code) => {
	const file = join(folder, `program-${index}.ts`);
	writeFileSync(file, code);
	const { status, stderr } = spawnSync(process.execPath, ["--conditions=@activitysmith/source", file], {
		encoding: "utf8",
	});
	expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("the command's options are those of the command", () => {
	const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
	const help = execFileSync(process.execPath, ["--conditions=@activitysmith/source", cli, "--help"], {
		encoding: "utf8",
	});
	const named = blocks("sh").flatMap(
		(code) => [...code.matchAll(/activitysmith-conformance.*/g)].join(" ").match(/--[a-z-]+/g) ?? [],
	);
	expect(named).toEqual(["--filter", "--reporter", "--output"]);
	for (const option of named) expect(help).toContain(`  ${option} `);
});

test("the example of known gaps and the example of a case are of this suite", () => {
	const [gaps = ""] = blocks("text");
	const [example = ""] = blocks("typescript");
	const ids = [...parseKnownGaps(gaps).keys()].filter((id) => !id.startsWith("answer."));
	for (const id of [...ids, "rotation.at-7h30m"]) expect(allCases.map((one) => one.id)).toContain(id);
	expect(example).toContain('"rotation.at-7h30m"');
});
