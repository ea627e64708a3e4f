#!/usr/bin/env node
/** The command `activitysmith-server`. */
import { RefusedError, UsageError } from "./cli/command.ts";
import { SettingsError } from "./config/settings.ts";

const NAME = "activitysmith-server";

/** Without a command it is the server. What one does not need is not loaded for it. */
async function main(args: readonly string[]): Promise<void> {
	const [first = "--"] = args;
	if (first.startsWith("-")) {
		const { serve } = await import("./cli/serve.ts");
		await serve(args, process.env);
		return;
	}
	const { manage } = await import("./cli/manage.ts");
	try {
		process.stdout.write(await manage(args, process.env));
	} catch (error) {
		const isUsage = error instanceof UsageError || error instanceof SettingsError;
		if (!isUsage && !(error instanceof RefusedError)) throw error;
		console.error(
			`${NAME}: ${error.message}${/[.?]$/.test(error.message) ? "" : "."}${isUsage ? `\nSee ${NAME} --help` : ""}`,
		);
		process.exitCode = isUsage ? 2 : 1;
	}
}

await main(process.argv.slice(2));
