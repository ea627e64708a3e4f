/** What devices report about an activity. */

import { type Steps, step } from "../steps.ts";
import { saveChanged } from "./activity.ts";
import type { Context } from "./context.ts";

/** The device can now be sent updates of the activity; what waited for the token follows. */
export function* registerActivityToken(context: Context, activityId: string, deviceId: string): Steps<void> {
	const { caller, tx, now, changes } = context;
	const device = yield* step(tx.activityDevice(activityId, deviceId));
	const activity = yield* step(tx.activity(activityId));
	if (!device || !activity) return;
	yield* step(tx.changeActivityDevice(activityId, deviceId, { tokenAt: now }));
	for (const id of [activityId, activity.replaces]) {
		if (id !== null) changes.push({ kind: "activity-device", accountId: caller.account.id, activityId: id, deviceId });
	}
}

/** Somebody swiped the activity away. Dismissed on every device, it no longer runs. */
export function* reportDismissed(context: Context, activityId: string, deviceId: string): Steps<void> {
	const { tx } = context;
	const device = yield* step(tx.activityDevice(activityId, deviceId));
	const activity = yield* step(tx.activity(activityId));
	if (!device || !activity) return;
	yield* step(tx.changeActivityDevice(activityId, deviceId, { dismissed: true }));
	const { ready, waiting } = yield* step(tx.activityAudience(activityId));
	if (ready + waiting > 0) return;
	yield* saveChanged(context, { ...activity, dismissed: true, dueAt: null });
}
