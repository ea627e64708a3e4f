/** A job as GitHub's API shows it, and which of a run's jobs is this one. */
import { isObject, type Payload } from "../payload.ts";

export interface Step {
	name: string;
	status: string;
	conclusion: string | null;
}

export interface Job {
	id: number;
	runId: number;
	/** As on the run's page: `test (20)` in a matrix, `deploy / publish` in a reusable workflow. */
	name: string;
	status: string;
	conclusion: string | null;
	runner: string;
	steps: Step[];
}

/** What the runner's environment says of the job. */
export interface Run {
	/** `https://api.github.com`, or that of a GitHub Enterprise Server. */
	apiURL: string;
	/** With its owner. */
	repository: string;
	id: string;
	/** 1, and more for a re-run. */
	attempt: string;
	/** The key of the job in its workflow file. */
	job: string;
	/** The name of the runner. */
	runner: string;
	/** The id that GitHub's contexts have since 2025; else empty. */
	jobId: string;
	/** Run by `act`, of which GitHub knows nothing. */
	local: boolean;
}

/** The fields that matter here, whatever else there is. */
export function jobFrom(value: unknown): Job {
	const job = isObject(value) ? value : {};
	const steps = Array.isArray(job.steps) ? job.steps.filter(isObject) : [];
	return {
		id: Number(job.id),
		runId: Number(job.run_id),
		name: text(job.name),
		status: text(job.status),
		conclusion: textOrNull(job.conclusion),
		runner: text(job.runner_name),
		steps: steps
			.toSorted((one, other) => Number(one.number) - Number(other.number))
			.map((step: Payload) => ({
				name: text(step.name),
				status: text(step.status),
				conclusion: textOrNull(step.conclusion),
			})),
	};
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
const textOrNull = (value: unknown) => (typeof value === "string" ? value : null);

/**
 * Which of the run's jobs this is. A runner does one job at a time, so its name tells; where GitHub does not have it yet,
 * or several runners share it, the job's key in the workflow has to. Undefined rather than a guess.
 */
export function identify(jobs: readonly Job[], run: Run): Job | undefined {
	const running = jobs.filter(({ status }) => status === "in_progress");
	const here = running.filter(({ runner }) => runner !== "" && runner === run.runner);
	if (here.length === 1) return here[0];
	const candidates = here.length > 0 ? here : running.filter(({ runner }) => runner === "" || run.runner === "");
	const named = candidates.filter(({ name }) => isNamed(name, run.job));
	if (named.length === 1) return named[0];
	return jobs.length === 1 ? candidates[0] : undefined;
}

/** `build`, `build (20, linux)` in a matrix, `release / build` in a reusable workflow. */
function isNamed(name: string, job: string): boolean {
	const own = name.split(" / ").at(-1);
	return own === job || own?.startsWith(`${job} (`) === true;
}
