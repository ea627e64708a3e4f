/** Programs that tests of the SDKs start. */
import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";

/**
 * The machine's environment and more. No setting of the machine is taken for a test's.
 *
 * @param settings Names that are left out.
 */
export function withoutSettings(more: Record<string, string>, settings = /^ACTIVITYSMITH_/): Record<string, string> {
	const own = Object.entries(process.env).filter(([name]) => !settings.test(name));
	return { ...(Object.fromEntries(own) as Record<string, string>), ...more };
}

/** Both outputs; rejects with them when the command fails. */
export async function runProgram(
	command: string,
	args: string[],
	{ cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<string> {
	const { stdout, stderr } = await promisify(execFile)(command, args, { cwd, env }).catch((error) => {
		throw new Error(`${command} ${args.join(" ")}\n${error.stdout}${error.stderr}`);
	});
	return stdout + stderr;
}
