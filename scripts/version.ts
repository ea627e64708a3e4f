/** `npm run version-packages`: turns the waiting changesets into versions and changelogs, and tells the SDKs their version. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "./packages.ts";
import { languages } from "./sdk/languages.ts";
import { root, runSteps } from "./step.ts";

const sdk = join(root, "packages", "activitysmith");

const [result] = await runSteps([{ name: "changeset version", command: "changeset", args: ["version"] }]);
if (result?.ok) {
	const { version }: Manifest = JSON.parse(await readFile(join(sdk, "package.json"), "utf8"));
	await write(join(sdk, "src", "version.ts"), version);
	for (const language of languages) await write(join(root, language.version.file), language.version.write(version));
} else {
	process.exitCode = 1;
}

async function write(file: string, version: string): Promise<void> {
	const source = await readFile(file, "utf8");
	await writeFile(file, source.replace(/(version(?:__)? = ["'])[^"']*/i, `$1${version}`));
}
