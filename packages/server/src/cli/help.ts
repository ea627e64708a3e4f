/** Help for the commands of the management. */
import type { Command, Option } from "./command.ts";
import { commands } from "./commands/index.ts";

export const NAME = "activitysmith-server";

const usage = ({ name, arguments: given = [] }: Command) => [name, ...given].join(" ");

/** Two columns. */
function rows(pairs: readonly (readonly [string, string])[]): string {
	const width = Math.max(...pairs.map(([left]) => left.length));
	return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}

const list = (some: readonly Command[]) => rows(some.map((command) => [usage(command), command.summary]));

/** Every command with what it does, one a line. */
export const allCommands = (): string => list(commands);

const optionRow = ([name, { argument, help, multiple }]: readonly [string, Option]): [string, string] => [
	argument === undefined ? `--${name}` : `--${name} <${argument}>`,
	multiple ? `${help} (several with commas, or given several times)` : help,
];

const EVERYWHERE = rows([
	["--url <url>", "The server (default: http://127.0.0.1:4020, or the host and port of the settings)"],
	["--account <id>", "Another account than the first"],
	["--owner-token-file <path>", "A file that holds the owner token (default: that of the data folder)"],
	["--data <folder>", "The server's data folder (default: activitysmith-data)"],
	["--config <file>", "The server's settings"],
	["--json", "Print what the server answers, as JSON"],
	["--help", "Print this help"],
]);

const FOOT = `For every command:
${EVERYWHERE}

The owner token can also be in ACTIVITYSMITH_OWNER_TOKEN, or in the file that ACTIVITYSMITH_OWNER_TOKEN_FILE names.

Exit codes: 0 done, 1 the server refused or does not answer, 2 the command was used wrongly.
`;

export function commandHelp(command: Command): string {
	const { options = {}, summary, description, examples } = command;
	const own = Object.entries(options);
	return `Usage: ${NAME} ${usage(command)}${own.length > 0 ? " [options]" : ""}

${summary}.${description ? ` ${description}` : ""}

${own.length > 0 ? `Options:\n${rows(own.map(optionRow))}\n\n` : ""}Examples:
${examples.map((example) => `  ${NAME} ${example}`).join("\n")}

${FOOT}`;
}

/** @param group The first word of several commands. */
export function groupHelp(group: string): string {
	const some = commands.filter(({ name }) => name.startsWith(`${group} `));
	return `Usage: ${NAME} ${group} <command> [options]

Commands:
${list(some)}

${FOOT}`;
}
