/** An activity and a device's row with everything usual, for tests that care about a few fields. */
import type { Activity, ActivityDevice, ActivityState, Presentation, Stream } from "../src/model.ts";

/** 2026-03-19 08:30 UTC */
export const NOW = Date.UTC(2026, 2, 19, 8, 30);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function presentation(change: Partial<Presentation> = {}): Presentation {
	return {
		state: { content: { title: "T", type: "progress", percentage: 42 } } satisfies ActivityState,
		channels: null,
		tags: [],
		metadata: {},
		...change,
	};
}

export function activity(change: Partial<Activity> = {}): Activity {
	return {
		id: "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034",
		accountId: "account-1",
		streamKey: "nightly-backup",
		presentation: presentation(),
		version: 1,
		alert: null,
		startedAt: NOW,
		replaces: null,
		ended: null,
		dismissed: false,
		replaced: null,
		dueAt: null,
		...change,
	};
}

export function stream(change: Partial<Stream> = {}): Stream {
	return {
		key: "nightly-backup",
		accountId: "account-1",
		activityId: "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034",
		kept: null,
		dismissal: {},
		paused: false,
		lastPutAt: NOW,
		...change,
	};
}

export function row(change: Partial<ActivityDevice> = {}): ActivityDevice {
	return {
		activityId: "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034",
		deviceId: "iphone",
		userId: "user-1",
		sentVersion: 0,
		tokenAt: null,
		dismissed: false,
		...change,
	};
}
