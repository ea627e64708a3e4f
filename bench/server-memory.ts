/** What the reference server holds: when it is ready, with very many Live Activities, and when it starts with them again. */
import { join } from "node:path";
import { openDatabase } from "../packages/server/src/database/open.ts";
import { startOurServer } from "./activitysmith-server.ts";
import { atMost, type Line, median, print } from "./measure.ts";
import { addAccounts } from "./server-devices.ts";
import type { Usage } from "./server-process.ts";

const ACTIVITIES = 100_000;
const ACCOUNTS = 100;
const CONNECTIONS = 32;
const STARTS = 7;
const MiB = 2 ** 20;

const first = await startOurServer();
await first.stop();
const database = await openDatabase({ file: join(first.data, "activitysmith.sqlite") });
const keys = await addAccounts(database, ACCOUNTS);
await database.close();
const server = await startOurServer({ data: first.data, key: first.key });
const idle = await server.usage();

let next = 0;
async function startSome(): Promise<void> {
	while (next < ACTIVITIES) {
		const number = next++;
		const response = await fetch(`${server.url}/api/live-activity/stream/job-${number}`, {
			method: "PUT",
			headers: { authorization: `Bearer ${keys[number % ACCOUNTS]}`, "content-type": "application/json" },
			body: JSON.stringify({ content_state: { title: `Job ${number}`, type: "progress", percentage: number % 100 } }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${response.status} ${text}`);
	}
}

const looks: Usage[] = [];
const timer = setInterval(() => void server.usage().then((usage) => looks.push(usage)), 500);
await Promise.all(Array.from({ length: CONNECTIONS }, startSome));
clearInterval(timer);
const after = await server.usage();
await server.stop();

const starts: { milliseconds: number; usage: Usage }[] = [];
for (let start = 0; start < STARTS; start += 1) {
	const again = await startOurServer({ data: server.data, key: server.key });
	starts.push({ milliseconds: again.readyAfter, usage: await again.usage() });
	await again.stop();
}

const rss = ({ rss }: Usage) => rss / MiB;
const heap = ({ heap }: Usage): Line => ({ what: "of that, heap in use", value: `${(heap / MiB).toFixed(1)} MiB` });
const named = ACTIVITIES.toLocaleString("en");
print(`The server on SQLite, ${named} activities of ${ACCOUNTS} accounts`, [
	atMost("resident, idle", rss(idle), 150, "MiB"),
	heap(idle),
	atMost(`resident, after ${named} starts`, rss(after), 400, "MiB"),
	atMost("resident, most, meanwhile", Math.max(...looks.map(rss)), 400, "MiB"),
	heap(after),
	{ what: "resident, started again", value: `${median(starts.map(({ usage }) => rss(usage))).toFixed(1)} MiB` },
	atMost("start to ready, on that file", median(starts.map(({ milliseconds }) => milliseconds)), 700, "ms", 0),
]);
