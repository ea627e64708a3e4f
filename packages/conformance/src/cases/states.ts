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
