/** Notifications, badges, background wake-ups and widget reloads. */
import { badgeBody, widgetBody } from "@activitysmith/core";
import type { PushRequest } from "../request.ts";
import {
	checkInterruptionLevel,
	checkNumber,
	checkObject,
	checkOneOf,
	checkText,
	type InterruptionLevel,
} from "./check.ts";
import { type Device, HOUR, type PushOptions, pushRequest } from "./headers.ts";

/** What a notification says. Keys beginning with `loc-` or `title-loc-` name strings of the app's own languages. */
export interface AlertContent {
	title?: string;
	subtitle?: string;
	body?: string;
	"title-loc-key"?: string;
	"title-loc-args"?: readonly string[];
	"subtitle-loc-key"?: string;
	"subtitle-loc-args"?: readonly string[];
	"loc-key"?: string;
	"loc-args"?: readonly string[];
	"launch-image"?: string;
}

/** https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification */
export interface AlertAps {
	alert: string | AlertContent;
	/** The number on the app's icon; 0 takes it away. */
	badge?: number;
	/** A file of the app, or `default`; `volume` is from 0 to 1, and `critical` needs Apple's permission. */
	sound?: string | { name: string; critical?: 0 | 1; volume?: number };
	/** Notifications with the same id are shown as a group. */
	"thread-id"?: string;
	/** Of those that the app has registered: its buttons come from there. */
	category?: string;
	/** Lets the app's service extension change it before it is shown: it fetches media, for instance. */
	"mutable-content"?: 1;
	"content-available"?: 1;
	"interruption-level"?: InterruptionLevel | (string & {});
	/** From 0 to 1: the highest one leads a summary. */
	"relevance-score"?: number;
	/** The window that a tap brings forward. */
	"target-content-id"?: string;
	"filter-criteria"?: string;
}

/** A notification's body: `aps`, and keys of the app's own beside it. Keys that Apple does not know do nothing in `aps`. */
export interface AlertBody {
	aps: AlertAps;
}

function checkBadge(field: string, value: unknown): void {
	if (!Number.isInteger(value)) throw new TypeError(`${field} must be a whole number from 0, not ${String(value)}`);
	checkNumber(field, value, 0, Number.MAX_SAFE_INTEGER);
}

const checkOne = (field: string, value: unknown) => checkOneOf(field, value, [1]);
const checkShare = (field: string, value: unknown) => checkNumber(field, value, 0, 1);

const checksOfAps = new Map<string, (field: string, value: unknown) => void>(
	Object.entries({
		badge: checkBadge,
		"thread-id": checkText,
		category: checkText,
		"mutable-content": checkOne,
		"content-available": checkOne,
		"interruption-level": checkInterruptionLevel,
		"relevance-score": checkShare,
		"target-content-id": checkText,
		"filter-criteria": checkText,
	}),
);

function checkAps(aps: AlertAps): void {
	checkObject("aps", aps);
	if (typeof aps.alert !== "string") checkObject("aps.alert", aps.alert);
	if (aps.sound !== undefined && typeof aps.sound !== "string") {
		checkObject("aps.sound", aps.sound);
		checkText("aps.sound.name", aps.sound.name);
		if (aps.sound.volume !== undefined) checkShare("aps.sound.volume", aps.sound.volume);
		if (aps.sound.critical !== undefined) checkOneOf("aps.sound.critical", aps.sound.critical, [0, 1]);
	}
	for (const [field, value] of Object.entries(aps)) {
		if (value !== undefined) checksOfAps.get(field)?.(`aps.${field}`, value);
	}
}

/** The id that our own notifications carry beside `aps`. */
function ownId(body: AlertBody & { activitysmith?: unknown }): string | undefined {
	const { activitysmith: own } = body;
	if (typeof own !== "object" || own === null || !("id" in own)) return undefined;
	return typeof own.id === "string" ? own.id : undefined;
}

/**
 * A notification that the user sees. `body` is what `notificationBody()` of `@activitysmith/core` returns, or your own.
 *
 * Priority 10, kept for 24 hours, both by default. The collapse id of a body of ours is the notification's id, so that a
 * second delivery takes the place of the first, and an ambiguous push is sent again; without a collapse id it is reported.
 * https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification
 *
 * @throws TypeError with the name of the field that is wrong
 * @throws PayloadTooLargeError over 4,096 bytes
 */
export function alertNotification<Body extends AlertBody>(
	device: Device,
	body: Body,
	options: PushOptions = {},
): PushRequest {
	checkObject("body", body);
	checkAps(body.aps);
	const collapseId = options.collapseId ?? ownId(body);
	return pushRequest(device, body, options, {
		type: "alert",
		priorities: [10, 5, 1],
		priority: 10,
		keep: 24 * HOUR,
		collapseId,
		whenAmbiguous: collapseId === undefined ? "report" : "resend",
	});
}

/**
 * The number on the app's icon, and nothing else; 0 takes it away. Sent as an alert, since Apple shows no badge otherwise.
 *
 * Priority 10, kept for 24 hours, collapse id `badge`, all by default. An ambiguous push is sent again.
 * https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification
 *
 * @throws TypeError with the name of the field that is wrong
 */
export function badgeOnly(device: Device, badge: number, options: PushOptions = {}): PushRequest {
	checkBadge("badge", badge);
	return pushRequest(device, badgeBody(badge), options, {
		type: "alert",
		priorities: [10, 5, 1],
		priority: 10,
		keep: 24 * HOUR,
		collapseId: "badge",
		whenAmbiguous: "resend",
	});
}

/**
 * Wakes the app without showing anything, when the device finds it convenient; a few an hour at most. `data` are keys of
 * the app's own, beside `aps`.
 *
 * Priority 5, as Apple demands; kept for an hour by default. An ambiguous push is sent again, since nobody sees it.
 * https://developer.apple.com/documentation/usernotifications/pushing-background-updates-to-your-app
 *
 * @throws TypeError with the name of the field that is wrong
 * @throws PayloadTooLargeError over 4,096 bytes
 */
export function background(
	device: Device,
	data: Readonly<Record<string, unknown>> = {},
	options: Omit<PushOptions, "priority"> = {},
): PushRequest {
	checkObject("data", data);
	if ("aps" in data) throw new TypeError("data must not have the key aps: that is Apple's, and already there");
	return pushRequest(device, { aps: { "content-available": 1 }, ...data }, options, {
		type: "background",
		priorities: [5],
		priority: 5,
		keep: HOUR,
		whenAmbiguous: "resend",
	});
}

/**
 * Lets the app's widgets reload, since iOS 26. It carries no values, the widgets fetch them, and the system decides how
 * many a day it heeds. Takes the token of the widgets, not that of the app.
 *
 * Priority 10, kept for 24 hours, both by default. An ambiguous push is sent again.
 * https://developer.apple.com/documentation/widgetkit/updating-widgets-with-widgetkit-push-notifications
 *
 * @throws TypeError with the name of the field that is wrong
 */
export function reloadWidgets(device: Device, options: PushOptions = {}): PushRequest {
	return pushRequest(device, widgetBody(), options, {
		type: "widgets",
		priorities: [10, 5, 1],
		priority: 10,
		keep: 24 * HOUR,
		whenAmbiguous: "resend",
	});
}
