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
	appendEntry("GITHUB_OUTPUT", name, value);
}

/** Kept by the runner for the post step, which gets it as `STATE_<name>`. */
export function saveState(name: string, value: string): void {
	appendEntry("GITHUB_STATE", name, value);
}

export function savedState(name: string): string | undefined {
	return process.env[`STATE_${name}`] || undefined;
}

/** A table on the page of the run. */
export function summarize(rows: readonly (readonly [string, string])[]): void {
	const lines = rows.map((row) => `| ${row.map(cell).join(" | ")} |`);
	append("GITHUB_STEP_SUMMARY", ["", "| ActivitySmith | |", "|---|---|", ...lines, "", ""].join("\n"));
}

/** Text inside a table of Markdown: no markup, no HTML, no further cells. */
function cell(text: string): string {
	return oneLine(text)
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replace(/[\\`*[\]|~]|\b_\B|\B_\b/g, "\\$&");
}

/** A random delimiter, so that no value can end itself and set something else. */
function appendEntry(variable: string, name: string, value: string): void {
	const delimiter = `ghadelimiter_${randomUUID()}`;
	append(variable, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

function append(variable: string, text: string): void {
	const file = process.env[variable];
	if (file) appendFileSync(file, text);
}

function escaped(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function oneLine(text: string): string {
	return text.replace(/[\r\n]+/g, " ");
}
