/** Starting commands, on every platform: with its scripts and its quoting. */
import type { ChildProcess, SpawnOptions } from "node:child_process";
import crossSpawn from "cross-spawn";
import { exitCodes } from "../failure.ts";

export interface Ended {
	/** As a shell would give it: 128 and the number of a signal, 127 when there is no such command, 126 when it can't be run. */
	code: number;
	signal?: NodeJS.Signals;
	/** Why it could not be run. */
	problem?: string;
}

/** @param env Beside those of this process. */
export function startCommand(
	command: readonly string[],
	stdio: SpawnOptions["stdio"],
	env: Record<string, string> = {},
): ChildProcess {
	const [file = "", ...args] = command;
	return crossSpawn(file, args, { stdio, env: { ...process.env, ...env }, windowsHide: true });
}

/** Resolves when the command has ended. Its output may still be on the way. */
export function ended(child: ChildProcess, file: string): Promise<Ended> {
	return new Promise((resolve) => {
		child.on("error", (error: NodeJS.ErrnoException) => {
			// Afterwards: a signal that could not be sent.
			if (child.pid !== undefined && error.code !== "ENOENT") return;
			if (error.code === "ENOENT") resolve({ code: exitCodes.notFound, problem: `${file}: command not found` });
			else resolve({ code: exitCodes.notExecutable, problem: `${file} cannot be run: ${error.code ?? error.message}` });
		});
		child.on("exit", (code, signal) => {
			if (signal) resolve({ code: 128 + process.getBuiltinModule("node:os").constants.signals[signal], signal });
			else resolve({ code: code ?? 0 });
		});
	});
}
