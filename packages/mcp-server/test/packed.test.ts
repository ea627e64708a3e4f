/** The package as it is installed: packed, unpacked into a folder without anything else, and started there. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KEY, mockOverHttp, overStdio } from "./mcp.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = fileURLToPath(new URL("..", import.meta.url));
const project = realpathSync(mkdtempSync(join(tmpdir(), "mcp-packed-")));
const installed = join(project, "node_modules/@activitysmith/mcp-server");
const { env } = mockOverHttp();

beforeAll(async () => {
	// Does nothing when dist/ is fresh.
	const build = ["--conditions=@activitysmith/source", "scripts/build.ts", "@activitysmith/mcp-server"];
	await run(process.execPath, build, { cwd: root });
	const shell = process.platform === "win32";
	const packed = await run("pnpm", ["pack", "--json", "--pack-destination", project], { cwd: folder, shell });
	mkdirSync(installed, { recursive: true });
	await run("tar", ["-xzf", JSON.parse(packed.stdout).filename, "-C", installed, "--strip-components=1"]);
}, 120_000);
afterAll(() => rmSync(project, { recursive: true }));

const manifest = () => JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));

test("it depends on nothing, and has the licences of what is in it", () => {
	expect(manifest().dependencies ?? {}).toEqual({});
	const licences = readFileSync(join(installed, "dist/THIRD_PARTY_LICENSES"), "utf8");
	for (const name of ["@modelcontextprotocol/server", "@modelcontextprotocol/core", "zod"])
		expect(licences).toContain(`${name} `);
});

test("its command serves over stdio", async () => {
	const command = join(installed, manifest().bin["activitysmith-mcp"]);
	const { call, client, stderr } = await overStdio(env(), process.execPath, [command]);
	expect(client.getServerVersion()?.version).toBe(manifest().version);
	expect(await call("update_app_icon_badge_count", { badge: 4 })).toMatchObject({ error: false });
	const wrong = await call("set_live_activity_stream", { stream_key: "k", content_state: {} });
	expect(wrong).toMatchObject({ error: true, text: expect.stringContaining("content_state.title is required") });
	expect(stderr()).toBe("");
});

test("its handler can be imported", async () => {
	const program = `import { createHandler } from "@activitysmith/mcp-server";
const handler = createHandler({ fallback: { apiKey: "${KEY}" } });
const headers = { host: "localhost", "content-type": "application/json", accept: "application/json, text/event-stream" };
const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} });
const response = await handler(new Request("http://localhost/mcp", { method: "POST", headers, body }));
console.log(response.status, (await response.text()).includes("send_push_notification"));`;
	writeFileSync(join(project, "program.mjs"), program);
	const { stdout, stderr } = await run(process.execPath, ["program.mjs"], { cwd: project });
	expect({ stdout, stderr }).toEqual({ stdout: "200 true\n", stderr: "" });
});
