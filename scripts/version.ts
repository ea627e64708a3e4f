/** `npm run version-packages`: turns the waiting changesets into versions and changelogs, and tells the SDK its version. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "./packages.ts";
import { root, runSteps } from "./step.ts";

const sdk = join(root, "packages", "activitysmith");

const [result] = await runSteps([{ name: "changeset version", command: "changeset", args: ["version"] }]);
if (result?.ok) {
	const { version }: Manifest = JSON.parse(await readFile(join(sdk, "package.json"), "utf8"));
	const file = join(sdk, "src", "version.ts");
	const source = await readFile(file, "utf8");
	await writeFile(file, source.replace(/(version = ")[^"]*"/, `$1${version}"`));
} else {
	process.exitCode = 1;
}
