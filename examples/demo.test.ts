import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ScreensEvent } from "@activitysmith/lock-screen/page";
import { expect, test } from "vitest";

const demo = fileURLToPath(new URL("demo.ts", import.meta.url));
const run = promisify(execFile);

test("the demo plays three Live Activities and shows their last states on both devices", async () => {
	const args = ["--conditions=@activitysmith/source", demo, "--once", "--pause", "0"];
	// Killed after a minute it would fail: it has to end by itself.
	const { stdout } = await run(process.execPath, args, { env: { ...process.env, NO_COLOR: "1" }, timeout: 60_000 });

	const calls = stdout.split("\n").filter((line) => line.includes(" → "));
	// Nothing to look at in a browser: it would be gone.
	expect(stdout).not.toContain("in a browser");
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
	expect(stdout).toMatch(/Try next[\s\S]*npm run mock[\s\S]*curl -X PUT http:\/\/127\.0\.0\.1:4010\/api/);
}, 60_000);

/** What a page is told when it opens. */
async function firstScreens(url: URL): Promise<ScreensEvent> {
	const { body } = await fetch(url);
	let text = "";
	for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
		text += part;
		const [, event] = /^event: screens\n.*\ndata: (.*)\n\n/m.exec(text) ?? [];
		if (event !== undefined) return JSON.parse(event);
	}
	throw new Error(`The page was told nothing: ${text}`);
}

test("without --once it goes on serving what its last lines say, and ends on a signal", async () => {
	const args = ["--conditions=@activitysmith/source", demo, "--pause", "0"];
	const child = spawn(process.execPath, args, { env: { ...process.env, NO_COLOR: "1" } });
	let output = "";
	const printed = (text: string) =>
		new Promise<void>((resolve) => {
			const look = () => output.includes(text) && resolve();
			child.stdout.on("data", look);
			look();
		});
	child.stdout.on("data", (chunk) => {
		output += chunk;
	});
	await printed("Stop it with Ctrl+C");
	const curl = /curl -X PUT [\s\S]*?'\n/.exec(output)?.[0] ?? "";
	await run("bash", ["-c", curl.trim().replace(/^curl/, "curl -sS")]);
	await printed("My first");
	const [, page = ""] = /lock screens in a browser: (\S+)/.exec(output) ?? [];
	const html = await (await fetch(page)).text();
	// Who tries a call in the page sees what it does, on the devices that are shown there.
	expect(html).toContain('"exampleKey":"ask_mock"');
	const { screens } = await firstScreens(new URL("_mock/screens", page));
	expect(screens.map(({ name, activities }) => [name, activities[0]?.state.title])).toEqual([
		["iPhone", "My first"],
		["iPad", "My first"],
	]);
	child.kill("SIGINT");
	const [code] = await once(child, "exit");
	expect(code).toBe(0);
	expect(output).toMatch(
		/ACTIVITYSMITH_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/api ACTIVITYSMITH_API_KEY=ask_mock npm run first/,
	);
}, 60_000);
