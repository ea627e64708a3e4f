/** Steps of jobs that are mirrored, and what a phone shows of them. */
import { expect } from "vitest";
import type { JobStep, World } from "./local-runner.ts";

/** Long, for machines that have other things to do: nothing here waits for it. */
export const patience = { timeout: 30_000 };
/** Of a test, which may be patient more than once. */
export const timeout = { timeout: 90_000 };

export const inputs = { action: "mirror_workflow", "poll-interval": "0.05" };
export const mirror: JobStep = { name: "Mirror", with: inputs };

/** The Live Activity on the phone. */
export function shown({ mock }: World, title = "CI · build") {
	const { activities } = mock.device("iphone").lockScreen();
	return activities.find(({ state }) => state.title === title);
}

/** A step that goes on until the phone shows it. */
export function seen(world: World, name: string, number: number, title?: string): JobStep {
	const state = () => shown(world, title)?.state;
	return {
		name,
		run: () => expect.poll(state, patience).toMatchObject({ subtitle: name, currentStep: number }),
	};
}

/** The process that follows the job. */
export function pollerOf(state: Record<string, string> | undefined): number {
	return (JSON.parse(state?.poller ?? "{}") as { pid: number }).pid;
}
