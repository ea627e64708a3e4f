/** Runs a half of the action as GitHub's runner does: a process of Node, told by its environment, that answers in files. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { type Contexts, evaluate } from "./expression.ts";

export const folder = fileURLToPath(new URL("..", import.meta.url));

interface Metadata {
	inputs: Record<string, { description: string; required: boolean; default?: string }>;
	outputs: Record<string, { description: string }>;
	runs: { using: string; main: string; post: string };
}

export const metadata: Metadata = parse(readFileSync(join(folder, "action.yml"), "utf8"));

export interface StepRun {
	/** Of `main` or `post`. */
	half: "main" | "post";
	with: Record<string, string>;
	contexts: Contexts;
	/** Where the job's files are. */
	home: string;
	env: Record<string, string>;
	state: Record<string, string>;
	/** Values that must not be seen anywhere. */
	secrets: string[];
	/** Called when the process has been started. */
	onStart?: (child: ChildProcess) => unknown;
}

export interface StepResult {
	exitCode: number | null;
	signal: NodeJS.Signals | null;
	/** What is seen of the log: without commands. */
	log: string;
	/** Whole, as it was written. */
	stdout: string;
	masks: string[];
	annotations: { level: string; text: string }[];
	outputs: Record<string, string>;
	state: Record<string, string>;
	summary: string;
}

export async function runHalf(run: StepRun): Promise<StepResult> {
	const files = mkdtempSync(join(run.home, "commands-"));
	const fileOf = (name: string) => join(files, name);
	for (const name of ["output", "state", "summary", "env", "path"]) writeFileSync(fileOf(name), "");
	for (const name of ["workspace", "temp"]) mkdirSync(join(run.home, name), { recursive: true });
	const child = spawn(process.execPath, [join(folder, metadata.runs[run.half])], {
		cwd: join(run.home, "workspace"),
		env: {
			PATH: process.env.PATH,
			...inputVariables(run.with, run.contexts),
			...Object.fromEntries(Object.entries(run.state).map(([name, value]) => [`STATE_${name}`, value])),
			GITHUB_WORKSPACE: join(run.home, "workspace"),
			RUNNER_TEMP: join(run.home, "temp"),
			GITHUB_OUTPUT: fileOf("output"),
			GITHUB_STATE: fileOf("state"),
			GITHUB_STEP_SUMMARY: fileOf("summary"),
			GITHUB_ENV: fileOf("env"),
			GITHUB_PATH: fileOf("path"),
			...run.env,
		},
		stdio: ["ignore", "pipe", "pipe"],
	});
	let stdout = "";
	for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (stdout += text));
	const started = run.onStart?.(child);
	const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
		child.on("error", reject);
		// Also its output has ended: the runner waits for that, and a poller that holds on to it would hold up the job.
		child.on("close", (code, by) => resolve([code, by]));
	});
	await started;
	const texts = ["output", "state", "summary", "env", "path"].map((name) => readFileSync(fileOf(name), "utf8"));
	const [output = "", state = "", summary = ""] = texts;
	const commands = stdout.split("\n").map((line) => /^::([\w-]+)(?: [^:]*)?::(.*)$/.exec(line));
	const masks = commands.flatMap((found) => (found?.[1] === "add-mask" ? [unescaped(found[2] ?? "")] : []));
	const log = stdout
		.split("\n")
		.filter((_, index) => !commands[index])
		.join("\n");
	const seen = [stdout.replace(/^::add-mask::.*$/gm, ""), ...texts].join("\n");
	for (const secret of run.secrets) if (seen.includes(secret)) throw new Error(`a secret was shown:\n${seen}`);
	return {
		exitCode,
		signal,
		log,
		stdout,
		masks,
		annotations: commands.flatMap((found) =>
			found?.[1] === "warning" || found?.[1] === "error" ? [{ level: found[1], text: unescaped(found[2] ?? "") }] : [],
		),
		outputs: entries(output),
		state: entries(state),
		summary,
	};
}

/** As the runner names them: capitals, and nothing but spaces replaced. */
function inputVariables(given: Record<string, string>, contexts: Contexts): Record<string, string> {
	for (const name of Object.keys(given)) if (!(name in metadata.inputs)) throw new Error(`unexpected input: ${name}`);
	const values = Object.entries(metadata.inputs).flatMap(([name, { default: value }]) => {
		const text = given[name] ?? (value === undefined ? undefined : evaluate(value, contexts));
		return text === undefined ? [] : [[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, text] as const];
	});
	return Object.fromEntries(values);
}

function unescaped(text: string): string {
	return text.replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%");
}

/** Reads a file of entries strictly: `name<<delimiter`, lines, the delimiter. */
function entries(text: string): Record<string, string> {
	const found: Record<string, string> = {};
	const lines = text.split("\n");
	if (lines.pop() !== "") throw new Error("the file does not end with a line");
	while (lines.length > 0) {
		const head = lines.shift() ?? "";
		const [, name, delimiter] = /^([\w-]+)<<(.+)$/.exec(head) ?? [];
		const end = lines.indexOf(delimiter ?? "");
		if (name === undefined || end === -1) throw new Error(`not an entry: ${head}`);
		found[name] = lines.splice(0, end).join("\n");
		lines.shift();
	}
	return found;
}
