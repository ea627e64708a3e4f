/** A use of the command and the requests that it makes. The table of flags is held against all of these. */
import type { Sent } from "../stage.ts";

export interface Case {
	name: string;
	/** As they are typed; `{0}` stands for the path of the first file. */
	args: readonly string[];
	/** What stands in the files. */
	files?: readonly string[];
	input?: string;
	/** Whether there is a stream named `job` already. */
	isShown?: boolean;
	sent: readonly Sent[];
	/** Parts of what is printed. */
	prints?: readonly string[];
	/** @default 0 */
	code?: number;
}

export const put = (key: string, body: unknown): Sent => ({
	method: "PUT",
	path: `/live-activity/stream/${key}`,
	body,
});
export const end = (key: string, body?: unknown): Sent => ({
	method: "DELETE",
	path: `/live-activity/stream/${key}`,
	body,
});
export const post = (path: string, body: unknown): Sent => ({ method: "POST", path, body });
