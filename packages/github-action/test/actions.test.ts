/** Each case as a step of a job, through what GitHub runs, over HTTP against the mock. */
import { expect, test } from "vitest";
import { cases } from "./cases.ts";
import { startWorld } from "./local-runner.ts";

// Together: most of a step is its process, which has a core to itself.
test.concurrent.for(cases)("$name", { timeout: 90_000 }, async ({ before, with: inputs, request, outputs, says }) => {
	await using world = await startWorld();
	const prepared = (await before?.(world)) as Record<string, string> | undefined;
	const earlier = world.mock.journal.count();
	const fails = inputs.errors === "true" && outputs.ok === "false";

	const { results, status } = await world.runJob({
		steps: [{ name: "Step", with: { ...inputs, ...prepared } }],
		// The others have nothing to do after the job.
		lost: inputs.action !== "mirror_workflow",
	});

	const step = results.Step;
	expect(step?.outputs).toEqual(outputs);
	expect(status).toBe(fails ? "failure" : "success");
	expect(step?.exitCode).toBe(fails ? 1 : 0);
	expect(step?.annotations).toEqual(
		says ? [{ level: fails ? "error" : "warning", text: expect.stringMatching(says) }] : [],
	);
	expect(`${step?.summary}${results["Post Step"]?.summary ?? ""}`.match(/\| Action \|.*/g)).toEqual([
		`| Action | ${inputs.action} |`,
	]);
	if (request === null) expect(world.mock.journal.count()).toBe(earlier);
	else expect(world.mock.journal.last()).toMatchObject(request ?? { status: 200 });
	world.mock.journal.expectNoUnexpectedRequests();
});
