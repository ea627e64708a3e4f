#!/usr/bin/env node
/** The command `activitysmith-mock`: the mock over HTTP, in real time, with the limits of the hosted service. */
import { parseArgs } from "node:util";
import packageJson from "../package.json" with { type: "json" };
import { createMock, type Mock } from "./index.ts";
import type { Listening } from "./listen.ts";

const HELP = `Usage: activitysmith-mock [options]

Serves a mock of the ActivitySmith API. Any API key is taken, each with an account of its own.

Options:
  --port <number>     Port to listen on, 0 for any free one (default: 4010)
  --host <address>    Address to listen on (default: 127.0.0.1)
  --api-key <key>     Take only this key; may be given several times
  --no-limits         No requests a minute (60) and no number of Live Activities (4) to stay within
  --strict-accounts   Refuse channels and metrics that nobody has described
  --json              Print one line of JSON when ready
  --version           Print the version
  --help              Print this help

Exit codes: 0 stopped by a signal, 1 cannot listen, 2 wrong usage.

Example:
  activitysmith-mock --port 4010
  curl -X PUT http://127.0.0.1:4010/api/live-activity/stream/nightly-backup \\
    -H "Authorization: Bearer any-key" -H "Content-Type: application/json" \\
    -d '{"content_state":{"title":"Nightly Backup","type":"progress","percentage":42}}'
`;

/** A key to show in examples when any is taken. */
const ANY_KEY = "ask_mock";

class UsageError extends Error {}

function parseFlags(args: string[]) {
	try {
		return parseArgs({
			args,
			allowNegative: true,
			allowPositionals: true,
			options: {
				port: { type: "string", default: "4010" },
				host: { type: "string", default: "127.0.0.1" },
				"api-key": { type: "string", multiple: true, default: [] },
				limits: { type: "boolean", default: true },
				"strict-accounts": { type: "boolean", default: false },
				json: { type: "boolean", default: false },
				version: { type: "boolean", default: false },
				help: { type: "boolean", default: false },
			},
		});
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

type Flags = ReturnType<typeof parseFlags>["values"];

function readFlags(args: string[]): Flags {
	const { values, positionals } = parseFlags(args);
	// Said without repeating it: it may be a key that lost its option.
	if (positionals.length > 0) throw new UsageError("This command takes no arguments beside its options");
	return values;
}

function readPort(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port takes a number from 0 to 65535, not ${text}`);
	return port;
}

function mockFor(flags: Flags): Mock {
	const keys = flags["api-key"];
	if (keys.some((key) => !/^\S+$/.test(key))) throw new UsageError("--api-key takes a key without spaces");
	return createMock({
		clock: "real",
		seed: Date.now(),
		strictAccounts: flags["strict-accounts"],
		limits: flags.limits
			? { requestsPerMinute: 60 }
			: { requestsPerMinute: null, liveActivities: Number.MAX_SAFE_INTEGER },
		...(keys.length > 0 && { accounts: [{ keys }] }),
		onError: (error, requestId) => console.error(`${requestId}:`, error),
	});
}

function announce({ url, baseURL, instance }: Listening, flags: Flags): void {
	const [given] = flags["api-key"];
	if (flags.json) {
		const apiKey = given ?? ANY_KEY;
		const ready = { event: "ready", url, baseURL, apiKey, pid: process.pid, version: packageJson.version, instance };
		console.log(JSON.stringify(ready));
		return;
	}
	const key = given ? "…  # a key given with --api-key" : `${ANY_KEY}  # any key is taken`;
	console.log(`ActivitySmith mock ${packageJson.version} listens on ${url}

  export ACTIVITYSMITH_BASE_URL=${baseURL}
  export ACTIVITYSMITH_API_KEY=${key}

Stop it with Ctrl+C.`);
}

function listenProblem(error: NodeJS.ErrnoException, { host, port }: Flags): string {
	switch (error.code) {
		case "EADDRINUSE":
			return `Port ${port} on ${host} is in use by another program, maybe another mock. Stop it, or choose another port: --port 0 takes any free one.`;
		case "EACCES":
			return `This user may not listen on port ${port}. Choose a port above 1023.`;
		case "EADDRNOTAVAIL":
		case "ENOTFOUND":
			return `${host} is no address of this machine. Use --host 127.0.0.1, or 0.0.0.0 for all of its addresses.`;
		default:
			return `Cannot listen on ${host}:${port}: ${error.message}`;
	}
}

async function main(): Promise<void> {
	const flags = readFlags(process.argv.slice(2));
	if (flags.help) return void process.stdout.write(HELP);
	if (flags.version) return console.log(packageJson.version);
	const port = readPort(flags.port);
	const mock = mockFor(flags);
	// Before it says that it is ready: whoever starts it may stop it at once.
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void mock.close());
	try {
		announce(await mock.listen({ port, host: flags.host }), flags);
	} catch (error) {
		console.error(`activitysmith-mock: ${listenProblem(error as NodeJS.ErrnoException, flags)}`);
		process.exitCode = 1;
	}
}

main().catch((error: unknown) => {
	if (!(error instanceof UsageError)) throw error;
	console.error(`activitysmith-mock: ${error.message}\nSee activitysmith-mock --help`);
	process.exitCode = 2;
});
