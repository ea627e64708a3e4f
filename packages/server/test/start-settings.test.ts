/** Settings: where they come from, which of them win, and what is said of those that are wrong. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HELP } from "../src/config/help.ts";
import { readCommand } from "../src/config/read.ts";
import { definitions } from "../src/config/settings.ts";
import { SettingsError } from "../src/index.ts";
import { temporaryFolder } from "./databases.ts";

const folder = temporaryFolder();
let files = 0;

function file(text: string): string {
	files += 1;
	const path = join(folder, `${files}.txt`);
	writeFileSync(path, text);
	return path;
}

const config = (settings: unknown) => file(JSON.stringify(settings));
const settings = (args: string[], env: Record<string, string> = {}) => readCommand(args, env).settings;

function problem(args: string[], env: Record<string, string> = {}): string {
	try {
		readCommand(args, env);
	} catch (error) {
		if (error instanceof SettingsError) return error.message;
		throw error;
	}
	throw new Error("Nothing was wrong");
}

const KEY = "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----";

describe("settings", () => {
	test("have defaults", () => {
		expect(settings([])).toEqual({
			data: "activitysmith-data",
			host: "127.0.0.1",
			port: 4020,
			publicUrl: undefined,
			databaseUrl: undefined,
			ownerToken: undefined,
			apns: undefined,
			allowWebhooksTo: [],
			retentionDays: 30,
			appVersions: {},
		});
	});

	test("come from flags before variables, and from those before the file", () => {
		const path = config({ port: 1, host: "one", data: "one" });
		const env = { ACTIVITYSMITH_CONFIG: path, ACTIVITYSMITH_PORT: "2", ACTIVITYSMITH_HOST: "two" };
		expect(settings(["--port", "3"], env)).toMatchObject({ port: 3, host: "two", data: "one" });
		expect(settings(["--config", config({ port: 4 })], { ACTIVITYSMITH_CONFIG: path }).port).toBe(4);
	});

	test("that are empty are not given", () => {
		expect(settings([], { ACTIVITYSMITH_PORT: "", DATABASE_URL: "" })).toEqual(settings([]));
	});

	test("that are secret may be in files, named by a flag, a variable or the file of settings", () => {
		const databaseUrl = "postgres://user:secret@db:5432/name";
		const path = file(`${databaseUrl}\n`);
		expect(settings(["--database-url-file", path]).databaseUrl).toBe(databaseUrl);
		expect(settings([], { DATABASE_URL_FILE: path }).databaseUrl).toBe(databaseUrl);
		expect(settings([], { DATABASE_URL: databaseUrl }).databaseUrl).toBe(databaseUrl);
		mkdirSync(join(folder, "beside"));
		writeFileSync(join(folder, "beside", "url"), databaseUrl);
		writeFileSync(join(folder, "beside", "settings.json"), JSON.stringify({ databaseUrlFile: "url" }));
		expect(settings(["--config", join(folder, "beside", "settings.json")]).databaseUrl).toBe(databaseUrl);
	});

	test("for Apple go together", () => {
		const env = {
			ACTIVITYSMITH_APNS_KEY: KEY,
			ACTIVITYSMITH_APNS_KEY_ID: "ABCDE12345",
			ACTIVITYSMITH_APNS_TEAM_ID: "FGHIJ67890",
		};
		expect(settings([], env).apns).toMatchObject({ key: KEY, keyId: "ABCDE12345", teamId: "FGHIJ67890" });
		const { ACTIVITYSMITH_APNS_TEAM_ID: _, ...without } = env;
		expect(problem([], without)).toBe(
			"ACTIVITYSMITH_APNS_KEY and ACTIVITYSMITH_APNS_KEY_ID without ACTIVITYSMITH_APNS_TEAM_ID: to reach iPhones, all three are needed.",
		);
		expect(problem([], { ACTIVITYSMITH_APNS_ORIGIN: "https://127.0.0.1:1" })).toContain("ACTIVITYSMITH_APNS_ORIGIN");
	});

	test("of ranges are a list, or text with commas", () => {
		const ranges = ["10.0.0.0/8", "fd00::/8"];
		expect(settings(["--allow-webhooks-to", "10.0.0.0/8, fd00::/8"]).allowWebhooksTo).toEqual(ranges);
		expect(settings(["--config", config({ allowWebhooksTo: ranges })]).allowWebhooksTo).toEqual(ranges);
	});

	test("of versions are an object, or text with commas", () => {
		const appVersions = { value: "1.5.0", timer: "1.3" };
		expect(settings(["--app-versions", "value=1.5.0, timer=1.3"]).appVersions).toEqual(appVersions);
		expect(settings([], { ACTIVITYSMITH_APP_VERSIONS: "value=1.5.0,timer=1.3" }).appVersions).toEqual(appVersions);
		expect(settings(["--config", config({ appVersions })]).appVersions).toEqual(appVersions);
	});

	test("of days are numbers, as text or in the file", () => {
		expect(settings(["--retention-days", "7"]).retentionDays).toBe(7);
		expect(settings([], { ACTIVITYSMITH_RETENTION_DAYS: "365" }).retentionDays).toBe(365);
		expect(settings(["--config", config({ retentionDays: 1 })]).retentionDays).toBe(1);
	});
});

describe("a setting that is wrong", () => {
	test.each([
		[["--port", "http"], {}, "--port must be a whole number from 0 to 65535."],
		[["--port", "65536"], {}, "--port must be a whole number from 0 to 65535."],
		[[], { ACTIVITYSMITH_PORT: "-1" }, "ACTIVITYSMITH_PORT must be a whole number from 0 to 65535."],
		[
			["--public-url", "example.com"],
			{},
			"--public-url must be scheme and host, such as https://push.example.com, without a path.",
		],
		[
			[],
			{ ACTIVITYSMITH_ALLOW_WEBHOOKS_TO: "10.0.0.1" },
			"ACTIVITYSMITH_ALLOW_WEBHOOKS_TO must be ranges in CIDR notation",
		],
		[[], { DATABASE_URL: "mysql://u@h/x" }, "DATABASE_URL must be the address of a PostgreSQL, such as postgres://"],
		[
			["--database-url-file", file("u@h/x")],
			{},
			"What the file holds that --database-url-file names must be the address of a PostgreSQL",
		],
		[["--retention-days", "0"], {}, "--retention-days must be a whole number of days from 1 to 3650."],
		[[], { ACTIVITYSMITH_RETENTION_DAYS: "for ever" }, "ACTIVITYSMITH_RETENTION_DAYS must be a whole number of days"],
		[["--app-versions", "tiemr=1.3"], {}, "--app-versions must be types of Live Activities and versions"],
		[[], { ACTIVITYSMITH_APP_VERSIONS: "value=new" }, "ACTIVITYSMITH_APP_VERSIONS must be types of Live Activities"],
		[["--data-folder", "x"], {}, "'--data-folder'"],
		[["--port"], {}, "--port"],
	])("is named, with what is allowed: %j %j", (args, env, message) => {
		expect(problem(args, env)).toContain(message);
	});

	test("is named as the file calls it", () => {
		const path = config({ port: 80.5 });
		expect(problem(["--config", path])).toBe(`port in ${path} must be a whole number from 0 to 65535.`);
		expect(problem(["--config", config({ prot: 80 })])).toContain('a setting "prot"');
		expect(problem(["--config", file("{")])).toContain("must be valid JSON");
		expect(problem(["--config", file("[]")])).toContain("must hold a JSON object");
		expect(problem(["--config", join(folder, "nothing")])).toContain("--config names cannot be read");
	});

	test("may not be given twice over", () => {
		expect(problem([], { DATABASE_URL: "postgres://a", DATABASE_URL_FILE: file("postgres://b") })).toBe(
			"DATABASE_URL and DATABASE_URL_FILE are both given: give one of them.",
		);
	});

	test.each([
		[[], { ACTIVITYSMITH_OWNER_TOKEN: "hush-hush" }],
		[[], { ACTIVITYSMITH_APNS_KEY: "hush-hush" }],
		[["--apns-key-file", file("hush-hush")], {}],
		[["--config", file('{"ownerToken": hush-hush}')], {}],
		[["--config", config({ ownerToken: ["hush-hush"] })], {}],
		[[], { DATABASE_URL: "postgres//u:hush-hush@h/x" }],
		[["hush-hush"], {}],
		[["--owner-token", "hush-hush"], {}],
	])("is not repeated when it may be a secret: %j %j", (args, env) => {
		expect(problem(args, env)).not.toContain("hush-hush");
	});
});

test("the help names every setting", () => {
	for (const { env, flag } of Object.values(definitions)) {
		expect(HELP).toContain(env);
		expect(HELP).toContain(`--${flag}`);
	}
});
