#!/usr/bin/env node
/**
 * Where the command begins. It looks at Node before it loads the rest: an older one has no `node:sqlite`, and would say so
 * with a stack trace.
 */
import process from "node:process";

/** As `engines` of the manifest says it: `node:sqlite` has had `columns()` since these. */
function isTooOld(version: string): boolean {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	return major < 22 || (major === 22 && minor < 16) || (major === 23 && minor < 11);
}

/** What Node says of its SQLite until it is stable is nothing that whoever hosts the server can act on. */
function withoutWarningOfSqlite(): void {
	const { emitWarning } = process;
	process.emitWarning = ((warning: string | Error, ...more: []) => {
		if (!String(warning).startsWith("SQLite is an experimental feature")) emitWarning.call(process, warning, ...more);
	}) as typeof emitWarning;
}

if (isTooOld(process.versions.node)) {
	const needed = "Node 22.16 or newer (of 23: 23.11 or newer)";
	console.error(`activitysmith-server: This needs ${needed}, and was started with ${process.version}.`);
	process.exitCode = 1;
} else {
	withoutWarningOfSqlite();
	await import("./cli.ts");
}
