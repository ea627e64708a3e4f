/** `mirror_workflow` when something does not work: the job goes its way, and what can be shown is shown. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../src/mirror/process-alive.ts";
import { type JobStep, startWorld, type World } from "./local-runner.ts";
import { inputs, mirror, patience, pollerOf, seen, shown, timeout } from "./mirrored.ts";

const unreadable: [string, (world: World) => JobStep & { env?: Record<string, string> }, RegExp][] = [
	["a bad token", () => ({ ...mirror, with: { ...inputs, "github-token": "ghs_old" } }), /401 Bad credentials/],
	["no token", () => ({ ...mirror, with: { ...inputs, "github-token": "" } }), /github-token is empty/],
	[
		"no permission",
		(world) => {
			world.github.permitted = false;
			return mirror;
		},
		/403 Resource not accessible by integration\. .*`actions: read`/,
	],
	["an unknown run", () => ({ ...mirror, env: { GITHUB_RUN_ID: "1" } }), /404 Not Found/],
	[
		"act",
		() => ({ ...mirror, env: { ACT: "true", GITHUB_RUN_ID: "1", GITHUB_ACTOR: "nektos/act" } }),
		/act has no jobs/,
	],
	[
		"an API that is not there",
		() => ({ ...mirror, env: { GITHUB_API_URL: "http://127.0.0.1:2" } }),
		/fetch failed \(ECONNREFUSED\)/,
	],
];

test.for(unreadable)("with %s it shows the time, says why, and ends green", timeout, async ([, prepare, reason]) => {
	await using world = await startWorld();
	const { status, results } = await world.runJob({ steps: [prepare(world), { name: "Build" }] });
	expect(status).toBe("success");
	expect(results.Mirror?.annotations).toEqual([{ level: "warning", text: expect.stringMatching(reason) }]);
	expect(results["Post Mirror"]?.summary).toMatch(/\| Steps \| could not be read: /);
	expect(shown(world)).toMatchObject({
		status: "ended",
		state: { type: "timer", title: "CI · build", subtitle: "Succeeded", color: "green" },
	});
	world.mock.journal.expectNoUnexpectedRequests();
});

test("a job that cannot be told from others is not guessed", timeout, async () => {
	await using world = await startWorld();
	const twin = { id: 1, run_id: 16_805_751_735, run_attempt: 1, status: "in_progress", conclusion: null } as const;
	world.github.jobs.push({ ...twin, name: "Linux", runner_name: "shared", steps: [] });
	const { results } = await world.runJob({ name: "macOS", runner: "shared", hasId: false, steps: [mirror] });
	expect(results.Mirror?.annotations[0]?.text).toContain("none of the run's 2 jobs could be told to be this one");
	expect(shown(world)?.state.type).toBe("timer");
});

test("steps are shown from when they can be read", timeout, async () => {
	await using world = await startWorld();
	world.github.permitted = false;
	const { results } = await world.runJob({
		steps: [
			{ ...mirror },
			{
				name: "Permit",
				async run() {
					// The step's own look, and one of the poller's.
					const refused = () => world.github.requests.filter((request) => request.startsWith("403")).length;
					await expect.poll(refused, patience).toBeGreaterThan(1);
					expect(shown(world)?.state.type).toBe("timer");
					world.github.permitted = true;
					await expect.poll(() => shown(world)?.state, patience).toMatchObject({ subtitle: "Permit", currentStep: 2 });
				},
			},
		],
	});
	expect(results["Post Mirror"]?.log).toMatch(
		/could not be read: GitHub answered 403.*\n(.*\n)*The job's steps can be read/,
	);
	expect(shown(world)).toMatchObject({ status: "ended", state: { type: "segmented_progress", color: "green" } });
});

test("what is shown stays while GitHub has trouble", timeout, async () => {
	await using world = await startWorld();
	await world.runJob({
		steps: [
			mirror,
			seen(world, "Build", 2),
			{
				name: "Test",
				async run() {
					world.github.faults.push(502, 503, 500);
					await expect.poll(() => shown(world)?.state.subtitle, patience).toBe("Test");
				},
			},
		],
	});
	const types = world.mock.journal
		.entries()
		.map(({ body }) => (body as { content_state: { type: string } }).content_state.type);
	expect(new Set(types)).toEqual(new Set(["segmented_progress"]));
});

test("an API that is busy at first is told, and shows the job later", timeout, async () => {
	await using world = await startWorld();
	// What an answer says gives no command, also where it comes by way of the poller's log.
	const body = { error: "Busy", message: "try later\n::error::told\nit is ##[add-mask]so" };
	world.mock.faults.add({ operation: "reconcileLiveActivityStream", status: 503, times: 2, body });
	const { status, results } = await world.runJob({ steps: [mirror, seen(world, "Build", 2)] });
	expect(status).toBe("success");
	expect(results.Mirror?.outputs.ok).toBe("false");
	expect(results["Post Mirror"]?.annotations).toEqual([]);
	expect(results["Post Mirror"]?.log).toMatch(
		/^A state was not sent: 503 .*try later\n: :error::told\nit is ## \[add-mask\]so$/m,
	);
	expect(shown(world)).toMatchObject({ status: "ended", state: { color: "green" } });
});

test("a key that is wrong leaves nothing behind", timeout, async () => {
	await using world = await startWorld({ accounts: [{ keys: ["ask_other"] }] });
	const { status, results } = await world.runJob({ steps: [mirror, { name: "Build" }] });
	expect(status).toBe("success");
	expect(results.Mirror?.state.mirror).toBe("");
	expect(results.Mirror?.state.poller).toBeUndefined();
	expect(results["Post Mirror"]).toMatchObject({ log: "", annotations: [] });
	expect(world.mock.journal.count()).toBe(1);
});

test("with errors, a mirror that cannot begin fails its step", timeout, async () => {
	await using world = await startWorld({ accounts: [{ keys: ["ask_other"] }] });
	const { status } = await world.runJob({ steps: [{ ...mirror, with: { ...inputs, errors: "true" } }] });
	expect(status).toBe("failure");
});

test("a job of which nothing could be shown goes well", timeout, async () => {
	await using world = await startWorld();
	world.mock.faults.add({ operation: "reconcileLiveActivityStream", status: 503 });
	const { status, results } = await world.runJob({ steps: [mirror, { name: "Build" }] });
	expect(status).toBe("success");
	expect(results["Post Mirror"]?.log).toContain("mirror_workflow: Succeeded, but nothing was shown");
});

test("a state that is still under way does not come after the end", timeout, async () => {
	await using world = await startWorld();
	const operation = "reconcileLiveActivityStream";
	const deploy: JobStep = {
		name: "Deploy",
		async run() {
			const slow = world.mock.faults.add({ operation, delay: "1500ms", times: 1 });
			await expect.poll(() => slow.struck, patience).toBe(1);
		},
	};
	await world.runJob({ steps: [mirror, seen(world, "Build", 2), deploy] });
	await world.mock.journal.waitFor({ operation }, { count: 3, timeout: "30s" });
	expect(world.mock.journal.last()?.operation).toBe("endLiveActivityStream");
	expect(shown(world)).toMatchObject({ status: "ended", state: { currentStep: 3, color: "green" } });
});

test("an end that cannot be sent is told, and does not fail the job", timeout, async () => {
	await using world = await startWorld();
	world.mock.faults.add({
		operation: "endLiveActivityStream",
		status: 400,
		body: { error: "Bad request", message: "no" },
	});
	const { status, results } = await world.runJob({ steps: [mirror, { name: "Build" }] });
	expect(status).toBe("success");
	expect(results["Post Mirror"]?.annotations).toEqual([
		{ level: "warning", text: expect.stringContaining("could not be ended: 400 · Bad request · no") },
	]);
});

test("the end comes although the poller has died", timeout, async () => {
	await using world = await startWorld();
	const kill: JobStep = {
		name: "Kill",
		async run({ Mirror }) {
			const pid = pollerOf(Mirror?.state);
			process.kill(pid, "SIGKILL");
			await expect.poll(() => isAlive(pid), patience).toBe(false);
		},
	};
	const { status } = await world.runJob({ steps: [mirror, kill] });
	expect(status).toBe("success");
	expect(shown(world)).toMatchObject({ status: "ended", state: { currentStep: 2, color: "green" } });
});

test.runIf(existsSync("/proc/self/stat"))("a process that nobody has waited for is not alive", timeout, async () => {
	// As in a job container: the parent of what has ended is a program that does not ask. A shell might, so it is gone by then.
	const parent = spawn("sh", ["-c", "sleep 1 & echo $!; exec sleep 600"], { stdio: ["ignore", "pipe", "ignore"] });
	onTestFinished(() => void parent.kill());
	const [pid] = await once(createInterface({ input: parent.stdout }), "line");
	await expect.poll(() => isAlive(Number(pid)), patience).toBe(false);
	expect(existsSync(`/proc/${pid}`)).toBe(true);
	expect(isAlive(parent.pid ?? 0)).toBe(true);
});

test("when no post step comes, the poller ends it with the job", timeout, async () => {
	await using world = await startWorld();
	const { results } = await world.runJob({ lost: true, steps: [mirror, seen(world, "Build", 2)] });
	await expect.poll(() => shown(world), patience).toMatchObject({ status: "ended", state: { color: "green" } });
	await expect.poll(() => isAlive(pollerOf(results.Mirror?.state)), patience).toBe(false);
});

test("the poller is gone when the runner clears away the job's files", timeout, async () => {
	await using world = await startWorld();
	const clear: JobStep = {
		name: "Clear",
		run() {
			// Nobody tells it that the job is over.
			world.github.permitted = false;
			rmSync(join(world.home, "temp"), { recursive: true, maxRetries: 5 });
		},
	};
	const { results } = await world.runJob({ lost: true, steps: [mirror, seen(world, "Build", 2), clear] });
	await expect.poll(() => isAlive(pollerOf(results.Mirror?.state)), patience).toBe(false);
	expect(shown(world)?.status).toBe("active");
});
