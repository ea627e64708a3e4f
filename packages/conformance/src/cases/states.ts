/** Content states that many cases send. */
import type { Json } from "../driver.ts";

/** A request whose state is of type progress. */
export function progress(percentage: number, more: Json = {}) {
	return { content_state: { title: "Nightly Backup", type: "progress", percentage, ...more } };
}

/** A request whose state is of type segmented progress. */
export function steps(current_step: number, number_of_steps: number, more: Json = {}) {
	return { content_state: { title: "Deploy", type: "segmented_progress", current_step, number_of_steps, ...more } };
}

/** A request whose state is of type timer. */
export function timer(more: Json = {}) {
	return { content_state: { title: "Maintenance", type: "timer", ...more } };
}

/** A change that leaves the type out. */
export function change(more: Json = {}) {
	return { content_state: { title: "Nightly Backup", ...more } };
}

/** The least that each type needs beside its title. */
export const leastStates: Record<string, Json> = {
	segmented_progress: { number_of_steps: 3, current_step: 1 },
	progress: { percentage: 42 },
	metrics: { metrics: [{ label: "CPU", value: 12 }] },
	stats: { metrics: [{ label: "Orders", value: "1,204" }] },
	alert: { message: "Disk full" },
	value: { value: "$1,240" },
	timer: { duration_seconds: 60 },
	counter: { number_of_steps: 3, current_step: 1 },
	countdown: { number_of_steps: 3, current_step: 1 },
};

export const openAction = { title: "Open", type: "open_url", url: "https://a.example/runs/1" };
export const webhookAction = {
	title: "Retry",
	type: "webhook",
	url: "https://a.example/hooks/retry",
	method: "POST",
	body: { run: 1 },
};
