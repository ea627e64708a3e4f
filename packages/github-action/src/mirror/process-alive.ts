/** Whether what the step has left behind still runs. */
import { existsSync, readFileSync } from "node:fs";

export function isAlive(pid: number): boolean {
	const stat = `/proc/${pid}/stat`;
	try {
		process.kill(pid, 0);
		// Where the first process waits for no other, as in GitHub's job containers, one that has ended keeps its number.
		return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, "utf8"));
	} catch {
		// There is no such process, or no longer.
		return false;
	}
}
