/** Python, with packages of its own for each test that needs some. */
import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describeWith } from "./toolchain.ts";

const run = promisify(execFile);

export const PYTHON = "python3";
const folder = fileURLToPath(new URL("../node_modules/.cache/interop", import.meta.url));

/** What is asked of the machine; prints what tells one Python from another. */
const ASK = `import sys, venv, ensurepip
assert sys.version_info >= (3, 11), "%s is older than 3.11" % sys.version.split()[0]
print(sys.base_prefix, sys.version)`;

const asked = spawnSync(PYTHON, ["-c", ASK], { encoding: "utf8" });

function problem(): string | undefined {
	if (asked.error) return `there is no ${PYTHON}`;
	return asked.status === 0 ? undefined : asked.stderr.trimEnd().split("\n").at(-1);
}

const remedy = "Python 3.11 or newer with venv is needed; on Debian: apt-get install python3 python3-venv";

export const describeWithPython = describeWith(problem(), remedy);

/**
 * The path of a Python that has what `requirements/<name>.txt` lists. It is made once, and again when the list or the
 * machine's Python is another.
 */
export async function pythonWith(name: string): Promise<string> {
	const requirements = fileURLToPath(new URL(`requirements/${name}.txt`, import.meta.url));
	const digest = createHash("sha256").update(asked.stdout).update(readFileSync(requirements)).digest("hex");
	const home = join(folder, `${name}-${digest.slice(0, 12)}`);
	const python = (root: string) => join(root, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
	if (existsSync(home)) return python(home);

	// Made beside its place: what stands there is whole, and two runs at once don't meet.
	const draft = `${home}.${process.pid}`;
	mkdirSync(folder, { recursive: true });
	try {
		await run(PYTHON, ["-m", "venv", draft]);
		const install = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
		// Wheels only: nothing is built, and no package runs a script of its own while it is installed.
		await run(python(draft), [...install, "--only-binary", ":all:", "--requirement", requirements]);
		if (!existsSync(home)) renameSync(draft, home);
	} finally {
		rmSync(draft, { recursive: true, force: true });
	}
	return python(home);
}
