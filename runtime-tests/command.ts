/** The command `activitysmith-mock` as a process on a runtime. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import type { Project } from "./project.ts";
import type { Runtime } from "./runtimes.ts";

export interface Command extends AsyncDisposable {
	/** What it says in its first line. */
	ready: { url: string; baseURL: string; apiKey: string; pid: number };
	/** Sends it a signal and waits for its end. */
	stop(signal: NodeJS.Signals): Promise<{ code: number | null; stderr: string }>;
}

export async function startCommand(runtime: Runtime, project: Project): Promise<Command> {
	const program = runtime.program();
	const bin = join(project.folder, "node_modules/.bin/activitysmith-mock");
	const args = ["--port", "0", "--json"];
	// Node finds itself by the first line of the command, as when a user types its name; the others are told to run it.
	const [file, given] = runtime.name.startsWith("Node") ? [bin, args] : [program, [...runtime.args, bin, ...args]];
	const path = `${dirname(program)}${delimiter}${process.env.PATH}`;
	const child = spawn(file, given, {
		cwd: project.folder,
		env: { ...process.env, ...runtime.env, PATH: path },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let stderr = "";
	child.stderr.setEncoding("utf8").on("data", (text) => {
		stderr += text;
	});
	const ended = once(child, "close").then(([code]: (number | null)[]) => ({ code: code ?? null, stderr }));
	const lines = createInterface({ input: child.stdout });
	const first = await Promise.race([once(lines, "line"), ended]);
	if (!Array.isArray(first)) throw new Error(`activitysmith-mock ended with ${first.code}: ${stderr}`);
	return {
		ready: JSON.parse(first[0]),
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
