/** The command `activitysmith-server`, as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url));

/** None of this process's own settings. */
export const environment = { PATH: process.env.PATH ?? "", NODE_NO_WARNINGS: "1" };

/** Gone when the test is over. */
export function run(cwd: string, args: string[], env: Record<string, string> = {}): ChildProcess {
	const started = spawn(process.execPath, ["--conditions=@activitysmith/source", bin, ...args], {
		cwd,
		env: { ...environment, ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	onTestFinished(() => void started.kill("SIGKILL"));
	return started;
}

export async function finished(process: ChildProcess) {
	const [output, errors, [code]] = await Promise.all([
		process.stdout ? text(process.stdout) : "",
		process.stderr ? text(process.stderr) : "",
		once(process, "exit"),
	]);
	return { code: code as number | null, output, errors };
}

/** What it prints until it is ready. */
export async function untilReady({ stdout }: ChildProcess, sign: RegExp): Promise<string> {
	let printed = "";
	for await (const piece of stdout ?? []) {
		printed += piece;
		if (sign.test(printed)) return printed;
	}
	throw new Error(`It ended after it had printed: ${printed}`);
}
