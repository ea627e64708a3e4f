/** What a call of the SDK costs over a bare `fetch`, and what the published package's costs. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import ActivitySmith from "activitysmith";
import { createFetch } from "activitysmith/undici";
import Published from "activitysmith-published";
import { ANSWER, bareCall, KEY, REQUEST } from "./answer.ts";
import { atMost, type Case, compare, find, print } from "./measure.ts";

const init = { status: 200, headers: { "Content-Type": "application/json" } };

/** Answers at once, so that what is left is the client's own work. */
async function stub(_url: unknown, _init?: unknown): Promise<Response> {
	return new Response(ANSWER, init);
}

function published(): Case["run"] {
	const client = new Published({ apiKey: "ask_bench" });
	return () => client.liveActivities.stream(KEY, REQUEST);
}

async function overhead(): Promise<void> {
	const client = new ActivitySmith({ apiKey: "ask_bench", baseURL: "https://bench.example.com/api", fetch: stub });
	const realFetch = globalThis.fetch;
	globalThis.fetch = stub as typeof fetch;
	const measured = await compare(
		[
			{ name: "bare", run: () => bareCall(stub as typeof fetch, "https://bench.example.com/api") },
			{ name: "ours", run: () => client.liveActivities.stream(KEY, REQUEST) },
			{ name: "published", run: published() },
		],
		{ rounds: 11, calls: 10_000 },
	);
	globalThis.fetch = realFetch;
	const over = (name: string) => find(measured, name).cpu - find(measured, "bare").cpu;
	print("A call over bare fetch, with a fetch that answers at once (CPU)", [
		atMost("activitysmith", over("ours"), 5, "µs"),
		{ what: "published 1.10.0", value: `${over("published").toFixed(1)} µs` },
	]);
}

async function overHttp(): Promise<void> {
	const server = spawn(process.execPath, [fileURLToPath(new URL("echo-server.ts", import.meta.url))], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const [line] = (await once(server.stdout, "data")) as [Buffer];
	const baseURL = line.toString().trim();
	const realFetch = globalThis.fetch;
	// The published package takes no base URL: its requests are sent to the server on the way.
	const redirected: typeof fetch = (url, options) =>
		realFetch(String(url).replace("https://activitysmith.com/api", baseURL), options);
	const withTimeout: typeof fetch = (url, options) =>
		realFetch(url, { ...options, signal: AbortSignal.timeout(10_000) });
	const pool = createFetch();
	const client = new ActivitySmith({ apiKey: "ask_bench", baseURL });
	const pooled = new ActivitySmith({ apiKey: "ask_bench", baseURL, fetch: pool });
	globalThis.fetch = redirected;
	const measured = await compare([
		{ name: "bare fetch", run: () => bareCall(realFetch, baseURL) },
		{ name: "bare fetch with a timeout", run: () => bareCall(withTimeout, baseURL) },
		{ name: "activitysmith", run: () => client.liveActivities.stream(KEY, REQUEST) },
		{ name: "activitysmith/undici", run: () => pooled.liveActivities.stream(KEY, REQUEST) },
		{ name: "published 1.10.0", run: published() },
	]);
	globalThis.fetch = realFetch;
	await pool.close();
	server.kill();
	const bare = find(measured, "bare fetch");
	print(
		"A call over HTTP on loopback",
		measured.map(({ name, cpu, wall }) => ({
			what: name,
			value: `${wall.toFixed(0)} µs, CPU ${cpu.toFixed(0)} µs: ${(cpu / bare.cpu).toFixed(2)} of bare fetch`,
		})),
	);
}

await overhead();
await overHttp();
