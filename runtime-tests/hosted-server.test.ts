/** The server as whoever hosts it gets it: installed from its package into an empty folder, and started by its command. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../packages/server/package.json" with { type: "json" };
import { openLink, openPage } from "../packages/server/test/running-server.ts";
import { startCommand } from "./command.ts";
import { installProject, type Project } from "./project.ts";
import { bringRuntimes, nodes } from "./runtimes.ts";

const run = promisify(execFile);
const [tooOld, ...fitting] = nodes;
let project: Project;
beforeAll(async () => {
	await bringRuntimes();
	project = await installProject({ "@activitysmith/server": "packages/server" });
}, 300_000);
afterAll(() => project?.[Symbol.dispose]());

const start = (node: (typeof nodes)[number], ...args: string[]) =>
	startCommand(node, project, "activitysmith-server", ["--port", "0", ...args]);

describe.each(fitting)("on $name", (node) => {
	test("what it prints is pasted, and the card is on the lock screen", { timeout: 60_000 }, async () => {
		await using server = start(node, "--data", join(project.folder, node.name));
		const printed = await server.until(/Ctrl\+C/);
		const [url = ""] = /http:\/\/[\w.:]+(?= \(ready)/.exec(printed) ?? [];
		const page = await openPage({ url }, await openLink(/http\S+\/pair\?code=\w+/.exec(printed)?.[0]));

		const exports = printed.match(/export \w+=\S+/g) ?? [];
		const [curl = ""] = /curl (?:.*\\\n)+.*'/.exec(printed) ?? [];
		const { stdout } = await run("sh", ["-ec", [...exports, curl].join("\n")]);
		expect(JSON.parse(stdout)).toMatchObject({ operation: "started", devices_notified: 1 });
		const { activities } = await page.until((screen) => screen.activities.length > 0);
		expect(activities).toMatchObject([{ state: { title: "Nightly Backup", percentage: 42 } }]);

		expect(await server.stop("SIGTERM")).toMatchObject({ code: 0, stderr: "" });
	});

	test("a wrong setting is named", async () => {
		const { code, stdout, stderr } = await start(node, "--public-url", "example.com").ended;
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toContain("--public-url must be");
	});

	test("PostgreSQL's driver is in it", async () => {
		const database = join(project.folder, "database-url");
		writeFileSync(database, "postgres://me:pw@127.0.0.1:1/db");
		const { code, stderr } = await start(node, "--database-url-file", database).ended;
		expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("PostgreSQL at me@127.0.0.1:1/db") });
	});
});

test("an older Node is told which one it needs, in one line", async () => {
	const { code, stdout, stderr } = await start(tooOld).ended;
	expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
	expect(stderr).toMatch(
		/^activitysmith-server: This needs Node 22\.16 or newer .*, and was started with v20[\d.]+\.\n$/,
	);
});

test("npx finds the one command of the package, by the package's name", async () => {
	const args = ["--offline", "--no", packageJson.name, "--", "--version"];
	const { stdout } = await run("npx", args, { cwd: project.folder, shell: process.platform === "win32" });
	expect(stdout.trim()).toBe(packageJson.version);
});

test("a program runs it in its own process", async () => {
	const program = `
		import { SettingsError, startServer } from "@activitysmith/server";
		await using server = await startServer({ data: "in-process", port: 0 });
		const answer = await fetch(server.baseURL + "/badge", {
			method: "POST",
			headers: { authorization: "Bearer " + server.firstKey, "content-type": "application/json" },
			body: JSON.stringify({ badge: 3 }),
		});
		const { badge, devices_notified } = await answer.json();
		console.log(JSON.stringify({ badge, devices_notified, error: SettingsError.name }));
	`;
	const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", program], {
		cwd: project.folder,
	});
	expect([JSON.parse(stdout), stderr]).toEqual([{ badge: 3, devices_notified: 1, error: "SettingsError" }, ""]);
});
