/** Every flag, in the groups in which commands take them. */
import { colors } from "@activitysmith/schema/colors";
import { ActivitySmith } from "activitysmith";
import type { Flags } from "./flag.ts";

const types = Object.values(ActivitySmith.liveActivityTypes);

/** Before or after the words of any command. */
export const globalFlags = {
	"api-key": {
		kind: "text",
		value: "key",
		says: "The API key. Better in ACTIVITYSMITH_API_KEY, where other users of the machine can't see it",
	},
	"base-url": {
		kind: "text",
		value: "url",
		says: "Where the API is (default: ACTIVITYSMITH_BASE_URL, else the hosted service)",
	},
	json: { kind: "switch", says: "Print JSON: the answer, or the error" },
	help: { kind: "switch", says: "Print help" },
	version: { kind: "switch", says: "Print the version" },
} as const satisfies Flags;

/** By what a single letter stands for. */
export const shortFlags: Readonly<Record<string, keyof typeof globalFlags>> = { h: "help", V: "version" };

export const channelFlags = {
	channels: {
		kind: "list",
		value: "slugs",
		says: 'Who gets it, such as "devs,ops" (default: everyone the key reaches)',
	},
} as const satisfies Flags;

export const historyFlags = {
	tags: { kind: "list", value: "tags", says: 'File it in the history, such as "billing,import"' },
	metadata: { kind: "object", value: "json", says: "Facts for the history, not shown on the device" },
	"metadata-file": { kind: "object file", value: "file", says: "The same from a file", excludes: ["metadata"] },
} as const satisfies Flags;

/** Where earlier tags may be there already. */
export const laterHistoryFlags = {
	...historyFlags,
	"clear-tags": { kind: "switch", says: "Remove the tags that it has", excludes: ["tags"] },
} as const satisfies Flags;

export const pushFlags = {
	title: { kind: "text", value: "text", says: "What is shown in bold", required: true },
	message: { kind: "text", value: "text", says: "What is shown below it" },
	subtitle: { kind: "text", value: "text", says: "A line between them" },
	media: { kind: "text", value: "url", says: "Image, video or sound, https", excludes: ["actions", "actions-file"] },
	redirection: { kind: "text", value: "url", says: "What a tap opens: a page, an app's own link or shortcuts://" },
	actions: { kind: "array", value: "json", says: "At most four buttons: [{ title, type, url, method?, body? }]" },
	"actions-file": { kind: "array file", value: "file", says: "The same from a file", excludes: ["actions"] },
	...channelFlags,
	...historyFlags,
	badge: { kind: "integer", value: "number", min: 0, says: "The number on the app's icon; 0 clears it" },
	sound: { kind: "text", value: "name", says: "The sound that it makes" },
	icon: { kind: "text", value: "url", says: "A logo or avatar, https" },
	"interruption-level": {
		kind: "choice",
		value: "level",
		choices: ["passive", "active", "time-sensitive"],
		says: "How much it may disturb",
	},
	payload: { kind: "object", value: "json", says: "Data for the app" },
	"payload-file": { kind: "object file", value: "file", says: "The same from a file", excludes: ["payload"] },
} as const satisfies Flags;

/** Fields of the content state, each by a flag of its own. */
export const stateFlags = {
	"content-state": {
		kind: "object",
		value: "json",
		says: "The state in JSON, keys as numberOfSteps or number_of_steps",
	},
	"content-state-file": { kind: "object file", value: "file", says: "The state from a file" },
	title: { kind: "text", value: "text", says: "What it is about", field: "title" },
	subtitle: { kind: "text", value: "text", says: "How it stands", field: "subtitle" },
	type: { kind: "choice", value: "type", choices: types, says: "What kind it is", field: "type" },
	"number-of-steps": { kind: "integer", value: "number", min: 1, says: "Of how many steps", field: "number_of_steps" },
	"current-step": { kind: "integer", value: "number", min: 0, says: "At which step", field: "current_step" },
	percentage: { kind: "number", value: "number", min: 0, max: 100, says: "Progress in per cent", field: "percentage" },
	value: {
		kind: "text",
		value: "value",
		says: "Progress as a number with --upper-limit; with --type value, what is shown, as it is written",
		field: "value",
	},
	"upper-limit": {
		kind: "number",
		value: "number",
		above: 0,
		says: "The value that means all of it",
		field: "upper_limit",
	},
	color: { kind: "choice", value: "color", choices: colors, says: "Its colour", field: "color" },
	"step-color": { kind: "choice", value: "color", choices: colors, says: "Of the current step", field: "step_color" },
	metrics: { kind: "array", value: "json", says: "One to eight of { label, value, unit?, color? }", field: "metrics" },
	"metrics-file": {
		kind: "array file",
		value: "file",
		says: "The same from a file",
		field: "metrics",
		excludes: ["metrics"],
	},
	message: { kind: "text", value: "text", says: "What an alert says", field: "message" },
	"icon-symbol": { kind: "text", value: "name", says: "An SF Symbol", field: "icon.symbol" },
	"icon-color": { kind: "choice", value: "color", choices: colors, says: "The symbol's colour", field: "icon.color" },
	"badge-title": { kind: "text", value: "text", says: "A small label", field: "badge.title" },
	"badge-color": {
		kind: "choice",
		value: "color",
		choices: colors,
		says: "The label's colour",
		field: "badge.color",
	},
	"duration-seconds": {
		kind: "number",
		value: "number",
		above: 0,
		says: "How long a timer counts down",
		field: "duration_seconds",
	},
	"counts-down": { kind: "boolean", value: "boolean", says: "false has a timer count up", field: "counts_down" },
	"is-running": {
		kind: "boolean",
		value: "boolean",
		says: "false stops a timer, true lets it go on",
		field: "is_running",
	},
} as const satisfies Flags;

export const dismissFlags = {
	"auto-dismiss-minutes": {
		kind: "integer",
		value: "number",
		min: 0,
		says: "How long it stays once it has ended; 0 removes it at once",
		field: "auto_dismiss_minutes",
	},
} as const satisfies Flags;

export const streamDismissFlags = {
	...dismissFlags,
	"auto-dismiss-seconds": {
		kind: "integer",
		value: "number",
		min: 0,
		says: "The same in seconds; wins over minutes",
		field: "auto_dismiss_seconds",
	},
} as const satisfies Flags;

export const buttonFlags = {
	action: { kind: "object", value: "json", says: "A button: { title, type, url, method?, body? }" },
	"action-file": { kind: "object file", value: "file", says: "The same from a file", excludes: ["action"] },
	"secondary-action": { kind: "object", value: "json", says: "A second button" },
	"secondary-action-file": {
		kind: "object file",
		value: "file",
		says: "The same from a file",
		excludes: ["secondary-action"],
	},
} as const satisfies Flags;

export const activityIdFlags = {
	"activity-id": { kind: "text", value: "id", says: "The id that activity start has printed", required: true },
} as const satisfies Flags;

export const metricFlags = {
	timestamp: { kind: "text", value: "time", says: "When it was so, ISO 8601; an older one is ignored" },
} as const satisfies Flags;
