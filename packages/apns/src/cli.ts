#!/usr/bin/env node
/** The command `activitysmith-apns`. */
import packageJson from "../package.json" with { type: "json" };
import { readFlags, UsageError } from "./cli/flags.ts";
import { runGateway } from "./cli/gateway.ts";
import { HELP } from "./cli/help.ts";

async function main(): Promise<void> {
	const flags = readFlags(process.argv.slice(2));
	if (flags.help) return void process.stdout.write(HELP);
	if (flags.version) return console.log(packageJson.version);
	await runGateway(flags);
}

main().catch((error: NodeJS.ErrnoException) => {
	const isUsage = error instanceof UsageError;
	if (!isUsage && error.syscall === undefined) throw error;
	console.error(`activitysmith-apns: ${error.message}${isUsage ? "\nSee activitysmith-apns --help" : ""}`);
	process.exitCode = isUsage ? 2 : 1;
});
