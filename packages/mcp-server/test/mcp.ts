/** Clients of the MCP SDK, connected to the command as a program or to its HTTP. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { createMock } from "@activitysmith/mock-server";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, onTestFinished, vi } from "vitest";

// A program is started several times in a test, and the machine may have much else to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
export const fromSource = ["--conditions=@activitysmith/source", cli];
export const KEY = "ask_of_an_agent";

type Env = Record<string, string>;

/**
 * What a program needs to run at all, and nothing that the machine happens to have set. Compiled once: the tests start it
 * dozens of times, and from its sources that is most of what it does.
 */
export const bare: Env = {
	PATH: process.env.PATH ?? "",
	NODE_NO_WARNINGS: "1",
	NODE_COMPILE_CACHE: fileURLToPath(new URL("../../../node_modules/.cache/compile", import.meta.url)),
};

export interface Called {
	error: boolean;
	text: string;
	structured: Record<string, unknown> | undefined;
}

async function connected(transport: StdioClientTransport | StreamableHTTPClientTransport) {
	const client = new Client({ name: "test", version: "1.0.0" });
	await client.connect(transport);
	async function call(name: string, args: Record<string, unknown> = {}): Promise<Called> {
		const { content, isError, structuredContent } = await client.callTool({ name, arguments: args });
		const [first] = content;
		if (content.length !== 1 || first?.type !== "text") throw new Error("An answer is one text");
		return {
			error: isError === true,
			text: first.text,
			structured: structuredContent as Record<string, unknown> | undefined,
		};
	}
	return { client, call };
}

type Connected = Awaited<ReturnType<typeof connected>>;

async function startStdio(env: Env, command = process.execPath, args = fromSource) {
	const transport = new StdioClientTransport({ command, args, env: { ...bare, ...env }, stderr: "pipe" });
	let written = "";
	transport.stderr?.on("data", (chunk) => {
		written += String(chunk);
	});
	return { ...(await connected(transport)), stderr: () => written };
}

/** The command over stdio, with what it has written to its standard error. */
export async function overStdio(...how: Parameters<typeof startStdio>) {
	const started = await startStdio(...how);
	onTestFinished(() => started.client.close());
	return started;
}

/** The same one for all tests of a file. */
export function sharedOverStdio(env: () => Env) {
	let started: Awaited<ReturnType<typeof startStdio>>;
	beforeAll(async () => {
		started = await startStdio(env());
	});
	afterAll(() => started.client.close());
	return () => started;
}

async function startListening(env: Env, flags: string[]) {
	const args = [...fromSource, "--http", "--port", "0", ...flags];
	const child = spawn(process.execPath, args, { env: { ...bare, ...env }, stdio: ["ignore", "ignore", "pipe"] });
	async function stop() {
		if (child.exitCode !== null) return;
		const left = once(child, "exit");
		child.kill("SIGTERM");
		await left;
	}
	let written = "";
	const url = await new Promise<string>((resolve, reject) => {
		child.stderr.on("data", (chunk) => {
			written += String(chunk);
			const [, said] = /^MCP at (.*)\n/m.exec(written) ?? [];
			if (said !== undefined) resolve(said);
		});
		child.once("exit", () => reject(new Error(`It did not start: ${written}`)));
	});
	return { url: new URL(url), stderr: () => written, stop };
}

/** The command over HTTP; its address is read from what it says. */
export async function listening(env: Env, flags: string[] = []) {
	const started = await startListening(env, flags);
	onTestFinished(started.stop);
	return started;
}

/** The same one for all tests of a file. */
export function sharedListening(env: () => Env) {
	let started: Awaited<ReturnType<typeof startListening>>;
	beforeAll(async () => {
		started = await startListening(env(), []);
	});
	afterAll(() => started.stop());
	return () => started;
}

export async function overHttp(url: URL, key?: string): Promise<Connected> {
	const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
	const to = await connected(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
	onTestFinished(() => to.client.close());
	return to;
}

export function mockOverHttp() {
	const mock = createMock({ strictAccounts: false });
	let baseURL = "";
	beforeAll(async () => {
		baseURL = `${(await mock.listen()).url}/api`;
	});
	afterAll(() => mock.close());
	return { mock, env: (): Env => ({ ACTIVITYSMITH_API_KEY: KEY, ACTIVITYSMITH_BASE_URL: baseURL }) };
}
