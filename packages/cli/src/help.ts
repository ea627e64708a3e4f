/** Help, by the table. */
import { isGroup } from "./input/command-line.ts";
import { commands, groups } from "./table/commands.ts";
import type { Command, Flag, Flags } from "./table/flag.ts";
import { globalFlags, shortFlags } from "./table/flags.ts";

const width = 100;
const column = 32;

/** Text beside its term, in a column of its own. */
function entry(term: string, text: string): string {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < width - column) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	const left = `  ${term}`;
	const first = left.length < column ? left.padEnd(column) : `${left}\n${" ".repeat(column)}`;
	return first + lines.join(`\n${" ".repeat(column)}`);
}

function flagTerm(name: string, { kind, value }: Flag): string {
	const short = Object.keys(shortFlags).find((letter) => shortFlags[letter] === name);
	return `${short ? `-${short}, ` : ""}--${name}${kind === "switch" ? "" : ` <${value}>`}`;
}

function flagText({ says, choices, required }: Flag): string {
	const notes = [required && "required", choices?.join(", ")].filter(Boolean).join("; ");
	return notes ? `${says} (${notes})` : says;
}

function flagList(flags: Flags): string {
	return Object.entries(flags)
		.map(([name, flag]) => entry(flagTerm(name, flag), flagText(flag)))
		.join("\n");
}

function section(title: string, text: string | undefined): string {
	return text ? `\n${title}:\n${text}\n` : "";
}

function indented(lines: readonly string[]): string {
	return lines.map((line) => `  ${line}`).join("\n");
}

const general = flagList(globalFlags);

function usage({ words, args, after }: Command): string {
	const parts = [words, ...args.map(({ name }) => `<${name}>`), "[flags]", after && `-- <${after}>`];
	return `Usage: activitysmith ${parts.filter(Boolean).join(" ")}`;
}

function commandHelp(command: Command): string {
	const { says, notes, args, flags, examples, aliases } = command;
	const argumentList = args.map(({ name, says, choices }) =>
		entry(`<${name}>`, choices ? `${says} (${choices.join(", ")})` : says),
	);
	return [
		`${usage(command)}\n\n${says}.\n`,
		aliases.length > 0 ? `Also: activitysmith ${aliases.join(", ")}\n` : "",
		section("Arguments", argumentList.join("\n")),
		section("Flags", flagList(flags)),
		notes ? `\n${notes}\n` : "",
		section("With every command", general),
		section("Examples", indented(examples)),
	]
		.join("")
		.trimEnd();
}

function commandList(shown: readonly Command[]): string {
	return shown.map(({ words, says }) => entry(words, says)).join("\n");
}

function groupHelp(word: string): string {
	const name = Object.keys(groups).find((group) => group.startsWith(word)) ?? word;
	const below = commands.filter(({ words }) => words.startsWith(`${name} `));
	return `Usage: activitysmith ${name} <command> [flags]

${groups[name]}.
${section("Commands", commandList(below))}
Each has its own: activitysmith help ${below[0]?.words}`;
}

function generalHelp(): string {
	return `Usage: activitysmith <command> [flags]

Live Activities, push notifications, widgets and badges on an iPhone, from a shell.
${section("Commands", commandList(commands))}${section("With every command", general)}
Exit codes: 0 done, 1 the API refused it or doctor found a fault, 2 wrong usage, 3 no answer from the API;
run returns the command's own, 126 when it can't be run, 127 when there is none.
NO_COLOR and FORCE_COLOR are respected.
${section(
	"Examples",
	indented([
		"export ACTIVITYSMITH_API_KEY=ask_…",
		'activitysmith push --title "Build failed" --message "main, 3 tests"',
		"activitysmith activity stream backup --title Backup --type progress --percentage 42",
		"activitysmith run -- npm run build",
	]),
)}
activitysmith <command> --help has its flags.`;
}

/** @param words That stand on the command line, when they name no command. */
export function help(command: Command | undefined, words: readonly string[]): string {
	const [first] = words;
	if (command) return commandHelp(command);
	return first !== undefined && isGroup(first) ? groupHelp(first) : generalHelp();
}
