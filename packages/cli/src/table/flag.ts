/** What a flag takes, and what a command is. Help, parsing, validation and completion all follow from these. */
import type { globalFlags } from "./flags.ts";

/** What a value of each kind becomes. */
export interface Kinds {
	/** Given or not. */
	switch: true;
	text: string;
	integer: number;
	number: number;
	boolean: boolean;
	/** One of `choices`. */
	choice: string;
	/** Separated by commas; the flag may be given several times. */
	list: string[];
	/** Such as `30s`; in milliseconds. */
	duration: number;
	/** JSON. */
	object: Record<string, unknown>;
	array: unknown[];
	/** A file with JSON, or `-` for standard input. */
	"object file": Record<string, unknown>;
	"array file": unknown[];
}

export interface Flag<Kind extends keyof Kinds = keyof Kinds> {
	kind: Kind;
	/** What help calls the value; a switch has none. */
	value?: string;
	says: string;
	choices?: readonly string[];
	/** Limits of a number, both allowed. */
	min?: number;
	max?: number;
	/** A number must be greater than this. */
	above?: number;
	required?: boolean;
	/** Names of flags that can't be given beside it. */
	excludes?: readonly string[];
	/** The field of the content state that it sets; with a dot, one of an object in it. */
	field?: string;
}

/** By name, without the dashes. */
export type Flags = Readonly<Record<string, Flag>>;

export type Values<F extends Flags> = { [Name in keyof F]?: Kinds[F[Name]["kind"]] };

export interface Argument {
	name: string;
	says: string;
	choices?: readonly string[];
}

/** What a command was told. */
export interface Call<F extends Flags> {
	flags: Values<F> & Values<typeof globalFlags>;
	args: readonly string[];
	/** What stands after `--`. */
	after: readonly string[];
}

export interface Command {
	/** The words that call it, such as `activity start`. */
	words: string;
	/** Other words for the same. */
	aliases: readonly string[];
	says: string;
	/** A paragraph of help below the flags. */
	notes: string | undefined;
	args: readonly Argument[];
	flags: Flags;
	/** What help calls the words after `--`, where there are some. */
	after: string | undefined;
	examples: readonly string[];
	run(call: Call<Flags>): Promise<void>;
}

interface Definition<F extends Flags> {
	words: string;
	aliases?: readonly string[];
	says: string;
	notes?: string;
	args?: readonly Argument[];
	flags: F;
	after?: string;
	examples: readonly string[];
	/** Loads what does it: a command starts without the others. */
	load(): Promise<(call: Call<NoInfer<F>>) => Promise<void>>;
}

export function defineCommand<const F extends Flags>(definition: Definition<F>): Command {
	const { words, aliases = [], says, notes, args = [], flags, after, examples, load } = definition;
	return {
		words,
		aliases,
		says,
		notes,
		args,
		flags,
		after,
		examples,
		async run(call) {
			const command = await load();
			// The parser has made the values by the same table.
			await command(call as Call<F>);
		},
	};
}
