/** Starts the server for whoever typed the command, and says what stands in the way. */
import packageJson from "../../package.json" with { type: "json" };
import { type Command, readCommand } from "../config/read.ts";
import { type Settings, SettingsError } from "../config/settings.ts";
import { DatabaseError } from "../database/errors.ts";
import { type Server, startServer } from "../start.ts";
import { announcement, readyLine } from "./announce.ts";

const NAME = "activitysmith-server";

function listenProblem({ code, message }: NodeJS.ErrnoException, { host, port }: Settings): string | undefined {
	switch (code) {
		case "EADDRINUSE":
			return `Port ${port} on ${host} is in use by another program, maybe another server. Stop it, or choose another port: --port 0 takes any free one.`;
		case "EACCES":
			return `This user may not listen on port ${port}. Choose a port above 1023.`;
		case "EADDRNOTAVAIL":
		case "ENOTFOUND":
			return `${host} is no address of this machine. Use --host 127.0.0.1, or 0.0.0.0 for all of its addresses.`;
		default:
			return message.startsWith("listen ") ? `Cannot listen on ${host}:${port}: ${message}` : undefined;
	}
}

function fail(message: string, code: number): void {
	console.error(`${NAME}: ${message}`);
	process.exitCode = code;
}

/** Says what stands in the way, if it is something that whoever started it can mend. */
function explain(error: unknown, settings: Settings | undefined): void {
	if (error instanceof SettingsError) {
		fail(`${error.message}\nSee ${NAME} --help`, 2);
		return;
	}
	if (error instanceof DatabaseError) {
		fail(error.message, 1);
		return;
	}
	const problem = error instanceof Error && settings ? listenProblem(error, settings) : undefined;
	if (problem === undefined) throw error;
	fail(problem, 1);
}

function stopOnSignal(starting: Promise<Server>): void {
	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		process.once(signal, () => {
			starting.then(
				(server) => server.close(),
				// Whoever started it hears of it where it was awaited.
				() => undefined,
			);
		});
	}
}

async function run({ json, settings }: Command): Promise<void> {
	const starting = startServer({
		...settings,
		onError: (error, requestId) => console.error(requestId ? `${requestId}:` : `${NAME}:`, error),
	});
	// Before it says that it is ready: whoever starts it may stop it at once.
	stopOnSignal(starting);
	const server = await starting;
	const milliseconds = Math.round(performance.now());
	const { version } = packageJson;
	process.stdout.write(
		json ? `${readyLine(server, version, milliseconds)}\n` : announcement(server, version, milliseconds),
	);
}

/** Sets the exit code when it did not start. */
export async function serve(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
	let command: Command | undefined;
	try {
		command = readCommand(args, env);
		if (command.help) process.stdout.write((await import("../config/help.ts")).HELP);
		else if (command.version) console.log(packageJson.version);
		else await run(command);
	} catch (error) {
		explain(error, command?.settings);
	}
}
