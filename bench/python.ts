/** The SDK for Python beside the published one: its import, its size once installed, the processor time of a call. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { atMost, median, print } from "./measure.ts";

const exec = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const program = path("programs/calls.py");
const home = mkdtempSync(join(tmpdir(), "bench-python-"));

/** A Python with one package and what it needs, as pip installs them. */
async function pythonWith(name: string, requirement: string): Promise<string> {
	const python = join(home, name, "bin", "python");
	await exec("python3", ["-m", "venv", join(home, name)]);
	await exec(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement]);
	return python;
}

const server = createServer((request, response) => {
	request.resume().on("end", () => response.setHeader("content-type", "application/json").end('{"success":true}'));
});

try {
	const pythons = {
		ours: await pythonWith("ours", path("../packages/python")),
		published: await pythonWith("published", "activitysmith==1.14.0"),
	};
	await once(server.listen(0, "127.0.0.1"), "listening");
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const env = { ...process.env, ACTIVITYSMITH_BASE_URL: url };
	const ask = async (name: keyof typeof pythons, ...args: string[]) =>
		Number((await exec(pythons[name], [program, ...args], { env })).stdout);
	/** In turns, so that a busy moment of the machine hits both. */
	const both = async (rounds: number, ...args: string[]) => {
		const taken = { ours: [] as number[], published: [] as number[] };
		for (let round = 0; round < rounds; round += 1) {
			for (const name of ["ours", "published"] as const) taken[name].push(await ask(name, ...args));
		}
		return { ours: median(taken.ours), published: median(taken.published) };
	};

	const imports = await both(11, "import");
	const calls = await both(3, "calls", url, "5", "400");
	const sizes = await both(1, "size", "activitysmith");
	print("Python: the SDK beside activitysmith 1.14.0 of PyPI", [
		{ what: "import, ours", value: `${imports.ours.toFixed(1)} ms` },
		{ what: "import, published", value: `${imports.published.toFixed(1)} ms` },
		atMost("import", imports.ours / imports.published, 1, "x", 2),
		{ what: "CPU of a call, ours", value: `${calls.ours.toFixed(0)} µs` },
		{ what: "CPU of a call, published", value: `${calls.published.toFixed(0)} µs` },
		atMost("CPU of a call", calls.ours / calls.published, 1, "x", 2),
		{ what: "installed, ours", value: `${(sizes.ours / 1e6).toFixed(2)} MB` },
		{ what: "installed, published", value: `${(sizes.published / 1e6).toFixed(2)} MB` },
		atMost("installed", sizes.ours / sizes.published, 0.5, "x", 2),
	]);
} finally {
	server.close();
	server.closeAllConnections();
	rmSync(home, { recursive: true, force: true });
}
