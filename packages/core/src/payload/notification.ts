/**
 * The bodies of notifications, badges and widget reloads.
 * https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification
 */
import type { PushNotificationAction } from "@activitysmith/schema";
import type { Notification } from "../model.ts";
import { type DeviceAction, deviceAction } from "./content-state.ts";

export interface NotificationBody {
	aps: {
		alert: { title: string; subtitle?: string; body?: string };
		badge?: number;
		sound?: string;
		"interruption-level"?: string;
		/** Wakes the app's service extension, which fetches media and icon. */
		"mutable-content"?: 1;
		category?: string;
	};
	activitysmith: {
		/** Stays the same when the notification is delivered again, so that the app shows it once. */
		id: string;
		media?: string;
		icon?: string;
		/** What a tap opens; without it, a tap opens `media`. */
		redirection?: string;
		actions?: DeviceAction[];
		payload?: Record<string, unknown>;
	};
}

/** Buttons come from a category that the app has registered: one for each number and order of kinds. */
function category(actions: readonly PushNotificationAction[]): string {
	return `actions-${actions.map((action) => (action.type === "open_url" ? "open" : "webhook")).join("-")}`;
}

export function notificationBody({ id, request }: Notification): NotificationBody {
	const { title, subtitle, message, badge, sound, interruption_level, media, icon, redirection, payload } = request;
	const actions = request.actions?.length ? request.actions : undefined;
	return {
		aps: {
			alert: {
				title,
				...(subtitle !== undefined && { subtitle }),
				...(message !== undefined && { body: message }),
			},
			...(badge !== undefined && { badge }),
			...(sound !== undefined && { sound }),
			...(interruption_level && { "interruption-level": interruption_level }),
			...((media || icon) && { "mutable-content": 1 as const }),
			...(actions && { category: category(actions) }),
		},
		activitysmith: {
			id,
			...(media && { media }),
			...(icon && { icon }),
			...(redirection && { redirection }),
			...(actions && { actions: actions.map((action, index) => deviceAction(`action-${index + 1}`, action)) }),
			...(payload && { payload }),
		},
	};
}

/** Changes the number on the app icon and nothing else. */
export function badgeBody(badge: number): { aps: { badge: number } } {
	return { aps: { badge } };
}

/** Tells the device to fetch its widgets' values: the push carries none. */
export function widgetBody(): { aps: { "content-changed": true } } {
	return { aps: { "content-changed": true } };
}
