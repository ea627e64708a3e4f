/** The life of one activity, whoever manages it: how it begins, changes and ends, and that each form fits in a push. */
import { type AlertPayload, errors } from "@activitysmith/schema";
import type { Activity, PendingAlert, Presentation, Stream } from "../model.ts";
import {
	endBody,
	fits,
	refuseOversized,
	refuseOversizedStart,
	type Shown,
	startBody,
} from "../payload/live-activity.ts";
import type { ActivityAudience, Audience, Target } from "../ports.ts";
import { DEFAULT_DISMISSAL, dismissAt, latestDismissal, nextDeadline } from "../rules/lifecycle.ts";
import { dismissalOf } from "../rules/merge.ts";
import { finalPresentation, type SentPresentation } from "../rules/presentation.ts";
import { forget } from "../rules/stream.ts";
import { type Step, type Steps, step } from "../steps.ts";
import { type Context, recipients } from "./context.ts";

type Ended = NonNullable<Activity["ended"]>;

/** Devices that can show what is presented: none is a 404. */
export function viewers({ tx }: Pick<Context, "tx">, presentation: Presentation): Steps<Audience> {
	return recipients(tx, audienceOf(presentation), errors.noLiveActivityDevices);
}

export function audienceOf({ channels }: Presentation): Target {
	return { channels, liveActivities: true };
}

export interface NewActivity {
	streamKey: string | null;
	presentation: Presentation;
	alert: AlertPayload | undefined;
	replaces: string | null;
}

/** A new activity, not stored yet. Refused when it would not fit in a push. */
export function newActivity(
	{ caller, ids, now }: Context,
	{ streamKey, presentation, alert, replaces }: NewActivity,
): Activity {
	const activity: Activity = {
		id: ids.activity(),
		accountId: caller.account.id,
		streamKey,
		presentation,
		version: 1,
		alert: alert ? { alert, version: 1 } : null,
		startedAt: now,
		replaces,
		ended: null,
		dismissed: false,
		replaced: null,
		dueAt: null,
	};
	refuseOversizedStart({ ...activity, alert: alert ?? null }, now);
	return { ...activity, dueAt: nextDeadline(activity, now) };
}

/** The next version of an activity. Refused when it would not fit in a push. */
export function nextVersion(
	activity: Activity,
	presentation: Presentation,
	alert: AlertPayload | undefined,
	now: number,
): Activity {
	const next = { ...activity, presentation, version: activity.version + 1, alert: null };
	refuseOversizedStart(alert ? { ...next, alert } : next, now);
	const pending = pendingAlert(next, activity.alert, alert, (shown) => startBody(shown, now));
	return pending ? { ...next, alert: pending } : next;
}

/**
 * The last version. It never starts the activity anew, so it is measured as the end that it is: one that changes
 * nothing always fits.
 */
function lastVersion(activity: Activity, presentation: Presentation, alert: AlertPayload | undefined, ended: Ended) {
	const last = { ...activity, presentation, version: activity.version + 1, ended, dueAt: null };
	const body = (shown: Shown) => endBody(shown, ended.dismissAt, ended.at);
	refuseOversized("The end of the Live Activity", body({ ...last, alert: alert ?? null }));
	return { ...last, alert: pendingAlert(last, activity.alert, alert, body) };
}

/** A newer alert takes the place of one that still waits; so does a newer state that leaves no room beside it. */
function pendingAlert(
	next: Omit<Shown, "alert">,
	waiting: PendingAlert | null,
	sent: AlertPayload | undefined,
	body: (shown: Shown) => unknown,
): PendingAlert | null {
	if (sent) return { alert: sent, version: next.version };
	return waiting && fits(body({ ...next, alert: waiting.alert })) ? waiting : null;
}

export function* saveStarted(context: Context, activity: Activity): Steps<void> {
	yield* saveChanged(context, activity);
	yield* step(context.tx.enrol(activity.id, audienceOf(activity.presentation)));
}

export function saveChanged({ tx, changes }: Context, activity: Activity): Step<void> {
	const { id, accountId, ended, replaces } = activity;
	changes.push({ kind: "activity", accountId, activityId: id });
	// What it replaced may still be waiting for it.
	if (ended && replaces !== null) changes.push({ kind: "activity", accountId, activityId: replaces });
	return step(tx.saveActivity(activity));
}

/** To how many devices the newest version is on its way. */
export function reached({ ready, waiting }: ActivityAudience) {
	return { devices_notified: ready, devices_queued: waiting };
}

/** Ends an activity, and with it the stream that it belongs to. */
export function* endActivity(
	context: Context,
	activity: Activity,
	stream: Stream | undefined,
	request: SentPresentation & { alert?: AlertPayload | undefined },
) {
	const { tx, now } = context;
	const presentation = finalPresentation(activity.presentation, request, now);
	const dismissal = latestDismissal(stream?.dismissal ?? {}, dismissalOf(request.content_state));
	const minutes = stream ? DEFAULT_DISMISSAL.stream : DEFAULT_DISMISSAL.activity;
	const ended = { at: now, dismissAt: dismissAt(dismissal, minutes, now) };
	const last = lastVersion(activity, presentation, request.alert, ended);
	if (stream) yield* step(tx.saveStream(forget(stream)));
	yield* saveChanged(context, last);
	return reached(yield* step(tx.activityAudience(last.id)));
}
