/**
 * The SDK for Ruby beside net/http, by which a program would do the same with nothing installed: from the start to the first
 * answer, the processor time of a call, the size once installed. No registry here has the published gem.
 */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { atMost, median, print } from "./measure.ts";

const exec = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const program = path("programs/calls.rb");
const sdk = path("../packages/ruby");
const home = mkdtempSync(join(tmpdir(), "bench-ruby-"));

const server = createServer((request, response) => {
	request.resume().on("end", () => response.setHeader("content-type", "application/json").end('{"success":true}'));
});

/** Bytes of all that the gem's installation has put there. */
async function installedSize(): Promise<number> {
	const gem = join(home, "activitysmith.gem");
	await exec("gem", ["build", "activitysmith.gemspec", "--output", gem], { cwd: sdk });
	await exec("gem", ["install", "--local", "--no-document", "--install-dir", join(home, "gems"), gem]);
	const files = globSync("gems/gems/**/*", { cwd: home }).map((file) => statSync(join(home, file)));
	return files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0);
}

try {
	await once(server.listen(0, "127.0.0.1"), "listening");
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const ask = async (what: string, client: string, ...more: string[]) =>
		Number((await exec("ruby", [`-I${sdk}/lib`, program, what, client, url, ...more])).stdout);
	/** In turns, so that a busy moment of the machine hits both. */
	const both = async (turns: number, what: string, ...more: string[]) => {
		const taken = { ours: [] as number[], bare: [] as number[] };
		for (let turn = 0; turn < turns; turn += 1) {
			for (const client of ["ours", "bare"] as const) taken[client].push(await ask(what, client, ...more));
		}
		return { ours: median(taken.ours), bare: median(taken.bare) };
	};

	const starts = await both(11, "start");
	const calls = await both(3, "calls", "5", "1000");
	print("Ruby: the SDK beside net/http", [
		{ what: "start to first answer, ours", value: `${starts.ours.toFixed(1)} ms` },
		{ what: "start to first answer, net/http", value: `${starts.bare.toFixed(1)} ms` },
		atMost("start to first answer", starts.ours / starts.bare, 1.5, "x", 2),
		{ what: "CPU of a call, ours", value: `${calls.ours.toFixed(0)} µs` },
		{ what: "CPU of a call, net/http", value: `${calls.bare.toFixed(0)} µs` },
		atMost("CPU of a call", calls.ours / calls.bare, 1.5, "x", 2),
		atMost("installed", (await installedSize()) / 1000, 150, "KB", 0),
	]);
} finally {
	server.close();
	server.closeAllConnections();
	rmSync(home, { recursive: true, force: true });
}
