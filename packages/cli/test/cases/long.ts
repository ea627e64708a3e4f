/** Commands that go on for a while: what is sent in the end, of which the pace decides what comes before. */
import { expect } from "vitest";
import { type Case, end, post, put } from "./case.ts";

const node = process.execPath;
const prints = (...lines: string[]) => [
	node,
	"-e",
	`process.stdout.write(${JSON.stringify(lines.map((line) => `${line}\n`).join(""))})`,
];
const cpu = { label: "CPU", value: 9, unit: "%" };

/** What is looked at in these: the last request. */
export interface LongCase extends Omit<Case, "sent"> {
	last: Case["sent"][number];
	/** Parts of the first. */
	first?: object;
}

const piped = (
	name: string,
	input: string,
	state: object,
	more: Partial<LongCase> = {},
	args: string[] = [],
): LongCase => ({
	name: `pipe: ${name}`,
	args: ["pipe", "job", "--interval", "0s", ...args],
	input,
	last: end("job", { content_state: { title: "job", ...state } }),
	prints: ["Live Activity ended.", "Stream key: job"],
	...more,
});

const watched = (
	name: string,
	output: readonly string[],
	body: object,
	args: string[] = [],
	more: Partial<LongCase> = {},
): LongCase => ({
	name: `watch: ${name}`,
	args: ["watch", "job", "--every", "1h", "--times", "1", "--keep", ...args, "--", ...prints(...output)],
	last: put("job", body),
	prints: ["Times: 1"],
	...more,
});

const metrics = (...list: object[]) => ({ content_state: { title: "job", type: "metrics", metrics: list } });

const pipeFields = [
	{
		args: [
			"--type",
			"progress",
			"--value",
			"1",
			"--upper-limit",
			"2",
			"--title",
			"T",
			"--subtitle",
			"s",
			"--color",
			"red",
		],
		state: { title: "T", type: "progress", value: 1, upper_limit: 2, subtitle: "s", color: "red" },
	},
	{
		args: [
			"--percentage",
			"3",
			"--icon-symbol",
			"star",
			"--icon-color",
			"red",
			"--badge-title",
			"B",
			"--badge-color",
			"red",
		],
		state: {
			type: "progress",
			percentage: 3,
			icon: { symbol: "star", color: "red" },
			badge: { title: "B", color: "red" },
		},
	},
	{
		args: ["--number-of-steps", "3", "--current-step", "1", "--step-color", "red"],
		state: { type: "segmented_progress", number_of_steps: 3, current_step: 1, step_color: "red" },
	},
	{ args: ["--metrics", JSON.stringify([cpu])], state: { type: "metrics", metrics: [cpu] } },
	{ args: ["--metrics-file", "{0}"], files: [JSON.stringify([cpu])], state: { type: "metrics", metrics: [cpu] } },
	{ args: ["--message", "m", "--content-state", '{"type":"alert"}'], state: { type: "alert", message: "m" } },
	{
		args: ["--content-state-file", "{0}"],
		files: ['{"type":"value","value":"x"}'],
		state: { type: "value", value: "x" },
	},
	{
		args: ["--type", "timer", "--counts-down", "false", "--is-running", "false"],
		state: { type: "timer", counts_down: false, is_running: false },
	},
	{
		args: ["--percentage", "3", "--auto-dismiss-minutes", "1", "--auto-dismiss-seconds", "2"],
		state: { type: "progress", percentage: 3, auto_dismiss_minutes: 1, auto_dismiss_seconds: 2 },
	},
];

export const longCases: readonly LongCase[] = [
	piped("percentages", "10%\n50%\n100%\n", { type: "progress", percentage: 100 }),
	piped("steps with what they do", "[1/3] fetch\r\n[2/3] build\r\n", {
		type: "segmented_progress",
		number_of_steps: 3,
		current_step: 2,
		subtitle: "build",
	}),
	piped("JSON lines in both spellings", '{"title":"Export","numberOfSteps":3,"currentStep":1}\n{"current_step":3}\n', {
		title: "Export",
		type: "segmented_progress",
		number_of_steps: 3,
		current_step: 3,
	}),
	piped("markers, and a last line that does not end", '::activitysmith progress=30% subtitle="half \\"done\\""::', {
		type: "progress",
		percentage: 30,
		subtitle: 'half "done"',
	}),
	piped("text alone is a subtitle beside a running clock", "starting\nwaiting for the lock\n", {
		type: "timer",
		counts_down: false,
		subtitle: "waiting for the lock",
	}),
	piped(
		"lines that begin as JSON and are none are left out",
		'40%\n{"percentage":\n',
		{ type: "progress", percentage: 40 },
		{ code: 2 },
	),
	piped(
		"left as it is with --keep",
		"40%\n",
		{},
		{
			last: put("job", { content_state: { title: "job", type: "progress", percentage: 40 } }),
			prints: ["Live Activity left."],
		},
		["--keep"],
	),
	piped(
		"channels, tags and metadata",
		"40%\n",
		{ type: "progress", percentage: 40 },
		{ first: { target: { channels: ["a"] }, tags: ["t"], metadata: { n: 1 } } },
		["--channels", "a", "--tags", "t", "--metadata", '{"n":1}'],
	),
	piped(
		"--metadata-file",
		"40%\n",
		{ type: "progress", percentage: 40 },
		{ first: { metadata: { n: 1 } }, files: ['{"n":1}'] },
		["--metadata-file", "{0}"],
	),
	...pipeFields.map(({ args, files, state }) =>
		piped(args.join(" "), "still going\n", { ...state, subtitle: "still going" }, files ? { files } : {}, args),
	),
	{
		...piped(
			"a countdown",
			"still going\n",
			{},
			{ first: { content_state: { title: "job", type: "timer", duration_seconds: 60, subtitle: "still going" } } },
			["--duration-seconds", "60"],
		),
		last: end("job", {
			content_state: expect.objectContaining({ title: "job", type: "timer", subtitle: "still going" }),
		}),
	},
	watched(
		"figures line by line",
		["CPU: 9%", "MEM = 45 %", "load 0.42", "no figure here"],
		metrics(cpu, { label: "MEM", value: 45, unit: "%" }, { label: "load", value: 0.42 }),
	),
	watched("a number alone takes its label and unit", ["7"], metrics({ label: "Queue", unit: "jobs", value: 7 }), [
		"--label",
		"Queue",
		"--unit",
		"jobs",
	]),
	watched("a number alone is called by the key", ["7 ms"], metrics({ label: "job", value: 7, unit: "ms" })),
	watched(
		"JSON by label, under a title",
		['{"CPU":"9%","MEM":45}'],
		{ content_state: { title: "Web", type: "metrics", metrics: [cpu, { label: "MEM", value: 45 }] } },
		["--title", "Web"],
	),
	watched("JSON as metrics", [JSON.stringify([{ ...cpu, color: "red" }])], metrics({ ...cpu, color: "red" })),
	watched("words are statistics", ["state: healthy", "CPU: 9%"], {
		content_state: { title: "job", type: "stats", metrics: [{ label: "state", value: "healthy" }, cpu] },
	}),
	watched(
		"channels, tags and metadata",
		["7"],
		{ ...metrics({ label: "job", value: 7 }), target: { channels: ["a"] }, tags: ["t"], metadata: { n: 1 } },
		["--channels", "a", "--tags", "t", "--metadata", '{"n":1}'],
	),
	watched(
		"--metadata-file",
		["7"],
		{ ...metrics({ label: "job", value: 7 }), metadata: { n: 1 } },
		["--metadata-file", "{0}"],
		{ files: ['{"n":1}'] },
	),
	{
		name: "watch: --widget sets the value of a metric",
		args: ["watch", "queue.length", "--every", "1h", "--times", "1", "--widget", "--", ...prints("12")],
		last: post("/metrics/queue.length/value", { value: 12 }),
	},
	{
		name: "watch: ends the stream after the last time",
		args: ["watch", "job", "--every", "1ms", "--times", "2", "--", ...prints("12")],
		last: end("job"),
		prints: ["Times: 2"],
	},
	{
		name: "watch: a command that fails once it was shown",
		args: ["--json", "watch", "job", "--every", "1h", "--times", "1", "--", node, "-e", "process.exit(4)"],
		last: undefined as never,
		code: 4,
		prints: ['"times": 1'],
	},
];
