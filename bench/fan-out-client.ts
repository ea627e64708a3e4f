/** The client of Apple's push service alone, in a process of its own: sends a notification to each of many phones. */
import { once } from "node:events";
import { alertNotification, createApnsClient } from "@activitysmith/apns";
import type { Done, Task } from "./apns-target.ts";
import type { Gateway } from "./fan-out-gateway.ts";

process.on("disconnect", () => process.exit());
const [{ origin, p8: key, keyId, teamId, ca, bundleId, tokens }] = (await once(process, "message")) as [Gateway];
const client = createApnsClient({ providerKey: { key, keyId, teamId }, origins: { push: origin }, ca });

async function run({ pushes, concurrency }: Task): Promise<Done> {
	const failures: Record<string, number> = {};
	let next = 0;
	let delivered = 0;
	async function sendSome(): Promise<void> {
		while (next < pushes) {
			const deviceToken = tokens[next++ % tokens.length] ?? "";
			const body = { aps: { alert: { title: "Deploy", body: `Number ${next}` } } };
			const { reason } = await client.send(
				alertNotification({ environment: "production", bundleId, deviceToken }, body, { apnsId: crypto.randomUUID() }),
			);
			if (reason === null) delivered += 1;
			else failures[reason] = (failures[reason] ?? 0) + 1;
		}
	}
	const cpu = process.cpuUsage();
	const began = performance.now();
	await Promise.all(Array.from({ length: Math.min(concurrency, pushes) }, sendSome));
	const seconds = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	return {
		delivered,
		seconds,
		cpu: (user + system) / pushes,
		maxRSS: process.resourceUsage().maxRSS * 1024,
		failures,
	};
}

process.on("message", async (task: Task) => process.send?.(await run(task)));
process.send?.("ready");
