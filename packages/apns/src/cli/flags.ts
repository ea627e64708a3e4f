/** What the command was told, checked. */
import { parseArgs } from "node:util";

/** The command was used wrongly: exit code 2. */
export class UsageError extends Error {}

export interface Flags {
	host: string;
	ports: { development: number; production: number; h2cDevelopment: number; h2cProduction: number };
	/** `null`: none. */
	controlPort: number | null;
	bundleIds: string[];
	/** A `.p8` file in place of a new key. */
	key: string | undefined;
	keyId: string | undefined;
	teamId: string | undefined;
	answerDelayMs: number;
	relay: boolean;
	json: boolean;
	help: boolean;
	version: boolean;
}

const options = {
	host: { type: "string", default: "127.0.0.1" },
	port: { type: "string", default: "0" },
	"production-port": { type: "string", default: "0" },
	"h2c-port": { type: "string", default: "0" },
	"h2c-production-port": { type: "string", default: "0" },
	"control-port": { type: "string", default: "0" },
	"bundle-id": { type: "string", multiple: true },
	key: { type: "string" },
	"key-id": { type: "string" },
	"team-id": { type: "string" },
	"answer-delay": { type: "string", default: "0" },
	relay: { type: "boolean", default: false },
	control: { type: "boolean", default: true },
	json: { type: "boolean", default: false },
	help: { type: "boolean", default: false },
	version: { type: "boolean", default: false },
} as const;

function parse(args: string[]) {
	try {
		return parseArgs({ args, allowNegative: true, allowPositionals: true, options });
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

function wholeNumber(flag: string, text: string, most: number): number {
	const number = Number(text);
	if (!/^\d+$/.test(text) || number > most) throw new UsageError(`--${flag} takes a number from 0 to ${most}`);
	return number;
}

export function readFlags(args: string[]): Flags {
	const { values, positionals } = parse(args);
	const { help, version } = values;
	if (!help && !version && (positionals[0] !== "gateway" || positionals.length > 1)) {
		throw new UsageError("The command is: activitysmith-apns gateway [options]");
	}
	const port = (flag: "port" | "production-port" | "h2c-port" | "h2c-production-port" | "control-port") =>
		wholeNumber(flag, values[flag], 65_535);
	return {
		host: values.host,
		ports: {
			development: port("port"),
			production: port("production-port"),
			h2cDevelopment: port("h2c-port"),
			h2cProduction: port("h2c-production-port"),
		},
		controlPort: values.control ? port("control-port") : null,
		bundleIds: values["bundle-id"] ?? [],
		key: values.key,
		keyId: values["key-id"],
		teamId: values["team-id"],
		answerDelayMs: wholeNumber("answer-delay", values["answer-delay"], 3_600_000),
		relay: values.relay,
		json: values.json,
		help,
		version,
	};
}
