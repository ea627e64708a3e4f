/** What goes wrong on the way to Apple, while the clients ask. */
import type { FaultRule, PushEntry } from "@activitysmith/apns/testing";
import * as fc from "fast-check";

const effects: Record<string, Omit<FaultRule, "seed" | "probability">> = {
	"no answer, not taken": { hang: "silent" },
	"no answer, taken": { hang: "silent", processed: true },
	"connection dropped": { drop: true, times: 2 },
	"connection dropped, taken": { drop: true, processed: true, times: 2 },
	503: { answer: { reason: "ServiceUnavailable" } },
	500: { answer: { reason: "InternalServerError" } },
	429: { answer: { reason: "TooManyRequests" } },
	shutdown: { answer: { reason: "Shutdown" } },
	"goaway, drained": { goAway: { lastStreamId: "previous" }, times: 3 },
	"goaway, closed": { goAway: { close: "at-once", lastStreamId: "this" }, times: 2 },
	"stream reset, taken": { reset: "INTERNAL_ERROR", processed: true },
	late: { delayMs: { min: 1, max: 150 } },
};

const names = Object.keys(effects);

/** The n-th round has the n-th fault, so that there is each of them in a run that is long enough, and another by chance. */
export interface Plan {
	faults: FaultRule[];
	/** Milliseconds of load before the process is killed. */
	loadMs: number;
	/** And until this is so: of what the phones do not show yet, and of the pushes that were not answered. */
	until?: (lost: readonly string[], unanswered: readonly PushEntry[]) => boolean;
	/** How PostgreSQL ends, where its turn is: it is killed, ends at once, or ends after what runs. */
	signal: "SIGKILL" | "SIGQUIT" | "SIGINT";
	/** What the clients do by chance, over and over. */
	chances: readonly number[];
}

export function plans(seed: number, rounds: number): Plan[] {
	const fault = fc.record({
		name: fc.constantFrom(...names),
		probability: fc.constantFrom(0.02, 0.1, 0.3),
		seed: fc.nat(1_000_000),
	});
	// Without the generator's love for what is at the edge.
	const chance = fc.noBias(fc.nat(999_999)).map((number) => number / 1_000_000);
	const round = fc.record({
		first: fault,
		second: fc.option(fault),
		loadMs: fc.integer({ min: 60, max: 1200 }),
		signal: fc.constantFrom("SIGKILL" as const, "SIGQUIT" as const, "SIGINT" as const),
		chances: fc.array(chance, { minLength: 97, maxLength: 97 }),
	});
	return fc.sample(round, { seed, numRuns: rounds }).map(({ first, second, ...plan }, index) => ({
		...plan,
		faults: [{ ...first, name: names[index % names.length] ?? first.name }, ...(second ? [second] : [])].map(
			({ name, ...chance }) => ({ ...effects[name], ...chance }),
		),
	}));
}
