import type { ActivitySmith } from "activitysmith";

export interface Step {
	name: string;
	run: () => Promise<void>;
}

/** Runs the steps of a deploy one after the other, and shows the team's phones which one it is at. */
export async function deploy(activitysmith: ActivitySmith, service: string, steps: Step[]): Promise<void> {
	const { liveActivities, notifications } = activitysmith;
	const stream = `deploy-${service}`;
	const state = (subtitle: string, current_step: number) => ({
		title: `Deploy ${service}`,
		subtitle,
		type: "segmented_progress" as const,
		number_of_steps: steps.length,
		current_step,
	});
	for (const [done, { name, run }] of steps.entries()) {
		await liveActivities.stream(stream, { content_state: state(name, done) });
		try {
			await run();
		} catch (error) {
			await liveActivities.endStream(stream, { content_state: { ...state(`${name} failed`, done), color: "red" } });
			await notifications.send({ title: `${service} was not deployed`, message: String(error), badge: 1 });
			throw error;
		}
	}
	await liveActivities.endStream(stream, { content_state: state("live", steps.length) });
}
