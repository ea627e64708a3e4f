/** Every command. */
import { type Command, defineCommand } from "./flag.ts";
import {
	activityIdFlags,
	buttonFlags,
	channelFlags,
	dismissFlags,
	historyFlags,
	laterHistoryFlags,
	metricFlags,
	pushFlags,
	stateFlags,
	streamDismissFlags,
} from "./flags.ts";
import { explainFlags, pipeFlags, runFlags, watchFlags } from "./long-flags.ts";

const activity = () => import("../commands/activity.ts");

const streamKey = { name: "stream-key", says: "A name of your choice for what is watched: letters, digits, _ and -" };

const stateNotes = `What is given by a flag wins over --content-state, and that over --content-state-file. Files may be - for
standard input.`;

export const commands: readonly Command[] = [
	defineCommand({
		words: "push",
		says: "Send a push notification",
		flags: pushFlags,
		examples: [
			'activitysmith push --title "Build failed" --message "main, 3 tests" --redirection https://ci.example.com/812',
			'activitysmith push --title "Disk almost full" --channels devs,ops --interruption-level time-sensitive',
		],
		load: async () => (await import("../commands/push.ts")).push,
	}),
	defineCommand({
		words: "activity stream",
		says: "Show the newest state of something: starts a Live Activity, or updates it",
		notes: stateNotes,
		args: [streamKey],
		flags: { ...stateFlags, ...streamDismissFlags, ...buttonFlags, ...channelFlags, ...laterHistoryFlags },
		examples: [
			"activitysmith activity stream backup --title Backup --type progress --percentage 42",
			'activitysmith activity stream web-1 --title Web --type metrics --metrics \'[{"label":"CPU","value":9,"unit":"%"}]\'',
			"jq '{title: .name, type: \"value\", value: .total}' report.json | activitysmith activity stream sales --content-state-file -",
		],
		load: async () => (await activity()).stream,
	}),
	defineCommand({
		words: "activity end-stream",
		says: "End what activity stream has started, if wanted with a last state",
		notes: stateNotes,
		args: [streamKey],
		flags: { ...stateFlags, ...streamDismissFlags, ...buttonFlags, ...laterHistoryFlags },
		examples: [
			"activitysmith activity end-stream backup",
			"activitysmith activity end-stream backup --title Backup --percentage 100 --color green --auto-dismiss-seconds 30",
		],
		load: async () => (await activity()).endStream,
	}),
	defineCommand({
		words: "activity start",
		says: "Start a Live Activity and print its id",
		notes: stateNotes,
		flags: { ...stateFlags, ...buttonFlags, ...channelFlags, ...historyFlags },
		examples: [
			"activitysmith activity start --title Deploy --type segmented_progress --number-of-steps 4 --current-step 1",
		],
		load: async () => (await activity()).start,
	}),
	defineCommand({
		words: "activity update",
		says: "Change a Live Activity",
		notes: stateNotes,
		flags: { ...activityIdFlags, ...stateFlags, ...buttonFlags, ...laterHistoryFlags },
		examples: ['activitysmith activity update --activity-id "$id" --title Deploy --current-step 2'],
		load: async () => (await activity()).update,
	}),
	defineCommand({
		words: "activity end",
		says: "End a Live Activity",
		notes: stateNotes,
		flags: { ...activityIdFlags, ...stateFlags, ...dismissFlags, ...buttonFlags, ...laterHistoryFlags },
		examples: [
			'activitysmith activity end --activity-id "$id" --title Deploy --current-step 4 --auto-dismiss-minutes 3',
		],
		load: async () => (await activity()).end,
	}),
	defineCommand({
		words: "metrics update",
		aliases: ["metric update"],
		says: "Set the value that a widget shows",
		args: [
			{ name: "metric-key", says: "The key of the metric" },
			{ name: "value", says: 'A number, or text; "42" in quotes of its own is text' },
		],
		flags: metricFlags,
		examples: [
			"activitysmith metrics update deploy.success_rate 99.9",
			"activitysmith metric update prod.status healthy",
		],
		load: async () => (await import("../commands/metric.ts")).updateMetric,
	}),
	defineCommand({
		words: "badge",
		aliases: ["badge-count"],
		says: "Set the number on the app's icon; 0 clears it",
		args: [{ name: "count", says: "From 0 on" }],
		flags: channelFlags,
		examples: ["activitysmith badge 3", "activitysmith badge 0 --channels devs"],
		load: async () => (await import("../commands/badge.ts")).badge,
	}),
	defineCommand({
		words: "run",
		says: "Run a command with a Live Activity that follows it",
		notes: `The command's output goes through as it is, signals reach it, and its exit code is returned: 128 and the number of
the signal that ended it. Progress is read from what it prints: percentages, 3/12, bars, or lines such as
  ::activitysmith step=2/5 subtitle="upload archive"::
Whether the API answers makes no difference to the command.`,
		flags: runFlags,
		after: "command…",
		examples: [
			"activitysmith run -- npm run build",
			'activitysmith run --stream-key nightly-backup --title "Nightly Backup" -- rsync -a --info=progress2 /srv /backup',
		],
		load: async () => (await import("../commands/run.ts")).run,
	}),
	defineCommand({
		words: "pipe",
		says: "Take lines from standard input as states of a stream, and end it with the last",
		notes: `A line is a state in JSON, a line with progress in it, or text for the subtitle. They may come as fast as they like:
what is sent is the newest.`,
		args: [streamKey],
		flags: pipeFlags,
		examples: [
			'printf "%s%%\\n" 10 50 100 | activitysmith pipe import --title Import',
			"my-exporter --json-lines | activitysmith pipe export --type progress --title Export",
		],
		load: async () => (await import("../commands/pipe.ts")).pipe,
	}),
	defineCommand({
		words: "watch",
		says: "Run a command on a schedule and show the figures that it prints",
		notes: `A figure is a number, "label: number unit" on a line of its own, or JSON: a number, { label: value, … } or
[{ label, value, unit?, color? }, …]. Up to eight are shown. A signal, or the last of --times, ends the stream.`,
		args: [{ name: "key", says: "Of the stream; with --widget, of the metric" }],
		flags: watchFlags,
		after: "command…",
		examples: [
			"activitysmith watch queue --every 30s -- redis-cli llen jobs",
			'activitysmith watch disk --every 5m --widget -- sh -c "df --output=pcent / | tail -1"',
		],
		load: async () => (await import("../commands/watch.ts")).watch,
	}),
	defineCommand({
		words: "doctor",
		says: "Check key, address and connection, and say what could not be checked",
		flags: {},
		examples: ["activitysmith doctor", "activitysmith doctor --base-url http://127.0.0.1:4010/api --json"],
		load: async () => (await import("../commands/doctor.ts")).doctor,
	}),
	defineCommand({
		words: "explain",
		says: "Ask a server of your own why each device shows a Live Activity, or does not",
		args: [{ name: "key", says: "Of the stream, or the id of a Live Activity" }],
		flags: explainFlags,
		examples: ["activitysmith explain nightly-backup --base-url https://push.example.com/api"],
		load: async () => (await import("../commands/explain.ts")).explain,
	}),
	defineCommand({
		words: "completion",
		says: "Print a script that completes commands and flags in a shell",
		args: [
			{
				name: "shell",
				says: "What the script is for; words, which it calls itself, prints what may come after those after --",
				choices: ["bash", "zsh", "fish", "words"],
			},
		],
		flags: {},
		after: "words…",
		examples: ["source <(activitysmith completion bash)", "activitysmith completion fish | source"],
		load: async () => (await import("../commands/completion.ts")).completion,
	}),
];

/** What a first word stands for that has commands below it. */
export const groups: Readonly<Record<string, string>> = {
	activity: "Show and change Live Activities",
	metrics: "Set the values of widgets",
};
