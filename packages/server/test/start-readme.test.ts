/** The README: its program and its shell lines run, and its table has every setting. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { definitions } from "../src/config/settings.ts";
import { temporaryFolder } from "./databases.ts";
import { asOwner, start } from "./running-server.ts";

const text = readFileSync(new URL("../README.md", import.meta.url), "utf8");

function block(language: string): string {
	const [, code] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(text) ?? [];
	if (code === undefined) throw new Error(`The README has no ${language}`);
	return code;
}

// Below this folder, so that a program finds the packages that it imports.
const folder = mkdtempSync(fileURLToPath(new URL(".readme-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

test("the program runs", () => {
	writeFileSync(join(folder, "program.ts"), block("ts"));
	const { status, stderr } = spawnSync(process.execPath, ["--conditions=@activitysmith/source", "program.ts"], {
		cwd: folder,
		encoding: "utf8",
		env: { ...process.env, NODE_NO_WARNINGS: "1" },
	});
	expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

const cwd = temporaryFolder();
const hasCurl = spawnSync("curl", ["--version"]).status === 0;

test.skipIf(!hasCurl && !process.env.CI)("the shell lines do what they say", async () => {
	const server = await start({ data: join(cwd, "activitysmith-data") });
	const lines = block("sh").replace("http://127.0.0.1:4020", server.url);
	const shell = spawn("sh", ["-ec", lines], { cwd, stdio: "ignore" });
	expect(await once(shell, "exit")).toEqual([0, null]);
	const owner = asOwner(server);
	expect((await owner("GET", "/manage/users")).body.users).toMatchObject([{ name: "Ada" }, { name: "Owner" }]);
	expect((await owner("GET", "/manage/channels")).body.channels).toMatchObject([{ slug: "ops", devices: [] }]);
	expect((await owner("GET", "/manage/keys")).body.keys).toMatchObject([{}, { name: "CI", channels: ["ops"] }]);
	expect((await owner("GET", "/manage/metrics")).body.metrics).toMatchObject([{ key: "latency", label: "Latency" }]);
	expect((await owner("GET", "/manage/account")).body.limits).toEqual({ requests_per_minute: 600, live_activities: 8 });
});

test("the table has every setting", () => {
	const rows = Object.entries(definitions).map(([key, { env, flag, orFile }]) =>
		orFile
			? `| \`--${flag}-file\` | \`${env}\`, \`${env}_FILE\` | \`${key}\`, \`${key}File\` |`
			: `| \`--${flag}\` | \`${env}\` | \`${key}\` |`,
	);
	expect(text).toContain(`${rows.join("\n")}\n\n`);
});
