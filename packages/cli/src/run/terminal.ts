/**
 * What the command gets for its input and output. Its output has to come through a pipe to be read, and a program whose
 * output is a pipe leaves out colours and bars. A terminal of its own would need native code; util-linux' script(1) has it.
 */
import type { SpawnOptions } from "node:child_process";

export interface Arrangement {
	command: readonly string[];
	stdio: SpawnOptions["stdio"];
	env: Record<string, string>;
}

export type TerminalChoice = "auto" | "pipe" | "inherit";

async function hasScript(): Promise<boolean> {
	if (process.platform !== "linux") return false;
	const { spawnSync } = await import("node:child_process");
	// Others of that name take other arguments.
	return spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") ?? false;
}

/** A word that a POSIX shell reads as it is. */
function shellQuoted(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** script(1) gives its command to the shell of the user, which may read quotes in its own way. */
function inScript(command: readonly string[], shell: string | undefined): Arrangement {
	const restore = shell === undefined ? "unset SHELL" : `SHELL=${shellQuoted(shell)}`;
	const line = `${restore}; exec ${command.map(shellQuoted).join(" ")}`;
	return {
		command: ["script", "-qefc", line, "/dev/null"],
		stdio: ["inherit", "pipe", "inherit"],
		env: { SHELL: "/bin/sh" },
	};
}

/** For programs that would have colours at this terminal. Those who have said what they want keep it. */
function colourHints(): Record<string, string> {
	const { NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, COLUMNS, LINES } = process.env;
	const { columns, rows } = process.stdout;
	const color = NO_COLOR === undefined && FORCE_COLOR === undefined && CLICOLOR_FORCE === undefined;
	return {
		...(color && { FORCE_COLOR: "1", CLICOLOR_FORCE: "1" }),
		...(COLUMNS === undefined && columns > 0 && { COLUMNS: String(columns) }),
		...(LINES === undefined && rows > 0 && { LINES: String(rows) }),
	};
}

export async function arrange(command: readonly string[], choice: TerminalChoice): Promise<Arrangement> {
	if (choice === "inherit") return { command, stdio: "inherit", env: {} };
	const { stdin, stdout, stderr } = process;
	if (choice === "auto" && stdin.isTTY && stdout.isTTY && stderr.isTTY && (await hasScript())) {
		return inScript(command, process.env.SHELL);
	}
	return { command, stdio: ["inherit", "pipe", "pipe"], env: stdout.isTTY ? colourHints() : {} };
}
