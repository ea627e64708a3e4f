/** Runs a command of the management: finds it, reads what it was given, asks the server, and prints. */
import { parseArgs } from "node:util";
import { distance } from "fastest-levenshtein";
import { readCommand } from "../config/read.ts";
import { type Settings, SettingsError } from "../config/settings.ts";
import { type Command, type Given, RefusedError, UsageError } from "./command.ts";
import { everywhere } from "./command-first.ts";
import { commands } from "./commands/index.ts";
import { connect, ownerToken, urlOf } from "./connect.ts";
import { commandHelp, groupHelp, NAME } from "./help.ts";

const ofServer = ["owner-token-file", "data", "config"] as const;

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export interface Managed {
	/** 0 done, 1 the server has refused or does not answer, 2 the command was used wrongly. */
	code: 0 | 1 | 2;
	/** For standard output, and for standard error. */
	output: string;
	errors: string;
}

/** Whatever nobody expected is thrown. */
export async function manage(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Managed> {
	try {
		return { code: 0, output: await outputOf(args, env), errors: "" };
	} catch (error) {
		if (error instanceof RefusedError) return { code: 1, output: "", errors: complaint(error) };
		if (!(error instanceof UsageError || error instanceof SettingsError)) throw error;
		return { code: 2, output: "", errors: `${complaint(error)}See ${NAME} --help\n` };
	}
}

const complaint = ({ message }: Error) => `${NAME}: ${message}${/[.?]$/.test(message) ? "" : "."}\n`;

async function outputOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
	const firstOption = args.findIndex((word) => word.startsWith("-"));
	const words = args.slice(0, firstOption === -1 ? args.length : firstOption);
	const command = commands.find(({ name }) => name.split(" ").every((word, index) => words[index] === word));
	if (!command) return helpOrMistake(args, words);
	const { values, given } = read(command, args.slice(command.name.split(" ").length));
	if (values.help) return commandHelp(command);
	const { json, text } = await command.run(connect(connectionOf(values, env)), given);
	return `${values.json ? JSON.stringify(json, null, 2) : text}\n`;
}

function helpOrMistake(args: readonly string[], words: readonly string[]): string {
	const [group = ""] = words;
	const isGroup = commands.some(({ name }) => name.startsWith(`${group} `));
	if (isGroup && args.includes("--help")) return groupHelp(group);
	if (isGroup) {
		const names = commands.filter(({ name }) => name.startsWith(`${group} `)).map(({ name }) => name);
		throw new UsageError(`Say which: ${names.join(", ")}`);
	}
	// What was typed is not repeated: it may be a secret that lost its option.
	const near = [...new Set(commands.map(({ name }) => name.split(" ")[0] ?? ""))]
		.map((name) => ({ name, wrong: distance(name, group) }))
		.sort((a, b) => a.wrong - b.wrong)[0];
	const hint = near && near.wrong <= 2 ? `. Is it ${near.name}?` : "";
	throw new UsageError(`There is no such command${hint}`);
}

function read({ arguments: expected = [], options = {} }: Command, args: readonly string[]) {
	const own = Object.fromEntries(
		Object.entries(options).map(([name, { argument, multiple = false }]) => [
			name,
			{ type: argument === undefined ? ("boolean" as const) : ("string" as const), multiple },
		]),
	);
	const { values, positionals } = parse(args, { ...own, ...everywhere });
	if (!values.help) check(expected, positionals);
	const given: Given = {
		arguments: expected.map((_, index) => positionals[index]),
		text: (name) => values[name] as string | undefined,
		list: (name) =>
			((values[name] ?? []) as string[]).flatMap((text) =>
				text
					.split(",")
					.map((one) => one.trim())
					.filter(Boolean),
			),
		isSet: (name) => values[name] === true,
	};
	return { values, given };
}

function parse(args: readonly string[], options: Record<string, { type: "string" | "boolean"; multiple?: boolean }>) {
	try {
		const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
		return { values: values as Values, positionals };
	} catch (error) {
		throw new UsageError((error as Error).message.split(/\. To specify|\n/)[0] ?? "The options are wrong");
	}
}

function check(expected: readonly string[], given: readonly string[]): void {
	const missing = expected.slice(given.length).filter((name) => name.startsWith("<"));
	if (missing.length > 0) throw new UsageError(`It needs ${missing.join(" and ")}`);
	if (given.length > expected.length) {
		const most = expected.length === 0 ? "no argument" : `only ${expected.join(" ")}`;
		throw new UsageError(`It takes ${most} beside its options. A name with spaces needs quotes`);
	}
}

function connectionOf(values: Values, env: NodeJS.ProcessEnv) {
	const settings: Settings = readCommand(
		ofServer.flatMap((name) => (typeof values[name] === "string" ? [`--${name}`, values[name]] : [])),
		env,
	).settings;
	return {
		url: urlOf(values.url as string | undefined, settings, env),
		token: ownerToken(settings),
		account: values.account as string | undefined,
	};
}
