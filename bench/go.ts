/**
 * The SDK for Go beside net/http alone, because no registry here serves the published one: the start of a program, the
 * processor time of a call, and what the SDK adds to a program and to a module cache.
 */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ANSWER } from "./answer.ts";
import { atMost, median, print } from "./measure.ts";

const exec = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const home = mkdtempSync(join(tmpdir(), "bench-go-"));
const names = ["sdk", "bare"] as const;
const program = (name: (typeof names)[number]) => join(home, name);

/** In turns, so that a busy moment of the machine hits both. */
async function both(
	rounds: number,
	measure: (file: string) => Promise<number>,
): Promise<{ sdk: number; bare: number }> {
	const taken = { sdk: [] as number[], bare: [] as number[] };
	for (let round = 0; round < rounds; round += 1) {
		for (const name of names) taken[name].push(await measure(program(name)));
	}
	return { sdk: median(taken.sdk), bare: median(taken.bare) };
}

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

const server = createServer((request, response) => {
	request.resume().on("end", () => response.setHeader("content-type", "application/json").end(ANSWER));
});

try {
	for (const name of names) {
		await exec("go", ["build", "-o", program(name), `./${name}`], { cwd: path("programs/go") });
	}
	await once(server.listen(0, "127.0.0.1"), "listening");
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const starts = await both(31, startUp);
	const calls = await both(3, async (file) => Number((await exec(file, [url, "5", "2000"])).stdout));
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
	server.close();
	server.closeAllConnections();
	rmSync(home, { recursive: true, force: true });
}
