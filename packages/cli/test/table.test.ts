/** The table of flags against the tests, and against what users read. */
import { expect, test } from "vitest";
import { help } from "../src/help.ts";
import { flagsOf, readCall, splitCommandLine } from "../src/input/command-line.ts";
import { commands } from "../src/table/commands.ts";
import { globalFlags } from "../src/table/flags.ts";
import { endStreamCases, otherActivityCases, streamCases } from "./cases/activity.ts";
import { explainCases } from "./cases/explain.ts";
import { longCases } from "./cases/long.ts";
import { pushCases, smallCases } from "./cases/push.ts";
import { runCases } from "./cases/run.ts";

const everyCase = [
	...pushCases,
	...smallCases,
	...streamCases,
	...endStreamCases,
	...otherActivityCases,
	...longCases,
	...runCases,
	...explainCases,
];

test.each(commands.map(({ words, flags }) => ({ words, flags })))(
	"every flag of $words has a case",
	({ words, flags }) => {
		const used = new Set(
			everyCase.flatMap(({ args }) => {
				const line = splitCommandLine(args);
				return line.command?.words === words ? line.given.map(({ name }) => name) : [];
			}),
		);
		expect(Object.keys(flags).filter((name) => !used.has(name))).toEqual([]);
	},
);

test("every command has help with all its flags, arguments and an example that is right", async () => {
	for (const command of commands) {
		const text = help(command, []);
		for (const name of Object.keys(flagsOf(command))) expect(text).toContain(`--${name}`);
		for (const { name } of command.args) expect(text).toContain(`<${name}>`);
		expect(text.split("\n").every((line) => line.length <= 125)).toBe(true);
		expect(command.examples.length).toBeGreaterThan(0);
	}
	expect(commands.every(({ words }) => help(undefined, []).includes(words))).toBe(true);
});

test("a flag takes a value with every command, or with none", () => {
	const arity = new Map<string, boolean>();
	for (const { flags } of [{ flags: globalFlags }, ...commands]) {
		for (const [name, { kind }] of Object.entries(flags)) {
			expect(arity.get(name) ?? kind === "switch").toBe(kind === "switch");
			arity.set(name, kind === "switch");
		}
	}
});

test("what a flag excludes is a flag of the same command", () => {
	for (const { flags } of commands) {
		for (const { excludes = [] } of Object.values(flags))
			for (const name of excludes) expect(Object.keys(flags)).toContain(name);
	}
});

test("whatever is typed, it is read or refused with a reason", async () => {
	await expect(readCall(splitCommandLine(["push", "--title", "x", "--badge", "1.5"]))).rejects.toThrow(
		"--badge takes a whole number from 0 on",
	);
});
