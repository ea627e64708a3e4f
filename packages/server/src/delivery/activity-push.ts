/** What one device is to be sent of one Live Activity, decided by the rules of the service. */
import {
	type Device,
	endLiveActivity,
	nextTimestamp,
	type PushRequest,
	startLiveActivity,
	updateLiveActivity,
} from "@activitysmith/apns";
import { type Activity, type ActivityDevice, type LiveActivityBody, nextPush } from "@activitysmith/core";
import type { LaggingRow } from "./activity-statements.ts";
import { type InFlight, nextInFlight, parseInFlight } from "./in-flight.ts";
import type { Priorities } from "./priority.ts";
import type { AddressRow, BrowserPush, Push } from "./push.ts";
import { LONGEST_SHOWN_MS } from "./timing.ts";

/** So far the times of a burst may run ahead of the clock, a second for each update; more of them are merged. */
const AHEAD_S = 60;

export class ActivityPush implements Push {
	readonly key: string;
	readonly address: AddressRow;
	readonly token: string | null;
	readonly tokenAt: number | null;
	readonly attempts: number;
	readonly about: string;
	readonly inFlight: InFlight;
	readonly body: LiveActivityBody;
	/** Whether the device shows no more of it afterwards. */
	readonly isLast: boolean;
	readonly activity: Activity;
	readonly #priority: 10 | 5;
	readonly #now: number;

	constructor(row: LaggingRow, plan: Plan & { do: "send" }, activity: Activity, now: number) {
		const isStart = plan.inFlight.event === "start";
		this.key = `${row.activity_id} ${row.device_id}`;
		this.address = row;
		this.token = row.kind === "browser" ? null : isStart ? row.start_token : row.token;
		this.tokenAt = row.token_at;
		this.attempts = row.attempts;
		this.about = row.activity_id;
		this.inFlight = plan.inFlight;
		this.body = plan.body;
		this.isLast = plan.isLast;
		this.activity = activity;
		this.#priority = plan.priority;
		this.#now = now;
	}

	get event(): InFlight["event"] {
		return this.inFlight.event;
	}

	get version(): number {
		return this.inFlight.version;
	}

	get apnsId(): string {
		return this.inFlight.apnsId;
	}

	get forBrowser(): BrowserPush {
		const { aps } = this.body;
		const body = { aps: { ...aps, timestamp: this.inFlight.timestamp } };
		return { kind: "live-activity", activityId: this.about, body };
	}

	forApple(device: Device): PushRequest {
		const { apnsId, timestamp } = this.inFlight;
		const options = { apnsId, timestamp, now: this.#now };
		if (this.event === "start") return startLiveActivity(device, this.body, options);
		if (this.event === "end") return endLiveActivity(device, this.body, options);
		return updateLiveActivity(device, this.body, { ...options, priority: this.#priority });
	}
}

/** `never`: nothing is left to be sent. `shown`: it has what it should. `wait`: something has to happen before. */
export type Plan =
	| { do: "send"; shownVersion: number; inFlight: InFlight; body: LiveActivityBody; isLast: boolean; priority: 10 | 5 }
	| { do: "wait"; until: number }
	| { do: "never" }
	| { do: "shown"; version: number };

/** The last moment at which anything of it can be on a screen. */
export const goneAt = ({ startedAt }: Activity) => startedAt + LONGEST_SHOWN_MS;

/** `isReady` says of a replaced activity whether its successor is on the device. */
export function plan(
	row: LaggingRow,
	activity: Activity | undefined,
	isReady: boolean,
	priorities: Priorities,
	now: number,
): Plan {
	if (!activity || now >= goneAt(activity)) return { do: "never" };
	const before = parseInFlight(row.in_flight);
	const device = deviceOf(row, before);
	const next = nextPush(activity, device, isReady, now);
	if (!next) return withoutPush(activity, device, before, now);
	const { event, "content-state": content, alert } = next.body.aps;
	const needsToken = event === "start" && row.kind === "ios" && row.start_token === null;
	if (needsToken) return { do: "wait", until: goneAt(activity) };
	const inFlight = nextInFlight(before, { event, version: activity.version }, row.last_timestamp, now);
	const isTick = event === "update" && !alert;
	const earliest = (inFlight.timestamp - AHEAD_S) * 1000;
	if (isTick && inFlight.timestamp === nextTimestamp(row.last_timestamp, now) && earliest > now) {
		return { do: "wait", until: earliest };
	}
	const tick = {
		activityId: activity.id,
		version: activity.version,
		shownVersion: device.sentVersion,
		type: content.type,
		hasAlert: alert !== undefined,
	};
	const priority = priorities.of(tick, now);
	return {
		do: "send",
		shownVersion: device.sentVersion,
		inFlight,
		body: next.body,
		isLast: next.device.dismissed,
		priority,
	};
}

/** A token that came although nobody knows what became of the start says that it has arrived. */
function deviceOf(row: LaggingRow, before: InFlight | null): ActivityDevice {
	const hasStarted = row.sent_version === 0 && row.token_at !== null;
	return {
		activityId: row.activity_id,
		deviceId: row.device_id,
		userId: row.user_id,
		sentVersion: hasStarted ? startedAs(before) : row.sent_version,
		tokenAt: row.token_at,
		dismissed: false,
	};
}

function startedAs(before: InFlight | null): number {
	return before?.event === "start" ? before.version : 1;
}

function withoutPush(activity: Activity, device: ActivityDevice, before: InFlight | null, now: number): Plan {
	if (device.sentVersion === 0) {
		// Nobody knows whether it has started: if so, its token will come, and then it is taken away.
		return before && !before.refused ? { do: "shown", version: before.version } : { do: "never" };
	}
	// It waits for what takes its place, for a minute at most.
	if (activity.replaced) return { do: "wait", until: Math.max(activity.dueAt ?? 0, now + 1000) };
	return { do: "shown", version: device.sentVersion };
}
