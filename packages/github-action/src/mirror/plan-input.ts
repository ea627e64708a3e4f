/** Makes the plan, from the inputs and from what the runner says of the job. */
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, input, readChannels, readPollInterval } from "../inputs.ts";
import { isObject } from "../payload.ts";
import { readPayload, withChannels } from "../payload-input.ts";
import type { Run } from "./job.ts";
import type { Plan } from "./plan.ts";

/** What follows from the job. */
const fromTheJob = ["type", "number_of_steps", "current_step"];

/** @throws InputError */
export function readPlan(): Plan {
	const { content_state = {}, ...rest } = readPayload() ?? {};
	if (!isObject(content_state)) throw new InputError("payload has a content_state that is not an object");
	const taken = fromTheJob.find((field) => field in content_state);
	if (taken !== undefined)
		throw new InputError(`payload has content_state.${taken}, which mirror_workflow takes from the job`);
	const run = runFromEnvironment();
	return {
		streamKey: input("stream-key") || streamKeyOf(run),
		baseURL: input("base-url"),
		interval: readPollInterval(),
		request: withChannels(rest, readChannels()),
		look: { workflow: process.env.GITHUB_WORKFLOW ?? "", job: run.job, fields: content_state },
		run,
		folder: mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), "activitysmith-")),
	};
}

function runFromEnvironment(): Run {
	const { env } = process;
	return {
		apiURL: env.GITHUB_API_URL || "https://api.github.com",
		repository: env.GITHUB_REPOSITORY ?? "",
		id: env.GITHUB_RUN_ID ?? "",
		attempt: env.GITHUB_RUN_ATTEMPT || "1",
		job: env.GITHUB_JOB ?? "",
		runner: env.RUNNER_NAME ?? "",
		jobId: input("job-id"),
		local: env.ACT === "true",
	};
}

/** Jobs of a matrix have all of the run in common, so chance tells them apart. */
function streamKeyOf({ id, attempt, job }: Run): string {
	const readable = ["github", id, attempt, job].join("-").replace(/[^A-Za-z0-9_-]+/g, "-");
	return `${readable.slice(0, 200)}-${randomBytes(4).toString("hex")}`;
}
