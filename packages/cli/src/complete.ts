/** What may come next on a command line, by the table. */
import { flagsOf, splitCommandLine } from "./input/command-line.ts";
import { commands, groups } from "./table/commands.ts";
import type { Flag, Flags } from "./table/flag.ts";

interface Candidate {
	word: string;
	says: string;
}

export interface Completion {
	candidates: Candidate[];
	/** Names of files may stand there too. */
	files: boolean;
}

const nothing: Completion = { candidates: [], files: false };

function commandWords(before: readonly string[]): Candidate[] {
	const prefix = before.length > 0 ? `${before.join(" ")} ` : "";
	const found = new Map<string, string>();
	for (const { words, aliases, says } of commands) {
		for (const name of [words, ...aliases]) {
			if (!name.startsWith(prefix)) continue;
			const rest = name.slice(prefix.length).split(" ");
			const [word = ""] = rest;
			found.set(word, rest.length > 1 ? (groups[word] ?? says) : says);
		}
	}
	if (before.length === 0) found.set("help", "Print help");
	return [...found].map(([word, says]) => ({ word, says }));
}

function values({ kind, choices }: Flag): Completion {
	const words = kind === "boolean" ? ["true", "false"] : (choices ?? []);
	return { candidates: words.map((word) => ({ word, says: "" })), files: kind.endsWith(" file") };
}

function flagWords(flags: Flags): Candidate[] {
	return Object.entries(flags).map(([name, { says }]) => ({ word: `--${name}`, says }));
}

/** @param words Behind the name of the command; the last is the one to complete, and may be empty. */
export function complete(words: readonly string[]): Completion {
	const [last = "", before] = [words.at(-1), words.slice(0, -1)];
	const matching = (found: Completion, start: string, prefix = ""): Completion => ({
		files: found.files,
		candidates: found.candidates
			.filter(({ word }) => word.startsWith(start))
			.map(({ word, says }) => ({ word: prefix + word, says })),
	});
	// What comes after it is another program's.
	if (before.includes("--")) return { ...nothing, files: true };
	const line = splitCommandLine(before);
	const flags = flagsOf(line.command);
	const [, name = "", start] = /^--([\w-]+)=(.*)$/.exec(last) ?? [];
	const joined = flags[name];
	if (joined) return matching(values(joined), start ?? "", `--${name}=`);
	if (last.startsWith("-")) return matching({ candidates: flagWords(flags), files: false }, last);
	const previous = before.at(-1)?.match(/^--([\w-]+)$/)?.[1];
	const waiting = previous === undefined ? undefined : flags[previous];
	if (waiting && waiting.kind !== "switch") return matching(values(waiting), last);
	if (!line.command) return matching({ candidates: commandWords(line.words), files: false }, last);
	const argument = line.command.args[line.args.length];
	const choices = argument?.choices ?? [];
	return matching({ candidates: choices.map((word) => ({ word, says: "" })), files: false }, last);
}
