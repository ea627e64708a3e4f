/** Servers and the load on them, each in a process of its own. */
import { type ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { LoadOptions, LoadResult } from "./load.ts";

export interface Usage {
	/** Microseconds of processor time so far. */
	cpu: number;
	/** Bytes of memory that are resident, of which the collector manages some. */
	rss: number;
	heap: number;
}

export interface Server {
	baseURL: string;
	usage(): Promise<Usage>;
	stop(): Promise<void>;
}

/** Loaded into the server before its own code: tells what it uses when asked, on any system, and never outlives the benchmark. */
const REPORTER = `data:text/javascript,${encodeURIComponent(`
process.on("message", () => {
	const { user, system } = process.cpuUsage();
	const { rss, heapUsed } = process.memoryUsage();
	process.send({ cpu: user + system, rss, heap: heapUsed });
});
process.on("disconnect", () => process.exit());
process.channel.unref();
`)}`;

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const mockCommand = script("../packages/mock-server/dist/cli.js");

function start(args: string[], stdio: SpawnOptions["stdio"], env: Record<string, string> = {}): ChildProcess {
	return spawn(process.execPath, ["--import", REPORTER, ...args], { stdio, env: { ...process.env, ...env } });
}

function server(child: ChildProcess, baseURL: string): Server {
	return {
		baseURL,
		usage: async () => {
			child.send("usage");
			const [usage] = (await once(child, "message")) as [Usage];
			return usage;
		},
		stop: async () => {
			const exited = once(child, "exit");
			child.kill();
			await exited;
		},
	};
}

async function firstLine(child: ChildProcess): Promise<string> {
	if (!child.stdout) throw new Error("The server has no output");
	const ended = once(child, "exit").then(([code]) => {
		throw new Error(`The server ended with ${code} before it was ready`);
	});
	const [line] = (await Promise.race([once(child.stdout, "data"), ended])) as [Buffer];
	return line.toString().trim();
}

export interface Started extends Server {
	/** What it printed first. */
	line: string;
}

/** Starts a server whose first line is its base URL, or JSON with it. */
export async function startServer(args: string[], env?: Record<string, string>): Promise<Started> {
	const child = start(args, ["ignore", "pipe", "inherit", "ipc"], env);
	const line = await firstLine(child);
	return { ...server(child, line.startsWith("{") ? String(JSON.parse(line).baseURL) : line), line };
}

export function startMock(...options: string[]): Promise<Server> {
	return startServer([mockCommand, "--port", "0", "--json", ...options]);
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, "127.0.0.1");
	await once(probe, "listening");
	const address = probe.address();
	probe.close();
	await once(probe, "close");
	if (typeof address !== "object" || !address) throw new Error("There is no free port");
	return address.port;
}

async function accepts(port: number): Promise<boolean> {
	const socket = connect(port, "127.0.0.1");
	return new Promise((resolve) => {
		socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
	}).then((accepted) => {
		socket.destroy();
		return accepted === true;
	});
}

/** Starts a server that says nothing, and waits until its port takes connections. */
export async function startSilentServer(args: (port: number) => string[]): Promise<Server> {
	const port = await freePort();
	const child = start(args(port), ["ignore", "ignore", "inherit", "ipc"]);
	while (!(await accepts(port))) {
		if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it listened`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return server(child, `http://127.0.0.1:${port}`);
}

export interface Loaded extends LoadResult {
	/** Requests a second. */
	rate: number;
	/** Microseconds of the server's processor time for a request. */
	cpu: number;
}

/** Puts load on a server and tells what it cost the server. */
export async function putLoad(target: Server, options: Omit<LoadOptions, "baseURL">): Promise<Loaded> {
	const before = await target.usage();
	const load: LoadOptions = { baseURL: target.baseURL, ...options };
	const { stdout } = await promisify(execFile)(process.execPath, [script("load.ts"), JSON.stringify(load)]);
	const result: LoadResult = JSON.parse(stdout);
	const after = await target.usage();
	return { ...result, rate: result.requests / result.seconds, cpu: (after.cpu - before.cpu) / result.requests };
}
