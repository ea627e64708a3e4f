/**
 * 1,000 accounts with ten streams each, in one process: activities rotate, end and are forgotten. What is kept on purpose
 * fills up first: a day's ended activities, and on each phone the hundred that it showed last, which takes 78 hours. Then
 * 100 virtual hours follow. What tests look at and may throw away (journals, pushes) is thrown away before each
 * measurement, so that what grows is a leak.
 */
import { createMock } from "@activitysmith/mock-server";
import { atMost, type Line, print } from "./measure.ts";

const ACCOUNTS = 1000;
const STREAMS = 10;
const FILLING_HOURS = 80;
const HOURS = FILLING_HOURS + 100;
const PUT_EVERY_HOURS = 5;
const MiB = 2 ** 20;

const { gc } = globalThis;
if (!gc) throw new Error("Run with --expose-gc, as npm run bench does");

const mock = createMock({ limits: { liveActivities: STREAMS } });
const keys = Array.from({ length: ACCOUNTS }, (_, index) => `ask_growth_${index}`);
const decisions = new Map<string, number>();

async function put(key: string, stream: number, percentage: number): Promise<void> {
	const response = await mock.fetch(`http://mock.test/api/live-activity/stream/stream-${stream}`, {
		method: "PUT",
		headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
		body: JSON.stringify({ content_state: { title: "Nightly Backup", type: "progress", percentage } }),
	});
	const { operation } = (await response.json()) as { operation?: string };
	if (!operation) throw new Error(`A PUT was answered ${response.status}`);
	decisions.set(operation, (decisions.get(operation) ?? 0) + 1);
}

async function putAll(hour: number): Promise<void> {
	for (const key of keys) {
		for (let stream = 0; stream < STREAMS; stream += 1) await put(key, stream, hour % 100);
	}
}

function clearWhatWasSeen(): number {
	let pushes = 0;
	mock.journal.clear();
	for (const key of keys) {
		const { journal, devices } = mock.account(key);
		journal.clear();
		for (const device of devices) pushes += device.pushes.splice(0).length;
	}
	return pushes;
}

function heapInUse(): number {
	gc?.();
	return process.memoryUsage().heapUsed / MiB;
}

const empty = heapInUse();
const heaps: number[] = [];
const lines: Line[] = [];
for (let hour = 0; hour < HOURS; hour += PUT_EVERY_HOURS) {
	await putAll(hour);
	await mock.clock.advance(`${PUT_EVERY_HOURS}h`);
	const passed = hour + PUT_EVERY_HOURS;
	if (passed % 10 !== 0) continue;
	const pushes = clearWhatWasSeen();
	const heap = heapInUse();
	heaps.push(heap);
	const count = pushes.toLocaleString("en");
	lines.push({ what: `after ${passed} hours`, value: `${heap.toFixed(1)} MiB of heap, ${count} pushes since then` });
}

const [filled = 0] = heaps.slice(FILLING_HOURS / 10 - 1);
const growth = Math.max(...heaps.slice(-3)) / filled - 1;

print(
	`${ACCOUNTS.toLocaleString("en")} accounts, ${(ACCOUNTS * STREAMS).toLocaleString("en")} streams, ${HOURS} virtual hours`,
	[
		{ what: "before", value: `${empty.toFixed(1)} MiB of heap` },
		...lines,
		{ what: "decisions", value: [...decisions].map(([name, count]) => `${count} ${name}`).join(", ") },
		atMost(`growth in the ${HOURS - FILLING_HOURS} hours after the first ${FILLING_HOURS}`, growth * 100, 2, "%"),
	],
);
await mock.close();
