/** How fast a mock closes that many clients are still connected to, and that nothing is left of it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Agent, type Dispatcher, request } from "undici";
import { bareCall } from "./answer.ts";
import type { Closed } from "./closing-server.ts";
import { atMost, median, print } from "./measure.ts";

const STREAMS = 20;
const KEPT_ALIVE = 50;
const ROUNDS = 9;

/** An open stream of server-sent events whose first bytes have arrived. It breaks when the server closes. */
async function openEvents(url: string, dispatcher: Dispatcher): Promise<void> {
	const { statusCode, body } = await request(`${url}/_mock/events`, { dispatcher });
	if (statusCode !== 200) throw new Error(`The events answered ${statusCode}`);
	body.on("error", () => undefined).resume();
}

async function close(): Promise<Closed> {
	const script = fileURLToPath(new URL("closing-server.ts", import.meta.url));
	const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
	if (!child.stdout) throw new Error("The server has no output");
	const [line] = (await once(child.stdout, "data")) as [Buffer];
	const url = line.toString().trim();
	const clients = new Agent({ pipelining: 1 });
	await Promise.all(Array.from({ length: STREAMS }, () => openEvents(url, clients)));
	// Sockets without a request, which would stay open for a minute.
	await Promise.all(Array.from({ length: KEPT_ALIVE }, () => bareCall(fetch, `${url}/api`)));

	const exited = once(child, "exit");
	child.send("close");
	const [closed] = (await once(child, "message")) as [Closed];
	const [code] = await exited;
	if (code !== 0) throw new Error(`The server ended with ${code}`);
	await clients.destroy();
	return closed;
}

const rounds: Closed[] = [];
for (let round = 0; round < ROUNDS; round += 1) rounds.push(await close());
const left = rounds.flatMap((round) => round.left);

print(`Closing with ${STREAMS} streams of events and ${KEPT_ALIVE} kept connections open`, [
	atMost("close(), median", median(rounds.map(({ milliseconds }) => milliseconds)), 50, "ms"),
	atMost("close(), longest", Math.max(...rounds.map(({ milliseconds }) => milliseconds)), 50, "ms"),
	atMost(`handles left${left.length > 0 ? ` (${[...new Set(left)].join(", ")})` : ""}`, left.length, 0, "", 0),
]);
