/** What `--help` prints, from the table of settings. */
import { allCommands } from "../cli/help.ts";
import { type Definition, definitions } from "./settings.ts";

function row([left, ...variables]: readonly string[], help: string): string {
	return `  ${left}\n      ${help}\n      ${variables.join(" or ")}`;
}

function optionOf({ flag, argument, env, orFile, help }: Definition): string {
	return orFile
		? row([`--${flag}-file <path>`, env, `${env}_FILE`], help)
		: row([`--${flag} <${argument}>`, env], help);
}

export const HELP = `Usage: activitysmith-server [options]
       activitysmith-server <command> [options]

The ActivitySmith service on this machine: accepts requests of the API, and shows them on lock screens in browsers and
on iPhones. With a command, it asks a server that runs.

Commands (each has a --help of its own):
${allCommands()}

Options, with the variables that say the same:
  --config <file>
      Settings from a JSON file, called as in the documentation, such as { "port": 4020 }
      ACTIVITYSMITH_CONFIG
${Object.values(definitions)
	.map((definition) => optionOf(definition as Definition))
	.join("\n")}
  --json       Print JSON: one line when ready
  --version    Print the version
  --help       Print this help

Flags win over variables, and those over the file. A secret is given by a variable or a file, never by a flag.

Exit codes: 0 stopped by a signal, 1 cannot start, 2 a setting is wrong.
`;
