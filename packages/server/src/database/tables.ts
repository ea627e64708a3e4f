/**
 * The rows that are kept. Ids are text, times are epoch milliseconds, JSON is text (byte-stable, and able to hold what
 * PostgreSQL's own type refuses), and what is true or false is 1 or 0: the same in both databases.
 */
import type { Generated } from "kysely";

type Flag = 0 | 1;

export interface AccountTable {
	id: string;
	/** `null` for no limit. */
	requests_per_minute: number | null;
	live_activities: number;
	webhook_secret: string;
	created_at: number;
}

export interface ApiKeyTable {
	id: string;
	account_id: string;
	name: string;
	/** SHA-256 of the key, in hex: the key itself is kept nowhere. */
	hash: string;
	last_four: string;
	/** Slugs as JSON; `null` for a key that reaches everything. */
	channels: string | null;
	created_at: number;
	revoked_at: number | null;
}

export interface UserTable {
	id: string;
	account_id: string;
	name: string;
}

export type DeviceModel = "iphone" | "ipad";
export type DeviceKind = "ios" | "browser";
export type PushEnvironment = "production" | "sandbox";

export interface DeviceTable {
	id: string;
	account_id: string;
	user_id: string;
	name: string;
	model: DeviceModel;
	kind: DeviceKind;
	bundle_id: string | null;
	environment: PushEnvironment | null;
	app_version: string | null;
	os_version: string | null;
	/** Whether it can show Live Activities. */
	live_activities: Flag;
	/** Whether its user allows frequent updates. */
	frequent_updates: Flag;
	/** SHA-256 of its secret, in hex. */
	secret_hash: string;
	paired_at: number;
	/** 0 once Apple has said that its push token is dead, until it registers a token again: no recipient meanwhile. */
	registered: Flag;
	push_token: string | null;
	push_token_at: number | null;
	start_token: string | null;
	start_token_at: number | null;
	widget_token: string | null;
	widget_token_at: number | null;
	/** The count its icon should have; `null` when none was ever asked for. */
	badge_wanted: number | null;
	/** Grows with every count asked for; the device has what it should when `badge_sent` is as large. */
	badge_version: number;
	badge_sent: number;
	/** As in every row that is delivered: see `Delivered`. */
	badge_claimed_until: number | null;
	badge_next_attempt_at: Generated<number>;
	badge_attempts: Generated<number>;
	/** Grows with every value of a metric. */
	widgets_version: number;
	widgets_sent: number;
	widgets_claimed_until: number | null;
	widgets_next_attempt_at: Generated<number>;
	widgets_attempts: Generated<number>;
}

export interface ChannelTable {
	account_id: string;
	slug: string;
}

export interface ChannelUserTable extends ChannelTable {
	user_id: string;
}

export interface ChannelDeviceTable extends ChannelTable {
	device_id: string;
}

export interface MetricTable {
	account_id: string;
	key: string;
	label: string | null;
	/** How a widget writes the value, as JSON. */
	format: string | null;
	/** As JSON: the number 7 is not the text "7". */
	value: string | null;
	/** When the value was true. */
	at: number | null;
}

export interface StreamTable {
	account_id: string;
	key: string;
	activity_id: string | null;
	kept: string | null;
	dismissal: string;
	paused: Flag;
	last_put_at: number;
}

export interface ActivityTable {
	id: string;
	account_id: string;
	stream_key: string | null;
	presentation: string;
	version: number;
	alert: string | null;
	started_at: number;
	replaces: string | null;
	ended_at: number | null;
	dismiss_at: number | null;
	dismissed: Flag;
	replaced_by: string | null;
	replaced_at: number | null;
	due_at: number | null;
}

/** What every row has that is delivered: who sends it, when it is tried next, and what came of the last attempt. */
interface Delivered {
	/** A process is sending it, and nobody else may until then. */
	claimed_until: number | null;
	/** 0 for at once. */
	next_attempt_at: number;
	attempts: number;
	last_status: number | null;
	last_reason: string | null;
	last_at: number | null;
}

export interface ActivityDeviceTable extends Delivered {
	activity_id: string;
	device_id: string;
	account_id: string;
	user_id: string;
	/** The version it was last sent; 0 before the start. */
	sent_version: number;
	/** The version it should have: the activity's. */
	wanted_version: number;
	token: string | null;
	token_at: number | null;
	dismissed: Flag;
	/** The push under way, as JSON: sent again as it is when nobody knows what became of it. */
	in_flight: string | null;
	/** `timestamp` of the last push: a device passes over one that is not newer. */
	last_timestamp: number | null;
}

export interface NotificationTable {
	id: string;
	account_id: string;
	request: string;
	channels: string | null;
	sent_at: number;
}

export interface NotificationDeviceTable extends Delivered {
	notification_id: string;
	device_id: string;
	account_id: string;
	state: "queued" | "sent" | "failed" | "expired";
}

export interface AnswerTable {
	account_id: string;
	/** Operation and `Idempotency-Key`. */
	scope: string;
	request_hash: string;
	expires_at: number;
	/** `null` while the request runs. */
	body: string | null;
}

export interface RateTable {
	account_id: string;
	opened_at: number;
	count: number;
}

export interface DeliveryLogTable {
	/** In the order of time: nine digits of base 36 that are the milliseconds of `at` come first. */
	id: string;
	account_id: string;
	device_id: string;
	/** Id of the activity or notification; `null` for a badge or a widget. */
	about: string | null;
	kind: string;
	version: number | null;
	apns_id: string | null;
	status: number | null;
	reason: string | null;
	attempts: number;
	at: number;
}

export interface SettingTable {
	key: string;
	value: string;
}

export interface Tables {
	account: AccountTable;
	api_key: ApiKeyTable;
	app_user: UserTable;
	device: DeviceTable;
	channel: ChannelTable;
	channel_user: ChannelUserTable;
	channel_device: ChannelDeviceTable;
	metric: MetricTable;
	stream: StreamTable;
	activity: ActivityTable;
	activity_device: ActivityDeviceTable;
	notification: NotificationTable;
	notification_device: NotificationDeviceTable;
	answer: AnswerTable;
	rate: RateTable;
	delivery_log: DeliveryLogTable;
	setting: SettingTable;
}
