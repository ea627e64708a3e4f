/** `mirror_workflow` through whole jobs: what the phone shows while the steps run, and at the end. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isAlive } from "../src/mirror/process-alive.ts";
import { Cancelled, type JobStep, StepFailed, startWorld } from "./local-runner.ts";
import { inputs, mirror, patience, pollerOf, seen, shown, timeout } from "./mirrored.ts";

const failing = (name: string, error: Error = new StepFailed()): JobStep => ({
	name,
	run() {
		throw error;
	},
});

test("follows the steps of a job, and ends green", timeout, async () => {
	await using world = await startWorld();
	const names = ["Check out", "Install", "Test", "Deploy"];
	const { status, results } = await world.runJob({
		steps: [mirror, ...names.map((name, index) => seen(world, name, index + 2))],
	});
	expect(status).toBe("success");
	expect(results.Mirror?.outputs).toMatchObject({ ok: "true", operation: "started" });
	expect(shown(world)).toMatchObject({
		status: "ended",
		state: {
			type: "segmented_progress",
			numberOfSteps: 5,
			currentStep: 5,
			color: "green",
			subtitle: "Succeeded",
		},
	});
	expect(results["Post Mirror"]?.summary).toContain("| Job | build |\n| Steps | 5 |\n| Result | Succeeded |");
	// What is left behind is gone, and nothing came after the end.
	await expect.poll(() => isAlive(pollerOf(results.Mirror?.state)), patience).toBe(false);
	expect(world.mock.journal.last()?.operation).toBe("endLiveActivityStream");
	world.mock.journal.expectNoUnexpectedRequests();
});

test("is red from a failure on, while steps still run, and ends with the step that failed", timeout, async () => {
	await using world = await startWorld();
	const tidyUp: JobStep = {
		name: "Tidy up",
		if: "always()",
		run: () =>
			expect
				.poll(() => shown(world)?.state, patience)
				.toMatchObject({ subtitle: "Tidy up", currentStep: 5, color: "red" }),
	};
	const { status } = await world.runJob({
		steps: [mirror, seen(world, "Install", 2), failing("Test"), seen(world, "Deploy", 4), tidyUp],
	});
	expect(status).toBe("failure");
	expect(shown(world)).toMatchObject({
		status: "ended",
		state: { numberOfSteps: 5, currentStep: 3, color: "red", subtitle: "Failed: Test" },
	});
});

test("ends red when the job is cancelled", timeout, async () => {
	await using world = await startWorld();
	const { status } = await world.runJob({
		steps: [mirror, seen(world, "Install", 2), failing("Test", new Cancelled()), seen(world, "Deploy", 4)],
	});
	expect(status).toBe("cancelled");
	expect(shown(world)).toMatchObject({
		status: "ended",
		state: { numberOfSteps: 4, currentStep: 3, color: "red", subtitle: "Cancelled: Test" },
	});
});

test.for(["SIGINT", "SIGTERM"] as const)(
	"ends what was begun when %s stops the step itself",
	timeout,
	async (signal) => {
		await using world = await startWorld();
		// The service has acted, but its answer does not come.
		world.mock.faults.add({ operation: "reconcileLiveActivityStream", connection: "never", processed: true, times: 1 });
		const { status, results } = await world.runJob({
			steps: [
				{
					...mirror,
					async onStart(child) {
						await expect.poll(() => shown(world)?.status, patience).toBe("active");
						child.kill(signal);
					},
				},
				seen(world, "Install", 2),
			],
		});
		expect(results.Mirror?.signal).toBe(signal);
		expect(status).toBe("cancelled");
		expect(shown(world)).toMatchObject({ status: "ended", state: { color: "red" } });
	},
);

test("jobs of a matrix are told apart by their runners, and have a Live Activity each", timeout, async () => {
	await using world = await startWorld();
	const jobs = ["18", "20", "22"].map((node) =>
		world.runJob({
			key: "test",
			name: `test (${node})`,
			runner: `GitHub Actions ${node}`,
			hasId: false,
			matrix: { node },
			steps: [
				mirror,
				seen(world, "Run tests", 2, `CI · test (${node})`),
				...(node === "20" ? [failing("Report")] : []),
			],
		}),
	);
	expect((await Promise.all(jobs)).map(({ status }) => status)).toEqual(["success", "failure", "success"]);
	const states = ["18", "20", "22"].map((node) => shown(world, `CI · test (${node})`)?.state);
	expect(states.map((state) => state?.color)).toEqual(["green", "red", "green"]);
	expect(world.github.requests.some((request) => request.startsWith("200") && request.includes("/attempts/1/"))).toBe(
		true,
	);
});

test("a job that is mirrored twice, for two channels, has two Live Activities", timeout, async () => {
	await using world = await startWorld();
	const again = {
		name: "Mirror for ops",
		with: { ...inputs, channels: "ops", payload: "content_state: { title: Ops }" },
	};
	await world.runJob({ steps: [mirror, again, seen(world, "Test", 3), seen(world, "Deploy", 4, "Ops")] });
	for (const title of ["CI · build", "Ops"]) {
		expect(shown(world, title)).toMatchObject({ status: "ended", state: { currentStep: 4, color: "green" } });
	}
});

test("a re-run shows its own attempt", timeout, async () => {
	await using world = await startWorld();
	await world.runJob({ steps: [failing("Install"), { name: "Never" }, { name: "Neither" }] });
	await world.runJob({ attempt: 2, hasId: false, steps: [mirror, seen(world, "Install", 2)] });
	expect(shown(world)?.state).toMatchObject({ numberOfSteps: 2, currentStep: 2, color: "green" });
	expect(world.github.requests.filter((request) => request.includes("/attempts/1/"))).toEqual([]);
});

test("a job of a reusable workflow is found by its last name, where runners share one", timeout, async () => {
	await using world = await startWorld();
	const other = { id: 1, run_id: 16_805_751_735, run_attempt: 1, status: "in_progress", conclusion: null } as const;
	world.github.jobs.push({ ...other, name: "release / lint", runner_name: "self-hosted", steps: [] });
	const title = "CI · release / build (arm64)";
	await world.runJob({
		key: "build",
		name: "release / build (arm64)",
		runner: "self-hosted",
		hasId: false,
		steps: [mirror, seen(world, "Compile", 2, title)],
	});
	expect(shown(world, title)?.state.color).toBe("green");
});

test("the payload says how it looks, and the alert rings once", timeout, async () => {
	await using world = await startWorld();
	const payload = {
		content_state: { title: "Deploy web", color: "purple", auto_dismiss_minutes: 30 },
		action: { title: "Open run", type: "open_url", url: "https://github.com/acme/web/actions/runs/1" },
		alert: { title: "Deploy began" },
		tags: ["ci"],
	};
	await world.runJob({
		steps: [
			{
				name: "Mirror",
				with: { ...inputs, "stream-key": "deploy-web", channels: "ops", payload: JSON.stringify(payload) },
			},
			seen(world, "Switch", 2, "Deploy web"),
			{ name: "Purple", run: () => expect(shown(world, "Deploy web")?.state.color).toBe("purple") },
		],
	});
	const requests = world.mock.journal.entries({ key: "deploy-web" });
	expect(requests.flatMap(({ body }) => (body as { alert?: unknown }).alert ?? [])).toEqual([
		{ title: "Deploy began" },
	]);
	expect(requests[0]?.body).toMatchObject({ target: { channels: ["ops"] } });
	expect(requests.at(-1)?.body).toEqual({
		action: payload.action,
		tags: ["ci"],
		content_state: expect.objectContaining({ title: "Deploy web", color: "green", auto_dismiss_minutes: 30 }),
	});
});

test("a job beyond the limit is shown when there is room", timeout, async () => {
	await using world = await startWorld({ limits: { liveActivities: 1 } });
	const { outputs } = await world.step({
		action: "start_live_activity",
		payload: "content_state: { title: Backup, type: value, value: 1 }",
	});
	const makeRoom: JobStep = {
		name: "Make room",
		with: {
			action: "end_live_activity",
			"live-activity-id": outputs.live_activity_id ?? "",
			payload: "content_state: { title: Backup }",
		},
	};
	const { results } = await world.runJob({ steps: [mirror, makeRoom, seen(world, "Test", 3)] });
	expect(results.Mirror?.annotations[0]?.text).toMatch(/429 · Live Activity limit reached/);
	expect(shown(world)?.state.color).toBe("green");
});

test.runIf(existsSync("/proc/self/environ"))("the poller has neither secret where others see it", timeout, async () => {
	await using world = await startWorld();
	let visible = "";
	const look: JobStep = {
		name: "Look",
		run({ Mirror }) {
			const files = ["environ", "cmdline"].map((file) => `/proc/${pollerOf(Mirror?.state)}/${file}`);
			visible = files.map((file) => readFileSync(file, "utf8")).join();
		},
	};
	await world.runJob({ steps: [mirror, look] });
	expect(visible).toContain("poller.js");
	for (const secret of [world.apiKey, world.github.token]) expect(visible).not.toContain(secret);
});
