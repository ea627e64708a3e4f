/** What it costs to check a PUT that is valid, beside zod alone. Needs `--expose-gc` and a large new space. */
import { ContentStateStart, operations, validate } from "@activitysmith/schema";
import { REQUEST } from "./answer.ts";
import { atMost, compare, find, print } from "./measure.ts";

/** As the service does it: the path, the body, and the state that comes of it. */
const checks = [
	[operations.reconcileLiveActivityStream.params.stream_key, "nightly-backup"],
	[operations.reconcileLiveActivityStream.body, REQUEST],
	[ContentStateStart, REQUEST.content_state],
] as const;

const ways = {
	ours: () => checks.every(([schema, value]) => validate(schema, value).ok),
	zod: () => checks.every(([schema, value]) => schema.safeParse(value).success),
};
const CALLS = 1000;

function times(check: () => boolean): void {
	for (let call = 0; call < CALLS; call += 1) if (!check()) throw new Error("It is valid, and was refused");
}

/** Bytes of garbage that one makes: nothing is collected meanwhile. */
function garbage(check: () => boolean): number {
	globalThis.gc?.();
	const before = process.memoryUsage().heapUsed;
	times(check);
	return (process.memoryUsage().heapUsed - before) / CALLS;
}

const cases = Object.entries(ways).map(([name, check]) => ({ name, run: async () => times(check) }));
const measured = await compare(cases, { rounds: 11, calls: 20 });
const cpu = { ours: find(measured, "ours").cpu / CALLS, zod: find(measured, "zod").cpu / CALLS };
const bytes = { ours: garbage(ways.ours), zod: garbage(ways.zod) };
print("Checking a PUT", [
	{ what: "CPU", value: `${cpu.ours.toFixed(2)} µs` },
	{ what: "CPU, zod alone", value: `${cpu.zod.toFixed(2)} µs` },
	atMost("CPU", cpu.ours / cpu.zod, 0.75, "x", 2),
	{ what: "garbage", value: `${bytes.ours.toFixed(0)} bytes` },
	{ what: "garbage, zod alone", value: `${bytes.zod.toFixed(0)} bytes` },
	atMost("garbage", bytes.ours / bytes.zod, 0.5, "x", 2),
]);
