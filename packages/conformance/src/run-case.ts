/** Runs one case against a target: its account, its record, its time, and what it leaves behind. */
import { setTimeout as timer } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { bindAccount } from "./account.ts";
import type { Case, Context } from "./case.ts";
import { type AccountSeed, type Capability, type Connect, isolates, type Target } from "./driver.ts";
import { type Exchange, Recorder } from "./exchange.ts";
import { householdSeed } from "./household.ts";
import { endWhatRuns } from "./leftovers.ts";
import { redactor } from "./redact.ts";
import { connectSdk } from "./sdk.ts";

export interface RunOptions {
	/** Makes the calls. @default our SDK */
	connect?: Connect;
	/** Milliseconds that a case may take, not counting waits for the rate. @default 10000 */
	timeout?: number;
	/** Waits for milliseconds. @default by a timer */
	wait?: (milliseconds: number) => Promise<void>;
}

/** What came of a case, before known gaps are looked at. */
export type Attempt =
	| { kind: "passed"; exchanges: Exchange[]; milliseconds: number }
	| { kind: "failed"; error: Error; exchanges: Exchange[]; milliseconds: number }
	| { kind: "not-run"; reason: string };

export function missing({ needs }: Case, { capabilities }: Target): Capability[] {
	return needs.filter((need) => !capabilities.has(need));
}

/** A time that can be stopped while nobody is to blame. */
class Allowance {
	readonly #controller = new AbortController();
	readonly #milliseconds: number;
	#timer: NodeJS.Timeout | undefined;
	readonly over: Promise<never>;

	constructor(milliseconds: number) {
		this.#milliseconds = milliseconds;
		this.over = new Promise((_, reject) => {
			this.signal.addEventListener("abort", () => reject(this.signal.reason), { once: true });
		});
		this.start();
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	start(): void {
		clearTimeout(this.#timer);
		const late = () => this.#controller.abort(new Error(`It took longer than ${this.#milliseconds} ms`));
		this.#timer = setTimeout(late, this.#milliseconds);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}

/** Waits of one case. One that sends a hundred requests meets two. */
const MOST_WAITS = 20;

/** Seconds, or a date; a minute where the header says neither, or more than two. */
function waitSeconds(header: string | null): number {
	const seconds = Number(header ?? "none");
	const asked = Number.isNaN(seconds) ? (Date.parse(header ?? "") - Date.now()) / 1000 : seconds;
	return asked >= 0 && asked <= 120 ? Math.max(1, asked) : 60;
}

/** Waits as long as the answer says: a target with one account for all has one rate for all. */
function waiter(allowance: Allowance, wait: NonNullable<RunOptions["wait"]>) {
	let waits = 0;
	return async (response: Response): Promise<boolean> => {
		const text = await response.text();
		// Another 429, or what no service of this API says, is for the case to judge; so is one that never ends.
		if (!text.includes('"Rate limit exceeded"') || waits >= MOST_WAITS) return false;
		waits += 1;
		allowance.stop();
		await wait(waitSeconds(response.headers.get("retry-after")) * 1000);
		allowance.start();
		return true;
	};
}

let count = 0;

/** Different in every run, because a target may remember those of the last one. */
function namer(): (name: string) => string {
	count += 1;
	const prefix = `conf-${Date.now().toString(36)}-${count}`;
	return (name) => `${prefix}-${name}`;
}

export async function runCase(
	contractCase: Case,
	target: Target,
	{ connect = connectSdk, timeout = 10_000, wait = timer }: RunOptions = {},
): Promise<Attempt> {
	const lacking = missing(contractCase, target);
	if (lacking.length > 0) return { kind: "not-run", reason: `the target has no ${lacking.join(", ")}` };

	const allowance = new Allowance(timeout);
	const own = isolates(target);
	const { baseURL } = target;
	const recorder = new Recorder({
		fetch: target.fetch,
		baseURL,
		signal: allowance.signal,
		...(!own && { waitOut: waiter(allowance, wait) }),
	});
	const open = async (seed: AccountSeed = householdSeed) => {
		const account = await target.account(seed);
		for (const key of Object.values(account.keys)) recorder.secrets.add(key);
		return bindAccount(account, { baseURL, connect, fetch: recorder.fetch });
	};
	const unique = namer();

	const startedAt = performance.now();
	const outcome = async (): Promise<Error | undefined> => {
		const account = await open();
		const context: Context = { ...account, streamKey: unique("stream"), unique, account: open };
		try {
			await contractCase.run(context);
		} finally {
			if (!own) await endWhatRuns(recorder.exchanges, account);
		}
		return undefined;
	};
	// Assertions put colours in their messages when they see a terminal.
	const redact = (text: string) => redactor(recorder.secrets)(stripVTControlCharacters(text));
	const error = await Promise.race([outcome(), allowance.over]).catch(
		(reason: unknown) => new Error(redact(reason instanceof Error ? reason.message : String(reason))),
	);
	allowance.stop();
	const ran = { exchanges: recorder.exchanges, milliseconds: performance.now() - startedAt };
	return error ? { kind: "failed", error, ...ran } : { kind: "passed", ...ran };
}
