/** A README, run under `activitysmith-mock exec`: what each call answered, and what changed on a phone. */
import { execFile } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createMock } from "@activitysmith/mock-server";

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

const program = fileURLToPath(new URL("programs/exec.ts", import.meta.url));

/** Runs the command, which runs the snippets, and gives for each line of the README what came of its snippet. */
export async function runReadme(command: string[], input: string, cwd: string): Promise<Map<number, SnippetRun>> {
	await using mock = createMock({ limits: { liveActivities: 100 } });
	const { baseURL } = await mock.listen();
	const child = promisify(execFile)(
		process.execPath,
		["--conditions=@activitysmith/source", program, baseURL, ...command],
		{ cwd },
	);
	child.child.stdin?.end(input);
	const runs: Run[] = JSON.parse((await child).stdout);
	let before = EMPTY;
	const results = new Map<number, SnippetRun>();
	for (const { line, calls, phone } of runs) {
		results.set(line, { calls, change: changed(before, phone) });
		before = phone;
	}
	return results;
}
