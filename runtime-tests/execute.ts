/** Runs a program on a runtime to its end. */
import { execFile } from "node:child_process";
import process from "node:process";
import type { Runtime } from "./runtimes.ts";

export interface Ended {
	/** What it printed, as JSON. */
	printed: unknown;
	/** Warnings and what nobody caught. */
	stderr: string;
	code: number;
}

/** A program that has not ended by itself by then has left something open. */
const PATIENCE_MS = 15_000;

export function execute(
	runtime: Runtime,
	cwd: string,
	args: string[],
	env: Record<string, string> = {},
): Promise<Ended> {
	return new Promise((resolve, reject) => {
		execFile(
			runtime.program(),
			[...runtime.args, ...args],
			{ cwd, env: { ...process.env, ...runtime.env, ...env }, timeout: PATIENCE_MS, killSignal: "SIGKILL" },
			(error, stdout, stderr) => {
				if (error?.killed) return reject(new Error(`${args.join(" ")} did not end:\n${stdout}${stderr}`));
				if (stdout === "") return reject(new Error(`${args.join(" ")} ended with ${error?.code}:\n${stderr}`));
				resolve({ printed: JSON.parse(stdout), stderr, code: Number(error?.code ?? 0) });
			},
		);
	});
}
