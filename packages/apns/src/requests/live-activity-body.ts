/** The body of a Live Activity push: what it may hold, and what options change in it. */
import {
	checkChannelId,
	checkInterruptionLevel,
	checkNumber,
	checkObject,
	checkOneOf,
	checkSeconds,
	checkText,
	type InterruptionLevel,
} from "./check.ts";

/** Text of the push, or a string of the app's own languages. */
export type AlertText = string | { "loc-key": string; "loc-args"?: readonly string[] };

export interface LiveActivityAlert {
	title: AlertText;
	body: AlertText;
	/** A file of the app, or `default`. For a Live Activity it is here, not beside the alert. */
	sound?: string;
}

/** https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications */
export interface LiveActivityAps {
	/** Epoch seconds: see `nextTimestamp()`. A device drops what is older than what it shows. */
	timestamp: number;
	event: "start" | "update" | "end";
	/** What the app decodes, by Swift's default strategy: times as plain numbers, for instance. */
	"content-state": object;
	/** With a start: the name of the app's type of attributes. */
	"attributes-type"?: string;
	/** With a start: what stays the same while the activity runs. */
	attributes?: object;
	/** Epoch seconds from when the activity is shown as stale. */
	"stale-date"?: number;
	/** With an end: epoch seconds at which it leaves the Lock Screen, 4 hours later at most; in the past: at once. */
	"dismissal-date"?: number;
	/** Any number: the activity with the highest one has the Dynamic Island. */
	"relevance-score"?: number;
	/** With a start, since iOS 18: the app gets a token to update the activity by. */
	"input-push-token"?: 1;
	/** With a start, since iOS 18: the activity follows this channel. Nothing starts on an older system. */
	"input-push-channel"?: string;
	"interruption-level"?: InterruptionLevel | (string & {});
	/** A start needs one; with an update it lights the screen. */
	alert?: LiveActivityAlert;
}

/** What `startBody()`, `updateBody()` and `endBody()` of `@activitysmith/core` return, or your own. */
export interface LiveActivityPayload {
	aps: LiveActivityAps;
}

/** As `@activitysmith/core` orders them. */
const order = [
	"timestamp",
	"event",
	"content-state",
	"attributes-type",
	"attributes",
	"stale-date",
	"dismissal-date",
	"relevance-score",
	"input-push-token",
	"input-push-channel",
	"interruption-level",
	"alert",
] as const satisfies readonly (keyof LiveActivityAps)[];

type Change = { [Field in keyof LiveActivityAps]?: LiveActivityAps[Field] | undefined };

/** The body with other fields, each in its place; `undefined` takes one away. Without changes it is the same body. */
export function changed(body: LiveActivityPayload, change: Change): LiveActivityPayload {
	checkObject("body", body);
	checkObject("aps", body.aps);
	const fields = Object.keys(change) as (keyof Change)[];
	if (fields.length === 0) return body;
	const aps: Record<string, unknown> = { ...body.aps, ...change };
	// Most changes are a new timestamp, and leave everything where it is.
	if (fields.every((field) => field in body.aps && change[field] !== undefined)) return withAps(body, aps);
	const ordered: Record<string, unknown> = {};
	for (const field of order) if (aps[field] !== undefined) ordered[field] = aps[field];
	for (const field of Object.keys(aps)) if (!order.includes(field as never)) ordered[field] = aps[field];
	return withAps(body, ordered);
}

function withAps(body: LiveActivityPayload, aps: Record<string, unknown>): LiveActivityPayload {
	return { ...body, aps: aps as unknown as LiveActivityAps };
}

/** Those of the options that were given. */
export function given<Options extends object>(
	options: Options,
): { [Key in keyof Options]?: Exclude<Options[Key], undefined> } {
	const found: Partial<Options> = {};
	for (const key in options) if (options[key] !== undefined) found[key] = options[key];
	return found as never;
}

function checkAlertText(field: string, value: AlertText | undefined): void {
	if (typeof value === "object" && value !== null) checkText(`${field}.loc-key`, value["loc-key"]);
	else checkText(field, value);
}

function checkAlert(alert: LiveActivityAlert): void {
	checkObject("aps.alert", alert);
	checkAlertText("aps.alert.title", alert.title);
	checkAlertText("aps.alert.body", alert.body);
	if (alert.sound !== undefined) checkText("aps.alert.sound", alert.sound);
}

const onlyWith: [field: keyof LiveActivityAps, event: LiveActivityAps["event"]][] = [
	["attributes-type", "start"],
	["attributes", "start"],
	["input-push-token", "start"],
	["input-push-channel", "start"],
	["dismissal-date", "end"],
];

/** What every Live Activity push must be for its event. */
export function checkLiveActivity({ aps }: LiveActivityPayload, events: readonly LiveActivityAps["event"][]): void {
	checkOneOf("aps.event", aps.event, events);
	checkSeconds("aps.timestamp", aps.timestamp);
	checkObject("aps.content-state", aps["content-state"]);
	for (const field of ["stale-date", "dismissal-date"] as const) {
		if (aps[field] !== undefined) checkSeconds(`aps.${field}`, aps[field]);
	}
	if (aps["relevance-score"] !== undefined) checkNumber("aps.relevance-score", aps["relevance-score"]);
	if (aps["interruption-level"] !== undefined)
		checkInterruptionLevel("aps.interruption-level", aps["interruption-level"]);
	if (aps.alert !== undefined) checkAlert(aps.alert);
	for (const [field, event] of onlyWith) {
		if (aps[field] !== undefined && aps.event !== event) {
			throw new TypeError(`aps.${field} is allowed with the event ${event} only`);
		}
	}
	if (aps.event === "start") checkStart(aps);
}

function checkStart(aps: LiveActivityAps): void {
	if (aps.alert === undefined) {
		throw new TypeError(
			"aps.alert must be there: without one Apple starts nothing. quiet: true adds one nobody notices",
		);
	}
	checkText("aps.attributes-type", aps["attributes-type"]);
	checkObject("aps.attributes", aps.attributes);
	if (aps["input-push-token"] !== undefined) checkOneOf("aps.input-push-token", aps["input-push-token"], [1]);
	if (aps["input-push-channel"] !== undefined) {
		checkChannelId("aps.input-push-channel", aps["input-push-channel"]);
		if (aps["input-push-token"] !== undefined) {
			throw new TypeError("aps must have input-push-token or input-push-channel, not both: an activity follows one");
		}
	}
}
