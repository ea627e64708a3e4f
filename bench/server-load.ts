/**
 * The reference server's command under load from another process, in one run with the mock's. They take turns, so that a
 * busy moment of the machine hits all of them; what is compared are the ratios.
 */
import { startPostgres } from "../packages/server/test/postgres.ts";
import { startOurServer } from "./activitysmith-server.ts";
import { atLeast, atMost, type Line, median, print } from "./measure.ts";
import { type Loaded, putLoad, startMock } from "./server-process.ts";

const CONNECTIONS = 32;
const ROUNDS = 5;
const SECONDS = 2;

const postgres = await startPostgres({ durable: true });
const [server, onPostgres, mock] = await Promise.all([
	startOurServer(),
	startOurServer({ env: { DATABASE_URL: await postgres.newDatabase() } }),
	startMock("--no-limits"),
]);
const load = { connections: CONNECTIONS, seconds: SECONDS };
const ours = (options: { seconds?: number; rate?: number } = {}) =>
	putLoad(server, { ...load, key: server.key, ...options });
const other = () => putLoad(onPostgres, { ...load, key: onPostgres.key });

// Until their code is compiled.
await ours({ seconds: 5 });
await putLoad(mock, { ...load, seconds: 5 });
await other();
const rounds: { server: Loaded; mock: Loaded; half: Loaded; postgres: Loaded }[] = [];
for (let turn = 0; turn < ROUNDS; turn += 1) {
	const full = await ours();
	const beside = await putLoad(mock, load);
	rounds.push({ server: full, mock: beside, half: await ours({ rate: full.rate / 2 }), postgres: await other() });
}
await Promise.all([server.stop(), onPostgres.stop(), mock.stop()]);
await postgres.stop();

const unchanged = rounds.filter(({ server }) => server.operations.some((operation) => operation !== "updated"));
if (unchanged.length > 0) throw new Error("The server was sent a PUT that changed nothing");

type Part = keyof (typeof rounds)[number];
const figure = (part: Part, what: (loaded: Loaded) => number) => median(rounds.map((round) => what(round[part])));

function line(part: Part, what: string): Line {
	const rates = rounds.map((round) => round[part].rate);
	const [rate, least, most] = [median(rates), Math.min(...rates), Math.max(...rates)].map((n) => n.toFixed(0));
	const [p50, p99] = [figure(part, (loaded) => loaded.p50), figure(part, (loaded) => loaded.p99)];
	return {
		what,
		value: `${rate}/s (${least}–${most}), CPU ${figure(part, ({ cpu }) => cpu).toFixed(1)} µs, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
	};
}

print(`PUT /live-activity/stream/{key} with changing state, ${CONNECTIONS} connections, ${ROUNDS} rounds`, [
	line("server", "activitysmith-server on SQLite"),
	line("half", "at half its rate"),
	line("postgres", "the same on PostgreSQL"),
	line("mock", "activitysmith-mock"),
	atLeast(
		"rate",
		figure("server", ({ rate }) => rate),
		6000,
		"/s",
		0,
	),
	atLeast("rate against the mock", median(rounds.map(({ server, mock }) => server.rate / mock.rate)), 0.25, "", 2),
	atMost(
		"p99 at half its rate",
		figure("half", ({ p99 }) => p99),
		50,
		"ms",
		1,
	),
]);
