/** What every use-case gets, and the steps that several of them share. */
import { type AlertPayload, errors } from "@activitysmith/schema";
import type { Activity, Caller, Presentation } from "../model.ts";
import { refuseTooLarge } from "../payload/live-activity.ts";
import type { Audience, Change, Ids, Target, Transaction } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { MAX_RUNNING_MS, nextDeadline } from "../rules/lifecycle.ts";
import { effectiveChannels, refuseUnknownChannels, requestedChannels, type Targeted } from "../rules/targeting.ts";

export interface Context {
	caller: Caller;
	tx: Transaction;
	ids: Ids;
	now: number;
	/** Collects what is to be delivered after the commit. */
	changes: Change[];
}

export function timestamp(now: number): string {
	return new Date(now).toISOString();
}

/** The channels that apply to a request, checked against the key and the account. */
export async function resolveChannels(
	{ caller, tx }: Pick<Context, "caller" | "tx">,
	request: Targeted,
): Promise<readonly string[] | null> {
	const requested = requestedChannels(request);
	const channels = effectiveChannels(caller.scope, requested);
	if (requested) refuseUnknownChannels(await tx.unknownChannels(requested), request);
	return channels;
}

/** The devices of a target; none is a 404 that says which channels applied. */
export async function recipients(
	tx: Transaction,
	target: Target,
	none: { status: number; error: string; message: string },
): Promise<Audience> {
	const audience = await tx.audience(target);
	if (audience.devices === 0) throw new Refusal({ ...none, effective_channel_slugs: target.channels });
	return audience;
}

export async function refuseOverLimit({ caller, tx, now }: Context): Promise<void> {
	const { liveActivities: limit } = caller.account.limits;
	const active = await tx.countRunning(now - MAX_RUNNING_MS);
	if (active >= limit) throw new Refusal(errors.activityLimit(limit, active));
}

export function changedActivity({ changes }: Context, { accountId, id }: Activity): void {
	changes.push({ kind: "activity", accountId, activityId: id });
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
	refuseTooLarge({ ...activity, alert: alert ?? null }, now);
	return { ...activity, dueAt: nextDeadline(activity, now) };
}

/** The next version of an activity. Refused when it would not fit in a push. */
export function nextVersion(
	activity: Activity,
	presentation: Presentation,
	alert: AlertPayload | undefined,
	now: number,
): Activity {
	const version = activity.version + 1;
	const next = { ...activity, presentation, version, alert: alert ? { alert, version } : activity.alert };
	refuseTooLarge({ ...next, alert: next.alert?.alert ?? null }, now);
	return next;
}

export async function saveStarted(context: Context, activity: Activity): Promise<void> {
	const { tx } = context;
	await tx.saveActivity(activity);
	await tx.enrol(activity.id, { channels: activity.presentation.channels, liveActivities: true });
	changedActivity(context, activity);
}

/** Stores an end. It is no error to end what has ended. */
export async function saveEnded(
	context: Context,
	activity: Activity,
	dismissAt: number,
): Promise<{ devices_notified: number; devices_queued: number }> {
	const { tx, now } = context;
	const ended = { ...activity, ended: { at: now, dismissAt }, dueAt: null };
	await tx.saveActivity(ended);
	changedActivity(context, ended);
	const { ready, waiting } = await tx.activityAudience(activity.id);
	return { devices_notified: ready, devices_queued: waiting };
}
