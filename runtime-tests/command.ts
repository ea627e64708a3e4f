/** The commands of packages as processes on a runtime. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import type { Project } from "./project.ts";
import type { Runtime } from "./runtimes.ts";

export interface Ended {
	code: number | null;
	stdout: string;
	stderr: string;
}

export interface Running extends AsyncDisposable {
	/** Resolves with what it has printed, as soon as that matches. */
	until(sign: RegExp): Promise<string>;
	/** Resolves when it has ended by itself. */
	ended: Promise<Ended>;
	/** Sends it a signal and waits for its end. */
	stop(signal: NodeJS.Signals): Promise<Ended>;
}

/** Starts a command of a package of the project. */
export function startCommand(runtime: Runtime, project: Project, name: string, args: string[]): Running {
	const program = runtime.program();
	const bin = join(project.folder, "node_modules/.bin", name);
	// Node finds itself by the first line of the command, as when a user types its name; the others are told to run it.
	const [file, given] = runtime.name.startsWith("Node") ? [bin, args] : [program, [...runtime.args, bin, ...args]];
	const path = `${dirname(program)}${delimiter}${process.env.PATH}`;
	const child = spawn(file, given, {
		cwd: project.folder,
		env: { ...process.env, ...runtime.env, PATH: path },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let stdout = "";
	let stderr = "";
	child.stdout.setEncoding("utf8").on("data", (text) => {
		stdout += text;
	});
	child.stderr.setEncoding("utf8").on("data", (text) => {
		stderr += text;
	});
	const ended = once(child, "close").then(([code]: (number | null)[]) => ({ code: code ?? null, stdout, stderr }));
	return {
		async until(sign) {
			while (!sign.test(stdout)) {
				const end = await Promise.race([once(child.stdout, "data"), ended]);
				if (!Array.isArray(end)) throw new Error(`${name} ended with ${end.code}: ${end.stdout}${end.stderr}`);
			}
			return stdout;
		},
		ended,
		stop(signal) {
			child.kill(signal);
			return ended;
		},
		async [Symbol.asyncDispose]() {
			child.kill("SIGKILL");
			await ended;
		},
	};
}

export interface Mock extends Running {
	/** What it says in its first line. */
	ready: { url: string; baseURL: string; apiKey: string; pid: number };
}

/** The command `activitysmith-mock`. */
export async function startMock(runtime: Runtime, project: Project): Promise<Mock> {
	const command = startCommand(runtime, project, "activitysmith-mock", ["--port", "0", "--json"]);
	return { ...command, ready: JSON.parse(await command.until(/\n/)) };
}
