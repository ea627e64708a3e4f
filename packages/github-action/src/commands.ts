/**
 * What GitHub's runner reads from an action: lines on standard output, and the files that it names in the environment
 * (docs.github.com, "Workflow commands for GitHub Actions"). Why not `@actions/core`: decisions/0005.
 */
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/** Hides a value in everything that the job logs from here on. */
export function mask(secret: string): void {
	if (secret !== "") process.stdout.write(`::add-mask::${escaped(secret)}\n`);
}

/**
 * One line in the log. Names of steps and texts of answers come from elsewhere, and what begins with `::`, or has `##[` in
 * it, would be a command to the runner.
 */
export function info(text: string): void {
	console.log(
		oneLine(text)
			.replace(/^\s*::/, ": :")
			.replaceAll("##[", "## ["),
	);
}

/** A note on the run's page: an error where the step fails, else a warning. */
export function annotate(level: "warning" | "error", text: string): void {
	console.log(`::${level} title=ActivitySmith::${escaped(text)}`);
}

export function setOutput(name: string, value: string): void {
	write("GITHUB_OUTPUT", entry(name, value));
}

/** Kept by the runner for the post step, which gets it as `STATE_<name>`. @throws Error when it will not */
export function saveState(name: string, value: string): void {
	const problem = append("GITHUB_STATE", entry(name, value));
	if (problem !== undefined) throw new Error(problem);
}

export function savedState(name: string): string | undefined {
	return process.env[`STATE_${name}`] || undefined;
}

/** A table on the page of the run. */
export function summarize(rows: readonly (readonly [string, string])[]): void {
	const lines = rows.map((row) => `| ${row.map(cell).join(" | ")} |`);
	write("GITHUB_STEP_SUMMARY", ["", "| ActivitySmith | |", "|---|---|", ...lines, "", ""].join("\n"));
}

/** Text inside a table of Markdown: no markup, no HTML, no further cells. */
function cell(text: string): string {
	return oneLine(text)
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replace(/[\\`*[\]|~]|\b_\B|\B_\b/g, "\\$&");
}

/** A random delimiter, so that no value can end itself and set something else. */
function entry(name: string, value: string): string {
	const delimiter = `ghadelimiter_${randomUUID()}`;
	return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** What cannot be told there, on a disk that is full, is no reason for a job to fail. A runner may have no such file. */
function write(variable: string, text: string): void {
	const problem = process.env[variable] && append(variable, text);
	if (problem) annotate("warning", problem);
}

/** Returns what kept it from being written. */
function append(variable: string, text: string): string | undefined {
	const file = process.env[variable];
	if (!file) return `${variable} is not set`;
	try {
		appendFileSync(file, text);
		return undefined;
	} catch (error) {
		return `${variable} cannot be written: ${(error as NodeJS.ErrnoException).code}`;
	}
}

function escaped(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function oneLine(text: string): string {
	return text.replace(/[\r\n]+/g, " ");
}
