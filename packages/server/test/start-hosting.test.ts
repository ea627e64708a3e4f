/** docs/hosting.md is true: its table has every setting, and its files, its SQL and its shell lines do what it says. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ActivitySmith from "activitysmith";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { readCommand } from "../src/config/read.ts";
import { type Definition, definitions } from "../src/config/settings.ts";
import { startServer } from "../src/index.ts";
import { temporaryFolder } from "./databases.ts";
import { startPostgres } from "./postgres.ts";
import { asking, firstKey, start } from "./running-server.ts";

const guide = readFileSync(new URL("../../../docs/hosting.md", import.meta.url), "utf8");
const folder = temporaryFolder();

function blocks(language: string): string[] {
	return Array.from(guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms")), ([, code = ""]) => code);
}

const all: [string, Definition][] = Object.entries(definitions);

test("its table has every setting, as the command describes them", () => {
	const rows = all.map(([, { env, orFile, help, allowed }]) => {
		const also = orFile ? ` or \`${env}_FILE\`` : "";
		return `| \`${env}\`${also} | ${help} | ${allowed} |`;
	});
	expect(guide).toContain(`| variable | what it says | what it may be |\n|---|---|---|\n${rows.join("\n")}\n\n`);
});

test("it speaks of no setting that there is not", () => {
	const variables = all.flatMap(([, { env, orFile }]) => (orFile ? [env, `${env}_FILE`] : [env]));
	for (const [named] of guide.matchAll(/\bACTIVITYSMITH_\w+/g)) expect(variables).toContain(named);
	const flags = ["--config", "--global", ...all.map(([, { flag, orFile }]) => `--${flag}${orFile ? "-file" : ""}`)];
	for (const [named] of guide.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)) expect(flags).toContain(named);
});

/** Its absolute paths, below a folder of the test. */
const here = (text: string) => text.replaceAll(/(?<=[\s"=])\/(?:var\/lib|etc)\//g, `${folder}/`);

describe("the file of settings and the unit", () => {
	const [settings = ""] = blocks("json");
	const [unit = ""] = blocks("ini");
	const [, command = ""] = /^ExecStart=\/usr\/bin\/env activitysmith-server (.*)$/m.exec(here(unit)) ?? [];

	test("go together, and are what the server takes", () => {
		mkdirSync(join(folder, "activitysmith"), { recursive: true });
		writeFileSync(join(folder, "activitysmith/server.json"), here(settings));
		writeFileSync(join(folder, "apns-key"), "-----BEGIN PRIVATE KEY-----\n");
		const [, variable = "", value = ""] = /^Environment=(\w+)=(.*)$/m.exec(unit) ?? [];
		const given = readCommand(command.split(" "), { [variable]: value.replace("%d", folder) }).settings;
		expect(given.apns?.keyId).toBe("ABC123DEFG");
		// Where systemd lets it write.
		expect(given.data).toBe(join(folder, /^StateDirectory=(.*)$/m.exec(unit)?.[1] ?? ""));

		// Where there is systemd, it is asked, too.
		const file = join(folder, "activitysmith.service");
		writeFileSync(file, unit);
		const { stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", file], { encoding: "utf8" });
		expect((stderr ?? "").split("\n").filter((line) => line.includes(file))).toEqual([]);
	});
});

test("what its SQL makes is enough for a server", { timeout: 90_000 }, async () => {
	const heard: unknown[] = [];
	const postgres = await startPostgres();
	const { port, password } = postgres;
	const administrator = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres" });
	await administrator.connect();
	for (const statement of (blocks("sql")[0] ?? "").trim().split("\n")) await administrator.query(statement);
	await administrator.end();
	const databaseUrl = `postgres://activitysmith:${encodeURIComponent("a long one")}@127.0.0.1:${port}/activitysmith`;
	const onError = (error: unknown) => void heard.push(error);
	const server = await startServer({ data: join(folder, "postgres"), port: 0, databaseUrl, onError });
	expect((await asking(server, undefined)("GET", "/ready")).status).toBe(200);
	await server.close();
	// A database that is stopped after the server is none of the server's business.
	await postgres.stop();
	expect(heard).toEqual([]);
});

test("its lines ask whether the server is well, copy what it has, and bring that back", {
	timeout: 60_000,
}, async () => {
	const [well = "", backup = "", restore = ""] = blocks("sh");
	const cwd = temporaryFolder();
	const data = join(cwd, "activitysmith-data");
	const shell = (lines: string) => {
		const env = { PATH: `${join(process.execPath, "..")}:${process.env.PATH}`, NODE_NO_WARNINGS: "1" };
		const { status, stderr } = spawnSync("sh", ["-ec", lines], { cwd, env, encoding: "utf8" });
		expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
	};
	const first = await startServer({ data, port: 0 });
	onTestFinished(() => first.close());
	for (const line of well.trim().split("\n")) {
		const [path = ""] = /(?<=4020)\S+/.exec(line) ?? [];
		expect(line).toBe(`curl -f http://127.0.0.1:4020${path}`);
		expect((await fetch(first.url + path)).status).toBe(200);
	}
	const apiKey = firstKey(first);
	const put = ({ baseURL }: { baseURL: string }, percentage: number) =>
		new ActivitySmith({ apiKey, baseURL }).liveActivities.stream("backup", {
			content_state: { title: "Backup", type: "progress", percentage },
		});
	await put(first, 10);
	shell(backup);
	await put(first, 20);
	await first.close();
	shell(restore);
	const second = await start({ data });
	expect((await put(second, 20)).operation).toBe("updated");
	expect((await put(second, 20)).operation).toBe("noop");
});
