/** What happens to an activity as time passes, without a request. */
import type { Activity, Stream } from "../model.ts";
import { atDeadline, MAX_ENDED_MS, MAX_RUNNING_MS, nextDeadline } from "../rules/lifecycle.ts";
import { freezeTimer } from "../rules/timer.ts";
import { type Steps, step } from "../steps.ts";
import { saveChanged } from "./activity.ts";
import type { Context } from "./context.ts";
import { rotateUnasked } from "./stream.ts";

export function* meetDeadline(context: Context, activityId: string): Steps<void> {
	const { tx, now } = context;
	const activity = yield* step(tx.activity(activityId));
	if (!activity || activity.dueAt === null || activity.dueAt > now) return;
	const stream = activity.streamKey === null ? undefined : yield* step(tx.stream(activity.streamKey));
	const action = atDeadline(activity, stream, now);
	if (action === "rotate" && stream && (yield* rotateUnasked(context, stream, activity))) return;
	if (action === "dismiss") yield* saveChanged(context, { ...activity, dismissed: true, dueAt: null });
	else if (action === "expire") yield* expire(context, activity, stream);
	else yield* step(tx.saveActivity({ ...activity, dueAt: nextDeadline(activity, now) }));
}

/** The activity has its 8 hours. A stream keeps its state, with a timer that has not stopped, for the next PUT. */
function* expire(context: Context, activity: Activity, stream: Stream | undefined): Steps<void> {
	const { presentation } = activity;
	const at = activity.startedAt + MAX_RUNNING_MS;
	if (stream?.activityId === activity.id) {
		yield* step(context.tx.saveStream({ ...stream, activityId: null, kept: presentation }));
	}
	yield* saveChanged(context, {
		...activity,
		presentation: { ...presentation, state: freezeTimer(presentation.state, at) },
		version: activity.version + 1,
		ended: { at, dismissAt: at + MAX_ENDED_MS },
		dueAt: null,
	});
}
