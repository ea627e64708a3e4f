/** The skill's scripts, run as an agent runs them: as programs, against a mock over HTTP. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { type Describe, describeWith } from "./toolchain.ts";

// A test starts many programs, and the machine may have much else to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export const skillFolder = fileURLToPath(new URL("../skills/activitysmith", import.meta.url));
export const KEY = "ask_of_the_skill";

export interface Ran {
	code: number | null;
	stdout: string;
	stderr: string;
}

export interface RunOptions {
	env?: NodeJS.ProcessEnv;
	stdin?: string;
	cwd?: string;
	/** The shell that runs it; without it, the one of its first line. */
	shell?: string;
	/** The skill, wherever it has been put. */
	folder?: string;
}

function missing(command: string, ...args: string[]): boolean {
	return spawnSync(command, args, { stdio: "ignore" }).status !== 0;
}

export function describeWithCommand(command: string, how: string): Describe {
	return describeWith(missing(command, "--version") ? `there is no ${command}` : undefined, how);
}

export const describeWithCurl = describeWithCommand("curl", "On Debian: apt-get install curl");

export async function run(command: string, args: string[], { env, stdin = "", cwd }: RunOptions = {}): Promise<Ran> {
	const child = spawn(command, args, { cwd, env: { PATH: process.env.PATH, ...env } });
	// A script that refuses its options does not read what it is given.
	child.stdin.on("error", () => undefined);
	child.stdin.end(stdin);
	const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
	return { code, stdout, stderr };
}

/** A mock that listens, and scripts that know where. */
export function skillAgainstMock() {
	const mock = createMock();
	const files = mkdtempSync(join(tmpdir(), "skill-"));
	let url = "";
	beforeAll(async () => {
		({ url } = await mock.listen());
	});
	afterAll(async () => {
		rmSync(files, { recursive: true });
		await mock.close();
	});

	const address = () => ({ ACTIVITYSMITH_API_KEY: KEY, ACTIVITYSMITH_BASE_URL: `${url}/api` });
	const account = () => mock.account(KEY);

	function script(name: string, args: string[], options: RunOptions = {}): Promise<Ran> {
		const path = join(options.folder ?? skillFolder, "scripts", name);
		const env = { ...address(), ...options.env };
		const [command, rest] = options.shell ? [options.shell, [path, ...args]] : [path, args];
		return run(command, rest, { ...options, env });
	}

	/** The body that the service accepted. */
	async function sent(name: string, args: string[], options: RunOptions = {}): Promise<unknown> {
		const ran = await script(name, args, options);
		expect(ran).toMatchObject({ code: 0, stderr: "" });
		expect(JSON.parse(ran.stdout)).toMatchObject({ success: true });
		return account().journal.last({ status: 200 })?.body;
	}

	async function start(...args: string[]): Promise<string> {
		const given = args.length > 0 ? args : ["--type", "segmented_progress", "--steps", "3", "--current", "1"];
		const { stdout } = await script("start_activity.sh", ["--title", "Deploy", ...given, "--id-only"]);
		// Whoever reads it with $() gets the id alone.
		expect(stdout).toMatch(/^[A-Za-z0-9_-]{32}\n$/);
		return stdout.trimEnd();
	}

	/** The skill as if it had been installed elsewhere. */
	function copy(): string {
		const folder = join(mkdtempSync(join(files, "copy-")), "activitysmith");
		cpSync(skillFolder, folder, { recursive: true });
		return folder;
	}

	return { script, sent, start, copy, files, account, address };
}
