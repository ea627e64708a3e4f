/** Flags of the commands that go on for a while. */
import type { Flags } from "./flag.ts";
import { channelFlags, historyFlags, stateFlags, streamDismissFlags } from "./flags.ts";

const interval = {
	kind: "duration",
	value: "duration",
	min: 0,
	says: "Time from one request to the next, at least (default: 5s)",
} as const;

export const runFlags = {
	"stream-key": {
		kind: "text",
		value: "key",
		says: "Of the Live Activity (default: made from the command and its folder)",
	},
	title: { kind: "text", value: "text", says: "What it is about (default: the command's name)" },
	terminal: {
		kind: "choice",
		value: "how",
		choices: ["auto", "pipe", "inherit"],
		says: "At a terminal, auto gives the command one of its own where script(1) can; pipe never does; inherit hands over ours and reads no progress (default: auto)",
	},
	interval,
	wait: {
		kind: "duration",
		value: "duration",
		min: 0,
		says: "How long to wait for the API at most when the command has ended (default: 2s)",
	},
	quiet: { kind: "switch", says: "Say nothing when the Live Activity could not be shown" },
	...channelFlags,
	...historyFlags,
} as const satisfies Flags;

export const pipeFlags = {
	...stateFlags,
	...streamDismissFlags,
	interval,
	keep: { kind: "switch", says: "Leave the Live Activity when the input ends" },
	...channelFlags,
	...historyFlags,
} as const satisfies Flags;

export const watchFlags = {
	every: { kind: "duration", value: "duration", above: 0, says: "From one start to the next", required: true },
	times: { kind: "integer", value: "number", min: 1, says: "Stop after so many (default: go on until a signal)" },
	widget: { kind: "switch", says: "Set the value of a widget's metric in place of showing a Live Activity" },
	title: { kind: "text", value: "text", says: "Of the Live Activity (default: the key)" },
	label: { kind: "text", value: "text", says: "Of a number that comes without one (default: the key)" },
	unit: { kind: "text", value: "text", says: "Of a number that comes without one" },
	keep: { kind: "switch", says: "Leave the Live Activity at the end" },
	...channelFlags,
	...historyFlags,
} as const satisfies Flags;

export const explainFlags = {
	device: { kind: "text", value: "id", says: "Only this device, which may be one that was unpaired" },
	verdict: {
		kind: "choice",
		value: "verdict",
		choices: ["shown", "outdated", "unconfirmed", "not_shown"],
		says: "Only devices of which this is said",
	},
} as const satisfies Flags;
