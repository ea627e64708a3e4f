/** What Apple hands to a device, and what becomes of it there. */
import type { TokenKind } from "./tokens.ts";

export interface Delivery {
	readonly pushType: string;
	/** Of the token that it was sent to. `channel`: a broadcast. */
	readonly kind: TokenKind | "channel";
	/** The activity that the token updates. */
	readonly activityId: string | null;
	readonly priority: number;
	/** Epoch seconds; 0: now or never; `null`: as long as Apple keeps anything. */
	readonly expiration: number | null;
	readonly collapseId: string | null;
	readonly payload: Record<string, unknown>;
	/** When Apple took it, in epoch milliseconds. */
	readonly sentAt: number;
}

/** Why a device showed nothing although Apple had answered 200. */
export type DropReason =
	/** A Live Activity starts with an alert, though it may be an empty, passive one. */
	| "start-without-alert"
	/** More starts by push than the system allows for a while. */
	| "start-budget-exceeded"
	| "too-many-activities"
	/** An update to the token that starts, or a start to the token that updates. */
	| "wrong-token"
	/** The event is none of start, update and end, or a broadcast was to start something. */
	| "event-unknown"
	| "timestamp-missing"
	/** Older than the last one that was applied. */
	| "timestamp-old"
	/** An update from the past. */
	| "timestamp-past"
	/** An update from more than 8 hours ahead. */
	| "timestamp-future"
	| "activity-ended"
	/** The app has no type of that name. */
	| "attributes-type-unknown"
	/** `content-state` or `attributes` are not what the app's type wants. */
	| "not-decodable"
	/** A start that subscribes to a channel, on a system before 18. */
	| "channel-needs-ios-18"
	/** More updates of priority 10 than the system allows in an hour. */
	| "update-budget-exceeded"
	/** The payload is not what its push type says. */
	| "nothing-to-show"
	/** The device was away, and the push was not to be kept, or not for so long. */
	| "expired"
	/** Apple keeps one push for a device and app that is away: a later one took its place. */
	| "replaced-while-offline"
	/** The app was removed while the push was kept. */
	| "uninstalled";

export type Outcome =
	| { result: "applied"; activityId?: string }
	/** Apple keeps it until the device is back. */
	| { result: "stored" }
	| {
			result: "dropped";
			why: DropReason;
			/** What exactly could not be decoded. */
			detail?: string;
	  };

export function dropped(why: DropReason, detail?: string): Outcome {
	return { result: "dropped", why, ...(detail !== undefined && { detail }) };
}
