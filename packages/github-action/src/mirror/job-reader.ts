/** Reads the job from GitHub's API, as often as its rate limit allows. */
import { isObject, type Payload } from "../payload.ts";
import { identify, type Job, jobFrom, type Run } from "./job.ts";

export interface JobReader {
	/** The job as it is now; undefined when that cannot be known. Never rejects. */
	read(): Promise<Job | undefined>;
	/** Why the last reading brought nothing. */
	readonly problem: string | undefined;
	/** Milliseconds to wait before the next reading. */
	readonly pause: number;
}

const TIMEOUT_MS = 5000;
const LONGEST_BACKOFF_MS = 300_000;
/** GitHub's most for one page. */
const PER_PAGE = 100;

/** What is left for everything else in the repository that uses the same token: a tenth of the limit. */
const RESERVE = 0.1;

/**
 * Milliseconds until the next request, so that what is left of the limit lasts until it is renewed: several jobs share it.
 *
 * @param interval the least that is wanted
 */
export function pauseAfter(headers: Headers, interval: number, now: number): number {
	const number = (name: string) => Number(headers.get(name) ?? Number.NaN);
	const retryAfter = number("retry-after");
	if (retryAfter >= 0) return Math.max(interval, retryAfter * 1000);
	const remaining = number("x-ratelimit-remaining");
	const left = Math.max(0, number("x-ratelimit-reset") * 1000 - now);
	if (Number.isNaN(remaining) || Number.isNaN(left)) return interval;
	const spare = remaining - RESERVE * (number("x-ratelimit-limit") || 0);
	return Math.max(interval, spare > 0 ? left / spare : left);
}

/** @param interval milliseconds between two readings, at least */
export function createJobReader(run: Run, token: string, interval: number): JobReader {
	const base = `${run.apiURL.replace(/\/+$/, "")}/repos/${run.repository}/actions`;
	let id = /^\d+$/.test(run.jobId) ? Number(run.jobId) : undefined;
	let etag: string | undefined;
	let newest: Job | undefined;
	let failures = 0;
	let problem: string | undefined;
	let pause = interval;

	const request = async (path: string, headers?: Record<string, string>): Promise<Response> => {
		const response = await fetch(`${base}${path}`, {
			headers: {
				accept: "application/vnd.github+json",
				authorization: `Bearer ${token}`,
				"user-agent": "activitysmith-github-action",
				"x-github-api-version": "2022-11-28",
				...headers,
			},
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		pause = pauseAfter(response.headers, interval, Date.now());
		return response;
	};

	/** @throws Error with GitHub's own message */
	const checked = async (response: Response): Promise<Payload> => {
		const body = parsed(await response.text());
		if (response.ok && isObject(body)) return body;
		const message = isObject(body) && typeof body.message === "string" ? body.message : "";
		throw new Error(`GitHub answered ${response.status} ${message}`.trim());
	};

	const find = async (): Promise<Job> => {
		const jobs: Job[] = [];
		for (let page = 1; ; page++) {
			const path = `/runs/${run.id}/attempts/${run.attempt}/jobs?per_page=${PER_PAGE}&page=${page}`;
			const body = await checked(await request(path));
			const found = Array.isArray(body.jobs) ? body.jobs : [];
			jobs.push(...found.map(jobFrom));
			if (found.length < PER_PAGE || jobs.length >= Number(body.total_count)) break;
		}
		const job = identify(jobs, run);
		if (!job) throw new Error(`none of the run's ${jobs.length} jobs could be told to be this one`);
		return job;
	};

	/**
	 * The job of the known id; undefined when that is none of this run. An unchanged one costs nothing of the limit, when
	 * asked for with what GitHub called its last version.
	 */
	const get = async (): Promise<Job | undefined> => {
		const response = await request(`/jobs/${id}`, etag === undefined ? {} : { "if-none-match": etag });
		if (response.status === 304) return newest;
		// What the context calls the job's id is the check run's, which an older server may tell apart.
		if (response.status === 404 && !newest) return undefined;
		const job = jobFrom(await checked(response));
		if (String(job.runId) !== run.id) return undefined;
		etag = response.headers.get("etag") ?? undefined;
		return job;
	};

	const look = async (): Promise<Job> => {
		if (run.local) throw new Error("act has no jobs to ask for");
		if (token === "") throw new Error("github-token is empty");
		const known = id === undefined ? undefined : await get();
		if (known) return known;
		const job = await find();
		id = job.id;
		return job;
	};

	return {
		async read() {
			try {
				newest = await look();
				failures = 0;
				problem = undefined;
				return newest;
			} catch (error) {
				problem = error instanceof Error && error.name === "TimeoutError" ? "GitHub did not answer" : reason(error);
				pause = Math.max(pause, Math.min(interval * 2 ** ++failures, LONGEST_BACKOFF_MS));
				return undefined;
			}
		},
		get problem() {
			return problem;
		},
		get pause() {
			return pause;
		},
	};
}

/** Undefined for what is not JSON: a page of a proxy, say. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The status has to do.
		return undefined;
	}
}

/** What fetch wraps says more: `ECONNREFUSED`, say. */
function reason(error: unknown): string {
	const { message, cause } = error as Error & { cause?: { code?: string } };
	return cause?.code === undefined ? message : `${message} (${cause.code})`;
}
