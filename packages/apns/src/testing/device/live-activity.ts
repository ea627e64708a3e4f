/**
 * What a device does with a Live Activity push. Apple has answered 200 already: what is dropped here is dropped in silence.
 * https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications
 */
import { type Delivery, dropped, type Outcome } from "../delivery.ts";
import type { ActivityStart, SimulatedActivity } from "./activity.ts";
import type { ActivityTypes } from "./activity-types.ts";
import type { Budget } from "./budget.ts";
import { mistakeIn } from "./swift.ts";

const FARTHEST_AHEAD_S = 8 * 3600;
/** The first system on which a Live Activity can listen to a channel. */
const CHANNELS_SINCE = 18;

/** What the rules need of the device. */
export interface Screen {
	readonly iosVersion: number;
	readonly maxActivities: number | null;
	readonly pastToleranceMs: number;
	readonly types: ActivityTypes | "any";
	readonly starts: Budget;
	readonly updates: Budget;
	runningActivities(): number;
	activity(id: string | null): SimulatedActivity | undefined;
	begin(start: ActivityStart, timestamp: number, wantsToken: boolean): SimulatedActivity;
}

type Aps = Readonly<Record<string, unknown>>;

function seconds(value: unknown): number | undefined {
	return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function hasAlert({ alert }: Aps): boolean {
	if (typeof alert === "string") return true;
	return typeof alert === "object" && alert !== null && ("title" in alert || "body" in alert);
}

/** `null`: it decodes. */
function refuseContent(types: Screen["types"], type: string, contentState: unknown): Outcome | null {
	const known = types === "any" ? undefined : types[type];
	const mistake = known ? mistakeIn(known.contentState, contentState) : null;
	return mistake ? dropped("not-decodable", `content-state: ${mistake}`) : null;
}

function start(screen: Screen, { kind, sentAt }: Delivery, aps: Aps, timestamp: number): Outcome {
	if (kind === "channel") return dropped("event-unknown", "a broadcast starts nothing");
	if (kind !== "push-to-start") return dropped("wrong-token");
	if (!hasAlert(aps)) return dropped("start-without-alert");
	if (!screen.starts.take(sentAt)) return dropped("start-budget-exceeded");
	const attributesType = aps["attributes-type"];
	if (typeof attributesType !== "string") return dropped("attributes-type-unknown");
	if (screen.types !== "any") {
		const type = Object.hasOwn(screen.types, attributesType) ? screen.types[attributesType] : undefined;
		if (!type) return dropped("attributes-type-unknown", attributesType);
		const mistake = mistakeIn(type.attributes, aps.attributes);
		if (mistake) return dropped("not-decodable", `attributes: ${mistake}`);
	}
	const refused = refuseContent(screen.types, attributesType, aps["content-state"]);
	if (refused) return refused;
	const channelId = aps["input-push-channel"];
	if (typeof channelId === "string" && screen.iosVersion < CHANNELS_SINCE) return dropped("channel-needs-ios-18");
	if (screen.maxActivities !== null && screen.runningActivities() >= screen.maxActivities) {
		return dropped("too-many-activities");
	}
	const activity = screen.begin(
		{
			attributesType,
			attributes: aps.attributes,
			contentState: aps["content-state"],
			staleDate: seconds(aps["stale-date"]),
			relevanceScore: seconds(aps["relevance-score"]),
			channelId: typeof channelId === "string" ? channelId : undefined,
		},
		timestamp,
		// Before 18 every activity that a push starts gets a token; since then one that asks for it.
		screen.iosVersion < CHANNELS_SINCE || aps["input-push-token"] === 1,
	);
	return { result: "applied", activityId: activity.id };
}

function update(screen: Screen, delivery: Delivery, aps: Aps, timestamp: number): Outcome {
	const activity = screen.activity(delivery.activityId);
	if (!activity) return dropped("wrong-token");
	if (!activity.isRunning) return dropped("activity-ended");
	if (timestamp < activity.lastTimestamp) return dropped("timestamp-old");
	// Against the time at which Apple took it: it may have waited for the device since.
	if ((timestamp + 1) * 1000 + screen.pastToleranceMs < delivery.sentAt) return dropped("timestamp-past");
	if ((timestamp - FARTHEST_AHEAD_S) * 1000 > delivery.sentAt) return dropped("timestamp-future");
	const refused = refuseContent(screen.types, activity.attributesType, aps["content-state"]);
	if (refused) return refused;
	if (delivery.priority === 10 && !screen.updates.take(delivery.sentAt)) return dropped("update-budget-exceeded");
	activity.lastTimestamp = timestamp;
	activity.contentState = aps["content-state"];
	activity.staleAt = (seconds(aps["stale-date"]) ?? Number.NaN) * 1000 || null;
	activity.relevanceScore = seconds(aps["relevance-score"]) ?? activity.relevanceScore;
	return { result: "applied", activityId: activity.id };
}

function end(screen: Screen, delivery: Delivery, aps: Aps): Outcome {
	const activity = screen.activity(delivery.activityId);
	if (!activity) return dropped("wrong-token");
	if (!activity.isRunning) return dropped("activity-ended");
	const contentState = aps["content-state"];
	if (contentState !== undefined) {
		const refused = refuseContent(screen.types, activity.attributesType, contentState);
		if (refused) return refused;
		activity.contentState = contentState;
	}
	activity.end(seconds(aps["dismissal-date"]));
	return { result: "applied", activityId: activity.id };
}

export function applyLiveActivity(screen: Screen, delivery: Delivery, aps: Aps): Outcome {
	const timestamp = seconds(aps.timestamp);
	if (timestamp === undefined) return dropped("timestamp-missing");
	switch (aps.event) {
		case "start":
			return start(screen, delivery, aps, timestamp);
		case "update":
			return update(screen, delivery, aps, timestamp);
		case "end":
			return end(screen, delivery, aps);
		default:
			return dropped("event-unknown");
	}
}
