/**
 * Our client of Apple's push service beside others, all in one run and in turns, each in a process of its own, against one
 * server in another. What counts are the ratios: a busy moment of the machine hits all of them.
 *
 * The server of the comparison is a bare one, which answers as the gateway does and checks nothing: the gateway verifies,
 * decodes and simulates, for which it takes about as long as a client for a push, and would be what is measured.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { ClientName } from "./apns-clients.ts";
import type { Done, Task } from "./apns-target.ts";
import { atLeast, atMost, type Line, median, print } from "./measure.ts";
import { type Server, startServer } from "./server-process.ts";

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

interface Round extends Done {
	/** Pushes a second. */
	rate: number;
	/** Microseconds of the server's processor time for a push. */
	serverCPU: number;
}

interface Loader {
	run(task: Task): Promise<Round>;
	stop(): void;
}

async function startLoader(name: ClientName, folder: string, server: Server, options: string[] = []): Promise<Loader> {
	const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, "ca.pem") };
	const execArgv = [...process.execArgv, ...options];
	const child: ChildProcess = fork(script("apns-load.ts"), [name, folder], { env, execArgv });
	const ended = once(child, "exit").then(([code]) => {
		throw new Error(`The process of ${name} ended with ${code}`);
	});
	// Which is only of interest while something is expected of it.
	ended.catch(() => undefined);
	await Promise.race([once(child, "message"), ended]);
	return {
		async run(task) {
			const before = await server.usage();
			child.send(task);
			const [done] = (await Promise.race([once(child, "message"), ended])) as [Done];
			const after = await server.usage();
			const serverCPU = (after.cpu - before.cpu) / task.pushes;
			return { ...done, rate: done.delivered / done.seconds, serverCPU };
		},
		stop: () => child.disconnect(),
	};
}

/** Runs `use` with a server, and removes what that has written. */
async function withServer<T>(args: string[], use: (folder: string, server: Server) => Promise<T>): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), "bench-apns-"));
	const server = await startServer([script("apns-server.ts"), folder, ...args]);
	try {
		return await use(folder, server);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true });
	}
}

type Rounds = Partial<Record<ClientName, Round>>[];

/** All of them in turns; each round begins with another one. */
async function compare(
	names: readonly ClientName[],
	args: string[],
	rounds: number,
	task: (name: ClientName) => Task,
): Promise<Rounds> {
	return withServer(args, async (folder, server) => {
		const loaders = new Map<ClientName, Loader>();
		for (const name of names) loaders.set(name, await startLoader(name, folder, server));
		const results: Rounds = [];
		// The first one only compiles their code.
		for (let turn = -1; turn < rounds; turn += 1) {
			const round: Rounds[number] = {};
			for (let index = 0; index < names.length; index += 1) {
				const name = names[(turn + 1 + index) % names.length] as ClientName;
				const { pushes, concurrency } = task(name);
				const done = await loaders.get(name)?.run({ pushes: turn < 0 ? pushes / 2 : pushes, concurrency });
				if (done) round[name] = done;
			}
			if (turn >= 0) results.push(round);
		}
		for (const loader of loaders.values()) loader.stop();
		return results;
	});
}

const figures = (rounds: Rounds, name: ClientName, what: (round: Round) => number) =>
	rounds.flatMap(({ [name]: round }) => (round ? [what(round)] : []));
/** Of each round, whose parts ran within seconds of each other. */
const ratio = (rounds: Rounds, other: ClientName, what: (round: Round) => number) =>
	median(rounds.flatMap(({ ours, [other]: round }) => (ours && round ? [what(ours) / what(round)] : [])));
const rate = (round: Round) => round.rate;
const cpu = (round: Round) => round.cpu;

function line(rounds: Rounds, name: ClientName, what: string): Line {
	const rates = figures(rounds, name, rate);
	const [typical, least, most] = [median(rates), Math.min(...rates), Math.max(...rates)].map((n) => n.toFixed(0));
	const costs = `CPU ${median(figures(rounds, name, cpu)).toFixed(1)} µs, the server's ${median(figures(rounds, name, ({ serverCPU }) => serverCPU)).toFixed(1)} µs`;
	const failures = rounds.flatMap(({ [name]: round }) => Object.entries(round?.failures ?? {}));
	const failed = failures.length > 0 ? `; not delivered: ${JSON.stringify(failures)}` : "";
	return { what, value: `${typical}/s (${least}–${most}), ${costs}${failed}` };
}

const PUSHES = 20_000;
const load = { pushes: PUSHES, concurrency: 500 };
const names = ["ours", "bare", "node-apn", "undici", "apns2"] as const;
const fast = await compare(names, ["--bare"], 7, () => load);
print(`${PUSHES.toLocaleString("en")} Live Activity updates to distinct tokens, 500 at once, a bare server`, [
	line(fast, "ours", "@activitysmith/apns"),
	line(fast, "bare", "bare node:http2"),
	line(fast, "node-apn", "@parse/node-apn 8.1.0"),
	line(fast, "undici", "undici 8.12.4, request()"),
	line(fast, "apns2", "apns2 12.2.0"),
	atLeast("rate against bare node:http2", ratio(fast, "bare", rate), 0.93, "", 2),
	atLeast("rate against node-apn", ratio(fast, "node-apn", rate), 1.1, "", 2),
	atLeast("rate against undici", ratio(fast, "undici", rate), 1.25, "", 2),
	atLeast("rate against apns2", ratio(fast, "apns2", rate), 1.8, "", 2),
	atMost("CPU against bare node:http2", ratio(fast, "bare", cpu), 1.15, "", 2),
]);

const real = await compare(["ours", "bare"], ["--gateway"], 3, () => load);
print("The same against our gateway, which checks and applies each of them", [
	line(real, "ours", "@activitysmith/apns"),
	line(real, "bare", "bare node:http2"),
]);

const slow = await compare(["ours", "apns2"], ["--bare", "30"], 3, (name) =>
	name === "apns2" ? { ...load, pushes: 1000 } : load,
);
print("The same, answered after 30 ms", [
	line(slow, "ours", "@activitysmith/apns"),
	line(slow, "apns2", "apns2 12.2.0, 1,000 of them"),
	atLeast("rate", median(figures(slow, "ours", rate)), 10_000, "/s", 0),
	atLeast("rate against apns2", ratio(slow, "apns2", rate), 10, "", 1),
]);

const BURST = 100_000;
const HEAP_MIB = 192;
const atOnce = (options: string[]) =>
	withServer(["--bare"], async (folder, server) => {
		const loader = await startLoader("ours", folder, server, options);
		const done = await loader.run({ pushes: BURST, concurrency: BURST });
		loader.stop();
		return done;
	});
// V8 lets garbage lie while there is memory: what it does with a limit tells what is needed.
const [bounded, unbounded] = [await atOnce([`--max-old-space-size=${HEAP_MIB}`]), await atOnce([])];
print(`${BURST.toLocaleString("en")} pushes at once, each body made before the first is sent`, [
	{ what: "rate", value: `${bounded.rate.toFixed(0)}/s; ${unbounded.rate.toFixed(0)}/s without a limit of the heap` },
	atMost("not delivered, of both", 2 * BURST - bounded.delivered - unbounded.delivered, 0, "", 0),
	atMost(`resident, most, with --max-old-space-size=${HEAP_MIB}`, bounded.maxRSS / 2 ** 20, 400, "MiB"),
	{ what: "resident, most, without it", value: `${(unbounded.maxRSS / 2 ** 20).toFixed(1)} MiB` },
]);
