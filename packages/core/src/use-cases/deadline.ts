/** What happens to an activity as time passes, without a request. */
import { atDeadline, MAX_ENDED_MS, MAX_RUNNING_MS, nextDeadline } from "../rules/lifecycle.ts";
import { freezeTimer } from "../rules/timer.ts";
import { type Context, changedActivity } from "./context.ts";
import { rotateUnasked } from "./stream.ts";

export async function meetDeadline(context: Context, activityId: string): Promise<void> {
	const { tx, now } = context;
	const activity = await tx.activity(activityId);
	if (!activity || activity.dueAt === null || activity.dueAt > now) return;
	const stream = activity.streamKey === null ? undefined : await tx.stream(activity.streamKey);
	const action = atDeadline(activity, stream, now);
	if (action === "rotate" && stream && (await rotateUnasked(context, stream, activity))) return;
	if (action === "dismiss") {
		const dismissed = { ...activity, dismissed: true, dueAt: null };
		await tx.saveActivity(dismissed);
		changedActivity(context, dismissed);
	} else if (action === "expire") {
		const at = activity.startedAt + MAX_RUNNING_MS;
		const { presentation } = activity;
		const expired = {
			...activity,
			presentation: { ...presentation, state: freezeTimer(presentation.state, at) },
			version: activity.version + 1,
			ended: { at, dismissAt: at + MAX_ENDED_MS },
			dueAt: null,
		};
		await tx.saveActivity(expired);
		changedActivity(context, expired);
	} else {
		await tx.saveActivity({ ...activity, dueAt: nextDeadline(activity, now) });
	}
}
