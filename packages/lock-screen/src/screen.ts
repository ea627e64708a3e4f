/** What one device shows: the state that every renderer of this package draws, and that a server sends to the page. */
import type { DeviceContentState, NotificationBody } from "@activitysmith/core";

export interface ShownActivity {
	activityId: string;
	streamKey: string | null;
	/**
	 * `stale` when no push has said what is true now; `ended` when it is over but still on the lock screen; `dismissed`
	 * when it has left it.
	 */
	status: "active" | "stale" | "ended" | "dismissed";
	/** As the app decodes it from a push. */
	state: DeviceContentState;
	/** Epoch milliseconds. */
	startedAt: number;
	/** When an ended activity leaves the lock screen, in epoch milliseconds. */
	dismissAt: number | null;
}

export interface ShownNotification {
	/** Epoch milliseconds. */
	receivedAt: number;
	body: NotificationBody;
}

/** How a widget writes the value of its metric. Strings are shown as they are. */
export type MetricFormat =
	| { kind: "number" }
	| { kind: "percent" }
	/** `currency` is a code of ISO 4217, such as `USD`. */
	| { kind: "currency"; currency: string }
	/** Shown behind the number, such as `ms`. */
	| { kind: "unit"; unit: string }
	| { kind: "string" };

export interface ShownWidget {
	/** Of the metric. */
	key: string;
	/** @default the key */
	label?: string;
	value: number | string;
	/** @default number for a number, string for a string */
	format?: MetricFormat;
}

export interface Screen {
	/** Of the device, unique in its account. */
	id: string;
	name: string;
	model: "iphone" | "ipad";
	/** Slugs of the channels that the device is in. */
	channels: readonly string[];
	/** Whether pushes wait until it returns. */
	offline: boolean;
	/** Newest first. */
	activities: readonly ShownActivity[];
	/** Newest first. */
	notifications: readonly ShownNotification[];
	/** Number on the app icon; 0 for none. */
	badge: number;
	widgets: readonly ShownWidget[];
}
