/** docs/testing.md is true: its commands run in their order, against one mock, and print what it says. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { createMock } from "../src/index.ts";

const guide = readFileSync(new URL("../../../docs/testing.md", import.meta.url), "utf8");

interface Block {
	line: number;
	language: string;
	code: string;
}

const blocks: Block[] = Array.from(
	guide.matchAll(/^```(\w+)\n(.*?)^```/gms),
	({ 1: language = "", 2: code = "", index }) => {
		return { line: guide.slice(0, index).split("\n").length, language, code };
	},
);
const isCommand = ({ language, code }: Block) => language === "sh" && code.includes("curl");
const variables = blocks.find(({ code }) => code.startsWith("mock="))?.code ?? "";

/** As `activitysmith-mock --clock frozen --no-limits` makes it. */
const mock = createMock({ limits: { requestsPerMinute: null } });
let url = "";
const children: ChildProcess[] = [];
beforeAll(async () => {
	({ url } = await mock.listen());
});
afterAll(async () => {
	for (const child of children) child.kill("SIGKILL");
	await mock.close();
});

/** What a command prints until it ends, or until it has printed what is wanted. */
function run(code: string, until?: string): Promise<string> {
	const script = `${variables.replace("http://127.0.0.1:4010", url)}\nexec ${code}`;
	const child = spawn("bash", ["-c", script]);
	children.push(child);
	return new Promise((resolve, reject) => {
		let output = "";
		let errors = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => {
			output += text;
			if (until !== undefined && output.includes(until)) resolve(until);
		});
		child.stderr.setEncoding("utf8").on("data", (text: string) => {
			errors += text;
		});
		child.on("close", () => (errors === "" ? resolve(output) : reject(new Error(errors))));
	});
}

test.each(blocks.filter(isCommand))("line $line", async (block) => {
	const next = blocks[blocks.indexOf(block) + 1];
	const endless = block.code.includes("curl -sSN");
	const output = await run(block.code, endless ? next?.code.trim() : undefined);
	if (next?.language === "json") expect(JSON.parse(output)).toMatchObject(JSON.parse(next.code));
	else if (next?.language === "text") expect(output.trim()).toBe(next.code.trim());
	else expect(output).toBe("");
});

test("has commands, and each but the reset says what it prints", () => {
	const commands = blocks.filter(isCommand);
	expect(commands.length).toBeGreaterThan(10);
	const silent = commands.filter(
		(block) => !["json", "text"].includes(blocks[blocks.indexOf(block) + 1]?.language ?? ""),
	);
	expect(silent.map(({ code }) => code)).toEqual([expect.stringContaining("/_mock/reset")]);
});

test("its seed in YAML describes the same account as its command", async () => {
	const yaml = blocks.find(({ language }) => language === "yaml")?.code ?? "";
	const json = /-d '(\{\n.*?)'/s.exec(guide)?.[1] ?? "";
	const { accounts, faults } = parse(yaml);
	expect(accounts).toEqual([JSON.parse(json)]);
	await createMock({ accounts, faults }).close();
});
