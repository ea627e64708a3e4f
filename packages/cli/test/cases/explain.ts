/** explain, to a server of our own with one browser as its device. */
export interface ExplainCase {
	name: string;
	args: readonly string[];
	/** Parts of what is printed. */
	prints: readonly RegExp[];
	code?: number;
}

export const explainCases: readonly ExplainCase[] = [
	{ name: "a stream", args: ["explain", "job"], prints: [/^.{10,}\n/] },
	{ name: "one device", args: ["explain", "job", "--device", "nobody"], prints: [/nobody|unpaired|unknown/] },
	{
		name: "a verdict",
		args: ["explain", "job", "--verdict", "unconfirmed", "--json"],
		prints: [/"devices": \[\]/, /"summary": ".+"/],
	},
	{ name: "a key that there is not", args: ["explain", "jop"], prints: [/Status: 404/, /job/], code: 1 },
];
