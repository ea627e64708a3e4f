/** What the mock's command holds: at rest, and under a million requests from another process. */
import { atMost, median, print } from "./measure.ts";
import { putLoad, startMock, type Usage } from "./server-process.ts";

const REQUESTS = 1_000_000;
/** It is looked at this often. */
const LOOKS = 40;
const MiB = 2 ** 20;

const mock = await startMock("--no-limits");
const idle = await mock.usage();
const looks: Usage[] = [];
for (let look = 0; look < LOOKS; look += 1) {
	await putLoad(mock, { connections: 32, requests: REQUESTS / LOOKS });
	looks.push(await mock.usage());
}
await mock.stop();

/** Of several looks: a single one depends on how long ago the collector ran. */
const typical = (from: number, to: number, what: (usage: Usage) => number) =>
	median(looks.slice(LOOKS * from, LOOKS * to).map(what)) / MiB;
const rss = ({ rss }: Usage) => rss;
const heap = ({ heap }: Usage) => heap;

print(`The command's memory, ${REQUESTS.toLocaleString("en")} requests`, [
	atMost("resident, idle", idle.rss / MiB, 80, "MiB"),
	atMost("resident, after all of them", typical(0.9, 1, rss), 220, "MiB"),
	atMost("resident, growth in the last half", typical(0.9, 1, rss) - typical(0.5, 0.6, rss), 2, "MiB"),
	{ what: "resident, most", value: `${(Math.max(...looks.map(rss)) / MiB).toFixed(1)} MiB` },
	{
		what: "heap in use, first tenth, middle, last tenth",
		value: [typical(0, 0.1, heap), typical(0.45, 0.55, heap), typical(0.9, 1, heap)]
			.map((mebibytes) => `${mebibytes.toFixed(1)} MiB`)
			.join(", "),
	},
]);
