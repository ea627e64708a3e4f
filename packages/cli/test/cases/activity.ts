import { type Case, end, post, put } from "./case.ts";

const state = (fields: object) => ({ content_state: { title: "Job", ...fields } });
const progress = { type: "progress", percentage: 42 };
const open = { title: "Open", type: "open_url", url: "https://ci.example.com/812" };
const hook = { title: "Stop", type: "webhook", url: "https://h.example.com/stop" };
const metrics = [{ label: "CPU", value: 9, unit: "%" }];

const stream = (name: string, args: readonly string[], body: object, more: Partial<Case> = {}): Case => ({
	name: `activity stream: ${name}`,
	args: ["activity", "stream", "job", ...args],
	sent: [put("job", body)],
	...more,
});
const titled = (name: string, args: readonly string[], fields: object, more: Partial<Case> = {}) =>
	stream(name, ["--title", "Job", ...args], state(fields), more);

/** The flags that make a first state which every type's rules allow. */
const first = ["--title", "Job", "--type", "progress", "--percentage", "42"];

const byFlags: readonly Case[] = [
	titled(
		"progress",
		["--type", "progress", "--percentage", "42", "--subtitle", "upload", "--color", "lime"],
		{
			...progress,
			subtitle: "upload",
			color: "lime",
		},
		{ prints: ["Stream key: job", "Operation: started", "Activity ID: "] },
	),
	titled("progress as a value", ["--type", "progress", "--value", "31.5", "--upper-limit", "75"], {
		type: "progress",
		value: 31.5,
		upper_limit: 75,
	}),
	titled(
		"steps",
		["--type", "segmented_progress", "--number-of-steps", "4", "--current-step", "0", "--step-color", "cyan"],
		{
			type: "segmented_progress",
			number_of_steps: 4,
			current_step: 0,
			step_color: "cyan",
		},
	),
	titled("metrics", ["--type", "metrics", "--metrics", JSON.stringify(metrics)], { type: "metrics", metrics }),
	titled(
		"metrics from a file",
		["--type", "stats", "--metrics-file", "{0}"],
		{ type: "stats", metrics },
		{ files: [JSON.stringify(metrics)] },
	),
	titled(
		"an alert",
		[
			"--type",
			"alert",
			"--message",
			"Back",
			"--icon-symbol",
			"cloud.sun",
			"--icon-color",
			"yellow",
			"--badge-title",
			"Customer",
			"--badge-color",
			"magenta",
		],
		{
			type: "alert",
			message: "Back",
			icon: { symbol: "cloud.sun", color: "yellow" },
			badge: { title: "Customer", color: "magenta" },
		},
	),
	titled("a countdown", ["--type", "timer", "--duration-seconds", "300"], { type: "timer", duration_seconds: 300 }),
	titled(
		"a timer that counts up and stands still",
		["--type", "timer", "--counts-down", "FALSE", "--is-running", "false"],
		{
			type: "timer",
			counts_down: false,
			is_running: false,
		},
	),
	...["$1,240", "0007", "0", ""].map((value) =>
		titled(`the value ${value || "of nothing"} as it is written`, ["--type", "value", "--value", value], {
			type: "value",
			value,
		}),
	),
	titled(
		"dismissal",
		["--type", "progress", "--percentage", "42", "--auto-dismiss-minutes", "5", "--auto-dismiss-seconds", "0"],
		{
			...progress,
			auto_dismiss_minutes: 5,
			auto_dismiss_seconds: 0,
		},
	),
];

const byJson: readonly Case[] = [
	stream(
		"JSON in camelCase",
		[
			"--content-state",
			'{"title":"Job","type":"segmented_progress","numberOfSteps":3,"currentStep":2,"stepColor":"red"}',
		],
		state({ type: "segmented_progress", number_of_steps: 3, current_step: 2, step_color: "red" }),
	),
	stream(
		"JSON in snake_case",
		["--content-state", '{"title":"Job","type":"segmented_progress","number_of_steps":3,"current_step":2}'],
		state({ type: "segmented_progress", number_of_steps: 3, current_step: 2 }),
	),
	stream("a file", ["--content-state-file", "{0}"], state(progress), {
		files: ['{"title":"Job","type":"progress","percentage":42}'],
	}),
	stream("standard input", ["--content-state-file", "-"], state(progress), {
		input: '{"title":"Job","type":"progress","percentage":42}',
	}),
	stream(
		"a file under JSON under flags, icons field by field",
		[
			"--content-state-file",
			"{0}",
			"--content-state",
			'{"currentStep":2,"subtitle":"json","icon":{"color":"green"}}',
			"--subtitle",
			"flag",
			"--icon-color",
			"red",
		],
		state({
			type: "segmented_progress",
			number_of_steps: 3,
			current_step: 2,
			subtitle: "flag",
			icon: { symbol: "star", color: "red" },
		}),
		{
			files: [
				'{"title":"Job","type":"segmented_progress","number_of_steps":3,"current_step":1,"subtitle":"file","icon":{"symbol":"star"}}',
			],
		},
	),
	...[0, -12.75, "0007"].map((value) =>
		stream(
			`the value ${JSON.stringify(value)} of JSON keeps its kind`,
			["--content-state", JSON.stringify({ title: "Job", type: "value", value })],
			state({ type: "value", value }),
		),
	),
];

const beside: readonly Case[] = [
	titled(
		"buttons",
		[
			"--type",
			"progress",
			"--percentage",
			"42",
			"--action",
			JSON.stringify(open),
			"--secondary-action",
			JSON.stringify(hook),
		],
		progress,
		{
			sent: [put("job", { ...state(progress), action: open, secondary_action: hook })],
		},
	),
	...(["action", "secondary-action"] as const).map((name) =>
		titled(`--${name}-file`, ["--type", "progress", "--percentage", "42", `--${name}-file`, "{0}"], progress, {
			files: [JSON.stringify(open)],
			sent: [put("job", { ...state(progress), [name.replace("-", "_")]: open })],
		}),
	),
	titled(
		"channels, tags and metadata",
		["--type", "progress", "--percentage", "42", "--channels", "devs,ops", "--tags", "a,b", "--metadata", '{"n":1}'],
		progress,
		{
			sent: [
				put("job", { ...state(progress), target: { channels: ["devs", "ops"] }, tags: ["a", "b"], metadata: { n: 1 } }),
			],
		},
	),
	titled("--metadata-file", ["--type", "progress", "--percentage", "42", "--metadata-file", "{0}"], progress, {
		files: ['{"n":1}'],
		sent: [put("job", { ...state(progress), metadata: { n: 1 } })],
	}),
	titled("--clear-tags", ["--type", "progress", "--percentage", "42", "--clear-tags"], progress, {
		sent: [put("job", { ...state(progress), tags: [] })],
	}),
];

export const streamCases: readonly Case[] = [...byFlags, ...byJson, ...beside];

interface Part {
	args: readonly string[];
	files?: readonly string[];
	body: object;
}

/** Every flag of the state once, in a way that the API takes. */
const everyField: readonly Part[] = [
	{
		args: ["--type", "progress", "--value", "1", "--upper-limit", "2", "--subtitle", "s", "--color", "red"],
		body: state({ type: "progress", value: 1, upper_limit: 2, subtitle: "s", color: "red" }),
	},
	{
		args: [
			...["--type", "segmented_progress", "--number-of-steps", "3", "--current-step", "1", "--step-color", "red"],
			...["--badge-title", "B", "--badge-color", "red", "--icon-symbol", "star", "--icon-color", "red"],
		],
		body: state({
			type: "segmented_progress",
			number_of_steps: 3,
			current_step: 1,
			step_color: "red",
			badge: { title: "B", color: "red" },
			icon: { symbol: "star", color: "red" },
		}),
	},
	{ args: ["--type", "metrics", "--metrics", JSON.stringify(metrics)], body: state({ type: "metrics", metrics }) },
	{
		args: ["--content-state", '{"type":"metrics"}', "--metrics-file", "{0}"],
		files: [JSON.stringify(metrics)],
		body: state({ type: "metrics", metrics }),
	},
	{
		args: ["--content-state-file", "{0}", "--message", "m"],
		files: ['{"type":"alert"}'],
		body: state({ type: "alert", message: "m" }),
	},
	{
		args: ["--type", "timer", "--duration-seconds", "9", "--counts-down", "true", "--is-running", "true"],
		body: state({ type: "timer", duration_seconds: 9, counts_down: true, is_running: true }),
	},
].map((part) => ({ ...part, args: ["--title", "Job", ...part.args] }));

/** Every flag beside it. */
const everyExtra: readonly Part[] = [
	{
		args: [
			...["--action", JSON.stringify(open), "--secondary-action", JSON.stringify(hook)],
			...["--tags", "a,b", "--metadata", '{"n":1}'],
		],
		body: { action: open, secondary_action: hook, tags: ["a", "b"], metadata: { n: 1 } },
	},
	{
		args: ["--action-file", "{0}", "--secondary-action-file", "{1}", "--metadata-file", "{2}"],
		files: [JSON.stringify(hook), JSON.stringify(open), '{"n":2}'],
		body: { action: hook, secondary_action: open, metadata: { n: 2 } },
	},
].map((part) => ({ ...part, args: [...first, ...part.args], body: { ...state(progress), ...part.body } }));

interface Kind {
	words: string;
	/** Behind the words. */
	given: readonly string[];
	sent(body: object): Case["sent"][number];
	isShown?: boolean;
	/** Flags that the others do not have. */
	own: readonly Part[];
	/** A type may not be what is there. */
	code?: number;
}

const dismissal = (flag: string, field: string) => ({
	args: [...first, flag, "4"],
	body: { content_state: { title: "Job", ...progress, [field]: 4 } },
});

const kinds: readonly Kind[] = [
	{
		words: "activity start",
		given: [],
		sent: (body) => post("/live-activity/start", body),
		own: [{ args: [...first, "--channels", "devs"], body: { ...state(progress), target: { channels: ["devs"] } } }],
	},
	{
		words: "activity end-stream",
		given: ["job"],
		isShown: true,
		sent: (body) => end("job", body),
		own: [
			{ args: [...first, "--clear-tags"], body: { ...state(progress), tags: [] } },
			dismissal("--auto-dismiss-minutes", "auto_dismiss_minutes"),
			dismissal("--auto-dismiss-seconds", "auto_dismiss_seconds"),
		],
	},
	{
		words: "activity update",
		given: ["--activity-id", "none"],
		sent: (body) => post("/live-activity/update", { activity_id: "none", ...body }),
		own: [{ args: [...first, "--clear-tags"], body: { ...state(progress), tags: [] } }],
		// Nobody has that id: what is sent is looked at, the answer is another test's.
		code: 1,
	},
	{
		words: "activity end",
		given: ["--activity-id", "none"],
		sent: (body) => post("/live-activity/end", { activity_id: "none", ...body }),
		own: [
			{ args: [...first, "--clear-tags"], body: { ...state(progress), tags: [] } },
			dismissal("--auto-dismiss-minutes", "auto_dismiss_minutes"),
		],
		code: 1,
	},
];

export const otherActivityCases: readonly Case[] = kinds.flatMap(({ words, given, sent, isShown, own, code }) =>
	[...everyField, ...everyExtra, ...own].map(({ args, body, files }) => ({
		name: `${words} ${args.filter((arg) => arg.startsWith("--")).join(" ")}`,
		args: [...words.split(" "), ...given, ...args],
		sent: [sent(body)],
		...(isShown !== undefined && { isShown }),
		...(files !== undefined && { files }),
		...(code !== undefined && { code }),
	})),
);

export const endStreamCases: readonly Case[] = [
	{
		name: "activity end-stream: nothing but the key",
		args: ["activity", "end-stream", "job"],
		isShown: true,
		sent: [end("job")],
		prints: ["Stream key: job", "Operation: ended", "Activity ID: "],
	},
	{
		name: "activity end-stream: a number as a value, camelCase dismissal",
		args: [
			"activity",
			"end-stream",
			"job",
			"--content-state",
			'{"title":"Job","autoDismissSeconds":30,"autoDismissMinutes":5}',
		],
		isShown: true,
		sent: [end("job", state({ auto_dismiss_seconds: 30, auto_dismiss_minutes: 5 }))],
	},
];
