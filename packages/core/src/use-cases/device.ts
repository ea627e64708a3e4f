/** What devices report about an activity. */
import { type Context, changedActivity } from "./context.ts";

/** The device can now be sent updates of the activity; what waited for the token follows. */
export async function registerActivityToken(context: Context, activityId: string, deviceId: string): Promise<void> {
	const { caller, tx, now, changes } = context;
	const device = await tx.activityDevice(activityId, deviceId);
	const activity = await tx.activity(activityId);
	if (!device || !activity) return;
	await tx.saveActivityDevice({ ...device, tokenAt: now });
	for (const id of [activityId, activity.replaces]) {
		if (id !== null) changes.push({ kind: "activity-device", accountId: caller.account.id, activityId: id, deviceId });
	}
}

/** Somebody swiped the activity away. Dismissed on every device, it no longer runs. */
export async function reportDismissed(context: Context, activityId: string, deviceId: string): Promise<void> {
	const { tx } = context;
	const device = await tx.activityDevice(activityId, deviceId);
	const activity = await tx.activity(activityId);
	if (!device || !activity) return;
	await tx.saveActivityDevice({ ...device, dismissed: true });
	const { devices } = await tx.activityAudience(activityId);
	if (devices > 0) return;
	const dismissed = { ...activity, dismissed: true, dueAt: null };
	await tx.saveActivity(dismissed);
	changedActivity(context, dismissed);
}
