/** An agent's loop: its tools run one after the other, and those that can do harm ask first. */
import type { ActivitySmith } from "activitysmith";
import type { Approvals } from "./approvals.ts";

export interface ToolCall {
	/** What it is going to do, for a human. */
	intent: string;
	harmful: boolean;
	run(): Promise<string>;
}

/** Decides what to do next from what has been done: a language model, or in a test a list. */
export type Model = (transcript: readonly string[]) => Promise<ToolCall | "done">;

export async function runAgent(
	activitysmith: ActivitySmith,
	approvals: Pick<Approvals, "ask">,
	task: string,
	model: Model,
): Promise<string[]> {
	const stream = "agent";
	const transcript: string[] = [];
	const show = (subtitle: string) =>
		activitysmith.liveActivities.stream(stream, {
			content_state: {
				title: task,
				subtitle,
				type: "value",
				value: `${transcript.length} done`,
				// A question had its own.
				color: "purple",
				icon: { symbol: "sparkles" },
			},
			action: null,
			secondary_action: null,
		});

	for (let call = await model(transcript); call !== "done"; call = await model(transcript)) {
		if (call.harmful && !(await approvals.ask(stream, task, call.intent))) {
			transcript.push(`${call.intent}: a human said no`);
			continue;
		}
		await show(call.intent);
		transcript.push(`${call.intent}: ${await call.run()}`);
	}
	await show("finished");
	await activitysmith.liveActivities.endStream(stream);
	return transcript;
}
