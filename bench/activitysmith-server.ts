/** The reference server as it is installed, in a process of its own, with a data folder of its own. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Server, startServer } from "./server-process.ts";

const command = fileURLToPath(new URL("../packages/server/dist/bin.js", import.meta.url));

export interface OurServer extends Server {
	/** Without a path. */
	url: string;
	/** API key. */
	key: string;
	/** Data folder: it stays when the server is stopped. */
	data: string;
	/** Milliseconds from the start of its process until it was ready, by itself. */
	readyAfter: number;
	/** Asks the management. */
	manage<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
}

export interface OurServerOptions {
	/** @default a new one */
	data?: string | undefined;
	/** Of a server that has been there before. */
	key?: string;
	/** Settings beside those. */
	env?: Record<string, string>;
	/** Options of Node. */
	node?: string[];
}

/** What it says when it is ready. */
interface Ready {
	url: string;
	apiKey: string | null;
	milliseconds: number;
}

const folders = new Set<string>();
process.once("exit", () => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "bench-server-"));
	folders.add(folder);
	return folder;
}

/** Its account has no limit of requests, and room for any number of Live Activities. */
export async function startOurServer(options: OurServerOptions = {}): Promise<OurServer> {
	const { data = newFolder(), env = {}, node = [] } = options;
	const args = [...node, command, "--port", "0", "--json", "--data", data];
	const server = await startServer(args, env);
	const { url, apiKey, milliseconds }: Ready = JSON.parse(server.line);
	const token = readFileSync(join(data, "owner-token"), "utf8").trim();

	async function manage<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${url}/manage${path}`, {
			method,
			headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return (text === "" ? undefined : JSON.parse(text)) as T;
	}
	await manage("PATCH", "/account/limits", { requests_per_minute: null, live_activities: 1000 });
	return { ...server, url, key: apiKey ?? options.key ?? "", data, readyAfter: milliseconds, manage };
}
