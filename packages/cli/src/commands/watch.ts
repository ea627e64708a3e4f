/** `activitysmith watch`: a command on a schedule, whose output becomes figures. */
import type { ActivityMetric, ActivitySmith, StreamContentState } from "activitysmith";
import { createClient } from "../client.ts";
import { UsageError } from "../failure.ts";
import { errorLine, exitCodeOf, printAnswer } from "../output.ts";
import { warn } from "../print.ts";
import { type Figure, readFigures } from "../progress/figures.ts";
import { checkStreamKey, historyOf, without } from "../request.ts";
import { untilSignal } from "../run/signal.ts";
import { ended, startCommand } from "../run/spawn.ts";
import type { Call, Values } from "../table/flag.ts";
import type { watchFlags } from "../table/long-flags.ts";

/** As many as a Live Activity shows. */
const SHOWN = 8;
/** Bytes: more is no list of figures. */
const LONGEST = 1024 * 1024;

type WatchFlags = Values<typeof watchFlags>;

/** What the command has printed; what it says on standard error is for the person. */
async function outputOf(command: readonly string[]): Promise<{ code: number; text: string; problem?: string }> {
	const child = startCommand(command, ["ignore", "pipe", "inherit"]);
	const ending = ended(child, command[0] ?? "");
	const chunks: Buffer[] = [];
	let length = 0;
	child.stdout?.on("data", (chunk: Buffer) => {
		length += chunk.length;
		if (length <= LONGEST) chunks.push(chunk);
	});
	const closed = new Promise((resolve) => child.stdout?.once("close", resolve));
	const end = await ending;
	if (end.problem === undefined) await closed;
	return { ...end, text: Buffer.concat(chunks).toString("utf8") };
}

function metricsOf(figures: readonly Figure[], key: string, { label, unit }: WatchFlags): ActivityMetric[] {
	return figures.slice(0, SHOWN).map((figure) => {
		const isBare = figure.label === undefined;
		return {
			label: figure.label ?? label ?? key,
			...(isBare && unit !== undefined && { unit }),
			...figure,
		} as ActivityMetric;
	});
}

/** Figures below zero and words are no gauges. */
const isGauge = ({ value }: ActivityMetric) => typeof value === "number" && value >= 0;

async function send(client: ActivitySmith, key: string, figures: readonly Figure[], flags: WatchFlags) {
	if (flags.widget) {
		await client.metrics.update(key, figures[0]?.value ?? "");
		return;
	}
	const metrics = metricsOf(figures, key, flags);
	const state = metrics.every(isGauge)
		? { type: "metrics", metrics }
		: {
				type: "stats",
				metrics: metrics.map((metric) => (isGauge(metric) ? metric : { ...metric, value: `${metric.value}` })),
			};
	await client.liveActivities.stream(key, {
		content_state: { title: flags.title ?? key, ...state } as StreamContentState,
		...(without({ channels: flags.channels }) as { channels?: string[] }),
		...historyOf(flags),
	});
}

export async function watch({ flags, args: [key = ""], after }: Call<typeof watchFlags>): Promise<void> {
	if (after.length === 0) throw new UsageError("watch takes a command after --: activitysmith watch load -- uptime");
	if (!flags.widget) checkStreamKey(key, "watch: <key>");
	const client = createClient(flags);
	const { every = 0, times = Number.POSITIVE_INFINITY } = flags;
	let wake = () => {};
	const stopping = untilSignal(() => wake());
	const pause = (milliseconds: number) =>
		new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, milliseconds);
			wake = () => {
				clearTimeout(timer);
				resolve();
			};
			if (stopping.signal) wake();
		});

	/** Whether something is shown that can be ended. */
	let isShown = false;
	let failed: number | undefined;
	let done = 0;
	const began = performance.now();
	const turn = async () => {
		const { code, text, problem } = await outputOf(after);
		if (problem !== undefined || code !== 0) {
			failed = code;
			return warn(problem ?? `the command has ended with ${code}: its figures are left out`);
		}
		const figures = readFigures(text);
		if (figures.length === 0) {
			failed = 1;
			return warn("the command has printed no figure");
		}
		await send(client, key, figures, flags);
		isShown = true;
		failed = undefined;
	};
	while (done < times && !stopping.signal) {
		try {
			await turn();
		} catch (error) {
			failed = exitCodeOf(error);
			warn(errorLine(error));
		}
		done += 1;
		if (done >= times || stopping.signal) break;
		// From start to start, and never two at a time: a turn that takes longer leaves out those it has missed.
		const elapsed = performance.now() - began;
		await pause(every - (elapsed % every));
	}
	stopping.release();
	if (isShown && !flags.widget && !flags.keep) await client.liveActivities.endStream(key);
	if (!stopping.signal && failed !== undefined) process.exitCode = failed;
	printAnswer({ key, times: done }, flags.json, ["Watched.", `Key: ${key}`, `Times: ${done}`]);
}
