/**
 * The mock's command under load from another process, in one run with a bare Hono echo and with Prism on the same
 * document. They take turns, so that a busy moment of the machine hits all of them; what counts are the ratios.
 */
import { fileURLToPath } from "node:url";
import { atLeast, atMost, type Line, median, print } from "./measure.ts";
import { PRISM_VERSION, startPrism } from "./prism.ts";
import { type Loaded, putLoad, startMock, startServer } from "./server-process.ts";

const CONNECTIONS = 32;
const ROUNDS = 7;
const SECONDS = 2;

const servers = {
	echo: await startServer([fileURLToPath(new URL("hono-server.ts", import.meta.url))]),
	mock: await startMock("--no-limits"),
	prism: await startPrism(),
};
type Name = keyof typeof servers;
const names = Object.keys(servers) as Name[];

// Until the servers' own code is compiled.
for (const name of names) await putLoad(servers[name], { connections: CONNECTIONS, seconds: 5 });
const rounds: Record<Name, Loaded>[] = [];
for (let turn = 0; turn < ROUNDS; turn += 1) {
	const round: Partial<Record<Name, Loaded>> = {};
	for (let index = 0; index < names.length; index += 1) {
		// Each round begins with another server.
		const name = names[(turn + index) % names.length] as Name;
		round[name] = await putLoad(servers[name], { connections: CONNECTIONS, seconds: SECONDS });
	}
	rounds.push(round as Record<Name, Loaded>);
}
for (const name of names) await servers[name].stop();

const unchanged = rounds.filter(({ mock }) => mock.operations.some((operation) => operation !== "updated"));
if (unchanged.length > 0) throw new Error("The mock was sent a PUT that changed nothing");

const figure = (name: Name, what: (loaded: Loaded) => number) => median(rounds.map((round) => what(round[name])));
/** Of each round, whose parts ran within seconds of each other. */
const ratio = (other: Name) => median(rounds.map(({ mock, [other]: { rate } }) => mock.rate / rate));

function line(name: Name, what: string): Line {
	const rates = rounds.map((round) => round[name].rate);
	const [rate, least, most] = [median(rates), Math.min(...rates), Math.max(...rates)].map((n) => n.toFixed(0));
	const [p50, p99] = [figure(name, (loaded) => loaded.p50), figure(name, (loaded) => loaded.p99)];
	return {
		what,
		value: `${rate}/s (${least}–${most}), CPU ${figure(name, ({ cpu }) => cpu).toFixed(1)} µs, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
	};
}

print(`PUT /live-activity/stream/{key} with changing state, ${CONNECTIONS} connections, ${ROUNDS} rounds`, [
	line("mock", "activitysmith-mock"),
	line("echo", "bare Hono echo"),
	line("prism", `Prism ${PRISM_VERSION}, not logging`),
	atLeast("rate against the echo", ratio("echo"), 0.75, "", 2),
	atLeast("rate against Prism", ratio("prism"), 8, "", 1),
	atMost(
		"p99",
		figure("mock", ({ p99 }) => p99),
		5,
		"ms",
		2,
	),
	{
		what: "the generator's own CPU",
		value: `${figure("mock", ({ generatorCPU }) => generatorCPU).toFixed(1)} µs a request`,
	},
]);
