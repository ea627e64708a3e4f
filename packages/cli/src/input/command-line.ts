/** The words of a command line, by the table: which command it is, its flags, its arguments. */
import { UsageError } from "../failure.ts";
import { parseArgs } from "../node.ts";
import { commands, groups } from "../table/commands.ts";
import type { Call, Command, Flag, Flags, Kinds } from "../table/flag.ts";
import { globalFlags, shortFlags } from "../table/flags.ts";
import { closest } from "./closest.ts";
import { readValue } from "./values.ts";

interface Given {
	name: string;
	text: string | undefined;
}

export interface CommandLine {
	/** `undefined` when none was named, or only a group. */
	command: Command | undefined;
	/** The words of the command as they stand there, such as `["activity"]` for a group. */
	words: readonly string[];
	/** Flags in the order in which they stand there. */
	given: readonly Given[];
	args: readonly string[];
	after: readonly string[] | undefined;
}

type Option = { type: "string" | "boolean"; short?: string };

/** What `parseArgs` must know before the command is known: which flags of any command have a value. */
function everyOption(): Record<string, Option> {
	const options: Record<string, Option> = {};
	for (const flags of [globalFlags, ...commands.map((command) => command.flags)]) {
		for (const [name, { kind }] of Object.entries(flags as Flags)) {
			options[name] = { type: kind === "switch" ? "boolean" : "string" };
		}
	}
	for (const [short, name] of Object.entries(shortFlags)) options[name] = { type: "boolean", short };
	return options;
}

const isCalled = (command: Command, words: string) => [command.words, ...command.aliases].includes(words);

/** The command that the first words name, and how many of them do. */
function findCommand(positionals: readonly string[]): { command: Command | undefined; length: number } {
	for (const length of [2, 1]) {
		const words = positionals.slice(0, length).join(" ");
		const command = commands.find((candidate) => isCalled(candidate, words));
		if (command && positionals.length >= length) return { command, length };
	}
	return { command: undefined, length: positionals.length };
}

/** The first words of commands that have more, and their other names. */
export function isGroup(word: string): boolean {
	return commands.some(({ words, aliases }) => [words, ...aliases].some((name) => name.startsWith(`${word} `)));
}

export function flagsOf(command: Command | undefined): Flags {
	return { ...globalFlags, ...command?.flags };
}

/** Finds the command and what belongs to it. Nothing is checked but that the words name a command. */
export function splitCommandLine(args: readonly string[]): CommandLine {
	const end = args.indexOf("--");
	const before = end === -1 ? args : args.slice(0, end);
	const after = end === -1 ? undefined : args.slice(end + 1);
	const { tokens } = parseArgs({
		args: [...before],
		options: everyOption(),
		strict: false,
		allowPositionals: true,
		tokens: true,
	});
	const given: Given[] = [];
	const positionals: string[] = [];
	let last = -1;
	for (const token of tokens) {
		const text = before[token.index] ?? "";
		if (token.kind === "positional") positionals.push(token.value);
		else if (token.kind === "option") {
			// A number below zero is an argument. It comes as one token for each of its letters.
			if (/^-[\d.]/.test(text)) {
				if (token.index !== last) positionals.push(text);
			} else
				given.push({
					name: token.rawName.startsWith("--") || token.name in globalFlags ? token.name : token.rawName,
					text: token.value,
				});
		}
		last = token.index;
	}
	if (positionals[0] === "help") {
		positionals.shift();
		given.push({ name: "help", text: undefined });
	}
	const { command, length } = findCommand(positionals);
	return { command, words: positionals.slice(0, length), given, args: positionals.slice(length), after };
}

async function unknownCommand(words: readonly string[]): Promise<UsageError> {
	const [first = ""] = words;
	if (isGroup(first)) {
		const group = Object.keys(groups).find((name) => isGroup(first) && name.startsWith(first)) ?? first;
		const below = commands.filter(({ words }) => words.startsWith(`${group} `)).map(({ words }) => words.split(" ")[1]);
		return new UsageError(`${first} takes one of ${below.join(", ")}`);
	}
	const near = await closest(
		words.slice(0, 2).join(" "),
		commands.flatMap(({ words, aliases }) => [words, ...aliases]),
	);
	return new UsageError(`There is no such command${near ? `. Did you mean ${near}?` : ""}`);
}

async function unknownFlag({ words }: Command, name: string, flags: Flags): Promise<UsageError> {
	const option = name.startsWith("-") ? name : `--${name}`;
	const near = await closest(name, Object.keys(flags));
	return new UsageError(`${words} takes no ${option}${near ? `. Did you mean --${near}?` : ""}`);
}

function checkTogether(flags: Flags, given: ReadonlySet<string>): void {
	for (const [name, flag] of Object.entries(flags)) {
		const other = given.has(name) ? flag.excludes?.find((excluded) => given.has(excluded)) : undefined;
		if (other !== undefined) throw new UsageError(`Use either --${other} or --${name}, not both`);
		if (flag.required && !given.has(name)) throw new UsageError(`--${name} is missing: ${flag.says}`);
	}
}

function checkArguments(command: Command, args: readonly string[], after: readonly string[] | undefined): void {
	const { words, args: wanted } = command;
	const missing = wanted[args.length];
	if (missing) throw new UsageError(`${words}: <${missing.name}> is missing: ${missing.says}`);
	if (args.length > wanted.length) {
		const hint = command.after && after === undefined ? `; the ${command.after} comes after --` : "";
		throw new UsageError(`${words} takes ${wanted.length || "no"} argument${wanted.length === 1 ? "" : "s"}${hint}`);
	}
	for (const [index, { name, choices }] of wanted.entries()) {
		if (choices && !choices.includes(args[index] ?? "")) {
			throw new UsageError(`${words}: <${name}> is one of ${choices.join(", ")}`);
		}
	}
	if (!command.after && after !== undefined) throw new UsageError(`${words} takes nothing after --`);
}

/** A flag may be given twice: lists grow, of others the last counts. */
async function readFlag(name: string, flag: Flag, { text }: Given, before: unknown): Promise<Kinds[keyof Kinds]> {
	if (flag.kind === "switch") {
		if (text !== undefined) throw new UsageError(`--${name} takes no value`);
		return true;
	}
	if (text === undefined) throw new UsageError(`--${name} takes a value: ${flag.says}`);
	const value = await readValue(name, flag, text);
	return flag.kind === "list" && Array.isArray(before) ? [...before, ...(value as string[])] : value;
}

/** @throws UsageError that says what is wrong and what is allowed */
export async function readCall(line: CommandLine): Promise<{ command: Command; call: Call<Flags> }> {
	const { command, words, given, args, after } = line;
	if (!command) throw await unknownCommand(words);
	const flags = flagsOf(command);
	for (const { name } of given) if (!Object.hasOwn(flags, name)) throw await unknownFlag(command, name, flags);
	checkTogether(flags, new Set(given.map(({ name }) => name)));
	checkArguments(command, args, after);
	if (given.filter(({ name, text }) => flags[name]?.kind.endsWith(" file") && text === "-").length > 1) {
		throw new UsageError("Standard input, -, can be read by one flag only");
	}
	const values: Record<string, Kinds[keyof Kinds]> = {};
	for (const one of given) {
		const flag = flags[one.name] as Flag;
		values[one.name] = await readFlag(one.name, flag, one, values[one.name]);
	}
	return { command, call: { flags: values, args, after: after ?? [] } };
}
