/**
 * Why a device shows a Live Activity or does not: from facts to one verdict, with one reason and a sentence for whoever
 * wonders at night.
 */
import { LONGEST_SHOWN_MS, REFUSED } from "../delivery/timing.ts";
import type { ActivityFacts, DeliveryFacts, DeviceFacts, Subject } from "./facts.ts";
import { isLive, phaseOf, quietPhases, story } from "./phase.ts";
import { sentenceOf } from "./sentences.ts";
import { isOlder } from "./words.ts";

/**
 * - `shown`: the latest state is on its screen.
 * - `outdated`: an older state is.
 * - `unconfirmed`: Apple has taken the start, and the device has not said that it shows it.
 * - `not_shown`: nothing of it is.
 */
export const verdicts = ["shown", "outdated", "unconfirmed", "not_shown"] as const;
export type Verdict = (typeof verdicts)[number];

export const reasons = [
	// Of shown.
	"up_to_date",
	"rotation_due",
	"ended_and_still_there",
	// Of unconfirmed.
	"not_confirmed",
	"waiting_for_token",
	// Of outdated, and of not_shown before the start.
	"queued",
	"sending",
	"retrying",
	"limited_by_apple",
	"refused_by_apple",
	"no_gateway",
	"no_start_token",
	"rotating",
	// Of not_shown: whatever the device.
	...quietPhases,
	// Of not_shown: the device.
	"beyond_key",
	"unpaired",
	"never_paired",
	"app_too_old",
	"system_too_old",
	"live_activities_off",
	"unregistered",
	"not_in_channels",
	"joined_later",
	"dismissed",
	"gone",
] as const;
export type Reason = (typeof reasons)[number];

export interface Explanation {
	device: DeviceFacts;
	verdict: Verdict;
	reason: Reason;
	sentence: string;
}

/** iOS can start a Live Activity by a push from this version on. https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications */
const FIRST_SYSTEM = "17.2";

export function explainDevice(subject: Subject, device: DeviceFacts): Explanation {
	const [verdict, reason] = judge(subject, device);
	return { device, verdict, reason, sentence: sentenceOf(reason, verdict, subject, device) };
}

/** In a sentence: where it stands, and on how many devices it is. */
export function summary(subject: Subject, explanations: readonly Explanation[]): string {
	const phase = phaseOf(subject);
	const what = `${subject.name} ${story(phase, subject)}.`;
	const paired = explanations.filter(({ device }) => device.paired);
	if (paired.length === 0) return `${what} The account has no device: pair one.`;
	const listed = paired.filter(({ reason }) => reason !== "beyond_key");
	if (listed.length === 0) return `${what} This API key reaches no device.`;
	const shown = listed.filter(({ verdict }) => verdict === "shown").length;
	if (!isLive(phase) && shown === 0) return what;
	const devices = listed.length === 1 ? "device" : "devices";
	const verb = shown === 1 ? "shows" : "show";
	return `${what} ${shown} of ${listed.length} ${devices} ${verb} ${isLive(phase) ? "its latest state" : "how it ended"}.`;
}

function judge(subject: Subject, device: DeviceFacts): [Verdict, Reason] {
	const { scope, activity, appVersions } = subject;
	const { delivery } = device;
	if (!isInScope(scope, device)) return ["not_shown", "beyond_key"];
	if (!device.paired) return ["not_shown", device.lastReachedAt === null ? "never_paired" : "unpaired"];
	const phase = phaseOf(subject);
	if (activity === null) return ["not_shown", isLive(phase) ? "ended" : phase];
	const onScreen = delivery ? judgeScreen(subject, activity, device, delivery) : undefined;
	if (!onScreen && !isLive(phase)) return ["not_shown", phase];
	const needed = appVersions[activity.type];
	const isTooOld = needed !== undefined && device.appVersion !== null && isOlder(device.appVersion, needed);
	if (delivery && isTooOld) return ["not_shown", "app_too_old"];
	if (onScreen) return onScreen;
	if (device.showsPredecessor) return ["outdated", "rotating"];
	return ["not_shown", delivery ? whyNotStarted(subject, device, delivery) : whyNotMeant(activity, device)];
}

function isInScope(scope: readonly string[] | null, { channels }: DeviceFacts): boolean {
	return scope === null || channels.some((slug) => scope.includes(slug));
}

/** `undefined` when nothing of the activity is on the screen. */
function judgeScreen(
	subject: Subject,
	activity: ActivityFacts,
	device: DeviceFacts,
	delivery: DeliveryFacts,
): [Verdict, Reason] | undefined {
	const { now } = subject;
	const { ended, version } = activity;
	const { sentVersion, tokenAt } = delivery;
	const hasStarted = sentVersion > 0 || tokenAt !== null;
	const isGone = delivery.dismissed || activity.dismissed || now >= activity.startedAt + LONGEST_SHOWN_MS;
	if (!hasStarted || isGone) return undefined;
	const hasLatest = sentVersion >= version;
	if (activity.replacedBy !== null) return ["outdated", "rotating"];
	if (hasLatest && ended && ended.dismissAt <= now) return undefined;
	if (tokenAt === null) return ["unconfirmed", hasLatest ? "not_confirmed" : "waiting_for_token"];
	if (!hasLatest) return ["outdated", whyLate(subject, device, delivery)];
	if (ended) return ["shown", "ended_and_still_there"];
	return ["shown", phaseOf(subject) === "rotation_due" ? "rotation_due" : "up_to_date"];
}

/** Why what should be sent has not been. */
function whyLate(
	{ now, hasGateway }: Subject,
	{ kind }: DeviceFacts,
	{ claimedUntil, nextAttemptAt, attempts, lastStatus }: DeliveryFacts,
): Reason {
	if (kind === "ios" && !hasGateway) return "no_gateway";
	if (claimedUntil !== null && claimedUntil > now) return "sending";
	if (nextAttemptAt >= REFUSED) return "refused_by_apple";
	if (attempts > 0) return lastStatus === 429 ? "limited_by_apple" : "retrying";
	return "queued";
}

function whyNotStarted(subject: Subject, device: DeviceFacts, delivery: DeliveryFacts): Reason {
	const { kind, osVersion, liveActivities, registered, startTokenAt } = device;
	if (delivery.dismissed) return lostItsToken(delivery) ? "gone" : "dismissed";
	if (!liveActivities) return "live_activities_off";
	if (kind === "ios") {
		if (osVersion !== null && isOlder(osVersion, FIRST_SYSTEM)) return "system_too_old";
		if (!subject.hasGateway) return "no_gateway";
		if (startTokenAt === null) return registered ? "no_start_token" : "unregistered";
	}
	return whyLate(subject, device, delivery);
}

function lostItsToken({ lastStatus, lastReason }: DeliveryFacts): boolean {
	return lastStatus === 410 || lastReason === "BadDeviceToken" || lastReason === "DeviceTokenNotForTopic";
}

/** The activity runs, and has never been meant for the device. */
function whyNotMeant({ channels }: ActivityFacts, device: DeviceFacts): Reason {
	if (channels !== null && !device.channels.some((slug) => channels.includes(slug))) return "not_in_channels";
	if (!device.liveActivities) return "live_activities_off";
	return device.registered ? "joined_later" : "unregistered";
}
