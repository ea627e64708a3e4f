import { type Case, post } from "./case.ts";

const push = (name: string, args: readonly string[], body: object, more: Partial<Case> = {}): Case => ({
	name: `push: ${name}`,
	args: ["push", "--title", "Hello", ...args],
	sent: [post("/push-notification", { title: "Hello", ...body })],
	...more,
});

const action = { title: "Open", type: "open_url", url: "https://ci.example.com/812" };

export const pushCases: readonly Case[] = [
	push("a title alone", [], {}, { prints: ["Push sent.", "Success: true", "Devices notified: 2"] }),
	push("text around it", ["--message", "World", "--subtitle", "main"], { message: "World", subtitle: "main" }),
	push(
		"media and where a tap leads",
		["--media", "https://cdn.example.com/a.png", "--redirection", "https://ci.example.com"],
		{
			media: "https://cdn.example.com/a.png",
			redirection: "https://ci.example.com/",
		},
	),
	push("an app's own link stays as it is", ["--redirection", "spotify:track:123"], {
		redirection: "spotify:track:123",
	}),
	push(
		"buttons",
		[
			"--actions",
			JSON.stringify([
				{ ...action, title: " Open " },
				{ title: "Retry", type: "webhook", url: "https://h.example.com/r", method: "post", body: { job: 1 } },
			]),
		],
		{
			actions: [
				action,
				{ title: "Retry", type: "webhook", url: "https://h.example.com/r", method: "POST", body: { job: 1 } },
			],
		},
	),
	push("buttons from a file", ["--actions-file", "{0}"], { actions: [action] }, { files: [JSON.stringify([action])] }),
	push("channels", ["--channels", "devs, ops,"], { target: { channels: ["devs", "ops"] } }),
	push("tags, separated and repeated", ["--tags", "user:382,billing", "--tags", "import"], {
		tags: ["user:382", "billing", "import"],
	}),
	push("metadata", ["--metadata", '{"order":"382","ready":false,"count":0,"ratio":1.25}'], {
		metadata: { order: "382", ready: false, count: 0, ratio: 1.25 },
	}),
	push("metadata from standard input", ["--metadata-file", "-"], { metadata: { a: 1 } }, { input: '{"a":1}' }),
	push(
		"badge, sound, icon and level",
		[
			"--badge",
			"0",
			"--sound",
			"chime",
			"--icon",
			"https://cdn.example.com/i.png",
			"--interruption-level",
			"time-sensitive",
		],
		{
			badge: 0,
			sound: "chime",
			icon: "https://cdn.example.com/i.png",
			interruption_level: "time-sensitive",
		},
	),
	push("a payload", ["--payload", '{"order":{"id":7}}'], { payload: { order: { id: 7 } } }),
	push(
		"a payload from a file with a byte order mark",
		["--payload-file", "{0}"],
		{ payload: { a: [1] } },
		{ files: ['\uFEFF{"a":[1]}'] },
	),
	push("--flag=value, and a value that begins with a dash", ["--message=-- --x", "--subtitle", "-1"], {
		message: "-- --x",
		subtitle: "-1",
	}),
	push("the last of two counts", ["--message", "one", "--message", "two"], { message: "two" }),
	{
		name: "push: flags of every command may stand before it",
		args: ["--json", "push", "--title", "Hello"],
		sent: [post("/push-notification", { title: "Hello" })],
		prints: ['"success": true', '"devices_notified": 2'],
	},
];

export const smallCases: readonly Case[] = [
	{
		name: "metrics update: a number",
		args: ["metrics", "update", "deploy.success_rate", "99.9"],
		sent: [post("/metrics/deploy.success_rate/value", { value: 99.9 })],
		prints: ["Metric value updated."],
	},
	{
		name: "metric update: below zero, and from when it is",
		args: ["metric", "update", "temperature", "-12.5", "--timestamp", "2026-01-01T00:00:00Z"],
		sent: [post("/metrics/temperature/value", { value: -12.5, timestamp: "2026-01-01T00:00:00Z" })],
	},
	...(
		[
			["healthy", "healthy"],
			["0007", "0007"],
			['"42"', "42"],
			["1e999", "1e999"],
			["true", "true"],
		] as const
	).map(([text, value]) => ({
		name: `metrics update: ${text} is text`,
		args: ["metrics", "update", "prod.status", text],
		sent: [post("/metrics/prod.status/value", { value })],
	})),
	{
		name: "badge",
		args: ["badge", "8333"],
		sent: [post("/badge", { badge: 8333 })],
		prints: ["Badge: 8333", "Devices notified: 2"],
	},
	{
		name: "badge-count: for channels",
		args: ["badge-count", "0", "--channels", "sales"],
		sent: [post("/badge", { badge: 0, target: { channels: ["sales"] } })],
	},
];
