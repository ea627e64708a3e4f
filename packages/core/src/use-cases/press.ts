/** A press on a button: which stored action it stands for. The device knows its id, and nothing of a webhook. */
import { errors } from "@activitysmith/schema";
import { Refusal } from "../refusal.ts";
import { MAX_ENDED_MS, MAX_RUNNING_MS } from "../rules/lifecycle.ts";
import { type Steps, step } from "../steps.ts";
import type { Action, PressedButton, WebhookCall } from "../webhook/request.ts";
import type { Context } from "./context.ts";

/** What a device reports. */
export interface Press {
	device: string;
	/** Of the Live Activity or the notification that the button is on. */
	on: { activityId: string } | { notificationId: string };
	/** `id` of the action: `primary` or `secondary`, and on a notification `action-1` to `action-4`. */
	action: string;
}

interface Buttons {
	actions: ReadonlyMap<string, Action>;
	on: Omit<PressedButton, "action">;
	/** For the message about an action that is not there. */
	name: string;
}

const notFound = (error: string, message: string) => new Refusal({ status: 404, error, message });

function named(actions: readonly (readonly [id: string, action: Action | undefined])[]): Map<string, Action> {
	return new Map(actions.filter((entry): entry is readonly [string, Action] => entry[1] !== undefined));
}

function* onActivity({ caller, tx, now }: Context, device: string, id: string): Steps<Buttons> {
	const row = yield* step(tx.activityDevice(id, device));
	const activity = yield* step(tx.activity(id));
	if (!row || !activity || activity.accountId !== caller.account.id) throw new Refusal(errors.activityNotFound(id));
	const { ended, dismissed, startedAt, streamKey, presentation } = activity;
	const gone = now >= (ended?.dismissAt ?? startedAt + MAX_RUNNING_MS + MAX_ENDED_MS);
	if (gone || dismissed || row.dismissed) {
		throw notFound("Live Activity not found", `The Live Activity with activity_id ${id} has left the device ${device}`);
	}
	return {
		actions: named([
			["primary", presentation.action],
			["secondary", presentation.secondaryAction],
		]),
		on: { activityId: id, ...(streamKey !== null && { streamKey }) },
		name: `The Live Activity with activity_id ${id}`,
	};
}

function* onNotification({ caller, tx }: Context, device: string, id: string): Steps<Buttons> {
	const notification = yield* step(tx.notification(id));
	const target = { channels: notification?.channels ?? null, liveActivities: false };
	if (notification?.accountId !== caller.account.id || !(yield* step(tx.reaches(target, device)))) {
		throw notFound("Notification not found", `No notification with buttons found for id: ${id}`);
	}
	const actions = notification.request.actions ?? [];
	return {
		actions: named(actions.map((action, index) => [`action-${index + 1}`, action] as const)),
		on: { notificationId: id },
		name: `The notification ${id}`,
	};
}

/** The webhook to call, or `null` for a button that the device acts on by itself. What is not there is a 404. */
export function* pressAction(context: Context, { device, on, action: id }: Press): Steps<WebhookCall | null> {
	const { tx, ids, now } = context;
	if (!(yield* step(tx.reaches({ channels: null, liveActivities: false }, device)))) {
		throw notFound("Device not found", `No device found for id: ${device}`);
	}
	const buttons =
		"activityId" in on
			? yield* onActivity(context, device, on.activityId)
			: yield* onNotification(context, device, on.notificationId);
	const action = buttons.actions.get(id);
	if (!action) {
		const known = [...buttons.actions.keys()].join(", ") || "none";
		throw notFound("Action not found", `${buttons.name} has no action ${id}. Its actions: ${known}`);
	}
	if (action.type === "open_url") return null;
	return { id: ids.webhook(), at: now, action, pressed: { action: id, ...buttons.on } };
}
