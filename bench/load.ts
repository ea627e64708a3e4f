/**
 * Puts load on a server from a process of its own: on each connection one request after the other, each with another
 * state, so that every PUT changes what its stream shows. It speaks undici's `dispatch`, which costs it half of what an
 * answer costs the servers here, and tells times to the microsecond, where the usual load generators round to whole
 * milliseconds.
 */
import { createHistogram } from "node:perf_hooks";
import { Client } from "undici";
import { REQUEST } from "./answer.ts";

export interface LoadOptions {
	/** Where the operations' paths begin. */
	baseURL: string;
	connections: number;
	/** How long, or with `requests` how many. */
	seconds?: number;
	requests?: number;
	/** Requests a second of all connections, in turns. Without it, each sends as soon as it is answered. */
	rate?: number;
	/** API key. @default one that the mock takes */
	key?: string;
}

export interface LoadResult {
	requests: number;
	/** Seconds from the first request to the last answer. */
	seconds: number;
	/** Milliseconds between a request, from when it is due at a given rate, and the end of its answer. */
	p50: number;
	p99: number;
	/** Microseconds of the generator's own processor time for a request. */
	generatorCPU: number;
	/** What the last answers say was done. */
	operations: string[];
}

const STEPS = 100;
const bodies = Array.from({ length: STEPS }, (_, step) => {
	const state = { ...REQUEST.content_state, number_of_steps: STEPS, current_step: step };
	return JSON.stringify({ content_state: state });
});

interface Run {
	histogram: ReturnType<typeof createHistogram>;
	/** Whether there is another request to send. */
	goesOn: () => boolean;
	/** When the next one is due; now where nothing is said. */
	due?: () => number;
}

/** Resolves with the last answer. */
function drive(client: Client, path: string, key: string, { histogram, goesOn, due }: Run): Promise<string> {
	const headers = ["authorization", `Bearer ${key}`, "content-type", "application/json"];
	return new Promise((resolve, reject) => {
		let sent = 0;
		let began = 0;
		let status = 0;
		let chunks: Buffer[] = [];
		const handler = {
			onRequestStart: () => undefined,
			onResponseStart: (_: unknown, statusCode: number) => {
				status = statusCode;
				chunks = [];
			},
			onResponseData: (_: unknown, chunk: Buffer) => void chunks.push(chunk),
			onResponseEnd: () => {
				histogram.record(Math.max(1, Math.round((performance.now() - began) * 1000)));
				if (status !== 200) reject(new Error(`${status}: ${Buffer.concat(chunks).toString()}`));
				else if (goesOn()) next();
				else resolve(Buffer.concat(chunks).toString());
			},
			onResponseError: (_: unknown, error: Error) => reject(error),
		};
		function send(): void {
			const body = bodies[sent++ % STEPS] ?? null;
			client.dispatch({ path, method: "PUT", headers, body }, handler);
		}
		function next(): void {
			const now = performance.now();
			began = due?.() ?? now;
			if (began > now) setTimeout(send, began - now);
			else send();
		}
		next();
	});
}

async function load({
	baseURL,
	connections,
	seconds,
	requests,
	rate,
	key = "ask_bench",
}: LoadOptions): Promise<LoadResult> {
	const { origin, pathname } = new URL(baseURL);
	const clients = Array.from({ length: connections }, () => new Client(origin, { pipelining: 1 }));
	const driveAll = (run: Run) =>
		Promise.all(
			clients.map((client, index) =>
				drive(client, `${pathname.replace(/\/$/, "")}/live-activity/stream/bench-${index}`, key, run),
			),
		);

	// Connections are opened and the generator's own code is compiled before anything counts.
	const warm = performance.now() + 300;
	await driveAll({ histogram: createHistogram(), goesOn: () => performance.now() < warm });

	const histogram = createHistogram();
	const cpu = process.cpuUsage();
	const began = performance.now();
	const end = began + (seconds ?? Number.POSITIVE_INFINITY) * 1000;
	let left = (requests ?? Number.POSITIVE_INFINITY) - connections;
	let turn = 0;
	const last = await driveAll({
		histogram,
		goesOn: () => left-- > 0 && performance.now() < end,
		...(rate !== undefined && { due: () => began + (turn++ / rate) * 1000 }),
	});
	const elapsed = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	await Promise.all(clients.map((client) => client.close()));
	return {
		requests: histogram.count,
		seconds: elapsed,
		p50: histogram.percentile(50) / 1000,
		p99: histogram.percentile(99) / 1000,
		generatorCPU: (user + system) / histogram.count,
		operations: [...new Set(last.map((text) => String(JSON.parse(text).operation)))],
	};
}

console.log(JSON.stringify(await load(JSON.parse(process.argv[2] ?? "{}") as LoadOptions)));
