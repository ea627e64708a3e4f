/**
 * Reads the settings: flags before variables of the environment, those before the JSON file. What a secret is given by
 * may name a file that holds it.
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { jsonMistake } from "@activitysmith/core";
import {
	type Definition,
	definitions,
	type Given,
	type Key,
	type Settings,
	SettingsError,
	settingsOf,
} from "./settings.ts";

export interface Command {
	/** Whether it prints JSON: one line when it is ready. */
	json: boolean;
	help: boolean;
	version: boolean;
	/** Not read when help or version were asked for. */
	settings: Settings;
}

/** Something given for a setting, not checked yet. */
interface Raw {
	/** What the person calls it: a flag, a variable, or a key of the file. */
	name: string;
	value: unknown;
}

const all = Object.entries(definitions) as [Key, Definition][];

const switches = { json: { type: "boolean" }, help: { type: "boolean" }, version: { type: "boolean" } } as const;

const fileFlag = ({ flag, orFile }: Definition): string => (orFile ? `${flag}-file` : flag);

function parseFlags(args: readonly string[]): Record<string, string | boolean | undefined> {
	const options = Object.fromEntries([
		["config", { type: "string" }],
		...all.map(([, definition]) => [fileFlag(definition), { type: "string" }]),
		...Object.entries(switches),
	]);
	try {
		return parseArgs({ args: [...args], options, allowPositionals: false }).values as Record<string, string | boolean>;
	} catch (error) {
		throw new SettingsError(withoutValue((error as NodeJS.ErrnoException).code, error as Error));
	}
}

/** Messages about arguments quote them, and one may be a secret that lost its flag. */
function withoutValue(code: string | undefined, { message }: Error): string {
	return code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL"
		? "There is an argument that belongs to no option. This command takes options only"
		: (message.split(/\. To specify|\n/)[0] ?? message);
}

function readText(path: string, name: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? "no reason given";
		throw new SettingsError(`The file that ${name} names cannot be read: ${path} (${code}).`);
	}
}

function readFileSettings(path: string, name: string): Record<string, unknown> {
	const text = readText(path, name);
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (error) {
		const mistake = jsonMistake(error, text);
		const where = mistake === undefined ? "" : mistake === "end" ? ": it ends too early" : `: see character ${mistake}`;
		throw new SettingsError(`${path} must be valid JSON${where}.`);
	}
	if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
		throw new SettingsError(`${path} must hold a JSON object with settings, such as { "port": 4020 }.`);
	}
	const known = all.flatMap(([key, { orFile }]) => (orFile ? [key, `${key}File`] : [key]));
	const unknown = Object.keys(parsed).find((key) => !known.includes(key));
	if (unknown !== undefined) {
		throw new SettingsError(
			`${path} has a setting ${JSON.stringify(unknown)}, which there is not. There are: ${known.join(", ")}.`,
		);
	}
	return parsed as Record<string, unknown>;
}

/** One of the two ways to give a value, in one place. */
function one(direct: Raw, inFile: Raw, folder: string): Raw | undefined {
	const given = [direct, inFile].filter(({ value }) => value !== undefined && value !== "");
	if (given.length === 2)
		throw new SettingsError(`${direct.name} and ${inFile.name} are both given: give one of them.`);
	if (given[0] !== inFile) return given[0];
	if (typeof inFile.value !== "string") throw new SettingsError(`${inFile.name} must be the path of a file.`);
	return { name: inFile.name, value: readText(resolve(folder, inFile.value), inFile.name).trim() };
}

function check([key, definition]: [Key, Definition], raw: Raw): [Key, unknown] {
	const result = definition.schema.safeParse(raw.value);
	if (result.success) return [key, result.data];
	const holds = definition.orFile && /(?:File|_FILE|-file)$/.test(raw.name) ? "What the file holds that" : "";
	const what = holds ? `${holds} ${raw.name} names` : raw.name;
	throw new SettingsError(`${what} must be ${definition.allowed}.`);
}

/** What is wrong is a `SettingsError`: it names the setting as it was given, and what is allowed. */
export function readCommand(args: readonly string[], env: NodeJS.ProcessEnv): Command {
	const flags = parseFlags(args);
	const { json = false, help = false, version = false } = flags as { [Name in keyof typeof switches]?: boolean };
	if (help || version) return { json, help, version, settings: settingsOf({}) };
	const config = flags.config ?? (env.ACTIVITYSMITH_CONFIG || undefined);
	const configName = flags.config === undefined ? "ACTIVITYSMITH_CONFIG" : "--config";
	const file = typeof config === "string" ? readFileSettings(config, configName) : {};
	const folder = typeof config === "string" ? dirname(resolve(config)) : process.cwd();

	function rawOf([key, definition]: [Key, Definition]): Raw | undefined {
		const { env: variable, orFile = false } = definition;
		const none = { name: "", value: undefined };
		const flag = { name: `--${fileFlag(definition)}`, value: flags[fileFlag(definition)] };
		return (
			(orFile ? one(none, flag, process.cwd()) : one(flag, none, "")) ??
			one(
				{ name: variable, value: env[variable] },
				orFile ? { name: `${variable}_FILE`, value: env[`${variable}_FILE`] } : none,
				process.cwd(),
			) ??
			one(
				{ name: `${key} in ${config}`, value: file[key] },
				orFile ? { name: `${key}File in ${config}`, value: file[`${key}File`] } : none,
				folder,
			)
		);
	}

	const given = Object.fromEntries(
		all.flatMap((entry) => {
			const raw = rawOf(entry);
			return raw ? [check(entry, raw)] : [];
		}),
	) as Given;
	return { json, help, version, settings: settingsOf(given) };
}
