/** The buttons that a phone shows: it can't be pressed where there is none. */
import {
	type DeviceAction,
	type DeviceContentState,
	type NotificationBody,
	type Press,
	Refusal,
} from "@activitysmith/core";

/** Ids of the actions on a Live Activity. */
export function buttonsOf({ action, secondaryAction }: DeviceContentState): string[] {
	return [action, secondaryAction].flatMap((button) => (button ? [(button as DeviceAction).id] : []));
}

/** Ids of the actions on a notification. */
export function notificationButtons({ activitysmith: { actions = [] } }: NotificationBody): string[] {
	return actions.map(({ id }) => id);
}

/** @param buttons Those there are; `undefined` when what they would be on is not on the phone. */
export function noButton(phone: string, on: Press["on"], buttons: string[] | undefined, action: string): Refusal {
	const what =
		"activityId" in on ? `Live Activity with activity_id ${on.activityId}` : `notification ${on.notificationId}`;
	const message = buttons
		? `The ${what} has no action ${action} on ${phone}. Its actions: ${buttons.join(", ") || "none"}`
		: `${phone} shows no ${what}`;
	return new Refusal({ status: 404, error: "Action not found", message });
}
