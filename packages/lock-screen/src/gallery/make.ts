/** Makes the screens of the gallery out of what is worth seeing on them. */
import type { Screen, ShownActivity, ShownNotification } from "../screen.ts";

/** When every screen of the gallery is seen, in epoch milliseconds: twenty to ten, as Apple's own pictures. */
export const NOW = Date.UTC(2026, 8, 22, 9, 41);

const MINUTE = 60_000;

export interface GalleryEntry {
	/** Unique; lower case with hyphens. */
	name: string;
	/** For people. */
	title: string;
	screen: Screen;
	/** Epoch milliseconds. */
	now: number;
}

/** The same minute, with a time before (negative) or after it in seconds; in epoch seconds, as a push has it. */
export function inSeconds(seconds: number): number {
	return NOW / 1000 + seconds;
}

type Fields = { type: string; title: string } & Record<string, unknown>;

/** A Live Activity with the state that a device decodes. */
export function activity(
	{ type, title, color = "blue", ...fields }: Fields & { color?: string },
	shown: Partial<Omit<ShownActivity, "state">> = {},
): ShownActivity {
	return {
		activityId: `activity-${type}`,
		streamKey: null,
		status: "active",
		startedAt: NOW - 12 * MINUTE,
		dismissAt: null,
		...shown,
		state: { version: 1, type, title, color, ...fields },
	};
}

type Body = ShownNotification["body"];

/** A notification as it came in the push; `id` is the number of those that came after it. */
export function notification(
	alert: Body["aps"]["alert"],
	{ minutesAgo = 0, aps = {}, id = 0, ...more }: NotificationOptions = {},
): ShownNotification {
	return {
		receivedAt: NOW - minutesAgo * MINUTE,
		body: { aps: { alert, ...aps }, activitysmith: { id: `notification-${id}`, ...more } },
	};
}

type NotificationOptions = Omit<Body["activitysmith"], "id"> & {
	minutesAgo?: number;
	id?: number;
	aps?: Omit<Body["aps"], "alert">;
};

export function screen(shown: Partial<Screen>): Screen {
	return {
		id: "device-1",
		name: "iPhone",
		model: "iphone",
		channels: [],
		offline: false,
		activities: [],
		notifications: [],
		badge: 0,
		widgets: [],
		...shown,
	};
}

export function entry(name: string, title: string, shown: Partial<Screen>): GalleryEntry {
	return { name, title, screen: screen({ id: name, ...shown }), now: NOW };
}

/** A screen with one Live Activity on it. */
export function card(name: string, title: string, shown: ShownActivity): GalleryEntry {
	return entry(name, title, { activities: [shown] });
}
