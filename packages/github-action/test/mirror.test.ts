/** `mirror_workflow` through whole jobs: what the phone shows while the steps run, and at the end. */
import { expect, test } from "vitest";
import { type JobStep, StepFailed, startWorld, type World } from "./local-runner.ts";

const mirror: JobStep = { name: "Mirror", with: { action: "mirror_workflow", "poll-interval": "0.05" } };

const shown = ({ mock }: World) => mock.device("iphone").lockScreen().activities[0];

/** A step that goes on until the phone shows it. */
const step = (world: World, name: string, number: number): JobStep => ({
	name,
	async run() {
		await expect
			.poll(() => shown(world)?.state, { timeout: 15_000 })
			.toMatchObject({ subtitle: name, currentStep: number });
	},
});

test("follows the steps of a job, and ends green", async () => {
	await using world = await startWorld();
	const { status, results } = await world.runJob({
		steps: [mirror, ...["Check out", "Install", "Test", "Deploy"].map((name, index) => step(world, name, index + 2))],
	});
	expect(status).toBe("success");
	expect(results.Mirror?.outputs).toMatchObject({ ok: "true", operation: "started" });
	expect(shown(world)).toMatchObject({
		status: "ended",
		state: {
			title: "CI · build",
			type: "segmented_progress",
			numberOfSteps: 5,
			currentStep: 5,
			color: "green",
			subtitle: "Succeeded",
		},
	});
});

test("ends red with the step that failed", async () => {
	await using world = await startWorld();
	const { status } = await world.runJob({
		steps: [
			mirror,
			step(world, "Install", 2),
			{
				name: "Test",
				run() {
					throw new StepFailed();
				},
			},
			step(world, "Deploy", 4),
		],
	});
	expect(status).toBe("failure");
	expect(shown(world)).toMatchObject({
		status: "ended",
		state: { numberOfSteps: 4, currentStep: 3, color: "red", subtitle: "Failed: Test" },
	});
});
