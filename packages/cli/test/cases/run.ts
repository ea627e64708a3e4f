/** run: what a command prints, and what its Live Activity shows in the end. */
import type { Case } from "./case.ts";

export interface RunCase extends Omit<Case, "sent"> {
	/** Parts of the first and of the last state. */
	first?: object;
	last: object;
}

const node = process.execPath;
const script = (code: string) => ["--", node, "-e", code];
const green = { color: "green", subtitle: /^Done in \d/ };

export const runCases: readonly RunCase[] = [
	{
		name: "time alone",
		args: ["run", "--stream-key", "job", "--title", "Job", ...script("")],
		first: { title: "Job", type: "timer", counts_down: false },
		last: { title: "Job", ...green },
	},
	{
		name: "percentages end at a hundred",
		args: ["run", "--stream-key", "job", "--interval", "0ms", ...script("console.log('copied 30%')")],
		last: { type: "progress", percentage: 100, ...green },
	},
	{
		name: "steps end at the last",
		args: ["run", "--stream-key", "job", "--wait", "60s", ...script("console.log('[2/5] build')")],
		last: { type: "segmented_progress", number_of_steps: 5, current_step: 5, ...green },
	},
	{
		name: "a failure is red, with the last line that tells of an error",
		args: [
			"run",
			"--stream-key",
			"job",
			...script(
				"console.log('[2/5] build'); console.error('\\x1b[31mError: no space left\\x1b[0m\\n    at copy'); process.exitCode = 3",
			),
		],
		last: { type: "segmented_progress", current_step: 2, color: "red", subtitle: "Error: no space left" },
		code: 3,
	},
	{
		name: "a failure without a word",
		args: ["run", "--stream-key", "job", "--terminal", "pipe", ...script("process.exit(255)")],
		last: { color: "red", subtitle: "Exit code 255" },
		code: 255,
	},
	{
		name: "markers win over what else is printed",
		args: [
			"run",
			"--stream-key",
			"job",
			...script(
				"console.log('80%\\n::activitysmith step=2/5 subtitle=\"upload archive\"::\\n90%'); process.exitCode = 1",
			),
		],
		last: { type: "segmented_progress", number_of_steps: 5, current_step: 2, color: "red" },
		code: 1,
	},
	{
		name: "without looking, with our own output",
		args: ["run", "--stream-key", "job", "--terminal", "inherit", ...script("console.log('80%')")],
		last: { type: "timer", ...green },
	},
	{
		name: "for channels, in the history",
		args: [
			"run",
			"--stream-key",
			"job",
			"--channels",
			"a",
			"--tags",
			"t",
			"--metadata",
			'{"n":1}',
			"--quiet",
			...script(""),
		],
		last: green,
	},
	{
		name: "with a report",
		args: ["--json", "run", "--stream-key", "job", "--metadata-file", "{0}", ...script("process.exit(5)")],
		files: ['{"n":1}'],
		last: { color: "red" },
		code: 5,
	},
];
