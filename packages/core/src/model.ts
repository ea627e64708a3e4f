/** What the service keeps: plain data, no behaviour. Times are epoch milliseconds. */
import type {
	AlertPayload,
	ContentStateStart,
	LiveActivityAction,
	MetadataValue,
	PushNotificationRequest,
} from "@activitysmith/schema";

/** What an API key may reach: everything, or the users and devices of some channels. */
export type Scope = { kind: "all" } | { kind: "channels"; channels: readonly string[] };

export interface Limits {
	/** Requests a minute for the whole account, all keys together; `null` for no limit. */
	requestsPerMinute: number | null;
	/** Live Activities that may run at the same time. */
	liveActivities: number;
}

export const DEFAULT_LIMITS: Limits = { requestsPerMinute: 60, liveActivities: 4 };

export interface Account {
	id: string;
	limits: Limits;
}

/** Who makes a request: what an API key stands for. */
export interface Caller {
	account: Account;
	scope: Scope;
}

/** Window of a timer. The device counts by itself, so nothing here changes as time passes. */
export interface TimerWindow {
	startsAt: number;
	endsAt?: number;
	/** Set while the timer is frozen. */
	pausedAt?: number;
}

/** A merged state: always valid as the state of a start, with the window of a timer beside it. */
export interface ActivityState {
	content: ContentStateStart;
	timer?: TimerWindow;
}

export type Metadata = Readonly<Record<string, MetadataValue>>;

/** What an activity or a paused stream shows, to whom, and what is noted about it. */
export interface Presentation {
	state: ActivityState;
	action?: LiveActivityAction;
	secondaryAction?: LiveActivityAction;
	/** Channels that applied, `null` when none did. */
	channels: readonly string[] | null;
	tags: readonly string[];
	metadata: Metadata;
}

/** An event that rides on one version: delivered once, with that version or a later one, unless a newer one replaces it. */
export interface PendingAlert {
	alert: AlertPayload;
	version: number;
}

export interface Activity {
	id: string;
	accountId: string;
	/** The stream it belongs to; `null` for one whose life the caller manages. */
	streamKey: string | null;
	presentation: Presentation;
	/** Grows with every accepted change; a device never goes back to a smaller one. */
	version: number;
	alert: PendingAlert | null;
	startedAt: number;
	/** The activity whose place it took in a rotation; it then starts without an alert. */
	replaces: string | null;
	ended: { at: number; dismissAt: number } | null;
	/** Every device has dismissed it. */
	dismissed: boolean;
	/** The activity that took its place in a rotation. */
	replaced: { by: string; at: number } | null;
	/** When something happens to it without a request; `null` when nothing will. */
	dueAt: number | null;
}

/** How long an ended activity stays, as last asked for. */
export interface Dismissal {
	minutes?: number;
	seconds?: number;
}

export interface Stream {
	key: string;
	accountId: string;
	/** The newest activity, running or not; `null` after an end and while paused. */
	activityId: string | null;
	/** State kept while there is no activity; `null` when it was forgotten. */
	kept: Presentation | null;
	dismissal: Dismissal;
	paused: boolean;
	lastPutAt: number;
}

/** An activity on one device. */
export interface ActivityDevice {
	activityId: string;
	deviceId: string;
	userId: string;
	/** The version it was last sent; 0 before the start. */
	sentVersion: number;
	/** When the device registered its token for the activity; `null` while it has none. */
	tokenAt: number | null;
	dismissed: boolean;
}

export interface Notification {
	id: string;
	accountId: string;
	request: PushNotificationRequest;
	channels: readonly string[] | null;
	sentAt: number;
}

export interface MetricSample {
	key: string;
	value: number | string;
	/** When the value was true. */
	at: number;
}
