/** Reads a job over HTTP from what answers as GitHub's API does. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Run } from "../src/mirror/job.ts";
import { createJobReader } from "../src/mirror/job-reader.ts";
import { type ApiJob, type GitHub, startGitHub } from "./github-api.ts";

const apiJob = (fields: Partial<ApiJob>): ApiJob => ({
	id: 100,
	run_id: 7,
	run_attempt: 1,
	name: "build",
	status: "in_progress",
	conclusion: null,
	runner_name: "r1",
	steps: [],
	...fields,
});

const runOf = ({ url, repository }: GitHub, fields: Partial<Run> = {}): Run => ({
	apiURL: url,
	repository,
	id: "7",
	attempt: "1",
	job: "build",
	runner: "r1",
	jobId: "",
	local: false,
	...fields,
});

test("a job that has not changed costs nothing of the rate limit", async () => {
	await using github = await startGitHub();
	github.jobs.push(apiJob({}));
	github.remaining = 900;
	const reader = createJobReader(runOf(github, { jobId: "100" }), github.token, 10);
	const first = await reader.read();
	expect(await reader.read()).toEqual(first);
	expect(github.requests.map((request) => request.slice(0, 3))).toEqual(["200", "304"]);
	expect(github.remaining).toBe(899);
	const [job] = github.jobs;
	if (job) job.steps.push({ name: "Build", status: "in_progress", conclusion: null, number: 1 });
	expect((await reader.read())?.steps).toMatchObject([{ name: "Build" }]);
});

test("a job is found on whatever page it is", async () => {
	await using github = await startGitHub();
	for (let id = 1; id <= 230; id++) github.jobs.push(apiJob({ id, name: `build (${id})`, runner_name: `r${id}` }));
	const reader = createJobReader(runOf(github, { runner: "r217" }), github.token, 10);
	expect((await reader.read())?.id).toBe(217);
	expect(github.requests).toHaveLength(3);
	// Now that its id is known, it is asked for itself.
	await reader.read();
	expect(github.requests.at(-1)).toBe("200 /repos/acme/web/actions/jobs/217");
});

test.each([["101"], ["999"], ["not a number"]])("an id that is not of this run (%s) is not believed", async (jobId) => {
	await using github = await startGitHub();
	github.jobs.push(apiJob({}), apiJob({ id: 101, run_id: 8 }));
	const reader = createJobReader(runOf(github, { jobId }), github.token, 10);
	expect((await reader.read())?.id).toBe(100);
});

test("trouble is told, waits longer each time, and is forgotten when it is over", async () => {
	await using github = await startGitHub();
	github.jobs.push(apiJob({}));
	const reader = createJobReader(runOf(github, { jobId: "100" }), github.token, 10);
	await reader.read();
	const pauses = [];
	for (const status of [500, 502]) {
		github.faults.push(status);
		expect(await reader.read()).toBeUndefined();
		expect(reader.problem).toBe(`GitHub answered ${status} Server Error`);
		pauses.push(reader.pause);
	}
	expect(pauses).toEqual([20, 40]);
	expect(await reader.read()).toBeDefined();
	expect(reader.problem).toBeUndefined();
	expect(reader.pause).toBe(10);
});

test("a limit that is used up is waited for", async () => {
	await using github = await startGitHub();
	github.jobs.push(apiJob({}));
	github.remaining = 0;
	const reader = createJobReader(runOf(github), github.token, 10);
	expect(await reader.read()).toBeUndefined();
	expect(reader.problem).toBe("GitHub answered 403 API rate limit exceeded for installation.");
	expect(reader.pause).toBeGreaterThan(3_000_000);
});

test("an answer that never comes is waited for five seconds", { timeout: 60_000 }, async () => {
	await using github = await startGitHub();
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	const shorter = vi.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => timeout(milliseconds / 100));
	onTestFinished(() => shorter.mockRestore());
	github.faults.push("hang", "hang");
	const reader = createJobReader(runOf(github), github.token, 10);
	expect(await reader.read()).toBeUndefined();
	expect(reader.problem).toBe("GitHub did not answer");
	expect(shorter.mock.calls).toEqual([[5000]]);
});

test("what is not JSON is told by its status", async () => {
	await using github = await startGitHub();
	const page = createServer((_, response) => response.writeHead(200).end("<h1>Sign in</h1>"));
	await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
	const apiURL = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
	const reader = createJobReader(runOf(github, { apiURL }), github.token, 10);
	expect(await reader.read()).toBeUndefined();
	expect(reader.problem).toBe("GitHub answered 200");
	page.closeAllConnections();
	page.close();
});
