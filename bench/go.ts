/**
 * The SDK for Go beside net/http alone, because no registry here serves the published one: the start of a program, the
 * processor time of a call, and what the SDK adds to a program and to a module cache.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ANSWER } from "./answer.ts";
import { inTurns, withServer } from "./beside.ts";
import { atMost, print } from "./measure.ts";

const exec = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const home = mkdtempSync(join(tmpdir(), "bench-go-"));
const names = ["sdk", "bare"] as const;
const program = (name: (typeof names)[number]) => join(home, name);

async function startUp(file: string): Promise<number> {
	const began = performance.now();
	await exec(file, { env: {} });
	return performance.now() - began;
}

/** Bytes of the Go files that a program is built from. */
function sourceSize(folder: string): number {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => !["node_modules", "test"].includes(entry.name) && !entry.name.endsWith("_test.go"))
		.map((entry) => [entry, join(folder, entry.name)] as const)
		.map(([entry, file]) => (entry.isDirectory() ? sourceSize(file) : /\.go$/.test(file) ? statSync(file).size : 0))
		.reduce((sum, size) => sum + size, 0);
}

try {
	for (const name of names) {
		await exec("go", ["build", "-o", program(name), `./${name}`], { cwd: path("programs/go") });
	}
	const starts = await inTurns(names, 31, (name) => startUp(program(name)));
	let calls = { sdk: 0, bare: 0 };
	await withServer(ANSWER, async (url) => {
		calls = await inTurns(names, 3, async (name) => Number((await exec(program(name), [url, "5", "2000"])).stdout));
	});
	const size = (name: (typeof names)[number]) => statSync(program(name)).size / 1e6;
	print("Go: the SDK beside net/http alone", [
		{ what: "start of a program, ours", value: `${starts.sdk.toFixed(2)} ms` },
		{ what: "start of a program, bare", value: `${starts.bare.toFixed(2)} ms` },
		atMost("start of a program", starts.sdk / starts.bare, 1.25, "x", 2),
		{ what: "CPU of a call, ours", value: `${calls.sdk.toFixed(0)} µs` },
		{ what: "CPU of a call, bare", value: `${calls.bare.toFixed(0)} µs` },
		atMost("CPU of a call", calls.sdk / calls.bare, 1.4, "x", 2),
		{ what: "program, ours", value: `${size("sdk").toFixed(2)} MB` },
		{ what: "program, bare", value: `${size("bare").toFixed(2)} MB` },
		atMost("program", size("sdk") / size("bare"), 1.1, "x", 2),
		atMost("sources, no other module", sourceSize(path("../packages/go")) / 1000, 200, "kB", 0),
	]);
} finally {
	rmSync(home, { recursive: true, force: true });
}
