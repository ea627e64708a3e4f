/** Sends pushes with one client, in a process of its own, whenever it is asked to. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClientName, clients } from "./apns-clients.ts";
import type { Done, Target, Task } from "./apns-target.ts";

const [name = "ours", folder = "."] = process.argv.slice(2);
const target: Target = JSON.parse(readFileSync(join(folder, "target.json"), "utf8"));
const send = await clients[name as ClientName](target, readFileSync(join(folder, "ca.pem"), "utf8"));
// The server allows one stream until it has seen the provider token, which two of the clients don't mind.
const failure = await send(0);
if (failure !== null) throw new Error(`${name}: ${failure}`);

async function run({ pushes, concurrency }: Task): Promise<Done> {
	let next = 0;
	let delivered = 0;
	const failures: Record<string, number> = {};
	let resolve = (): void => undefined;
	const ended = new Promise<void>((end) => {
		resolve = end;
	});
	let underWay = 0;
	const settle = (why: string | null) => {
		if (why === null) delivered += 1;
		else failures[why] = (failures[why] ?? 0) + 1;
		underWay -= 1;
		if (next < pushes) start();
		else if (underWay === 0) resolve();
	};
	const failed = (error: unknown) => settle(String(error));
	// Nothing is kept of a push but what its client keeps.
	const start = () => {
		underWay += 1;
		void send(next++).then(settle, failed);
	};
	const cpu = process.cpuUsage();
	const began = performance.now();
	for (let index = 0; index < Math.min(concurrency, pushes); index += 1) start();
	await ended;
	const seconds = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	// In kilobytes.
	const { maxRSS } = process.resourceUsage();
	return { delivered, seconds, cpu: (user + system) / pushes, maxRSS: maxRSS * 1024, failures };
}

process.on("message", async (task: Task) => process.send?.(await run(task)));
process.on("disconnect", () => process.exit());
process.send?.("ready");
