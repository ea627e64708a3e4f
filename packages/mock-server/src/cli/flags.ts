/** What the command was told, checked. Values may be keys: no message repeats one. */
import { parseArgs } from "node:util";
import type { ClockKind } from "../clock.ts";
import type { ListenOptions } from "../listen.ts";
import { isRange } from "../webhooks/send.ts";

/** The command was used wrongly, or given something wrong: exit code 2. */
export class UsageError extends Error {}

export interface Flags {
	/** What to run with the mock in place of the hosted service; without it the mock serves until it is stopped. */
	exec: { command: string; args: string[] } | null;
	port: number;
	host: string;
	apiKeys: string[];
	limits: boolean;
	strictAccounts: boolean;
	seed: string | undefined;
	faults: string | undefined;
	clock: ClockKind;
	control: NonNullable<ListenOptions["control"]>;
	webhooks: "record" | "call";
	allowWebhooksTo: string[];
	/** Prints what the devices show whenever it changes. */
	show: boolean;
	/** Opens the page of the lock screens. */
	open: boolean;
	verbose: boolean;
	json: boolean;
	version: boolean;
	help: boolean;
}

const options = {
	port: { type: "string" },
	host: { type: "string", default: "127.0.0.1" },
	"api-key": { type: "string", multiple: true },
	limits: { type: "boolean", default: true },
	"strict-accounts": { type: "boolean", default: false },
	seed: { type: "string" },
	faults: { type: "string" },
	clock: { type: "string", default: "real" },
	control: { type: "string", default: "loopback" },
	webhooks: { type: "string", default: "call" },
	"allow-webhooks-to": { type: "string", multiple: true },
	show: { type: "boolean", default: false },
	open: { type: "boolean", default: false },
	verbose: { type: "boolean", default: false },
	json: { type: "boolean", default: false },
	version: { type: "boolean", default: false },
	help: { type: "boolean", default: false },
} as const;

function parse(args: string[]) {
	try {
		return parseArgs({ args, allowNegative: true, allowPositionals: true, options });
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

function readPort(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError("--port takes a number from 0 to 65535");
	return port;
}

function oneOf<const T extends string>(flag: string, value: string, allowed: readonly T[]): T {
	const known = allowed.find((candidate) => candidate === value);
	if (known === undefined) throw new UsageError(`--${flag} takes ${allowed.join(", ")}`);
	return known;
}

/** What comes after `--`, for `exec`. */
function readExec(positionals: string[], after: string[] | undefined): Flags["exec"] {
	const [subcommand, ...others] = positionals;
	if (subcommand === undefined && after === undefined) return null;
	// Said without repeating it: it may be a key that lost its option.
	if (subcommand !== "exec") throw new UsageError("This command takes no arguments beside its options and exec");
	if (others.length > 0) throw new UsageError("exec takes its command after --: activitysmith-mock exec -- npm test");
	const [command, ...args] = after ?? [];
	if (!command) throw new UsageError("exec takes a command after --: activitysmith-mock exec -- npm test");
	return { command, args };
}

export function readFlags(all: string[]): Flags {
	const end = all.indexOf("--");
	const { values, positionals } = parse(end === -1 ? all : all.slice(0, end));
	const { host, limits, seed, faults, show, open, verbose, json, version, help } = values;
	const apiKeys = values["api-key"] ?? [];
	const allowWebhooksTo = values["allow-webhooks-to"] ?? [];
	const exec = help || version ? null : readExec(positionals, end === -1 ? undefined : all.slice(end + 1));
	if (apiKeys.some((key) => !/^\S+$/.test(key))) throw new UsageError("--api-key takes a key without spaces");
	if (!allowWebhooksTo.every(isRange)) {
		throw new UsageError("--allow-webhooks-to takes a range in CIDR notation, such as 127.0.0.0/8");
	}
	if (seed !== undefined && apiKeys.length > 0) {
		throw new UsageError("--api-key and --seed can't be combined: the seed's accounts have keys");
	}
	if (open && values.control === "off") {
		throw new UsageError("--open and --control off can't be combined: the page reads the control routes");
	}
	if (exec && json) throw new UsageError("--json and exec can't be combined: the output is the command's");
	return {
		exec,
		port: readPort(values.port ?? (exec ? "0" : "4010")),
		host,
		apiKeys,
		limits,
		strictAccounts: values["strict-accounts"],
		seed,
		faults,
		clock: oneOf("clock", values.clock, ["frozen", "real"]),
		control: oneOf("control", values.control, ["loopback", "anywhere", "off"]),
		webhooks: oneOf("webhooks", values.webhooks, ["record", "call"]),
		allowWebhooksTo,
		show,
		open,
		verbose,
		json,
		version,
		help,
	};
}
