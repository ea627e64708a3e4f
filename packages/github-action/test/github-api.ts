/** GitHub's API for the jobs of a run, on a port of this machine: it answers what is needed, and refuses what GitHub refuses. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ApiStep {
	name: string;
	status: "queued" | "in_progress" | "completed";
	conclusion: string | null;
	number: number;
}

export interface ApiJob {
	id: number;
	run_id: number;
	run_attempt: number;
	name: string;
	status: "queued" | "in_progress" | "completed";
	conclusion: string | null;
	runner_name: string | null;
	steps: ApiStep[];
}

export interface GitHub extends AsyncDisposable {
	url: string;
	repository: string;
	/** The token that is good. */
	token: string;
	jobs: ApiJob[];
	/** Every request, as `200 /repos/…`. */
	requests: string[];
	/** What is left of the rate limit. Undefined without one, as GitHub Enterprise Server has it until told otherwise. */
	remaining: number | undefined;
	/** Answers that come before any other: a status, or `hang` for none. */
	faults: (number | "hang")[];
	/** Whether the token has the permission `actions: read`. */
	permitted: boolean;
}

const LIMIT = 1000;

export async function startGitHub(): Promise<GitHub> {
	const server = createServer((request, response) => answer(github, request, response));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const github: GitHub = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		repository: "acme/web",
		token: `ghs_${crypto.randomUUID()}`,
		jobs: [],
		requests: [],
		remaining: undefined,
		faults: [],
		permitted: true,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return github;
}

function answer(github: GitHub, request: IncomingMessage, response: ServerResponse): void {
	const url = new URL(request.url ?? "/", github.url);
	const fault = github.faults.shift();
	if (fault === "hang") return;
	const { status, body, etag } = fault ? refuse(fault, "Server Error") : find(github, request, url);
	const unchanged = status === 200 && etag !== undefined && request.headers["if-none-match"] === etag;
	// What has not changed is free.
	if (!unchanged && status !== 401 && github.remaining) github.remaining--;
	github.requests.push(`${unchanged ? 304 : status} ${url.pathname}${url.search}`);
	response.writeHead(unchanged ? 304 : status, {
		"content-type": "application/json; charset=utf-8",
		...(github.remaining !== undefined && {
			"x-ratelimit-limit": LIMIT,
			"x-ratelimit-remaining": github.remaining,
			"x-ratelimit-reset": Math.ceil(Date.now() / 1000) + 3600,
		}),
		...(etag !== undefined && { etag }),
	});
	response.end(unchanged ? undefined : JSON.stringify(body));
}

interface Answer {
	status: number;
	body: unknown;
	etag?: string;
}

const refuse = (status: number, message: string): Answer => ({ status, body: { message } });

function find(github: GitHub, { headers, method }: IncomingMessage, url: URL): Answer {
	if (!headers["user-agent"]) return refuse(403, "Request forbidden by administrative rules.");
	if (headers.authorization !== `Bearer ${github.token}`) return refuse(401, "Bad credentials");
	if (github.remaining === 0) return refuse(403, "API rate limit exceeded for installation.");
	if (!github.permitted) return refuse(403, "Resource not accessible by integration");
	const path = url.pathname.startsWith(`/repos/${github.repository}/actions/`)
		? url.pathname.slice(`/repos/${github.repository}/actions/`.length)
		: "";
	const [, id] = /^jobs\/(\d+)$/.exec(path) ?? [];
	const [, run, attempt] = /^runs\/(\d+)\/attempts\/(\d+)\/jobs$/.exec(path) ?? [];
	if (method !== "GET") return refuse(404, "Not Found");
	if (id !== undefined) {
		const job = github.jobs.find((other) => String(other.id) === id);
		return job
			? { status: 200, body: job, etag: `W/"${JSON.stringify(job).length}-${hash(job)}"` }
			: refuse(404, "Not Found");
	}
	const jobs = github.jobs.filter((job) => String(job.run_id) === run && String(job.run_attempt) === attempt);
	if (jobs.length === 0) return refuse(404, "Not Found");
	const size = Math.min(100, Number(url.searchParams.get("per_page") ?? 30));
	const page = Number(url.searchParams.get("page") ?? 1);
	return { status: 200, body: { total_count: jobs.length, jobs: jobs.slice((page - 1) * size, page * size) } };
}

const hash = (value: unknown) =>
	[...JSON.stringify(value)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
