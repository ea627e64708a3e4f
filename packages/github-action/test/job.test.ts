/** Which job it is, and what is shown of it: rules without a network. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identify, type Job, jobFrom, type Run } from "../src/mirror/job.ts";
import { pauseAfter } from "../src/mirror/job-reader.ts";
import { endRequest, type Plan, streamRequest } from "../src/mirror/plan.ts";
import { elapsedState, lastState, runningState, type Status, shownSteps, statusOf } from "../src/mirror/state.ts";

const step = (name: string, status: string, conclusion: string | null = null) => ({ name, status, conclusion });
const done = (name: string, conclusion = "success") => step(name, "completed", conclusion);
const job = (fields: Partial<Job> = {}): Job => ({
	id: 1,
	runId: 2,
	name: "build",
	status: "in_progress",
	conclusion: null,
	runner: "r1",
	steps: [],
	...fields,
});
const look = { workflow: "CI", job: "build", fields: {} };

describe("identify", () => {
	const run: Run = {
		apiURL: "",
		repository: "",
		id: "2",
		attempt: "1",
		job: "build",
		runner: "r1",
		jobId: "",
		local: false,
	};
	const other = { name: "lint", runner: "r2" };

	test.each<[string, Partial<Job>[], Partial<Run>, number | undefined]>([
		["by its runner", [other, { name: "anything" }], {}, 1],
		["not by a runner's earlier job", [{ status: "completed" }, { name: "anything" }], {}, 1],
		["by its name, where a runner has several", [{ name: "lint" }, { name: "build" }], {}, 1],
		["in a matrix", [{ name: "lint (1)" }, { name: "build (20, linux)" }], {}, 1],
		["in a reusable workflow", [{ name: "ci / lint" }, { name: "ci / nested / build" }], {}, 1],
		["by its name, where the API has no runner yet", [other, { runner: "" }], {}, 1],
		["as the only one of the run", [{ name: "Named otherwise", runner: "" }], {}, 0],
		["by its name, where the runner has none", [other, {}], { runner: "" }, 1],
		["not where two have its name", [{ name: "build (18)" }, { name: "build (20)" }], {}, undefined],
		["not where none is on its runner", [other], {}, undefined],
		["not where the name only begins alike", [{ name: "builder" }, { name: "lint" }], {}, undefined],
		["not before it runs", [{ status: "queued" }], {}, undefined],
	])("%s", (_, jobs, more, index) => {
		const all = jobs.map((fields, id) => job({ ...fields, id }));
		expect(identify(all, { ...run, ...more })?.id).toBe(index);
	});

	test("anything can be said of a job, and it is read", () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(Array.isArray(jobFrom(value).steps)).toBe(true);
				expect(Array.isArray(jobFrom({ steps: [value] }).steps)).toBe(true);
			}),
		);
	});
});

describe("the steps", () => {
	test("are the workflow's, in their order", () => {
		const steps = [
			{ number: 9, name: "Complete job" },
			{ number: 8, name: "Stop containers" },
			{ number: 7, name: "Post Check out" },
			{ number: 4, name: "Post to the channel" },
			{ number: 3, name: "Check out" },
			{ number: 2.5, name: "Pre Check out" },
			{ number: 2, name: "Initialize containers" },
			{ number: 1, name: "Set up job" },
		];
		expect(shownSteps(jobFrom({ steps }).steps).map(({ name }) => name)).toEqual(["Check out", "Post to the channel"]);
	});

	test.each<[string, Job["steps"], object]>([
		["none yet", [], { number_of_steps: 1, current_step: 0, subtitle: "Setting up" }],
		["between two", [done("a"), step("b", "queued")], { number_of_steps: 2, current_step: 1, subtitle: "a" }],
		["one of them", [done("a"), step("b", "in_progress")], { current_step: 2, subtitle: "b" }],
		["past one left out", [done("a", "skipped"), step("b", "in_progress")], { current_step: 2, subtitle: "b" }],
		["after a failure", [done("a", "failure"), step("b", "in_progress")], { current_step: 2, color: "red" }],
		["a name of many lines", [step(`x\n${"y".repeat(200)}`, "in_progress")], { subtitle: `x ${"y".repeat(77)}…` }],
	])("while it is at %s", (_, steps, state) => {
		expect(runningState(job({ steps }), look)).toMatchObject(state);
	});
});

describe("the end", () => {
	const steps = [done("a"), done("b", "failure"), done("c", "skipped"), done("d")];
	const timer = elapsedState(look);
	const segments = runningState(job({ steps: steps.slice(0, 3) }), look);

	test.each<[string, Job | undefined, typeof timer, Status, object]>([
		["success", job({ steps: [done("a"), done("b")] }), segments, "success", { current_step: 2, color: "green" }],
		["failure", job({ steps }), segments, "failure", { current_step: 2, subtitle: "Failed: b", color: "red" }],
		[
			"failure of nobody knows what",
			job({ steps: [done("a")] }),
			segments,
			"failure",
			{ current_step: 1, subtitle: "Failed" },
		],
		[
			"cancelled",
			job({ steps: [done("a", "cancelled")] }),
			segments,
			"cancelled",
			{ subtitle: "Cancelled: a", color: "red" },
		],
		["nobody's word", undefined, timer, "", { type: "timer", subtitle: "Finished", color: "gray" }],
		["success, unread", undefined, segments, "success", { current_step: 3, number_of_steps: 3, color: "green" }],
		["failure, unread", undefined, segments, "failure", { number_of_steps: 3, subtitle: "Failed", color: "red" }],
	])("in %s", (_, last, shown, status, state) => {
		expect(lastState(last, shown, look, status)).toMatchObject(state);
	});

	test("is told by the steps where nobody tells it", () => {
		expect(statusOf(undefined)).toBe("");
		expect(statusOf(job({ steps }))).toBe("failure");
		expect(statusOf(job({ steps: [done("a", "cancelled")] }))).toBe("cancelled");
		expect(statusOf(job({ steps: [done("a")] }))).toBe("success");
		expect(statusOf(job({ steps: [done("a")], conclusion: "cancelled" }))).toBe("cancelled");
	});
});

test("whatever the steps, the segments are ones that the API takes", () => {
	const anyStep = fc.record({
		name: fc.oneof(fc.string(), fc.constantFrom("Set up job", "Post a", "a")),
		status: fc.constantFrom("queued", "in_progress", "completed", "pending"),
		conclusion: fc.constantFrom(null, "success", "failure", "cancelled", "skipped", "timed_out", "neutral"),
	});
	const anyStatus = fc.constantFrom<Status>("success", "failure", "cancelled", "");
	fc.assert(
		fc.property(fc.array(anyStep, { maxLength: 8 }), anyStatus, fc.string(), (steps, status, workflow) => {
			const any = job({ steps });
			const running = runningState(any, { ...look, workflow });
			for (const state of [
				running,
				lastState(any, running, look, status),
				lastState(undefined, running, look, status),
			]) {
				expect(state.number_of_steps).toBeGreaterThanOrEqual(1);
				expect(state.current_step).toBeGreaterThanOrEqual(0);
				expect(state.current_step).toBeLessThanOrEqual(Number(state.number_of_steps));
				expect(state.title).not.toBe("");
			}
		}),
	);
});

test("a timer has what a timer may have", () => {
	const fields = { badge: { title: "CI" }, step_color: "red", step_colors: ["red"], icon: { symbol: "bolt" } };
	const state = elapsedState({ ...look, fields });
	expect(state).toEqual({ type: "timer", counts_down: false, title: "CI · build", icon: { symbol: "bolt" } });
	const plan = { request: { secondary_action: {}, action: {}, alert: {}, target: {} } } as unknown as Plan;
	expect(streamRequest(plan, state, true)).toEqual({ action: {}, alert: {}, target: {}, content_state: state });
	expect(endRequest(plan, state)).toEqual({ action: {}, content_state: state });
	const segments = runningState(job(), look);
	expect(streamRequest(plan, segments, false)).toEqual({
		action: {},
		secondary_action: {},
		target: {},
		content_state: segments,
	});
	expect(endRequest(plan, segments)).toEqual({ action: {}, secondary_action: {}, content_state: segments });
});

describe("the pause between two looks", () => {
	const now = Date.parse("2026-03-19T08:00:00Z");
	const limits = (limit: number, remaining: number, seconds: number) => ({
		"x-ratelimit-limit": String(limit),
		"x-ratelimit-remaining": String(remaining),
		"x-ratelimit-reset": String(now / 1000 + seconds),
	});

	test.each<[string, Record<string, string>, number]>([
		["is the interval without a limit", {}, 5000],
		["is the interval while much is left", limits(1000, 1000, 3600), 5000],
		["makes what is left last, but for a tenth", limits(1000, 200, 1000), 10_000],
		["waits for a new limit where only that tenth is left", limits(1000, 100, 1800), 1_800_000],
		["waits for a new limit where nothing is left", limits(1000, 0, 60), 60_000],
		["does not wait for a limit that is over", limits(1000, 0, -60), 5000],
		["is what GitHub asks for", { "retry-after": "60" }, 60_000],
		["is no shorter than the interval", { "retry-after": "1" }, 5000],
	])("%s", (_, headers, milliseconds) => {
		expect(pauseAfter(new Headers(headers), 5000, now)).toBe(milliseconds);
	});
});
