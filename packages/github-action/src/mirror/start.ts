/** `mirror_workflow`'s step: shows the job, and leaves a poller behind that goes on showing it. */
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import {
	ActivitySmith,
	AuthenticationError,
	BadRequestError,
	PermissionDeniedError,
	ValidationError,
} from "activitysmith";
import { annotate, saveState } from "../commands.ts";
import { input } from "../inputs.ts";
import { createJobReader } from "./job-reader.ts";
import { logFile, type PollerStart, type PollerTrace, streamRequest } from "./plan.ts";
import { readPlan } from "./plan-input.ts";
import { elapsedState, runningState } from "./state.ts";

/** Errors that come again however often it is tried. */
const final = [ValidationError, BadRequestError, AuthenticationError, PermissionDeniedError];

/**
 * Resolves to the API's answer to the first state.
 *
 * @throws InputError, or what the first request threw: the poller tries again, unless that is in vain
 */
export async function startMirror(apiKey: string): Promise<unknown> {
	const plan = readPlan();
	const token = input("github-token");
	// A job does not wait for its mirror: one try, and a short one.
	const client = new ActivitySmith({ apiKey, baseURL: plan.baseURL, maxRetries: 0, timeout: 5000 });
	// Before anything is shown: the step may be cancelled at any moment, and what is shown must end.
	saveState("mirror", JSON.stringify(plan));
	const reader = createJobReader(plan.run, token, plan.interval);
	const job = await reader.read();
	if (!job) {
		const advice = "If it stays so, give the job the permission `actions: read`.";
		annotate("warning", `The job's steps cannot be read, so its elapsed time is shown: ${reader.problem}. ${advice}`);
	}
	const state = job ? runningState(job, plan.look) : elapsedState(plan.look);
	let answer: unknown;
	try {
		answer = await client.liveActivities.stream(plan.streamKey, streamRequest(plan, state, true));
	} catch (error) {
		if (final.some((type) => error instanceof type)) saveState("mirror", "");
		else await startPoller({ plan, apiKey, token, shown: undefined });
		throw error;
	}
	await startPoller({ plan, apiKey, token, shown: state });
	return answer;
}

/** Started apart from this process, which ends with the step. The runner kills what is left of a job when that ends. */
async function startPoller(start: PollerStart): Promise<void> {
	const log = openSync(logFile(start.plan), "a");
	const child = spawn(process.execPath, [join(import.meta.dirname, "poller.js")], {
		detached: true,
		windowsHide: true,
		// Not the workspace: on Windows nobody could delete it then.
		cwd: dirname(start.plan.folder),
		env: environment(),
		stdio: ["pipe", log, log],
	});
	closeSync(log);
	saveState("poller", JSON.stringify({ pid: child.pid, shown: start.shown } satisfies PollerTrace));
	await new Promise<void>((resolve) => {
		const failed = (error: Error) => {
			annotate("warning", `The job's steps are not followed: ${error.message}`);
			resolve();
		};
		child.once("error", failed);
		child.stdin?.once("error", failed).end(JSON.stringify(start), () => resolve());
	});
	child.unref();
}

/** Without the inputs, of which one is the key. */
function environment(): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(INPUT|STATE)_/.test(name)));
}
