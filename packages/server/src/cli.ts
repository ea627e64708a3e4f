#!/usr/bin/env node
/** The command `activitysmith-server`. */
import { commandFirst } from "./cli/command-first.ts";

/** Without a command it is the server. What one does not need is not loaded for it. */
async function main(args: readonly string[]): Promise<void> {
	const command = commandFirst(args);
	if (!command) {
		const { serve } = await import("./cli/serve.ts");
		await serve(args, process.env);
		return;
	}
	const { manage } = await import("./cli/manage.ts");
	const { code, output, errors } = await manage(command, process.env);
	process.stdout.write(output);
	process.stderr.write(errors);
	process.exitCode = code;
}

await main(process.argv.slice(2));
