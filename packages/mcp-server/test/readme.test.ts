/** The README: its configurations start what they say, its program runs, its tables are complete. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { bare, fromSource, KEY, listening, mockOverHttp, overHttp, overStdio } from "./mcp.ts";

const text = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = (language: string) =>
	Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms")), ([, code = ""]) => code);

interface Configured {
	type?: string;
	command?: string;
	args?: string[];
	env?: Record<string, string>;
	url?: string;
	headers?: Record<string, string>;
}

/** As the clients do: what stands for the key becomes the key. */
const filledIn = (value: string) => value.replace(/ask_\.\.\.|\$\{ACTIVITYSMITH_API_KEY\}|\$\{input:[\w-]+\}/, KEY);

const configurations = blocks("json").map((code): [string, Configured] => {
	const { mcpServers, servers = mcpServers } = JSON.parse(filledIn(code));
	return [text.slice(0, text.indexOf(code)).match(/^.*(?=:\n\n```json\n$)/m)?.[0] ?? "", servers.activitysmith];
});
const { mock, env } = mockOverHttp();

/** Most clients have the same. */
const programs = Map.groupBy(
	configurations.filter(([, { command }]) => command),
	([, { command, args, env }]) => JSON.stringify([command, args, env]),
);

test.each(Array.from(programs.values(), (same) => ({ clients: same.map(([client]) => client), ...same[0]?.[1] })))(
	"$clients",
	async ({ command, args = [], env: given }) => {
		expect(command).toBe("npx");
		const [yes, name, ...flags] = args;
		expect([yes, name]).toEqual(["-y", packageJson.name]);
		// npx runs the only command of a package.
		expect(Object.keys(packageJson.bin)).toHaveLength(1);
		const { call, client } = await overStdio({ ...env(), ...given }, process.execPath, [...fromSource, ...flags]);
		expect(await call("update_app_icon_badge_count", { badge: 5 })).toMatchObject({ error: false });
		expect(mock.account(KEY).journal.last()).toMatchObject({ status: 200, body: { badge: 5 } });
		// The tools of the API are in its table.
		for (const { name } of (await client.listTools()).tools) expect(text).toContain(`| \`${name}\` |`);
	},
);

test.each(configurations.filter(([, { url }]) => url))("%s", async (_, { type, url = "", headers = {} }) => {
	expect(type).toBe("http");
	const { ACTIVITYSMITH_BASE_URL = "" } = env();
	const { url: listens } = await listening({ ACTIVITYSMITH_BASE_URL });
	const address = new URL(url);
	expect([address.hostname, address.pathname]).toEqual([listens.hostname, listens.pathname]);
	const { call } = await overHttp(listens, headers.Authorization?.replace(/^Bearer /, ""));
	expect(await call("update_app_icon_badge_count", { badge: 6 })).toMatchObject({ error: false });
});

test("there is one for each usual client", () => {
	expect(configurations).toHaveLength(4);
	const help = spawnSync(process.execPath, [...fromSource, "--help"], { encoding: "utf8", env: bare }).stdout;
	const port = /^ +--port .*default: (\d+)/m.exec(help)?.[1];
	expect(configurations.map(([, { url }]) => url)).toContain(`http://127.0.0.1:${port}/mcp`);
	const flags = (from: string) =>
		new Set(from.match(/^(?: {2}|\| `)--[a-z-]+/gm)?.map((flag) => flag.replace(/.*--/, "")));
	for (const flag of flags(help)) if (!/help|version/.test(flag)) expect(flags(text)).toContain(flag);
});

// Below this folder, so that a program finds the package that it imports.
const folder = mkdtempSync(fileURLToPath(new URL(".readme-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

test("the program runs", () => {
	const [code = ""] = blocks("ts");
	writeFileSync(join(folder, "program.ts"), code);
	const args = ["--conditions=@activitysmith/source", "program.ts"];
	const ran = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env: bare });
	expect(ran).toMatchObject({ status: 0, stderr: "" });
});
