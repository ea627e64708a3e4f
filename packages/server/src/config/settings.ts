/** The settings of the server: what each is called, what it may be, and where it may be given. */
import { liveActivityTypes } from "@activitysmith/schema";
import { fence } from "@activitysmith/webhooks";
import * as z from "zod";
import { isAddress } from "../database/postgres/address.ts";

/** Checked, with the defaults filled in. */
export interface Settings {
	/** Folder of the database file and the owner token. */
	data: string;
	host: string;
	port: number;
	/** Where the server is reached from outside, for the links that it prints. @default where it listens */
	publicUrl: string | undefined;
	/** Address of a PostgreSQL; without it the database is a file in the data folder. */
	databaseUrl: string | undefined;
	/** @default one that is made at the first start, and kept in the data folder */
	ownerToken: string | undefined;
	/** What iPhones are reached with; without it the server serves lock screens in browsers only. */
	apns: ApnsSettings | undefined;
	/** Ranges that webhooks may reach although they are not public. */
	allowWebhooksTo: readonly string[];
	/** So many days back the delivery log and the history go. */
	retentionDays: number;
	/** For types of Live Activities, the first version of the app that shows them. */
	appVersions: Readonly<Record<string, string>>;
}

/** In the data folder, unless a token was given. */
export const OWNER_TOKEN_FILE = "owner-token";

export interface ApnsSettings {
	/** What the `.p8` file holds. */
	key: string;
	keyId: string;
	teamId: string;
	/** Another server than Apple's, for tests. */
	origin: string | undefined;
	/** Certificate authority of that server, in PEM. */
	ca: string | undefined;
}

/** One setting. In the JSON file it is called by its key in the table. */
export interface Definition<T = unknown> {
	env: string;
	/** Without the two hyphens. A flag is seen by everybody on the machine: that of a secret names a file. */
	flag: string;
	/** Of the flag, for the help. */
	argument: string;
	/** What is allowed, to go on after "must be". */
	allowed: string;
	help: string;
	/** The value may be in a file: the variable and the key then end in `_FILE` and `File`. */
	orFile?: true;
	schema: z.ZodType<T>;
}

const define = <T>(definition: Definition<T>): Definition<T> => definition;

/** From a flag or a variable it is text, in a file it may be a number. */
function wholeNumber(min: number, max: number): z.ZodType<number> {
	const text = z
		.string()
		.regex(/^\d{1,9}$/)
		.transform(Number);
	return z.union([z.number(), text]).pipe(z.int().min(min).max(max));
}

const line = z.string().regex(/^[^\p{Cc}]+$/u);

function isOrigin(value: string): boolean {
	const url = URL.parse(value);
	return url !== null && /^https?:$/.test(url.protocol) && value.replace(/\/$/, "") === url.origin;
}

function isRange(value: string): boolean {
	try {
		fence([value]);
		return true;
	} catch (error) {
		if (error instanceof TypeError) return false;
		throw error;
	}
}

const origin = line.refine(isOrigin).transform((value) => value.replace(/\/$/, ""));

const ranges = z
	.union([z.array(line), z.string().transform((value) => value.split(/[\s,]+/).filter(Boolean))])
	.refine((values) => values.every(isRange));

/** In a flag or a variable `value=1.5.0,timer=1.3`, in a file an object. */
const appVersions = z
	.union([
		z
			.string()
			.regex(/^\w+=[\d.]+(?:[\s,]+\w+=[\d.]+)*$/)
			.transform((value) => Object.fromEntries(value.split(/[\s,]+/).map((pair) => pair.split("=")))),
		z.record(z.string(), z.string()),
	])
	.pipe(z.partialRecord(z.enum(liveActivityTypes), z.string().regex(/^\d+(?:\.\d+)*$/)));

const tenCharacters = z.string().regex(/^[A-Z0-9]{10}$/);

export const definitions = {
	data: define({
		env: "ACTIVITYSMITH_DATA",
		flag: "data",
		argument: "folder",
		allowed: "the path of a folder",
		help: "Folder of the database file and the owner token (default: activitysmith-data)",
		schema: line,
	}),
	host: define({
		env: "ACTIVITYSMITH_HOST",
		flag: "host",
		argument: "address",
		allowed: "an address of this machine, such as 127.0.0.1 or 0.0.0.0",
		help: "Address to listen on (default: 127.0.0.1)",
		schema: line,
	}),
	port: define({
		env: "ACTIVITYSMITH_PORT",
		flag: "port",
		argument: "number",
		allowed: "a whole number from 0 to 65535",
		help: "Port to listen on, 0 for any free one (default: 4020)",
		schema: wholeNumber(0, 65_535),
	}),
	publicUrl: define({
		env: "ACTIVITYSMITH_PUBLIC_URL",
		flag: "public-url",
		argument: "url",
		allowed: "scheme and host, such as https://push.example.com, without a path",
		help: "Where the server is reached from outside, for the links that it prints",
		schema: origin,
	}),
	databaseUrl: define({
		env: "DATABASE_URL",
		flag: "database-url",
		argument: "url",
		allowed:
			"the address of a PostgreSQL, such as postgres://user:password@host:5432/name, with signs such as @ or / in the password written as %40 and %2F",
		help: "Address of a PostgreSQL, to use instead of a file",
		orFile: true,
		schema: line.refine(isAddress),
	}),
	ownerToken: define({
		env: "ACTIVITYSMITH_OWNER_TOKEN",
		flag: "owner-token",
		argument: "token",
		allowed: "a token of at least 32 printable characters of ASCII without spaces",
		help: "Token for /manage (default: one that is made and kept in the data folder)",
		orFile: true,
		schema: z.string().regex(/^[!-~]{32,}$/),
	}),
	apnsKey: define({
		env: "ACTIVITYSMITH_APNS_KEY",
		flag: "apns-key",
		argument: "key",
		allowed: "what Apple's .p8 file holds, beginning with -----BEGIN PRIVATE KEY-----",
		help: "Apple's .p8 key, to reach iPhones; with --apns-key-id and --apns-team-id",
		orFile: true,
		schema: z.string().regex(/^\s*-----BEGIN PRIVATE KEY-----/),
	}),
	apnsKeyId: define({
		env: "ACTIVITYSMITH_APNS_KEY_ID",
		flag: "apns-key-id",
		argument: "id",
		allowed: "the ten characters A-Z and 0-9 that are the key's name",
		help: "Name of that key, ten characters",
		schema: tenCharacters,
	}),
	apnsTeamId: define({
		env: "ACTIVITYSMITH_APNS_TEAM_ID",
		flag: "apns-team-id",
		argument: "id",
		allowed: "the ten characters A-Z and 0-9 of the developer team",
		help: "The developer team, ten characters",
		schema: tenCharacters,
	}),
	apnsOrigin: define({
		env: "ACTIVITYSMITH_APNS_ORIGIN",
		flag: "apns-origin",
		argument: "url",
		allowed: "scheme, host and port, such as https://127.0.0.1:8443",
		help: "Another server than Apple's, for tests",
		schema: origin,
	}),
	apnsCa: define({
		env: "ACTIVITYSMITH_APNS_CA",
		flag: "apns-ca",
		argument: "certificate",
		allowed: "a certificate in PEM, beginning with -----BEGIN CERTIFICATE-----",
		help: "Certificate authority of that server, in PEM",
		orFile: true,
		schema: z.string().regex(/^\s*-----BEGIN CERTIFICATE-----/),
	}),
	allowWebhooksTo: define({
		env: "ACTIVITYSMITH_ALLOW_WEBHOOKS_TO",
		flag: "allow-webhooks-to",
		argument: "ranges",
		allowed: "ranges in CIDR notation with commas between them, such as 10.0.0.0/8",
		help: "Ranges that webhooks may reach although they are not public, with commas between them",
		schema: ranges,
	}),
	retentionDays: define({
		env: "ACTIVITYSMITH_RETENTION_DAYS",
		flag: "retention-days",
		argument: "days",
		allowed: "a whole number of days from 1 to 3650",
		help: "How long the delivery log, notifications and ended activities can be looked at (default: 30)",
		schema: wholeNumber(1, 3650),
	}),
	appVersions: define({
		env: "ACTIVITYSMITH_APP_VERSIONS",
		flag: "app-versions",
		argument: "versions",
		allowed: `types of Live Activities and versions, such as value=1.5.0,timer=1.3; types are ${liveActivityTypes.join(", ")}`,
		help: "From which version on your app shows a type, so that explain can say that an app is too old",
		schema: appVersions,
	}),
};

export type Key = keyof typeof definitions;
/** What was given, each checked by itself. */
export type Given = { [K in Key]?: z.output<(typeof definitions)[K]["schema"]> };

/** A setting is wrong, or the command was used wrongly. The message never repeats a value: it may be a secret. */
export class SettingsError extends Error {}

const together = ["apnsKey", "apnsKeyId", "apnsTeamId"] as const;

function apnsOf(given: Given): ApnsSettings | undefined {
	const { apnsKey, apnsKeyId, apnsTeamId, apnsOrigin, apnsCa } = given;
	if (apnsKey !== undefined && apnsKeyId !== undefined && apnsTeamId !== undefined) {
		return { key: apnsKey, keyId: apnsKeyId, teamId: apnsTeamId, origin: apnsOrigin, ca: apnsCa };
	}
	const missing = together.filter((key) => given[key] === undefined);
	const named = (keys: readonly Key[]) => keys.map((key) => definitions[key].env).join(" and ");
	if (missing.length < together.length) {
		throw new SettingsError(
			`${named(together.filter((key) => !missing.includes(key)))} without ${named(missing)}: to reach iPhones, all three are needed.`,
		);
	}
	const alone = (["apnsOrigin", "apnsCa"] as const).find((key) => given[key] !== undefined);
	if (alone) throw new SettingsError(`${definitions[alone].env} says nothing without ${named(together)}.`);
	return undefined;
}

/** Fills in the defaults; what does not go together is a `SettingsError`. */
export function settingsOf(given: Given): Settings {
	return {
		data: given.data ?? "activitysmith-data",
		host: given.host ?? "127.0.0.1",
		port: given.port ?? 4020,
		publicUrl: given.publicUrl,
		databaseUrl: given.databaseUrl,
		ownerToken: given.ownerToken,
		apns: apnsOf(given),
		allowWebhooksTo: given.allowWebhooksTo ?? [],
		retentionDays: given.retentionDays ?? 30,
		appVersions: given.appVersions ?? {},
	};
}
