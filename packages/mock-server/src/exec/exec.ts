/** `activitysmith-mock exec`: runs a command whose requests to the hosted service come to the mock. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { isatty } from "node:tty";
import { issueCertificate } from "./authority.ts";
import { commandEnvironment, directHosts } from "./environment.ts";
import { startProxy } from "./proxy.ts";
import { DOMAIN, NAMES } from "./service.ts";
import { makeTrustFolder } from "./trust-folder.ts";

export interface ExecOptions {
	command: string;
	args: readonly string[];
	/** Where the mock listens, such as `http://127.0.0.1:4010/api`. */
	baseURL: string;
	/**
	 * What the command finds as `ACTIVITYSMITH_API_KEY`, whatever was there: should a client slip past the proxy, the
	 * hosted service must not see a key that it knows.
	 */
	apiKey: string;
	/** @default process.env */
	env?: NodeJS.ProcessEnv;
	/** Gets a sentence for every host that is refused. @default writes it to stderr */
	report?(line: string): void;
}

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;
type Forwarded = (typeof FORWARDED)[number];

const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

const toStderr = (line: string) => console.error(`activitysmith-mock: ${line}`);

/** Runs the command to its end. Resolves with its exit code, as a shell would give it. */
function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv, report: (line: string) => void) {
	return new Promise<number>((resolve) => {
		const child = spawn(command, args, { env, stdio: "inherit" });
		// What is typed at a terminal reaches the command without us, and twice would mean "at once" to many.
		const forward = (signal: Forwarded) => {
			const typed = isatty(0) && (signal === "SIGINT" || signal === "SIGQUIT");
			if (!typed) child.kill(signal);
		};
		// Should this process be told to exit at once, the command does not stay behind.
		const abandon = () => child.kill();
		process.on("exit", abandon);
		const done = (code: number) => {
			process.off("exit", abandon);
			for (const signal of FORWARDED) process.off(signal, forward);
			resolve(code);
		};
		for (const signal of FORWARDED) process.on(signal, forward);
		child.on("error", (error: NodeJS.ErrnoException) => {
			if (child.pid !== undefined) return; // A signal that could not be sent: the command goes on.
			const missing = error.code === "ENOENT";
			report(missing ? `${command}: command not found` : `${command} cannot be run: ${error.message}`);
			done(missing ? NOT_FOUND : NOT_EXECUTABLE);
		});
		child.on("exit", (code, signal) => done(code ?? 128 + (signal ? constants.signals[signal] : 0)));
	});
}

/**
 * Runs a command with the mock in place of the hosted service, and resolves with its exit code: 128 and the number of
 * the signal that ended it, 127 when there is no such command, 126 when it cannot be run. Other hosts are refused to
 * clients that honour proxy variables, and to HTTPS from Node and Python. Nothing is left behind: no
 * process, no open port, no file.
 */
export async function exec({
	command,
	args,
	baseURL,
	apiKey,
	env = process.env,
	report = toStderr,
}: ExecOptions): Promise<number> {
	const issued = issueCertificate(DOMAIN, NAMES);
	const proxy = await startProxy({ issued, baseURL, report });
	try {
		const direct = directHosts(env);
		const { url, port, tlsPort } = proxy;
		const folder = makeTrustFolder(env, {
			names: NAMES,
			direct,
			proxyPort: port,
			tlsPort,
			authority: issued.authority,
		});
		// Also when this process is told to exit at once.
		process.on("exit", folder.remove);
		try {
			const settings = { env, baseURL, apiKey, proxyURL: url, direct, folder };
			return await run(command, args, commandEnvironment(settings), report);
		} finally {
			process.off("exit", folder.remove);
			folder.remove();
		}
	} finally {
		await proxy.close();
	}
}
