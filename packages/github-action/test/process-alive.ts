/** Whether what the step has left behind still runs. */
import { existsSync, readFileSync } from "node:fs";

/** Of the process that follows the job. */
export function pollerOf(state: Record<string, string> | undefined): number {
	return (JSON.parse(state?.poller ?? "{}") as { pid: number }).pid;
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		// There is no such process.
		return false;
	}
	// In a container whose first process waits for no other, one that has ended keeps its number.
	const stat = `/proc/${pid}/stat`;
	return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, "utf8"));
}
