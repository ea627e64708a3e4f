/**
 * The SDK for PHP beside the curl extension, by which a program would do the same with nothing installed: from the start to
 * the first answer, the processor time of a call, the size once installed. No registry here has the published package.
 */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { atMost, median, print } from "./measure.ts";

const exec = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const program = path("programs/calls.php");
const home = mkdtempSync(join(tmpdir(), "bench-php-"));

const server = createServer((request, response) => {
	request.resume().on("end", () => response.setHeader("content-type", "application/json").end('{"success":true}'));
});

/** As Composer does it for production. */
async function install(): Promise<void> {
	const repository = { type: "path", url: path("../packages/php"), options: { symlink: false } };
	const require = { "activitysmith/activitysmith": "*@dev" };
	const project = { repositories: [repository, { "packagist.org": false }], require };
	writeFileSync(join(home, "composer.json"), JSON.stringify(project));
	const env = { ...process.env, COMPOSER_HOME: join(home, "composer"), COMPOSER_ALLOW_SUPERUSER: "1" };
	await exec("composer", ["install", "--no-interaction", "--optimize-autoloader"], { cwd: home, env });
}

/** Bytes of the package itself: what Composer puts beside it, every project has. */
function installedSize(): number {
	const files = globSync("vendor/activitysmith/*/{LICENSE,README.md,composer.json,src/**,generated/**}", {
		cwd: home,
	}).map((file) => statSync(join(home, file)));
	return files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0);
}

try {
	await install();
	await once(server.listen(0, "127.0.0.1"), "listening");
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const env = { ...process.env, BENCH_AUTOLOAD: join(home, "vendor/autoload.php") };
	const ask = async (what: string, client: string, ...more: string[]) =>
		Number((await exec("php", [program, what, client, url, ...more], { env })).stdout);
	/** In turns, so that a busy moment of the machine hits both. */
	const both = async (turns: number, what: string, ...more: string[]) => {
		const taken = { ours: [] as number[], bare: [] as number[] };
		for (let turn = 0; turn < turns; turn += 1) {
			for (const client of ["ours", "bare"] as const) taken[client].push(await ask(what, client, ...more));
		}
		return { ours: median(taken.ours), bare: median(taken.bare) };
	};

	const starts = await both(11, "start");
	const calls = await both(5, "calls", "5", "1000");
	print("PHP: the SDK beside the curl extension", [
		{ what: "start to first answer, ours", value: `${starts.ours.toFixed(1)} ms` },
		{ what: "start to first answer, curl", value: `${starts.bare.toFixed(1)} ms` },
		atMost("start to first answer", starts.ours - starts.bare, 15, "ms more"),
		{ what: "CPU of a call, ours", value: `${calls.ours.toFixed(0)} µs` },
		{ what: "CPU of a call, curl", value: `${calls.bare.toFixed(0)} µs` },
		atMost("CPU of a call", calls.ours / calls.bare, 2.5, "x", 2),
		atMost("installed", installedSize() / 1000, 150, "KB", 0),
	]);
} finally {
	server.close();
	server.closeAllConnections();
	rmSync(home, { recursive: true, force: true });
}
