/** Measuring: cases take turns, so that a busy moment of the machine hits all of them, and the median of the rounds counts. */

export interface Case {
	name: string;
	/** One call. */
	run: () => Promise<unknown>;
}

export interface Measured {
	name: string;
	/** Microseconds of processor time for a call, of all threads of this process. */
	cpu: number;
	/** Microseconds that pass for a call, one after the other. */
	wall: number;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted[Math.floor(sorted.length / 2)];
	if (middle === undefined) throw new RangeError("the median of nothing");
	return middle;
}

async function round({ run }: Case, calls: number): Promise<{ cpu: number; wall: number }> {
	const cpu = process.cpuUsage();
	const began = performance.now();
	for (let call = 0; call < calls; call += 1) await run();
	const wall = (performance.now() - began) * 1000;
	const { user, system } = process.cpuUsage(cpu);
	return { cpu: (user + system) / calls, wall: wall / calls };
}

export async function compare(cases: readonly Case[], { rounds = 7, calls = 2000 } = {}): Promise<Measured[]> {
	const samples = new Map(cases.map(({ name }) => [name, [] as { cpu: number; wall: number }[]]));
	for (const entry of cases) await round(entry, calls);
	for (let turn = 0; turn < rounds; turn += 1) {
		// Each round begins with another case.
		const order = [...cases.slice(turn % cases.length), ...cases.slice(0, turn % cases.length)];
		for (const entry of order) samples.get(entry.name)?.push(await round(entry, calls));
	}
	return [...samples].map(([name, taken]) => ({
		name,
		cpu: median(taken.map(({ cpu }) => cpu)),
		wall: median(taken.map(({ wall }) => wall)),
	}));
}

export function find(measured: readonly Measured[], name: string): Measured {
	const found = measured.find((entry) => entry.name === name);
	if (!found) throw new Error(`nothing was measured as ${name}`);
	return found;
}

export interface Line {
	what: string;
	value: string;
	/** What it should be, if there is a goal. */
	goal?: string;
	met?: boolean;
}

/** A figure that must not be above its goal. */
export function atMost(what: string, value: number, goal: number, unit: string, digits = 1): Line {
	return {
		what,
		value: `${value.toFixed(digits)} ${unit}`.trim(),
		goal: `≤ ${goal} ${unit}`.trim(),
		met: value <= goal,
	};
}

/** A figure that must not be below its goal. */
export function atLeast(what: string, value: number, goal: number, unit: string, digits = 1): Line {
	return {
		what,
		value: `${value.toFixed(digits)} ${unit}`.trim(),
		goal: `≥ ${goal} ${unit}`.trim(),
		met: value >= goal,
	};
}

export function print(title: string, lines: readonly Line[]): void {
	console.log(`\n${title}`);
	const width = Math.max(...lines.map(({ what }) => what.length));
	for (const { what, value, goal, met } of lines) {
		const verdict = goal === undefined ? "" : `  (${goal}: ${met ? "met" : "NOT MET"})`;
		console.log(`  ${what.padEnd(width)}  ${value}${verdict}`);
	}
}
