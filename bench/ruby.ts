/**
 * The SDK for Ruby beside net/http, by which a program would do the same with nothing installed: from the start to the first
 * answer, the processor time of a call, the size once installed. No registry here has the published gem.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bytesOf, inTurns, withServer } from "./beside.ts";
import { atMost, print } from "./measure.ts";

const exec = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const program = path("programs/calls.rb");
const sdk = path("../packages/ruby");
const home = mkdtempSync(join(tmpdir(), "bench-ruby-"));

/** Bytes of all that the gem's installation has put there. */
async function installedSize(): Promise<number> {
	const gem = join(home, "activitysmith.gem");
	await exec("gem", ["build", "activitysmith.gemspec", "--output", gem], { cwd: sdk });
	await exec("gem", ["install", "--local", "--no-document", "--install-dir", join(home, "gems"), gem]);
	return bytesOf("gems/gems/**/*", home);
}

try {
	await withServer('{"success":true}', async (url) => {
		const measure = (turns: number, what: string, ...more: string[]) =>
			inTurns(["ours", "bare"], turns, async (client) =>
				Number((await exec("ruby", [`-I${sdk}/lib`, program, what, client, url, ...more])).stdout),
			);
		const starts = await measure(11, "start");
		const calls = await measure(3, "calls", "5", "1000");
		print("Ruby: the SDK beside net/http", [
			{ what: "start to first answer, ours", value: `${starts.ours.toFixed(1)} ms` },
			{ what: "start to first answer, net/http", value: `${starts.bare.toFixed(1)} ms` },
			atMost("start to first answer", starts.ours / starts.bare, 1.5, "x", 2),
			{ what: "CPU of a call, ours", value: `${calls.ours.toFixed(0)} µs` },
			{ what: "CPU of a call, net/http", value: `${calls.bare.toFixed(0)} µs` },
			atMost("CPU of a call", calls.ours / calls.bare, 1.5, "x", 2),
			atMost("installed", (await installedSize()) / 1000, 150, "KB", 0),
		]);
	});
} finally {
	rmSync(home, { recursive: true, force: true });
}
