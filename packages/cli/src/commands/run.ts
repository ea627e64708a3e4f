/** `activitysmith run`: a command, followed by a Live Activity. */
import type { ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { UsageError } from "../failure.ts";
import { formatDuration } from "../input/duration.ts";
import { warn } from "../print.ts";
import { type Fields, progressFields, typeOf } from "../progress/state.ts";
import { checkStreamKey } from "../request.ts";
import { type Followed, follow } from "../run/follow.ts";
import { defaultKey, defaultTitle } from "../run/name.ts";
import { OutputReader } from "../run/output-reader.ts";
import { type Ended, ended, startCommand } from "../run/spawn.ts";
import { arrange, type TerminalChoice } from "../run/terminal.ts";
import type { Call } from "../table/flag.ts";
import type { runFlags } from "../table/long-flags.ts";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** Milliseconds between two looks at what was printed. */
const LOOK = 250;
/** Milliseconds that output may pause once the command has ended: what it left in the background may keep it open. */
const SILENCE = 300;
const WAIT = 2000;

/** Passes on what comes as it comes, and has it read. */
function pass(from: Readable, to: Writable, reader: OutputReader): void {
	from.on("data", (chunk: Buffer) => reader.push(chunk));
	from.pipe(to, { end: false });
	// Who reads no further, as head does, is to be noticed by the command.
	to.on("error", () => from.destroy());
}

/**
 * Node's fetch reads HTTP by WebAssembly, whose second, faster form a process of a few requests never needs, and waits
 * for at its exit: 60 ms of every run.
 */
function leaveWebAssemblyAsItIs(): void {
	const { bun, deno } = process.versions;
	if (bun !== undefined || deno !== undefined) return;
	process.getBuiltinModule("node:v8").setFlagsFromString("--no-wasm-dynamic-tiering");
}

/** Resolves when the output is at its end, or silent. */
function drained({ stdout, stderr }: ChildProcess): Promise<void> {
	const open = new Set([stdout, stderr].filter((stream) => stream !== null && !stream.closed));
	return new Promise((resolve) => {
		if (open.size === 0) return resolve();
		let came = false;
		const isHeldUp = () => [process.stdout, process.stderr].some((stream) => stream.writableNeedDrain);
		const timer: NodeJS.Timeout = setTimeout(() => {
			came = false;
			// After what has arrived meanwhile was read.
			setImmediate(() => (came || isHeldUp() ? timer.refresh() : resolve()));
		}, SILENCE);
		for (const stream of open) {
			stream?.on("data", () => {
				came = true;
				timer.refresh();
			});
			stream?.once("close", () => {
				open.delete(stream);
				if (open.size > 0) return;
				clearTimeout(timer);
				resolve();
			});
		}
	});
}

/** Hands signals on while the command runs. Those that were typed at the terminal have reached it without us. */
function forwardSignals(child: ChildProcess): () => void {
	const forward = (signal: NodeJS.Signals) => {
		if (!(process.stdin.isTTY && (signal === "SIGINT" || signal === "SIGQUIT"))) child.kill(signal);
	};
	const abandon = () => child.kill();
	for (const signal of FORWARDED) process.on(signal, forward);
	process.on("exit", abandon);
	return () => {
		for (const signal of FORWARDED) process.off(signal, forward);
		process.off("exit", abandon);
	};
}

function showProgress(activity: Followed, readers: readonly OutputReader[], marked: boolean): boolean {
	let explicit = marked;
	for (const reader of readers) {
		const { fields, progress } = reader.take();
		explicit ||= fields !== undefined;
		if (fields) {
			const type = typeOf(fields);
			activity.show(type === undefined ? fields : { ...fields, type });
		} else if (progress && !explicit) activity.show(progressFields(progress, activity.shown));
	}
	return explicit;
}

/** How it ended, and what it had to say. */
function lastFields({ code, signal, problem }: Ended, shown: Fields, words: string | undefined, took: number): Fields {
	if (code !== 0) {
		const reason = signal ? `Ended by ${signal}` : `Exit code ${code}`;
		return { color: "red", subtitle: problem ?? (signal ? reason : (words ?? reason)) };
	}
	const complete: Fields =
		shown.type === "segmented_progress"
			? { current_step: shown.number_of_steps }
			: shown.type === "progress" && shown.upper_limit === undefined
				? { percentage: 100 }
				: {};
	return { color: "green", subtitle: `Done in ${formatDuration(took)}`, ...complete };
}

/** `undefined` when the settings are wrong: the command runs all the same. */
function startActivity(key: string, title: string, flags: Call<typeof runFlags>["flags"]): Followed | undefined {
	try {
		return follow(key, { title, type: "timer", counts_down: false }, flags);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		if (!flags.quiet) warn(`no Live Activity: ${error.message}`);
		return undefined;
	}
}

export async function run({ flags, after }: Call<typeof runFlags>): Promise<void> {
	const [file] = after;
	if (!file) throw new UsageError("run takes a command after --: activitysmith run -- npm test");
	if (flags["stream-key"] !== undefined) checkStreamKey(flags["stream-key"], "--stream-key");
	const began = performance.now();
	const { command, stdio, env } = await arrange(after, (flags.terminal as TerminalChoice | undefined) ?? "auto");
	const child = startCommand(command, stdio, env);
	const ending = ended(child, file);
	const release = forwardSignals(child);
	const [out, err] = [new OutputReader(), new OutputReader()];
	if (child.stdout) pass(child.stdout, process.stdout, out);
	if (child.stderr) pass(child.stderr, process.stderr, err);

	leaveWebAssemblyAsItIs();
	const key = flags["stream-key"] ?? (await defaultKey(after));
	const activity = startActivity(key, flags.title ?? defaultTitle(after), flags);
	let marked = false;
	const look = () => {
		if (activity) marked = showProgress(activity, [err, out], marked);
	};
	const looking = setInterval(look, LOOK);

	const end = await ending;
	await drained(child);
	clearInterval(looking);
	release();
	if (end.problem !== undefined) warn(end.problem);
	process.exitCode = end.code;
	for (const reader of [out, err]) reader.end();
	look();
	if (activity) await finish(activity, end);
	for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write("", resolve));
	// A request that nobody waits for any more would keep the process.
	process.exit(end.code);

	async function finish(activity: Followed, end: Ended): Promise<void> {
		const words = err.lastWords() ?? out.lastWords();
		const fields = lastFields(end, activity.shown, words, performance.now() - began);
		const problem = await activity.end(fields, flags.wait ?? WAIT);
		if (flags.json) {
			const report = { stream_key: key, exit_code: end.code, signal: end.signal ?? null, problem: problem ?? null };
			console.error(JSON.stringify(report));
		} else if (problem !== undefined && !flags.quiet) warn(`the Live Activity ${key} may not show the end: ${problem}`);
	}
}
