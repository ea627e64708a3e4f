/** The command's options and environment, and how it ends. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { bare, fromSource } from "./mcp.ts";

async function run(args: string[], env: Record<string, string> = {}) {
	const child = spawn(process.execPath, [...fromSource, ...args], { env: { ...bare, ...env } });
	child.stdin.end();
	const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
	return { code, stdout, stderr };
}

const key = { ACTIVITYSMITH_API_KEY: "ask_x" };

test("it ends when its client leaves", async () => {
	expect(await run([], key)).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("--help names every option and variable, --version the version", async () => {
	const { code, stdout } = await run(["--help"]);
	expect(code).toBe(0);
	for (const name of ["--http", "--host", "--port", "--allowed-host", "--allowed-origin"])
		expect(stdout).toContain(name);
	for (const name of ["API_KEY", "BASE_URL", "OWNER_TOKEN"]) expect(stdout).toContain(`ACTIVITYSMITH_${name}`);
	expect(await run(["--version"])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: "" });
});

// Together: most of it is the process, which has a core to itself.
test.concurrent.for<[string, string[], Record<string, string>, RegExp]>([
	["no key", [], {}, /ACTIVITYSMITH_API_KEY is not set/],
	["a key that can't be one", [], { ACTIVITYSMITH_API_KEY: "ask_é" }, /is not valid/],
	["a placeholder", [], { ACTIVITYSMITH_API_KEY: `\${ACTIVITYSMITH_API_KEY}` }, /API_KEY has no value/],
	[
		"an owner token that can't be one",
		[],
		{ ...key, ACTIVITYSMITH_BASE_URL: "http://127.0.0.1/api", ACTIVITYSMITH_OWNER_TOKEN: "é" },
		/OWNER_TOKEN is not valid/,
	],
	["plain HTTP to elsewhere", [], { ...key, ACTIVITYSMITH_BASE_URL: "http://192.0.2.1/api" }, /BASE_URL is not valid/],
	["the same for HTTP", ["--http"], { ACTIVITYSMITH_BASE_URL: "ftp://x.example" }, /BASE_URL is not valid/],
	["an owner of nothing", [], { ...key, ACTIVITYSMITH_OWNER_TOKEN: "own_x" }, /set ACTIVITYSMITH_BASE_URL/],
	["an unknown option", ["--htpp"], key, /--htpp/],
	["a key as an argument", ["ask_secret"], key, /takes no arguments/],
	["no port", ["--http", "--port", "http"], key, /--port takes 0 to 65535/],
	["a port too high", ["--http", "--port", "65536"], key, /--port takes 0 to 65535/],
])("%s: exit code 2", async ([, args, env, message]) => {
	const ran = await run(args, env);
	expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(message) });
	expect(ran.stderr).toContain("See activitysmith-mcp --help");
	expect(ran.stderr).not.toMatch(/ask_|own_/);
});

test("an address that can't be listened on: exit code 1", async () => {
	const ran = await run(["--http", "--host", "192.0.2.1", "--port", "0"], key);
	expect(ran).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(/^activitysmith-mcp: listen /) });
});
