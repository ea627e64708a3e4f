/**
 * Follows the job while its steps run, apart from all of them: looks at it every few seconds, and sends what has changed.
 * The post step asks it to stop and shows what it has logged. Nothing that goes wrong here is of any consequence to the job.
 */
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { json } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { ActivitySmith, APIError } from "activitysmith";
import { createJobReader } from "./mirror/job-reader.ts";
import { doneFile, endRequest, type PollerStart, type PollerTrace, stopFile, streamRequest } from "./mirror/plan.ts";
import { elapsedState, lastState, runningState, type State, statusOf } from "./mirror/state.ts";
import { reasonOf } from "./outcome.ts";
import { useProxy } from "./proxy.ts";

/** How soon it notices that it is to stop. */
const NOTICE_MS = 100;
const LONGEST_BACKOFF_MS = 60_000;
/** GitHub lets no job run longer: 5 days, on a runner of one's own. */
const LONGEST_JOB_MS = 5 * 24 * 60 * 60 * 1000;

useProxy();
const { plan, apiKey, token, ...start } = (await json(process.stdin)) as PollerStart;
// The next look is the next try, and may bring a newer state.
const client = new ActivitySmith({ apiKey, baseURL: plan.baseURL, maxRetries: 0, timeout: 5000 });
const reader = createJobReader(plan.run, token, plan.interval);
const deadline = performance.now() + LONGEST_JOB_MS;

let shown: State | undefined = start.shown;
let problem: string | undefined;
let failures = 0;
let sendAt = 0;

// However this process ends: the post step waits for it. Under another name first, so that it reads all of the file.
process.once("exit", () => {
	if (!existsSync(plan.folder)) return;
	writeFileSync(`${doneFile(plan)}.part`, JSON.stringify({ shown } satisfies PollerTrace));
	renameSync(`${doneFile(plan)}.part`, doneFile(plan));
});

/** The runner empties the folder of a job that is over, and with it goes the reason to be here. */
const isOver = () => existsSync(stopFile(plan)) || !existsSync(plan.folder) || performance.now() > deadline;

async function show(state: State): Promise<void> {
	if (performance.now() < sendAt || JSON.stringify(state) === JSON.stringify(shown)) return;
	try {
		await client.liveActivities.stream(plan.streamKey, streamRequest(plan, state, shown === undefined));
		shown = state;
		failures = 0;
	} catch (error) {
		const asked = error instanceof APIError ? (error.retryAfter ?? 0) * 1000 : 0;
		sendAt = performance.now() + Math.max(asked, Math.min(plan.interval * 2 ** ++failures, LONGEST_BACKOFF_MS));
		console.log(`A state was not sent: ${reasonOf(error)}`);
	}
}

async function pause(milliseconds: number): Promise<void> {
	const until = performance.now() + milliseconds;
	while (!isOver() && performance.now() < until) await wait(Math.min(NOTICE_MS, until - performance.now()));
}

while (!isOver()) {
	const job = await reader.read();
	if (reader.problem !== problem) {
		problem = reader.problem;
		console.log(
			problem === undefined ? "The job's steps can be read" : `The job's steps could not be read: ${problem}`,
		);
	}
	if (isOver()) break;
	if (job?.status === "completed") {
		// No post step came, so that nobody else will.
		const state = lastState(job, shown ?? runningState(job, plan.look), plan.look, statusOf(job));
		await client.liveActivities
			.endStream(plan.streamKey, endRequest(plan, state))
			.catch((error) => console.log(`The end was not sent: ${reasonOf(error)}`));
		break;
	}
	// What is shown already is better than what could be shown of a job that cannot be read just now.
	await show(job ? runningState(job, plan.look) : (shown ?? elapsedState(plan.look)));
	await pause(reader.pause);
}
