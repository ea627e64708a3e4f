/**
 * What passes between the page and the server that serves it: events from the server, by server-sent events, and what a
 * user does with a device, by requests. https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import type { Screen } from "./screen.ts";

/**
 * Event `screens`. The first of every connection is complete, so that a page that comes back shows what is true now;
 * later ones have only the devices that have changed since.
 */
export interface ScreensEvent {
	/** The server's time in epoch milliseconds. A real clock goes on from there; a frozen one stands. */
	now: number;
	clock: "real" | "frozen";
	/** Of the account that is shown. */
	account: string;
	/** Every account that could be shown. */
	accounts: readonly string[];
	/** `true`: a device that is not among `screens` is gone. */
	complete: boolean;
	screens: readonly Screen[];
}

/** Event `request`: what was asked of the API, and what came of it. */
export interface RequestEvent {
	/** Any text, the same until the server is started again or reset: then ids may be the same as those before. */
	run: string;
	/** `X-Request-Id` of the answer. */
	id: string;
	/** Epoch milliseconds. */
	at: number;
	method: string;
	/** Such as `/api/push-notification`. */
	path: string;
	/** `operationId` of the OpenAPI document; `null` when there is no such route. */
	operation: string | null;
	/** Stream key, metric key or activity id. */
	key: string | null;
	/** Parsed; absent when there was none or it could not be read. */
	body?: unknown;
	/** 0 when there was no answer. */
	status: number;
	response?: unknown;
	/** Such as `started`, `noop` or `refused`. */
	decision: string;
	/** Why, where the answer does not say it. */
	because: string | null;
}

/** Event `push`: what Apple's push service would have carried to a device. */
export interface PushEvent {
	/** As that of a request. */
	run: string;
	/** Unique in the run, and the same when it is told again. */
	id: string;
	/** Epoch milliseconds. */
	at: number;
	device: string;
	kind: "live-activity" | "notification" | "badge" | "widgets";
	/** Of a Live Activity. */
	activityId?: string;
	/**
	 * `id` of the request that led to it; `null` when none did, as for a device that has caught up. Without it the page
	 * looks for the request itself: of the same activity and the same time.
	 */
	request?: string | null;
	body: unknown;
	/** Length of the body as JSON in UTF-8. */
	bytes: number;
}

/** Largest body that Apple's push service takes for all that is shown here, in bytes. */
export const MAX_PUSH_BYTES = 4096;

/** A press on a button of a card or a notification. Body of a POST to `PageSettings.press`. */
export interface Press {
	device: string;
	/** Of the Live Activity or the notification that the button is on. */
	on: { activityId: string } | { notificationId: string };
	/** `id` of the action, such as `primary`. */
	action: string;
}

/** What came of a press on a button that calls a webhook. */
export interface PressOutcome {
	/** Of the webhook's answer; `null` when it could not be reached or was not called. */
	status: number | null;
	/** Why it was not called or not reached, for people. */
	message?: string;
}

/** A swipe that takes a Live Activity off a device. Body of a POST to `PageSettings.dismiss`. */
export interface Swipe {
	device: string;
	activityId: string;
}

/** What the page needs to know of its server. Paths are those of the page's own host. */
export interface PageSettings {
	/** Shown as the page's title, such as `ActivitySmith mock`. */
	title: string;
	/**
	 * Where the events come from; `?account=` chooses another account than the first, and `?last=` how many requests of
	 * the past come first, with their pushes.
	 */
	events: string;
	press: string;
	dismiss: string;
	/** Where the API is served, such as `/api`: for the composer. */
	api: string;
	/** Where the API's OpenAPI document is served. */
	document: string;
	/** A key to begin with in the composer, where any is taken. Never a secret. */
	exampleKey: string | null;
}
