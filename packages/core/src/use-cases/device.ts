/** What devices report about an activity. */
import { saveChanged } from "./activity.ts";
import type { Context } from "./context.ts";

/** The device can now be sent updates of the activity; what waited for the token follows. */
export async function registerActivityToken(context: Context, activityId: string, deviceId: string): Promise<void> {
	const { caller, tx, now, changes } = context;
	const device = await tx.activityDevice(activityId, deviceId);
	const activity = await tx.activity(activityId);
	if (!device || !activity) return;
	await tx.changeActivityDevice(activityId, deviceId, { tokenAt: now });
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
	await tx.changeActivityDevice(activityId, deviceId, { dismissed: true });
	const { ready, waiting } = await tx.activityAudience(activityId);
	if (ready + waiting > 0) return;
	await saveChanged(context, { ...activity, dismissed: true, dueAt: null });
}
