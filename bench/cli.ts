/** The command line: what a start costs beside that of Node, and what `run` adds to a command that prints a lot. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { atMost, median, print } from "./measure.ts";

const cli = fileURLToPath(new URL("../packages/cli/dist/cli.js", import.meta.url));
const mockCli = fileURLToPath(new URL("../packages/mock-server/dist/cli.js", import.meta.url));
const sdk = new URL("../packages/activitysmith/dist/index.js", import.meta.url).href;

/** Milliseconds of each, taken in turns, so that a busy moment of the machine hits all. */
function alternate(
	cases: Record<string, readonly string[]>,
	rounds: number,
	env = process.env,
): Record<string, number[]> {
	const taken: Record<string, number[]> = {};
	const names = Object.keys(cases);
	for (let round = 0; round < rounds; round += 1) {
		for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
			const began = performance.now();
			// To a pipe that is read, as a terminal would.
			const { status, stderr } = spawnSync(process.execPath, cases[name] ?? [], { env, maxBuffer: 2 ** 30 });
			if (status !== 0) throw new Error(`${name}: ${stderr}`);
			taken[name] = [...(taken[name] ?? []), performance.now() - began];
		}
	}
	return taken;
}

const least = (values: readonly number[] = []) => Math.min(...values);

const starts = alternate(
	{
		bare: ["-e", "0"],
		sdk: ["--input-type=module", "-e", `await import(${JSON.stringify(sdk)})`],
		help: [cli, "--help"],
		version: [cli, "--version"],
	},
	81,
);
// What a start costs is what it costs when nothing else is going on: whatever is above is of the machine.
const [bare, withSdk, help] = [least(starts.bare), least(starts.sdk), least(starts.help)];
print("A start of activitysmith, the least of 81", [
	{ what: "node -e 0", value: `${bare.toFixed(1)} ms` },
	{ what: "node and the SDK", value: `${withSdk.toFixed(1)} ms` },
	atMost("activitysmith --help", help, 80, "ms"),
	{ what: "the same, median", value: `${median(starts.help ?? []).toFixed(1)} ms` },
	atMost("beside node and the SDK, by medians", median(starts.help ?? []) / median(starts.sdk ?? []), 1.3, "x", 2),
	{ what: "the same, by the least", value: `${(help / withSdk).toFixed(2)} x` },
]);

/** A million lines, one by one as most programs print them. */
const oneByOne = `for (let line = 1; line <= 1e6; line += 1) console.log(\`\${line} copied file \${line} of the archive\`);`;
/** The same in blocks, as fast as a program can. */
const inBlocks = `
let line = 0;
const write = () => {
	let text = "";
	for (let count = 0; count < 500; count += 1) text += \`\${++line} copied file \${line} of the archive\\n\`;
	if (line < 1e6) process.stdout.write(text, write);
	else process.stdout.write(text);
};
write();`;
const under = (script: string) => [cli, "run", "--quiet", "--", process.execPath, "-e", script];

const mock = spawn(process.execPath, [mockCli, "--port", "0", "--json", "--no-limits"], {
	stdio: ["ignore", "pipe", "inherit"],
});
const [ready] = await once(createInterface({ input: mock.stdout }), "line");
const env = { ...process.env, ACTIVITYSMITH_API_KEY: "ask_any", ACTIVITYSMITH_BASE_URL: JSON.parse(ready).baseURL };
const lines = { alone: ["-e", oneByOne], run: under(oneByOne) };
const blocks = { blocksAlone: ["-e", inBlocks], blocksRun: under(inBlocks) };
const taken = { ...alternate(lines, 5, env), ...alternate(blocks, 15, env) };
mock.kill();
const [alone, run, blocksAlone, blocksRun] = ["alone", "run", "blocksAlone", "blocksRun"].map((name) =>
	least(taken[name]),
);
print("A command that prints a million lines one by one, the least of 5", [
	{ what: "alone", value: `${alone?.toFixed(0)} ms` },
	{ what: "under activitysmith run", value: `${run?.toFixed(0)} ms` },
	atMost("what run adds", ((run ?? 0) / (alone ?? 1) - 1) * 100, 5, "%"),
]);
print("The same in blocks as fast as it can, the least of 15", [
	{ what: "alone", value: `${blocksAlone?.toFixed(0)} ms` },
	{ what: "under activitysmith run", value: `${blocksRun?.toFixed(0)} ms` },
]);
