/** A README, run under `activitysmith-mock exec`: what each call answered, and what changed on a phone. */
import { execFile } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export interface Call {
	/** Such as `notifications.send`. */
	call: string;
	answer?: Record<string, unknown>;
	error?: { message: string };
}

interface Phone {
	/** As text: cards, parted by empty lines. */
	lockScreen: string;
	/** Newest first. */
	notifications: object[];
	badge: number;
	widgets: Record<string, unknown>;
}

/** What the programs print for each snippet. */
interface Run {
	line: number;
	calls: Call[];
	phone: Phone;
}

/** What there is after a snippet that was not there before it. */
export interface Change {
	/** Cards on the lock screen, from the top. */
	cards: string[];
	/** Newest first. */
	notifications: object[];
	badge?: number;
	widgets: Record<string, unknown>;
}

const EMPTY: Phone = { lockScreen: "", notifications: [], badge: 0, widgets: {} };

const cardsOf = ({ lockScreen }: Phone) => lockScreen.trim().split("\n\n");

function changed(before: Phone, after: Phone): Change {
	const known = cardsOf(before);
	const isNew = ([name, value]: [string, unknown]) => before.widgets[name] !== value;
	return {
		cards: cardsOf(after).filter((card) => card !== "Nothing on the lock screen" && !known.includes(card)),
		notifications: after.notifications.slice(0, after.notifications.length - before.notifications.length),
		widgets: Object.fromEntries(Object.entries(after.widgets).filter(isNew)),
		...(after.badge !== before.badge && { badge: after.badge }),
	};
}

export interface SnippetRun {
	calls: Call[];
	change: Change;
}

const mock = fileURLToPath(new URL("../packages/mock-server/src/cli.ts", import.meta.url));
/** Every run is like the one before, and a README may show more at once than an account of its own could. */
const EXEC = ["--conditions=@activitysmith/source", mock, "exec", "--clock", "frozen", "--no-limits", "--"];

/** Runs the command, which runs the snippets, and gives for each line of the README what came of its snippet. */
export async function runReadme(command: string[], input: string, cwd: string): Promise<Map<number, SnippetRun>> {
	const running = promisify(execFile)(process.execPath, [...EXEC, ...command], { cwd });
	running.child.stdin?.end(input);
	const { stdout, stderr } = await running;
	// Another host was asked for, or a client found something odd.
	if (stderr !== "") throw new Error(stderr);
	const runs: Run[] = JSON.parse(stdout);
	let before = EMPTY;
	const results = new Map<number, SnippetRun>();
	for (const { line, calls, phone } of runs) {
		results.set(line, { calls, change: changed(before, phone) });
		before = phone;
	}
	return results;
}
