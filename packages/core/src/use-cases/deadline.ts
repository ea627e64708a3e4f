/** What happens to an activity as time passes, without a request. */
import type { Activity, Stream } from "../model.ts";
import { atDeadline, MAX_ENDED_MS, MAX_RUNNING_MS, nextDeadline } from "../rules/lifecycle.ts";
import { freezeTimer } from "../rules/timer.ts";
import { saveChanged } from "./activity.ts";
import type { Context } from "./context.ts";
import { rotateUnasked } from "./stream.ts";

export async function meetDeadline(context: Context, activityId: string): Promise<void> {
	const { tx, now } = context;
	const activity = await tx.activity(activityId);
	if (!activity || activity.dueAt === null || activity.dueAt > now) return;
	const stream = activity.streamKey === null ? undefined : await tx.stream(activity.streamKey);
	const action = atDeadline(activity, stream, now);
	if (action === "rotate" && stream && (await rotateUnasked(context, stream, activity))) return;
	if (action === "dismiss") await saveChanged(context, { ...activity, dismissed: true, dueAt: null });
	else if (action === "expire") await expire(context, activity, stream);
	else await tx.saveActivity({ ...activity, dueAt: nextDeadline(activity, now) });
}

/** The activity has its 8 hours. A stream keeps its state, with a timer that has not stopped, for the next PUT. */
async function expire(context: Context, activity: Activity, stream: Stream | undefined): Promise<void> {
	const { presentation } = activity;
	const at = activity.startedAt + MAX_RUNNING_MS;
	if (stream?.activityId === activity.id) {
		await context.tx.saveStream({ ...stream, activityId: null, kept: presentation });
	}
	await saveChanged(context, {
		...activity,
		presentation: { ...presentation, state: freezeTimer(presentation.state, at) },
		version: activity.version + 1,
		ended: { at, dismissAt: at + MAX_ENDED_MS },
		dueAt: null,
	});
}
