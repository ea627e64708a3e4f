import type { ActivitySmith } from "activitysmith";

/** What the pipeline posts whenever a deploy has come further. */
export interface DeployEvent {
	service: string;
	state: "running" | "succeeded" | "failed";
	/** What it is at, such as `migrate`. */
	name: string;
	step: number;
	of: number;
}

export function isDeployEvent(body: unknown): body is DeployEvent {
	const { service, state, name, step, of } = Object(body);
	return (
		/^[\w-]{1,40}$/.test(service) &&
		["running", "succeeded", "failed"].includes(state) &&
		typeof name === "string" &&
		Number.isInteger(of) &&
		Number.isInteger(step) &&
		of > 0 &&
		step >= 0 &&
		step <= of
	);
}

/** Shows a deploy for as long as it runs, and how it ended for two minutes more. */
export async function showDeploy(activitysmith: ActivitySmith, event: DeployEvent): Promise<void> {
	const { service, state, name, step, of } = event;
	const key = `deploy-${service}`;
	const content_state = {
		title: `Deploy ${service}`,
		subtitle: state === "running" ? name : `${name}: ${state}`,
		type: "segmented_progress" as const,
		number_of_steps: of,
		current_step: step,
		color: state === "failed" ? ("red" as const) : ("green" as const),
	};
	if (state === "running") await activitysmith.liveActivities.stream(key, { content_state });
	else await activitysmith.liveActivities.endStream(key, { content_state });
}
