/** The command as a program of its own: bundled as it is published, run by Node. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { vi } from "vitest";
import { bundle } from "../build/options.ts";

// Each test starts processes, and the machine may have much else to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export interface Program extends Disposable {
	/** The file to run. */
	file: string;
	/** For what tests write. */
	folder: string;
}

export async function buildProgram(): Promise<Program> {
	const folder = mkdtempSync(join(tmpdir(), "activitysmith-cli-"));
	const file = join(folder, "activitysmith.mjs");
	await build({
		...bundle,
		conditions: [...bundle.conditions],
		entryPoints: [fileURLToPath(new URL("../src/cli.ts", import.meta.url))],
		bundle: true,
		outfile: file,
		logLevel: "error",
	});
	return { file, folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Ran {
	code: number | null;
	signal: NodeJS.Signals | null;
	stdout: string;
	stderr: string;
}

export interface Environment {
	[name: string]: string | undefined;
}

/** What a user's machine may have set is not in it. */
export function environment(more: Environment): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(
		([name]) => !/^(ACTIVITYSMITH_|NO_COLOR$|FORCE_COLOR$|CLICOLOR|NODE_OPTIONS$|VITEST)/.test(name),
	);
	return { ...Object.fromEntries(kept), ...more } as NodeJS.ProcessEnv;
}

export function start(
	program: Program,
	args: readonly string[],
	env: Environment,
	options: SpawnOptions = {},
): { child: ChildProcess; ended: Promise<Ran> } {
	const child = spawn(process.execPath, [program.file, ...args], {
		cwd: program.folder,
		env: environment(env),
		stdio: ["pipe", "pipe", "pipe"],
		...options,
	});
	const out: Buffer[] = [];
	const err: Buffer[] = [];
	child.stdout?.on("data", (chunk) => out.push(chunk));
	child.stderr?.on("data", (chunk) => err.push(chunk));
	// A program that reads no input may have closed it.
	child.stdin?.on("error", () => undefined);
	const ended = new Promise<Ran>((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code, signal) =>
			resolve({ code, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
		);
	});
	return { child, ended };
}

export async function run(
	program: Program,
	args: readonly string[],
	env: Environment,
	input: string | Buffer = "",
): Promise<Ran> {
	const { child, ended } = start(program, args, env);
	child.stdin?.end(input);
	return ended;
}
