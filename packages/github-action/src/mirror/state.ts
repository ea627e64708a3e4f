/** From a job to what the lock screen shows of it. Pure. */
import type { Payload } from "../payload.ts";
import type { Job, Step } from "./job.ts";

/** What the workflow has to say about how it looks. */
export interface Look {
	/** Of the workflow. */
	workflow: string;
	/** The job's key in the workflow, until its name is known. */
	job: string;
	/** Fields of the state from the payload: they go before what follows from the job. */
	fields: Payload;
}

/** GitHub's word for how a job went, or empty when nobody knows. */
export type Status = "success" | "failure" | "cancelled" | "";

export type State = Payload & { title: string };

/** GitHub's own steps around those of the workflow. */
const bookkeeping = ["Set up job", "Initialize containers", "Stop containers", "Complete job"];
/** Characters. A lock screen shows fewer, and a push has no room for a script that became a step's name. */
const LONGEST_TEXT = 80;

const failures = ["failure", "timed_out"];

/** Without GitHub's own, and without what a step does before or after itself (`Post Run actions/checkout`). */
export function shownSteps(steps: readonly Step[]): Step[] {
	const names = new Set(steps.map(({ name }) => name));
	const isPart = (name: string) => /^(Pre|Post) /.test(name) && names.has(name.slice(name.indexOf(" ") + 1));
	return steps.filter(({ name }) => !bookkeeping.includes(name) && !isPart(name));
}

/** While the job runs: which step it is at, in red from the first failure on. */
export function runningState(job: Job, look: Look): State {
	const steps = shownSteps(job.steps);
	const running = steps.findLastIndex(({ status }) => status === "in_progress");
	const current = running === -1 ? steps.findLastIndex(({ status }) => status === "completed") : running;
	const failing = steps.some(({ conclusion }) => failures.includes(conclusion ?? ""));
	return {
		...look.fields,
		...segments(steps.length, current + 1),
		title: titleOf(look, job.name),
		subtitle: look.fields.subtitle ?? short(steps[current]?.name ?? "Setting up"),
		...(failing && { color: "red" }),
	};
}

/** Where the job cannot be read: the time since it began, which the device counts by itself. */
export function elapsedState(look: Look): State {
	// What a timer does not have.
	const { badge: _badge, step_color: _color, step_colors: _colors, ...fields } = look.fields;
	return { ...fields, type: "timer", counts_down: false, title: titleOf(look, look.job) };
}

/**
 * At the end: green, or red with the step at which it ended.
 *
 * @param job as it was at last, if it could be read
 * @param shown what the lock screen shows so far
 */
export function lastState(job: Job | undefined, shown: State, look: Look, status: Status): State {
	const steps = job ? shownSteps(job.steps) : [];
	const ended = endedAt(steps, status);
	const words = { success: "Succeeded", failure: "Failed", cancelled: "Cancelled", "": "Finished" }[status];
	const end = {
		subtitle: look.fields.subtitle ?? short(ended === -1 ? words : `${words}: ${steps[ended]?.name}`),
		color: { success: "green", failure: "red", cancelled: "red", "": "gray" }[status],
	};
	if (!job) {
		const all = shown.type === "segmented_progress" && status === "success";
		return { ...shown, ...end, ...(all && { current_step: shown.number_of_steps }) };
	}
	const done = steps.findLastIndex((step) => step.status === "completed" && step.conclusion !== "skipped");
	const current = status === "success" ? steps.length : (ended === -1 ? done : ended) + 1;
	return { ...look.fields, ...segments(steps.length, current), title: titleOf(look, job.name), ...end };
}

/** The step at which the job came to its end, or -1. */
export function endedAt(steps: readonly Step[], status: Status): number {
	if (status !== "failure" && status !== "cancelled") return -1;
	const conclusions = status === "failure" ? failures : ["cancelled"];
	return steps.findIndex(({ conclusion }) => conclusions.includes(conclusion ?? ""));
}

/** GitHub's word, if it is one of those. */
export function statusFrom(word: string | null | undefined): Status {
	return word === "success" || word === "failure" || word === "cancelled" ? word : "";
}

/** How a job went by its conclusion, or while it has none by what its steps say. */
export function statusOf(job: Job | undefined): Status {
	if (!job) return "";
	const steps = shownSteps(job.steps);
	const failed = endedAt(steps, "failure") !== -1;
	const cancelled = endedAt(steps, "cancelled") !== -1;
	return statusFrom(job.conclusion) || (failed ? "failure" : cancelled ? "cancelled" : "success");
}

function segments(count: number, current: number): Payload {
	return { type: "segmented_progress", number_of_steps: Math.max(1, count), current_step: Math.max(0, current) };
}

function titleOf({ workflow, fields }: Look, job: string): string {
	return typeof fields.title === "string"
		? fields.title
		: short([workflow, job].filter(Boolean).join(" · ") || "Workflow");
}

function short(text: string): string {
	const characters = [...text.replace(/\s+/g, " ").trim()];
	return characters.length <= LONGEST_TEXT ? characters.join("") : `${characters.slice(0, LONGEST_TEXT - 1).join("")}…`;
}
