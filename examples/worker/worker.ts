/**
 * A worker that takes jobs from a queue until it is empty, and shows how it gets on. `track` sends the newest state every
 * few seconds, however many jobs end meanwhile, and no job waits for it.
 *
 * With BullMQ: `track` once, `progress` in the worker's "completed" event, `end` in "drained".
 */
import ActivitySmith from "activitysmith";

export interface Queue<Job> {
	readonly length: number;
	shift(): Job | undefined;
}

export async function work<Job>(
	activitysmith: ActivitySmith,
	title: string,
	queue: Queue<Job>,
	run: (job: Job) => Promise<void>,
): Promise<{ done: number; failed: number }> {
	const upper_limit = queue.length;
	let done = 0;
	let failed = 0;
	const shown = activitysmith.liveActivities.track("worker", { title, type: "progress", value: 0, upper_limit });
	for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
		try {
			await run(job);
			done++;
		} catch (error) {
			failed++;
			console.error(error);
		}
		shown.update({
			value: done + failed,
			upper_limit,
			...(failed > 0 && { color: "orange", subtitle: `${failed} failed` }),
		});
	}
	await shown.end({ subtitle: failed > 0 ? `${done} done, ${failed} failed` : `${done} done` });
	return { done, failed };
}

if (import.meta.main) {
	const newsletters = Array.from({ length: 500 }, (_, index) => `reader-${index}@example.com`);
	const send = (_: string) => new Promise<void>((resolve) => setTimeout(resolve, 4));
	console.log(await work(new ActivitySmith(), "Newsletter", newsletters, send));
}
