/**
 * Live Activities: start, update, end, and what goes to a whole channel.
 * https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications
 */
import type { BroadcastRequest, PushRequest } from "../request.ts";
import { checkBundleId, checkChannelId } from "./check.ts";
import {
	checkEnvironment,
	type Device,
	HOUR,
	identifier,
	MINUTE,
	type PushOptions,
	pushRequest,
	secondsOf,
	timing,
} from "./headers.ts";
import { changed, checkLiveActivity, given, type LiveActivityPayload } from "./live-activity-body.ts";
import { MAX_BROADCAST_BYTES, writeBody } from "./payload-size.ts";

/** No activity runs longer, so that no later push is of use to it. */
const LONGEST = 8 * HOUR;

export interface LiveActivityOptions extends PushOptions {
	priority?: 10 | 5;
	/** `timestamp` in place of the body's, in epoch seconds: see `nextTimestamp()`. */
	timestamp?: number;
	/** `stale-date` in place of the body's, in epoch seconds. */
	staleDate?: number;
	/** `relevance-score`, any number: the activity with the highest one has the Dynamic Island. Default: the body's. */
	relevanceScore?: number;
}

export interface StartOptions extends LiveActivityOptions {
	/** Puts an empty, passive alert in place of the body's, so that nobody notices the start. */
	quiet?: boolean;
	/**
	 * `input-push-channel`: the id of a channel that the activity follows instead of getting a token. Since iOS 18; nothing
	 * starts on an older system.
	 */
	inputPushChannel?: string;
}

export interface EndOptions extends LiveActivityOptions {
	/**
	 * `dismissal-date` in place of the body's, in epoch seconds: when it leaves the Lock Screen, 4 hours later at most; in
	 * the past: at once.
	 */
	dismissalDate?: number;
}

function content({ timestamp, staleDate, relevanceScore }: LiveActivityOptions) {
	return given({ timestamp, "stale-date": staleDate, "relevance-score": relevanceScore });
}

const priorities = [10, 5] as const;

/** What makes two starts the same: the stream that an activity of ours belongs to, or the activity. */
function startKey({ aps }: LiveActivityPayload): string | undefined {
	const { streamKey, activityId } = (aps.attributes ?? {}) as { streamKey?: unknown; activityId?: unknown };
	return [streamKey, activityId].find((key): key is string => typeof key === "string" && key !== "");
}

/**
 * Starts an activity, by a push-to-start token (iOS 17.2). `body` is what `startBody()` of `@activitysmith/core` returns,
 * which asks for an update token and is quiet in a rotation, or your own with an alert.
 *
 * Priority 10, kept for 10 minutes, so that a late start does not surprise; the collapse id of a body of ours is its
 * stream's key, else the activity's id, so that only the last of some starts waits for the device. An ambiguous start is
 * reported: sent twice, it could be shown twice.
 * https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications
 *
 * @throws TypeError with the name of the field that is wrong
 * @throws PayloadTooLargeError over 4,096 bytes
 */
export function startLiveActivity(device: Device, body: LiveActivityPayload, options: StartOptions = {}): PushRequest {
	const { inputPushChannel: channel, quiet } = options;
	const whole = changed(body, {
		...content(options),
		...(channel !== undefined && { "input-push-token": undefined, "input-push-channel": channel }),
		...(quiet && { "interruption-level": "passive", alert: { title: "", body: "" } }),
	});
	checkLiveActivity(whole, ["start"]);
	return pushRequest(device, whole, options, {
		type: "liveactivity",
		priorities,
		priority: 10,
		keep: 10 * MINUTE,
		collapseId: startKey(whole),
		whenAmbiguous: "report",
	});
}

/** Until it is stale, but no longer than an activity can run. */
function keepUpdate({ aps }: LiveActivityPayload, options: PushOptions): number {
	const left = (aps["stale-date"] ?? 0) - secondsOf(options);
	return left > 0 ? Math.min(left, LONGEST) : LONGEST;
}

/**
 * Updates an activity, by its own token. `body` is what `updateBody()` of `@activitysmith/core` returns, or your own.
 *
 * Priority 10 with an alert and 5 without: those of 10 draw on a budget that the device keeps, those of 5 are free, but may
 * wait; give 10 for a change that matters. Kept until `stale-date`, 8 hours at most. An ambiguous update is sent again with
 * the same timestamp.
 * https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications
 *
 * @throws TypeError with the name of the field that is wrong
 * @throws PayloadTooLargeError over 4,096 bytes
 */
export function updateLiveActivity(
	device: Device,
	body: LiveActivityPayload,
	options: LiveActivityOptions = {},
): PushRequest {
	const whole = changed(body, content(options));
	checkLiveActivity(whole, ["update"]);
	return pushRequest(device, whole, options, {
		type: "liveactivity",
		priorities,
		priority: whole.aps.alert ? 10 : 5,
		keep: keepUpdate(whole, options),
		whenAmbiguous: "resend",
	});
}

/**
 * Ends an activity, by its own token, with the last state that it shows. `body` is what `endBody()` of
 * `@activitysmith/core` returns, or your own.
 *
 * Priority 10, kept for 8 hours, both by default. An ambiguous end is sent again.
 * https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications
 *
 * @throws TypeError with the name of the field that is wrong
 * @throws PayloadTooLargeError over 4,096 bytes
 */
export function endLiveActivity(device: Device, body: LiveActivityPayload, options: EndOptions = {}): PushRequest {
	const whole = changed(body, { ...content(options), ...given({ "dismissal-date": options.dismissalDate }) });
	checkLiveActivity(whole, ["end"]);
	return pushRequest(device, whole, options, {
		type: "liveactivity",
		priorities,
		priority: 10,
		keep: LONGEST,
		whenAmbiguous: "resend",
	});
}

export interface BroadcastOptions extends Omit<EndOptions, "apnsId" | "collapseId"> {
	/** `apns-request-id`, a UUID in lower case. Default: a random one. */
	requestId?: string;
}

/**
 * Updates or ends the activities of all devices that follow a channel, since iOS 18. It can't start any. The channel is
 * one of the environment, by the id that Apple returned when it was created.
 *
 * Priority 10 for an end or with an alert, 5 otherwise. `expiration` is 0 by default, which every channel takes; one that
 * stores the latest message may have another, 8 hours ahead at most.
 * https://developer.apple.com/documentation/usernotifications/sending-broadcast-push-notification-requests-to-apns
 *
 * @throws TypeError with the name of the field that is wrong
 * @throws PayloadTooLargeError over 5,120 bytes
 */
export function broadcastLiveActivity(
	channel: Pick<BroadcastRequest, "environment" | "bundleId" | "channelId">,
	body: LiveActivityPayload,
	options: BroadcastOptions = {},
): BroadcastRequest {
	const { environment, bundleId, channelId } = channel;
	checkEnvironment(environment);
	checkBundleId(bundleId);
	checkChannelId("channelId", channelId);
	const whole = changed(body, { ...content(options), ...given({ "dismissal-date": options.dismissalDate }) });
	checkLiveActivity(whole, ["update", "end"]);
	const priority = whole.aps.event === "end" || whole.aps.alert ? 10 : 5;
	return {
		environment,
		bundleId,
		channelId,
		headers: {
			"apns-push-type": "liveactivity",
			...timing({ expiration: 0, ...given(options) }, { priorities, priority, keep: 0 }),
			"apns-request-id": identifier("requestId", options.requestId),
		},
		body: writeBody(whole, MAX_BROADCAST_BYTES),
	};
}
