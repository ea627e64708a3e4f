/** `mirror_workflow`'s post step: takes over from the poller, and ends the Live Activity as the job has ended. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { ActivitySmith, NotFoundError } from "activitysmith";
import { annotate, info, savedState, summarize } from "../commands.ts";
import { input, readApiKey } from "../inputs.ts";
import type { Job } from "./job.ts";
import { createJobReader, type JobReader } from "./job-reader.ts";
import { doneFile, endRequest, logFile, type Plan, type PollerTrace, stopFile } from "./plan.ts";
import { isAlive } from "./process-alive.ts";
import { elapsedState, endedAt, lastState, type Status, shownSteps, statusFrom, statusOf } from "./state.ts";

/** Longer than a request of the poller's may take. */
const POLLER_TIMEOUT_MS = 15_000;
/** GitHub learns of a step's end a moment after the runner. */
const LOOKS = 3;
const LOOK_AGAIN_MS = 1000;

/** Ends what the step began. @throws what the last request threw */
export async function endMirror(plan: Plan): Promise<void> {
	const { shown = elapsedState(plan.look) } = await stopPoller(plan);
	const log = existsSync(logFile(plan)) ? readFileSync(logFile(plan), "utf8").split("\n").filter(Boolean) : [];
	for (const line of log) info(line);
	const reader = createJobReader(plan.run, input("github-token"), plan.interval);
	// From the job's context, which GitHub evaluates anew for a post step.
	const given = statusFrom(input("job-status"));
	const job = await lastLook(reader, given, Math.min(LOOK_AGAIN_MS, plan.interval));
	const status = given || statusOf(job);
	const state = lastState(job, shown, plan.look, status);
	const client = new ActivitySmith({ apiKey: readApiKey(), baseURL: plan.baseURL });
	let result = String(state.subtitle);
	try {
		await client.liveActivities.endStream(plan.streamKey, endRequest(plan, state));
	} catch (error) {
		if (!(error instanceof NotFoundError)) throw error;
		// It was never shown: no state has got through.
		result = `${result}, but nothing was shown`;
	}
	info(`mirror_workflow: ${result}`);
	const steps = job ? String(shownSteps(job.steps).length) : `could not be read: ${reader.problem}`;
	summarize([
		["Action", "mirror_workflow"],
		["Job", job?.name ?? plan.run.job],
		["Steps", steps],
		["Result", result],
	]);
}

/** Waits until the poller has sent its last, so that nothing of it comes after the end. */
async function stopPoller(plan: Plan): Promise<PollerTrace> {
	const started = JSON.parse(savedState("poller") ?? "{}") as PollerTrace;
	if (!existsSync(plan.folder)) return started;
	writeFileSync(stopFile(plan), "");
	const deadline = performance.now() + POLLER_TIMEOUT_MS;
	while (started.pid !== undefined && isAlive(started.pid) && !existsSync(doneFile(plan))) {
		if (performance.now() > deadline) {
			annotate("warning", "What followed the job's steps did not stop in time");
			return started;
		}
		await wait(50);
	}
	// One that has died has left nothing.
	return existsSync(doneFile(plan)) ? (JSON.parse(readFileSync(doneFile(plan), "utf8")) as PollerTrace) : started;
}

/** When a job has failed, the step at which it did is worth a moment. */
async function lastLook(reader: JobReader, status: Status, pause: number): Promise<Job | undefined> {
	let job = await reader.read();
	for (let look = 1; look < LOOKS; look++) {
		const complete = status === "success" || status === "" || (job && endedAt(shownSteps(job.steps), status) !== -1);
		if (!job || complete) break;
		await wait(pause);
		job = (await reader.read()) ?? job;
	}
	return job;
}
