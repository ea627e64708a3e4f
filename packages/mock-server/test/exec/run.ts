/** Runs commands under `exec`, in a process of its own as users do, with a folder for temporary files to look into. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import { createMock, type Listening } from "../../src/index.ts";

const program = fileURLToPath(new URL("./program.ts", import.meta.url));

export interface Run {
	child: ChildProcess;
	output: { stdout: string; stderr: string };
	/** Resolves when the process has ended by itself: what it leaves open would keep it. */
	exit: Promise<number | null>;
}

export function underExec() {
	const mock = createMock({ limits: { liveActivities: 100 } });
	const home = mkdtempSync(join(tmpdir(), "exec-test-"));
	/** Its name has a space and a quote, as names may. */
	const temporary = join(home, "it's temporary");
	const children: ChildProcess[] = [];
	let server: Listening;
	beforeAll(async () => {
		mkdirSync(temporary);
		server = await mock.listen();
	});
	afterAll(async () => {
		for (const child of children) child.kill("SIGKILL");
		await mock.close();
		rmSync(home, { recursive: true });
	});

	function start(env: NodeJS.ProcessEnv, command: string, ...args: string[]): Run {
		const options = ["--conditions=@activitysmith/source", program, server.baseURL, command, ...args];
		const child = spawn(process.execPath, options, {
			env: { ...process.env, TMPDIR: temporary, ...env },
			stdio: ["pipe", "pipe", "pipe"],
		});
		children.push(child);
		const output = { stdout: "", stderr: "" };
		for (const name of ["stdout", "stderr"] as const) {
			child[name].setEncoding("utf8").on("data", (text: string) => {
				output[name] += text;
			});
		}
		return { child, output, exit: new Promise((resolve) => child.on("close", resolve)) };
	}

	async function run(env: NodeJS.ProcessEnv, command: string, ...args: string[]) {
		const { child, output, exit } = start(env, command, ...args);
		child.stdin?.end();
		return { code: await exit, ...output };
	}

	return { mock, temporary, start, run, baseURL: () => server.baseURL };
}

/** A line of JavaScript for Node to run as the command. */
export const script = (code: string): [string, string, string] => [process.execPath, "-e", code];
