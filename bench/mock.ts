/** What the mock costs a test: to make one, to call it in process, to start its command. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createMock } from "@activitysmith/mock-server";
import ActivitySmith from "activitysmith";
import { KEY } from "./answer.ts";
import { atMost, median, print } from "./measure.ts";

function creation(): number {
	const times = Array.from({ length: 51 }, () => {
		const began = performance.now();
		createMock();
		return performance.now() - began;
	});
	return median(times);
}

/** The very first, when nothing is compiled yet, is the one that a short test pays for. */
function firstCreation(): number {
	const began = performance.now();
	createMock();
	return performance.now() - began;
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

async function commandReady(): Promise<number> {
	const cli = fileURLToPath(new URL("../packages/mock-server/dist/cli.js", import.meta.url));
	const began = performance.now();
	const child = spawn(process.execPath, [cli, "--port", "0", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
	await once(child.stdout, "data");
	const ready = performance.now() - began;
	child.kill();
	await once(child, "exit");
	return ready;
}

const first = firstCreation();
const call = await streamCall();
const ready: number[] = [];
for (let round = 0; round < 9; round += 1) ready.push(await commandReady());

print("The mock", [
	atMost("createMock(), first", first, 3, "ms", 2),
	atMost("createMock(), median", creation(), 3, "ms", 2),
	atMost("stream call of the SDK in process, median", call, 60, "µs"),
	atMost("activitysmith-mock from start to ready, median", median(ready), 150, "ms", 0),
]);
