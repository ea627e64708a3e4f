/** What a command of the management is: what it takes, what it asks the server, and what it prints. */
import type { Ask } from "./connect.ts";

export interface Option {
	/** What it takes, such as `slug`; without it, it is a switch. */
	argument?: string;
	/** It may be given several times, or with commas. */
	multiple?: true;
	help: string;
}

export interface Given {
	/** As they were declared; those that may be left out are `undefined` then. */
	arguments: readonly (string | undefined)[];
	text(option: string): string | undefined;
	/** Of an option that may be given several times. */
	list(option: string): string[];
	isSet(option: string): boolean;
}

export interface Command {
	/** Such as `channels members add`. */
	name: string;
	/** Such as `<slug>`, or `[user]` for one that may be left out. */
	arguments?: readonly string[];
	options?: Readonly<Record<string, Option>>;
	summary: string;
	/** More for its own help. */
	description?: string;
	/** Without the name of the program. */
	examples: readonly string[];
	run(ask: Ask, given: Given): Promise<Output>;
}

export interface Output {
	/** For a program: what the server has answered. */
	json: unknown;
	/** For a person. */
	text: string;
}

/** The command was used wrongly. */
export class UsageError extends Error {}

/** The server has refused, or does not answer. */
export class RefusedError extends Error {}

/** The argument at a place, which the command does not work without. */
export function needed({ arguments: given }: Given, index = 0): string {
	const value = given[index];
	if (value === undefined) throw new UsageError("An argument is missing");
	return value;
}
