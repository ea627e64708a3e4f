/**
 * One notification from the reference server to very many phones behind a gateway, and the client of Apple's push service
 * alone to the same phones: each in a process of its own, in turns.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../packages/server/src/database/open.ts";
import { type OurServer, startOurServer } from "./activitysmith-server.ts";
import type { Done } from "./apns-target.ts";
import type { Arrived, Gateway } from "./fan-out-gateway.ts";
import { atLeast, atMost, type Line, median, print } from "./measure.ts";
import { addPhones } from "./server-devices.ts";

const SIZES = [10, 100, 1000, 10_000] as const;
const MOST = 10_000;
const ROUNDS = 5;
/** As many as the server has under way at once. */
const CONCURRENCY = 1000;
const QUIET_MS = 50;

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function heard<T>(child: ChildProcess): Promise<T> {
	const over = new AbortController();
	const { signal } = over;
	const ended = once(child, "exit", { signal }).then(([code]) => {
		throw new Error(`${child.spawnargs.join(" ")} ended with ${code}`);
	});
	try {
		return ((await Promise.race([once(child, "message", { signal }), ended])) as [T])[0];
	} finally {
		over.abort();
	}
}

function ask<T>(child: ChildProcess, message: object | number): Promise<T> {
	const answered = heard<T>(child);
	child.send(message);
	return answered;
}

const now = () => performance.timeOrigin + performance.now();

const gatewayProcess = fork(script("fan-out-gateway.ts"), [String(MOST)]);
const gateway = await heard<Gateway>(gatewayProcess);
const clientProcess = fork(script("fan-out-client.ts"));
await ask(clientProcess, gateway);

const first = await startOurServer();
await first.stop();
const database = await openDatabase({ file: join(first.data, "activitysmith.sqlite") });
await addPhones(database, gateway.tokens, gateway.bundleId, SIZES);
await database.close();
const server = await startOurServer({
	...{ data: first.data, key: first.key },
	env: {
		ACTIVITYSMITH_APNS_KEY: gateway.p8,
		ACTIVITYSMITH_APNS_KEY_ID: gateway.keyId,
		ACTIVITYSMITH_APNS_TEAM_ID: gateway.teamId,
		ACTIVITYSMITH_APNS_ORIGIN: gateway.origin,
		ACTIVITYSMITH_APNS_CA: gateway.ca,
	},
});

interface Push {
	/** Milliseconds until it was answered. */
	accepted: number;
	/** A second, from the answer until the last has arrived. */
	rate: number;
	/** Microseconds of the server's processor time for each device, until everything is written down. */
	cpu: number;
}

/** Processor time so far, when the server has nothing more to do. */
async function restingCPU({ usage }: OurServer): Promise<number> {
	for (let before = (await usage()).cpu; ; ) {
		await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
		const { cpu } = await usage();
		if (cpu - before < QUIET_MS * 20) return cpu;
		before = cpu;
	}
}

async function push(devices: number): Promise<Push> {
	const before = await restingCPU(server);
	const arrived = ask<Arrived>(gatewayProcess, devices);
	const began = now();
	const response = await fetch(`${server.url}/api/push-notification`, {
		method: "POST",
		headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
		body: JSON.stringify({ title: "Deploy", message: "It is done", channels: [`phones-${devices}`] }),
	});
	const text = await response.text();
	const accepted = now();
	if (!response.ok) throw new Error(`${response.status} ${text}`);
	const { at } = await arrived;
	const after = await restingCPU(server);
	const seconds = Math.max(at - accepted, 1) / 1000;
	return { accepted: accepted - began, rate: devices / seconds, cpu: (after - before) / devices };
}

type Round = { client: Done } & Record<(typeof SIZES)[number], Push>;
const rounds: Round[] = [];
const alone = () => ask<Done>(clientProcess, { pushes: MOST, concurrency: CONCURRENCY });
// The first only compiles their code.
for (let turn = -1; turn < ROUNDS; turn += 1) {
	const counted = ask<Arrived>(gatewayProcess, MOST);
	const client = await alone();
	await counted;
	if (client.delivered !== MOST) throw new Error(`The client alone: ${JSON.stringify(client.failures)}`);
	const round = { client } as Round;
	for (const size of SIZES) round[size] = await push(size);
	if (turn >= 0) rounds.push(round);
}
const { rss } = await server.usage();
await server.stop();
gatewayProcess.disconnect();
clientProcess.disconnect();

const figure = (what: (round: Round) => number) => median(rounds.map(what));
const rateAlone = ({ client }: Round) => client.delivered / client.seconds;
const sizeLine = (size: (typeof SIZES)[number]): Line => ({
	what: `to ${size.toLocaleString("en")}`,
	value: `CPU ${figure((round) => round[size].cpu).toFixed(1)} µs a device, ${figure((round) => round[size].rate).toFixed(0)}/s, accepted in ${figure((round) => round[size].accepted).toFixed(1)} ms`,
});

print(`One notification to many phones, ${ROUNDS} rounds`, [
	{
		what: "the client alone",
		value: `${figure(rateAlone).toFixed(0)}/s, CPU ${figure(({ client }) => client.cpu).toFixed(1)} µs`,
	},
	...SIZES.map(sizeLine),
	atMost(
		"accepted, 10,000",
		figure((round) => round[MOST].accepted),
		1000,
		"ms",
	),
	atLeast(
		"rate against the client alone",
		figure((round) => round[MOST].rate / rateAlone(round)),
		0.7,
		"",
		2,
	),
	atMost(
		"CPU a device, 10,000 against 100",
		figure((round) => round[MOST].cpu / round[100].cpu),
		1.1,
		"",
		2,
	),
	{ what: "resident afterwards", value: `${(rss / 2 ** 20).toFixed(1)} MiB` },
]);
