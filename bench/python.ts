/** The SDK for Python beside the published one: its import, its size once installed, the processor time of a call. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inTurns, withServer } from "./beside.ts";
import { atMost, print } from "./measure.ts";

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

try {
	const pythons = {
		ours: await pythonWith("ours", path("../packages/python")),
		published: await pythonWith("published", "activitysmith==1.14.0"),
	};
	const measure = (turns: number, url: string, ...args: string[]) =>
		inTurns(["ours", "published"], turns, async (name) => {
			const env = { ...process.env, ACTIVITYSMITH_BASE_URL: url };
			return Number((await exec(pythons[name], [program, ...args], { env })).stdout);
		});
	const imports = await measure(11, "", "import");
	const sizes = await measure(1, "", "size", "activitysmith");
	let calls = { ours: 0, published: 0 };
	await withServer('{"success":true}', async (url) => {
		calls = await measure(3, url, "calls", url, "5", "400");
	});
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
	rmSync(home, { recursive: true, force: true });
}
