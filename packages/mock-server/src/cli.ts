#!/usr/bin/env node
/** The command `activitysmith-mock`: the mock over HTTP, in real time, with the limits of the hosted service. */
import { PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import packageJson from "../package.json" with { type: "json" };
import { type Flags, readFlags, UsageError } from "./cli/flags.ts";
import { HELP } from "./cli/help.ts";
import { localURL } from "./cli/local-url.ts";
import { hasColours, requestLine } from "./cli/log.ts";
import type { Seed } from "./cli/seed-file.ts";
import { type Listening, listenEarly } from "./listen.ts";
import { ANY_KEY } from "./magic.ts";
import { buildMock, type Mock, type MockOptions } from "./mock.ts";
import { outside } from "./outside.ts";

/** What starts without files starts without what reads them. */
async function readSeeds({ seed, faults, apiKeys }: Flags): Promise<Seed> {
	const given: Seed = { accounts: apiKeys.length > 0 ? [{ keys: apiKeys }] : [], faults: [] };
	if (seed === undefined && faults === undefined) return given;
	const { readFaults, readSeed } = await import("./cli/seed-file.ts");
	const read = seed === undefined ? given : await readSeed(seed);
	return { ...read, faults: [...read.faults, ...(faults === undefined ? [] : await readFaults(faults))] };
}

function mockFor(flags: Flags, { accounts, faults }: Seed): Mock {
	try {
		const options: MockOptions = {
			accounts,
			faults,
			clock: flags.clock,
			webhooks: flags.webhooks,
			allowWebhooksTo: flags.allowWebhooksTo,
			// With a frozen clock every run is like the one before.
			...(flags.clock === "real" && { seed: Date.now() }),
			strictAccounts: flags.strictAccounts,
			limits: flags.limits
				? { requestsPerMinute: 60 }
				: { requestsPerMinute: null, liveActivities: Number.MAX_SAFE_INTEGER },
			onError: (error, requestId) => console.error(`${requestId}:`, error),
		};
		return buildMock(options, { ...outside(), listen: listenEarly });
	} catch (error) {
		// Accounts that are right one by one, and not together.
		if (error instanceof TypeError && flags.seed !== undefined) throw new UsageError(`${flags.seed}: ${error.message}`);
		throw error;
	}
}

function keyOf([account]: Seed["accounts"]): string | undefined {
	const [first] = account?.keys ?? [];
	return typeof first === "object" ? first.key : first;
}

function announce({ url, baseURL, instance }: Listening, flags: Flags, key: string | undefined): void {
	const lockScreen = flags.control === "off" ? null : `${url}/`;
	if (flags.json) {
		const apiKey = key ?? ANY_KEY;
		const { version } = packageJson;
		const ready = { event: "ready", url, baseURL, apiKey, lockScreen, pid: process.pid, version, instance };
		console.log(JSON.stringify(ready));
		return;
	}
	const known = flags.seed === undefined ? "a key given with --api-key" : "a key of the seed";
	const shown = key === undefined ? `${ANY_KEY}  # any key is taken` : `…  # ${known}`;
	const pages = lockScreen === null ? "" : `\nLock screen: ${lockScreen}\nControl routes: ${url}/_mock/`;
	console.log(`ActivitySmith mock ${packageJson.version} listens on ${url}

  export ACTIVITYSMITH_BASE_URL=${baseURL}
  export ACTIVITYSMITH_API_KEY=${shown}
${pages}
Stop it with Ctrl+C.`);
}

/** Where it is told what happens: with exec, the output is the command's. */
function outlet({ exec }: Flags): NodeJS.WriteStream {
	const stream = exec ? process.stderr : process.stdout;
	// Whoever started it may have stopped reading, and it serves all the same.
	stream.on("error", () => undefined);
	return stream;
}

function logRequests(mock: Mock, flags: Flags): void {
	const { json } = flags;
	const stream = outlet(flags);
	const colours = hasColours(stream);
	mock.subscribe((event) => {
		if (event.type !== "request") return;
		const { entry } = event;
		stream.write(`${json ? JSON.stringify({ event: "request", ...entry }) : requestLine(entry, colours)}\n`);
	});
}

async function show(mock: Mock, flags: Flags): Promise<void> {
	const { showScreens } = await import("./cli/show.ts");
	const stream = outlet(flags);
	showScreens(mock, {
		write: (text) => stream.write(text),
		json: flags.json,
		color: hasColours(stream),
		columns: () => stream.columns,
	});
}

async function openPage({ url }: Listening): Promise<void> {
	const { openOnDesktop } = await import("./cli/open.ts");
	openOnDesktop(`${url}/`);
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

async function listen(mock: Mock, flags: Flags): Promise<Listening | undefined> {
	try {
		const server = await mock.listen({ port: flags.port, host: flags.host, control: flags.control });
		const url = localURL(server.url);
		return { ...server, url, baseURL: `${url}/api` };
	} catch (error) {
		console.error(`activitysmith-mock: ${listenProblem(error as NodeJS.ErrnoException, flags)}`);
		process.exitCode = 1;
		await mock.close();
		return undefined;
	}
}

/** Of the young generation: half of it is in use at a time. */
const YOUNG_BYTES = 8 * 2 ** 20;

function youngBytes(): number {
	const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
	return young ? young.space_used_size + young.space_available_size : Number.POSITIVE_INFINITY;
}

/**
 * Under load the young generation would grow to twice as much, and what is resident with it to nearly twice as much as the
 * mock keeps, for a twentieth of the speed. Held smaller, it would cost a collection every hundred requests. What is left
 * to collect of it is so little that to divide it among threads costs more. Bun has another engine, and Deno doesn't take
 * flags while it runs.
 */
function limitMemory(): void {
	const { bun, deno } = process.versions;
	if (bun !== undefined || deno !== undefined) return;
	setFlagsFromString("--no-parallel-scavenge");
	const observer = new PerformanceObserver(() => {
		if (youngBytes() < YOUNG_BYTES) return;
		setFlagsFromString("--semi-space-growth-factor=1");
		observer.disconnect();
	});
	observer.observe({ entryTypes: ["gc"] });
}

async function main(): Promise<void> {
	const flags = readFlags(process.argv.slice(2));
	if (flags.help) return void process.stdout.write(HELP);
	if (flags.version) return console.log(packageJson.version);
	const seed = await readSeeds(flags);
	const key = keyOf(seed.accounts);
	const mock = mockFor(flags, seed);
	if (flags.verbose) logRequests(mock, flags);
	if (flags.show) await show(mock, flags);
	if (flags.exec) {
		const server = await listen(mock, flags);
		if (!server) return;
		if (flags.open) await openPage(server);
		const { exec } = await import("./exec/exec.ts");
		process.exitCode = await exec({ ...flags.exec, baseURL: server.baseURL, apiKey: key ?? ANY_KEY });
		await mock.close();
		return;
	}
	// Before it says that it is ready: whoever starts it may stop it at once.
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void mock.close());
	const server = await listen(mock, flags);
	if (!server) return;
	announce(server, flags, key);
	limitMemory();
	if (flags.open) await openPage(server);
}

main().catch((error: unknown) => {
	if (!(error instanceof UsageError)) throw error;
	console.error(`activitysmith-mock: ${error.message}\nSee activitysmith-mock --help`);
	process.exitCode = 2;
});
