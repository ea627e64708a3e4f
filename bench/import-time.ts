/** What an import costs, in a fresh process each time. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Milliseconds until the statement is done.
 *
 * @param before What is done first, and not measured.
 */
export function importMilliseconds(statement: string, before = ""): number {
	const script = `${before}; const began = performance.now(); ${statement}; console.log(performance.now() - began);`;
	const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: here });
	const milliseconds = Number(stdout.toString());
	if (Number.isNaN(milliseconds) || stdout.length === 0) throw new Error(stderr.toString());
	return milliseconds;
}
