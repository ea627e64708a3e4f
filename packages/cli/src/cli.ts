#!/usr/bin/env node
/** The commands `activitysmith` and `activitysmith-cli`. */
import packageJson from "../package.json" with { type: "json" };
import { type CommandLine, readCall, splitCommandLine } from "./input/command-line.ts";
import { reportError } from "./output.ts";
import { print } from "./print.ts";

async function main(line: CommandLine): Promise<void> {
	const { command, words, given } = line;
	const isGiven = (flag: string) => given.some(({ name }) => name === flag);
	if (isGiven("version")) return print(packageJson.version);
	if (isGiven("help") || (given.length === 0 && words.length === 0)) {
		const { help } = await import("./help.ts");
		return print(help(command, words));
	}
	const { command: called, call } = await readCall(line);
	await called.run(call);
}

const line = splitCommandLine(process.argv.slice(2));
main(line).catch((error: unknown) =>
	reportError(
		error,
		line.given.some(({ name }) => name === "json"),
	),
);
