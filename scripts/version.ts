/** `npm run version-packages`: turns the waiting changesets into versions and changelogs, and tells the SDKs their version. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "./packages.ts";
import { root, runSteps } from "./step.ts";

const sdk = join(root, "packages", "activitysmith");

const [result] = await runSteps([{ name: "changeset version", command: "changeset", args: ["version"] }]);
if (result?.ok) {
	const { version }: Manifest = JSON.parse(await readFile(join(sdk, "package.json"), "utf8"));
	await write(join(sdk, "src", "version.ts"), version);
	await write(join(root, "packages/python/src/activitysmith/_version.py"), pythonVersion(version));
} else {
	process.exitCode = 1;
}

async function write(file: string, version: string): Promise<void> {
	const source = await readFile(file, "utf8");
	await writeFile(file, source.replace(/(version(?:__)? = ")[^"]*"/, `$1${version}"`));
}

/** As Python has it (PEP 440): `2.0.0-next.3` comes before 2.0.0 and is `2.0.0.dev3`. */
function pythonVersion(version: string): string {
	return version.replace(/-[a-z]+\.(\d+)$/, ".dev$1");
}
