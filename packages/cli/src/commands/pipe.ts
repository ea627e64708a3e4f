/** `activitysmith pipe`: lines from standard input as states of a stream. */
import type { LiveActivityTracker, StreamContentState, TrackPatch } from "activitysmith";
import { createClient } from "../client.ts";
import { normalized, optionalContentState } from "../content-state.ts";
import { exitCodes, UsageError } from "../failure.ts";
import { errorLine, exitCodeOf, printAnswer } from "../output.ts";
import { warn } from "../print.ts";
import { readMarker } from "../progress/marker.ts";
import { readProgress } from "../progress/progress.ts";
import { type Fields, progressFields, typeOf } from "../progress/state.ts";
import { checkStreamKey, historyOf, without } from "../request.ts";
import { untilSignal } from "../run/signal.ts";
import type { Call } from "../table/flag.ts";
import { stateFlags, streamDismissFlags } from "../table/flags.ts";
import type { pipeFlags } from "../table/long-flags.ts";

/** @throws UsageError when it begins as JSON and is none */
function readLine(line: string, shown: Fields): Fields | undefined {
	const text = line.trim();
	if (text === "") return undefined;
	if (text.startsWith("{")) {
		try {
			return normalized(JSON.parse(text), "a line");
		} catch (error) {
			throw error instanceof UsageError ? error : new UsageError("a line begins as JSON and is not valid JSON");
		}
	}
	const marked = readMarker(text);
	if (marked) return marked;
	const progress = readProgress(text);
	return progress ? progressFields(progress, shown) : { subtitle: text.slice(0, 200) };
}

/** A state that can be the first: it says of what type it is. */
function complete(fields: Fields): Fields {
	const type = typeOf(fields);
	// Nothing is known but that it goes on.
	return type === undefined ? { type: "timer", counts_down: false, ...fields } : { ...fields, type };
}

export async function pipe({ flags, args: [key = ""] }: Call<typeof pipeFlags>): Promise<void> {
	checkStreamKey(key, "pipe: <stream-key>");
	let delivered = false;
	const client = createClient(flags, {
		hooks: {
			onResponse({ status }) {
				delivered ||= status === 200;
			},
		},
	});
	let shown: Fields = { title: key, ...optionalContentState(flags, { ...stateFlags, ...streamDismissFlags }) };
	const beside = { ...(without({ channels: flags.channels }) as { channels?: string[] }), ...historyOf(flags) };
	let job: LiveActivityTracker | undefined;
	let problem: unknown;
	let wrongLines = 0;

	const show = (fields: Fields) => {
		// A timer that was there for want of something better gives way to what is known now.
		const type = fields.type ?? (job && shown.type !== "timer" ? undefined : typeOf(fields));
		const change = type === undefined ? fields : { ...fields, type };
		shown = { ...shown, ...change };
		if (job) return void job.update(change as TrackPatch);
		shown = complete(shown);
		job = client.liveActivities.track(key, shown as unknown as StreamContentState, {
			...(flags.interval !== undefined && { interval: flags.interval }),
			...beside,
			onError(error) {
				problem = error;
				warn(errorLine(error));
			},
		});
	};

	const { createInterface } = await import("node:readline");
	const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
	const stopped = untilSignal(() => lines.close());
	let number = 0;
	for await (const line of lines) {
		number += 1;
		try {
			const fields = readLine(line, shown);
			if (fields) show(fields);
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			wrongLines += 1;
			warn(`line ${number} is left out: ${error.message}`);
		}
	}
	stopped.release();
	if (!job) {
		if (wrongLines > 0) process.exitCode = exitCodes.usage;
		return printAnswer({ stream_key: key, lines: number, shown: null }, flags.json, ["Nothing to show."]);
	}
	problem = undefined;
	if (flags.keep) {
		// A duration that is sent again would wind the timer up anew.
		const { duration_seconds: _, ...rest } = shown;
		const state = (delivered ? rest : shown) as unknown as StreamContentState;
		await client.liveActivities.stream(key, { content_state: state, ...beside });
	} else await job.end();
	if (problem !== undefined) process.exitCode = exitCodeOf(problem);
	else if (wrongLines > 0) process.exitCode = exitCodes.usage;
	printAnswer({ stream_key: key, lines: number, shown }, flags.json, [
		flags.keep ? "Live Activity left." : "Live Activity ended.",
		`Stream key: ${key}`,
		`Lines: ${number}`,
	]);
	// What would be sent at the next turn has been sent.
	if (flags.keep) process.exit();
}
