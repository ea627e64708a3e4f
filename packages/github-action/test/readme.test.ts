/** The README's workflows and that of the examples run, and its tables say what action.yml says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { folder, metadata } from "./action-step.ts";
import { type JobStep, startWorld } from "./local-runner.ts";

const readme = readFileSync(join(folder, "README.md"), "utf8");
const action = "ActivitySmithHQ/activitysmith-github-action@v2";

interface WorkflowStep {
	name?: string;
	id?: string;
	if?: string;
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}

interface Workflow {
	permissions: Record<string, string>;
	jobs: Record<string, { steps: WorkflowStep[] }>;
}

const blocks = Array.from(readme.matchAll(/^```yaml\n(.*?)^```/gms), ({ 1: text = "", index }) => ({
	line: readme.slice(0, index).split("\n").length,
	value: parse(text) as Workflow | WorkflowStep[],
}));

const stepsOf = (value: Workflow | WorkflowStep[]) =>
	Array.isArray(value) ? value : Object.values(value.jobs).flatMap(({ steps }) => steps);

/** What other steps do is theirs. */
function toRun({ uses, run, with: inputs = {}, ...step }: WorkflowStep, index: number): JobStep {
	const name = step.name ?? run ?? `${uses} ${index}`;
	if (uses !== action) return { ...step, name, run: run?.startsWith("echo ") ? run : () => undefined };
	const faster = inputs.action === "mirror_workflow" ? { "poll-interval": "0.05" } : {};
	const texts = Object.entries(inputs).map(([input, value]) => [input, String(value)]);
	return { ...step, name, with: { ...faster, ...Object.fromEntries(texts) } };
}

describe("the workflow", () => {
	test.concurrent.for(blocks)("at line $line runs", { timeout: 90_000 }, async ({ value }) => {
		await using world = await startWorld();
		const steps = stepsOf(value).map(toRun);
		// A block that begins with what is done after a failure needs one.
		const fails = steps[0]?.if === "failure()";
		const before: JobStep[] = fails ? [{ name: "Fails", run: "exit 1" }] : [];
		const { status, results } = await world.runJob({ steps: [...before, ...steps] });
		expect(status).toBe(fails ? "failure" : "success");
		const ours = steps.filter((step) => step.with);
		expect(ours.length).toBeGreaterThan(0);
		for (const { name } of ours) expect(results[name]).toMatchObject({ outputs: { ok: "true" }, annotations: [] });
		world.mock.journal.expectNoUnexpectedRequests();
	});

	test("has the permission that it needs", () => {
		const workflow = blocks.map(({ value }) => value).find((value) => !Array.isArray(value)) as Workflow;
		expect(workflow.permissions.actions).toBe("read");
	});
});

describe("the example", () => {
	const file = join(folder, "../../examples/github-workflow/deploy.yml");
	const steps = stepsOf(parse(readFileSync(file, "utf8")) as Workflow);

	test("shows a deploy's three steps, green at the end", { timeout: 90_000 }, async () => {
		await using world = await startWorld();
		expect((await world.runJob({ steps: steps.map(toRun) })).status).toBe("success");
		expect(world.mock.device("iphone").lockScreen().activities).toMatchObject([
			{ status: "ended", state: { subtitle: "live", color: "green", numberOfSteps: 3, currentStep: 3 } },
		]);
		world.mock.journal.expectNoUnexpectedRequests();
	});

	test("is red when one of them fails", { timeout: 90_000 }, async () => {
		await using world = await startWorld();
		const failing = steps.map(toRun).map((step) => (step.name === "./migrate.sh" ? { ...step, run: "exit 1" } : step));
		expect((await world.runJob({ steps: failing })).status).toBe("failure");
		expect(world.mock.device("iphone").lockScreen().activities).toMatchObject([
			{ status: "ended", state: { subtitle: "failed", color: "red", currentStep: 1 } },
		]);
	});
});

/** The names in the first cells of the table below a heading. */
function names(heading: string): string[] {
	const table = readme.slice(readme.indexOf(`## ${heading}\n`)).split("\n\n")[1] ?? "";
	const cells = table
		.split("\n")
		.slice(2)
		.map((row) => row.split("|")[1] ?? "");
	return cells.flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = ""]) => name));
}

test("its tables have every input and output", () => {
	expect(names("Inputs")).toEqual(Object.keys(metadata.inputs));
	expect(names("Outputs")).toEqual(Object.keys(metadata.outputs));
});

test("its defaults are those of action.yml", () => {
	for (const [name, { default: value }] of Object.entries(metadata.inputs)) {
		if (value !== undefined && !value.startsWith("$")) expect(readme).toContain(`| \`${name}\` | \`${value}\` |`);
	}
});

test("it shows every action", () => {
	const used = blocks
		.flatMap(({ value }) => stepsOf(value))
		.flatMap((step) => (step.uses === action ? [step.with?.action] : []));
	for (const name of metadata.inputs.action?.description.match(/\w+_\w+/g) ?? []) expect(used).toContain(name);
});
