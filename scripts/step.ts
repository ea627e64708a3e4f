/** A chore is a row of steps. Each is tried even when one before it failed, so that one run tells everything. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

export interface Step {
	name: string;
	/** A program in node_modules/.bin, or one of our own scripts (`*.ts`). */
	command: string;
	args?: string[];
	/** @default the root of the repository */
	cwd?: string;
	env?: Record<string, string>;
	/** Shows the output while it runs; else it is shown only when the step fails. */
	live?: boolean;
}

export interface StepResult {
	name: string;
	ok: boolean;
	seconds: number;
}

/** Runs the steps in order, says how each went, and gives the results back. */
export async function runSteps(steps: Step[]): Promise<StepResult[]> {
	const results: StepResult[] = [];
	for (const step of steps) {
		if (step.live) console.log(`\n▸ ${step.name}`);
		const start = performance.now();
		const { ok, output } = await runStep(step);
		const seconds = (performance.now() - start) / 1000;
		results.push({ name: step.name, ok, seconds });
		console.log(`${ok ? "✓" : "✗"} ${step.name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s`);
		if (!ok && output !== "") console.log(output.trimEnd().replace(/^/gm, "    "));
	}
	return results;
}

async function runStep({ command, args = [], cwd = root, env, live }: Step): Promise<{ ok: boolean; output: string }> {
	const isScript = command.endsWith(".ts");
	const [program, first] = isScript
		? [process.execPath, ["--conditions=@activitysmith/source", command]]
		: [command, []];
	const child = spawn(program, [...first, ...args], {
		cwd,
		env: { ...process.env, ...env },
		stdio: ["ignore", live ? "inherit" : "pipe", live ? "inherit" : "pipe"],
		// The programs of node_modules/.bin are .cmd files on Windows, which only a shell can start.
		shell: process.platform === "win32" && !isScript,
	});
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (output += text));
	return new Promise((resolve) => {
		child.on("error", (error) => resolve({ ok: false, output: `${command} could not be run: ${error.message}` }));
		child.on("close", (code) => resolve({ ok: code === 0, output }));
	});
}
