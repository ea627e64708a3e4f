/** Runs a job's steps in order, and lets GitHub's API and the action's environment say what they would say of it. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock, type Mock } from "@activitysmith/mock-server";
import { runHalf, type StepResult, type StepRun } from "./action-step.ts";
import { type Contexts, condition, evaluate } from "./expression.ts";
import { type ApiJob, type ApiStep, type GitHub, startGitHub } from "./github-api.ts";

export interface JobStep {
	name: string;
	id?: string;
	if?: string;
	/** Inputs: then the step is the action. */
	with?: Record<string, string>;
	/** A script for bash, or what is done in its place. */
	run?: string | ((results: JobResult["results"]) => unknown);
	env?: Record<string, string>;
	/** Called with the action's process. */
	onStart?: StepRun["onStart"];
}

export interface JobOptions {
	/** In the workflow file. @default "build" */
	key?: string;
	/** On the run's page. @default the key */
	name?: string;
	runner?: string;
	attempt?: number;
	/** Whether the context has the job's id. @default true */
	hasId?: boolean;
	env?: Record<string, string>;
	matrix?: Record<string, string>;
	/** The runner is gone before the post steps. @default false */
	lost?: boolean;
	steps: JobStep[];
}

export interface JobResult {
	status: string;
	/** By the step's name, and `Post <name>`. */
	results: Record<string, StepResult>;
	job: ApiJob;
}

/** A step that throws this has been stopped with its job. */
export class Cancelled extends Error {}

export interface World extends AsyncDisposable {
	mock: Mock;
	github: GitHub;
	baseURL: string;
	apiKey: string;
	home: string;
	runJob(options: JobOptions): Promise<JobResult>;
	/** One step of the action, in a job of its own, without what comes after the job. */
	step(inputs: Record<string, string>, options?: Partial<JobStep & JobOptions>): Promise<StepResult>;
}

const RUN_ID = 16_805_751_735;
let lastJobId = 51_725_241_954;

export async function startWorld(options?: Parameters<typeof createMock>[0]): Promise<World> {
	const mock = createMock(options);
	const { baseURL } = await mock.listen();
	const github = await startGitHub();
	const home = mkdtempSync(join(tmpdir(), "action-"));
	const world: World = {
		mock,
		github,
		baseURL,
		apiKey: `ask_${crypto.randomUUID().replaceAll("-", "")}`,
		home,
		runJob: (job) => runJob(world, job),
		async step(inputs, { name = "ActivitySmith", ...more } = {}) {
			const { results } = await runJob(world, { lost: true, ...more, steps: [{ ...more, name, with: inputs }] });
			const result = results[name];
			if (!result) throw new Error("the step did not run");
			return result;
		},
		async [Symbol.asyncDispose]() {
			await mock.close();
			await github[Symbol.asyncDispose]();
			const leaks = filesWith(home, [world.apiKey, github.token]);
			rmSync(home, { recursive: true, force: true, maxRetries: 5 });
			if (leaks.length > 0) throw new Error(`a secret is in ${leaks.join(", ")}`);
		},
	};
	return world;
}

function filesWith(folder: string, secrets: string[]): string[] {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const text = (path: string) => {
		try {
			return readFileSync(path, "utf8");
		} catch {
			// A poller that nobody has stopped has renamed it.
			return "";
		}
	};
	return entries
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => secrets.some((secret) => text(path).includes(secret)));
}

function contextsOf(
	{ github, apiKey }: World,
	job: ApiJob,
	{ hasId = true, matrix = {} }: Partial<JobOptions>,
): Contexts {
	return {
		github: {
			token: github.token,
			run_id: RUN_ID,
			server_url: "https://github.com",
			repository: github.repository,
			event: { pull_request: { title: 'Say "hello"\nbadge: 99' } },
		},
		job: { status: job.conclusion ?? "success", ...(hasId && { check_run_id: job.id }) },
		secrets: { ACTIVITYSMITH_API_KEY: apiKey },
		steps: {},
		matrix,
		strategy: { "job-index": 0 },
	};
}

async function runJob(world: World, options: JobOptions): Promise<JobResult> {
	const { key = "build", name = key, runner = "GitHub Actions 7", attempt = 1, steps } = options;
	const names = ["Set up job", ...steps.map((step) => step.name)];
	const job: ApiJob = {
		id: ++lastJobId,
		run_id: RUN_ID,
		run_attempt: attempt,
		name,
		status: "in_progress",
		conclusion: null,
		runner_name: runner,
		steps: names.map((step, index) => ({ name: step, status: "queued", conclusion: null, number: index + 1 })),
	};
	world.github.jobs.push(job);
	const [setUp, ...apiSteps] = job.steps;
	if (setUp) finish(setUp, "success");
	const contexts = contextsOf(world, job, options);
	const env = { ...environment(world, { key, runner, attempt }), ...options.env };
	const results: JobResult["results"] = {};
	const posts: (() => Promise<void>)[] = [];

	const runAction = async (step: JobStep): Promise<boolean> => {
		const inputs = Object.entries(step.with ?? {}).map(([input, value]) => [input, evaluate(String(value), contexts)]);
		const half = (which: "main" | "post", state: Record<string, string>) =>
			runHalf({
				half: which,
				with: { "base-url": world.baseURL, "api-key": world.apiKey, ...Object.fromEntries(inputs) },
				contexts,
				home: world.home,
				env: { ...env, ...step.env },
				state,
				secrets: [world.apiKey, world.github.token],
				...(which === "main" && step.onStart && { onStart: step.onStart }),
			});
		const main = await half("main", {});
		results[step.name] = main;
		if (step.id !== undefined) contexts.steps[step.id] = { outputs: main.outputs };
		posts.unshift(async () => {
			const number = job.steps.length + 1;
			const api: ApiStep = { name: `Post ${step.name}`, status: "in_progress", conclusion: null, number };
			job.steps.push(api);
			const post = await half("post", main.state);
			results[`Post ${step.name}`] = post;
			finish(api, post.exitCode === 0 ? "success" : "failure");
			if (post.exitCode !== 0) contexts.job.status = "failure";
		});
		if (main.signal !== null) throw new Cancelled();
		return main.exitCode === 0;
	};

	for (const [index, step] of steps.entries()) {
		const api = apiSteps[index];
		if (!api) throw new Error("a step is missing");
		if (!condition(step.if, String(contexts.job.status))) {
			finish(api, "skipped");
			continue;
		}
		api.status = "in_progress";
		try {
			const well = step.with ? await runAction(step) : await runOther(step, world.home, contexts, results);
			finish(api, well ? "success" : "failure");
			if (!well) contexts.job.status = "failure";
		} catch (error) {
			const cancelled = error instanceof Cancelled;
			if (!cancelled && !(error instanceof StepFailed)) throw error;
			finish(api, cancelled ? "cancelled" : "failure");
			contexts.job.status = cancelled ? "cancelled" : "failure";
		}
	}
	if (!options.lost) for (const post of posts) await post();
	const status = String(contexts.job.status);
	Object.assign(job, { status: "completed", conclusion: status });
	return { status, results, job };
}

/** Thrown by a step in these tests that is to fail. */
export class StepFailed extends Error {}

async function runOther(
	{ run }: JobStep,
	home: string,
	contexts: Contexts,
	results: JobResult["results"],
): Promise<boolean> {
	if (typeof run === "function") await run(results);
	else if (run !== undefined) {
		const script = evaluate(run, contexts);
		return promisify(execFile)("bash", ["-e", "-c", script], { cwd: home }).then(
			() => true,
			() => false,
		);
	}
	return true;
}

function finish(step: ApiStep, conclusion: string): void {
	Object.assign(step, { status: "completed", conclusion });
}

/** What the runner sets for every step, as far as an action might look. */
function environment(
	{ github }: World,
	{ key, runner, attempt }: { key: string; runner: string; attempt: number },
): Record<string, string> {
	return {
		CI: "true",
		GITHUB_ACTIONS: "true",
		GITHUB_API_URL: github.url,
		GITHUB_SERVER_URL: "https://github.com",
		GITHUB_REPOSITORY: github.repository,
		GITHUB_RUN_ID: String(RUN_ID),
		GITHUB_RUN_ATTEMPT: String(attempt),
		GITHUB_RUN_NUMBER: "42",
		GITHUB_WORKFLOW: "CI",
		GITHUB_JOB: key,
		GITHUB_ACTOR: "octocat",
		GITHUB_EVENT_NAME: "push",
		GITHUB_REF: "refs/heads/secret-branch",
		GITHUB_SHA: "ffac537e6cbbf934b08745a378932722df287a53",
		RUNNER_NAME: runner,
		RUNNER_OS: "Linux",
		RUNNER_ARCH: "X64",
		RUNNER_TRACKING_ID: "github_5c2f3f3c-0000-4000-8000-000000000000",
	};
}
