import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const demo = fileURLToPath(new URL("demo.ts", import.meta.url));
const run = promisify(execFile);

test("the demo plays three Live Activities and shows their last states on both devices", async () => {
	const args = ["--conditions=@activitysmith/source", demo, "--once", "--pause", "0"];
	// Killed after a minute it would fail: it has to end by itself.
	const { stdout } = await run(process.execPath, args, { env: { ...process.env, NO_COLOR: "1" }, timeout: 60_000 });

	const calls = stdout.split("\n").filter((line) => line.includes(" → "));
	expect(calls.map((line) => line.split(" → ")[1])).toEqual(
		"started started started updated updated updated noop updated ended updated ended ended".split(" "),
	);
	const last = stdout.slice(stdout.indexOf(calls.at(-1) ?? ""), stdout.indexOf("Try next"));
	for (const shown of [
		/Nightly Backup done, 48 GB +ended/g,
		/█ +3\/3/g,
		/EV Charging full +ended/g,
		/█ +100%/g,
		/Server Health prod-web-1 +ended/g,
		/CPU +█+░+ +7%/g,
		/MEM +█+░+ +38%/g,
	]) {
		expect(last.match(shown), String(shown)).toHaveLength(2);
	}
	expect(stdout).toContain("curl -X PUT http://127.0.0.1:");
}, 60_000);
