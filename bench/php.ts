/**
 * The SDK for PHP beside the curl extension, by which a program would do the same with nothing installed: from the start to
 * the first answer, the processor time of a call, the size once installed. No registry here has the published package.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bytesOf, inTurns, withServer } from "./beside.ts";
import { atMost, print } from "./measure.ts";

const exec = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const program = path("programs/calls.php");
const home = mkdtempSync(join(tmpdir(), "bench-php-"));

/** As Composer does it for production. */
async function install(): Promise<void> {
	const repository = { type: "path", url: path("../packages/php"), options: { symlink: false } };
	const require = { "activitysmith/activitysmith": "*@dev" };
	const project = { repositories: [repository, { "packagist.org": false }], require };
	writeFileSync(join(home, "composer.json"), JSON.stringify(project));
	const env = { ...process.env, COMPOSER_HOME: join(home, "composer"), COMPOSER_ALLOW_SUPERUSER: "1" };
	await exec("composer", ["install", "--no-interaction", "--optimize-autoloader"], { cwd: home, env });
}

/** What Composer puts beside the package, every project has. */
const INSTALLED = "vendor/activitysmith/*/{LICENSE,README.md,composer.json,src/**,generated/**}";

try {
	await install();
	const env = { ...process.env, BENCH_AUTOLOAD: join(home, "vendor/autoload.php") };
	await withServer('{"success":true}', async (url) => {
		const measure = (turns: number, what: string, ...more: string[]) =>
			inTurns(["ours", "bare"], turns, async (client) =>
				Number((await exec("php", [program, what, client, url, ...more], { env })).stdout),
			);
		const starts = await measure(11, "start");
		const calls = await measure(5, "calls", "5", "1000");
		print("PHP: the SDK beside the curl extension", [
			{ what: "start to first answer, ours", value: `${starts.ours.toFixed(1)} ms` },
			{ what: "start to first answer, curl", value: `${starts.bare.toFixed(1)} ms` },
			atMost("start to first answer", starts.ours - starts.bare, 15, "ms more"),
			{ what: "CPU of a call, ours", value: `${calls.ours.toFixed(0)} µs` },
			{ what: "CPU of a call, curl", value: `${calls.bare.toFixed(0)} µs` },
			atMost("CPU of a call", calls.ours / calls.bare, 2.5, "x", 2),
			atMost("installed", bytesOf(INSTALLED, home) / 1000, 150, "KB", 0),
		]);
	});
} finally {
	rmSync(home, { recursive: true, force: true });
}
