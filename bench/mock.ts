/** What the mock costs a test: to import it, to make one, to call it in process, to reset it, to start its command. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createMock } from "@activitysmith/mock-server";
import ActivitySmith from "activitysmith";
import { KEY } from "./answer.ts";
import { importMilliseconds } from "./import-time.ts";
import { atMost, median, print } from "./measure.ts";

function creation(): number {
	const times = Array.from({ length: 51 }, () => {
		const began = performance.now();
		createMock();
		return performance.now() - began;
	});
	return median(times);
}

async function streamCall(): Promise<number> {
	const mock = createMock();
	const client = new ActivitySmith({ apiKey: "ask_bench", fetch: mock.fetch });
	const times: number[] = [];
	for (let call = 0; call < 20_000; call += 1) {
		const began = performance.now();
		await client.liveActivities.stream(KEY, {
			content_state: { title: "Nightly Backup", type: "progress", percentage: call % 100 },
		});
		times.push((performance.now() - began) * 1000);
	}
	return median(times.slice(2000));
}

/** With a thousand streams that show something. */
async function reset(): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < 15; round += 1) {
		const mock = createMock({ limits: { liveActivities: 1000 } });
		const client = new ActivitySmith({ apiKey: "ask_bench", fetch: mock.fetch });
		for (let stream = 0; stream < 1000; stream += 1) {
			await client.liveActivities.stream(`${KEY}-${stream}`, {
				content_state: { title: "Nightly Backup", type: "progress", percentage: 42 },
			});
		}
		const began = performance.now();
		mock.reset();
		times.push(performance.now() - began);
	}
	return median(times);
}

const command = fileURLToPath(new URL("../packages/mock-server/dist/cli.js", import.meta.url));

/** Milliseconds from the start of a program to its first line. */
async function readyIn(...args: string[]): Promise<number> {
	const began = performance.now();
	const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
	await once(child.stdout, "data");
	const ready = performance.now() - began;
	child.kill();
	await once(child, "exit");
	return ready;
}

const imports = Array.from({ length: 15 }, () => importMilliseconds('await import("@activitysmith/mock-server")'));
// The very first, when nothing is compiled yet, is the one that a short test pays for.
const firsts = Array.from({ length: 15 }, () =>
	importMilliseconds("createMock()", 'const { createMock } = await import("@activitysmith/mock-server")'),
);
const call = await streamCall();
const ready: number[] = [];
const bare: number[] = [];
for (let round = 0; round < 15; round += 1) {
	ready.push(await readyIn(command, "--port", "0", "--json"));
	bare.push(await readyIn("--eval", "console.log()"));
}

print("The mock", [
	atMost("import, median", median(imports), 45, "ms"),
	atMost("createMock(), first, median", median(firsts), 3, "ms", 2),
	atMost("createMock(), median", creation(), 3, "ms", 2),
	atMost("stream call of the SDK in process, median", call, 60, "µs"),
	atMost("reset() with 1,000 streams, median", await reset(), 1, "ms", 2),
	atMost("activitysmith-mock from start to ready, median", median(ready), 100, "ms", 0),
	{ what: "Node itself from start to a first line, median", value: `${median(bare).toFixed(0)} ms` },
]);
