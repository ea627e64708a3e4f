/** Every reason that Apple gives for not taking a push, what it means, and what to do about it. */
import type { Advice } from "./result.ts";

export interface Reason {
	status: number;
	/** As Apple spells it. */
	reason: string;
	/** Who answers with it: what takes pushes to devices, what takes channels and broadcasts, or both. */
	from: "devices" | "channels" | "both";
	meaning: string;
	advice: Exclude<Advice, "delivered" | "ambiguous">;
	/** The page that says so. */
	source: string;
}

const DEVICES = "https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns";
const CHANNELS = "https://developer.apple.com/documentation/usernotifications/handling-error-responses-from-apns";
/** Where it was noticed that what Apple sends differs from what its page says. */
const SEEN = "https://github.com/swift-server-community/APNSwift/pull/229";

function rows(
	status: number,
	from: Reason["from"],
	advice: Reason["advice"],
	meanings: Record<string, string>,
): Reason[] {
	const source = from === "channels" ? CHANNELS : DEVICES;
	return Object.entries(meanings).map(([reason, meaning]) => ({ status, reason, from, meaning, advice, source }));
}

export const reasons: readonly Reason[] = [
	...rows(400, "both", "drop-message", {
		BadExpirationDate:
			"apns-expiration is not a whole number of epoch seconds, or not 0 for a channel that stores no messages.",
		BadMessageId: "apns-id, or apns-request-id, is not a UUID.",
		BadPriority: "apns-priority is none of 1, 5 and 10, or not one that this push type may have.",
		InvalidPushType: "apns-push-type is none that Apple knows, or, for a broadcast, not liveactivity.",
		PayloadEmpty: "The body is empty.",
	}),
	...rows(400, "both", "fix-configuration", {
		TopicDisallowed:
			"Nothing may be sent to this topic. For channels: the path holds the bundle id with a suffix instead of the bundle id.",
	}),
	...rows(400, "devices", "drop-message", {
		BadCollapseId: "apns-collapse-id is longer than 64 bytes.",
		DuplicateHeaders: "A header was sent more than once.",
		MissingDeviceToken: "The path names no device token.",
	}),
	...rows(400, "devices", "drop-token", {
		BadDeviceToken: "The token is malformed, or belongs to the other environment.",
	}),
	...rows(400, "devices", "fix-configuration", {
		BadTopic: "apns-topic is not a topic.",
		DeviceTokenNotForTopic: "The token belongs to another app than the topic.",
		MissingTopic: "apns-topic is missing, which a provider token can't do without.",
	}),
	...rows(400, "devices", "retry-later", {
		IdleTimeout: "The connection was idle for too long, and Apple closed it.",
	}),
	...rows(400, "channels", "drop-message", {
		BadChannelId: "apns-channel-id is not a channel's id.",
		BadRequestParams: "A parameter of the request is wrong.",
		BadRequestPayload: "The body is not what this request takes.",
		MissingChannelId: "apns-channel-id is missing.",
		MissingPushType: "apns-push-type is missing.",
	}),
	...rows(400, "channels", "drop-token", {
		ChannelNotRegistered: "There is no such channel in this environment.",
	}),
	...rows(400, "channels", "fix-configuration", {
		CannotCreateChannelConfig: "The app has 10,000 channels in this environment, which is the limit: delete some.",
		FeatureNotEnabled: "The app's identifier lacks the broadcast capability.",
	}),
	...rows(403, "both", "fix-configuration", {
		BadCertificate: "The client certificate is not valid.",
		BadCertificateEnvironment: "The client certificate is for the other environment.",
		ExpiredProviderToken:
			"The provider token is more than an hour old. The clock is wrong if it was made a short while ago.",
		InvalidProviderToken: "The provider token, or its signature, is not valid: key, key id and team id don't match.",
		MissingProviderToken: "The authorization header is missing, or does not start with bearer.",
	}),
	...rows(403, "devices", "fix-configuration", {
		BadEnvironmentKeyIdInToken: "The key is for the other environment.",
		Forbidden: "Apple does not allow this.",
		UnrelatedKeyIdInToken: "The key is not related to the one that this connection was opened with.",
	}),
	{
		status: 403,
		reason: "BadEnvironmentKeyInToken",
		from: "devices",
		meaning: "The key is for the other environment: what Apple sends instead of BadEnvironmentKeyIdInToken.",
		advice: "fix-configuration",
		source: SEEN,
	},
	...rows(403, "channels", "fix-configuration", {
		TopicMismatch: "The key or certificate is not for the bundle id in the path.",
	}),
	...rows(404, "both", "fix-configuration", {
		BadPath: "There is nothing at this path: the host or the bundle id is wrong.",
	}),
	...rows(405, "both", "fix-configuration", { MethodNotAllowed: "The path does not take this method." }),
	...rows(410, "devices", "drop-token", {
		ExpiredToken: "The token has expired.",
		Unregistered: "The token is not active for the topic any more: the app is gone, or the activity has ended.",
	}),
	...rows(413, "both", "drop-message", {
		PayloadTooLarge: "The body is larger than 4,096 bytes, or 5,120 for a broadcast.",
	}),
	...rows(429, "both", "retry-later", {
		TooManyProviderTokenUpdates:
			"The provider token changed twice within 20 minutes: the processes that share a key should share its token.",
		TooManyRequests: "Too many pushes in a row to one device, or to one channel.",
	}),
	...rows(500, "both", "retry-later", { InternalServerError: "Something went wrong at Apple." }),
	...rows(503, "both", "retry-later", { Shutdown: "The server is shutting down: another connection gets through." }),
	...rows(503, "devices", "retry-later", { ServiceUnavailable: "The service is not available." }),
	// With a space, on Apple's page too.
	...rows(503, "channels", "retry-later", { "Service Unavailable": "The service is not available." }),
];

const byName = new Map(reasons.map((row) => [row.reason, row]));

/** What is known about a reason, such as one that came with a GOAWAY instead of an answer. */
export function reasonNamed(reason: string): Reason | undefined {
	return byName.get(reason);
}

export interface TokenFacts {
	/** Of Apple's 410: the last time it found the token to be dead, in epoch milliseconds. */
	timestamp?: number | undefined;
	/** When the device last reported the token, in epoch milliseconds. */
	registeredAt?: number | undefined;
}

/**
 * Whether a 410 means the token as it is now. A device that reported the same token after Apple found it dead has it
 * back. Without both times, the answer is believed.
 * https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
export function isTokenDead({ timestamp, registeredAt }: TokenFacts): boolean {
	return timestamp === undefined || registeredAt === undefined || registeredAt <= timestamp;
}

/** For reasons that Apple has added since, and answers without one. */
function adviceOfStatus(status: number): Advice {
	switch (status) {
		// The request is fine, its sender isn't; a proxy's answers are among them.
		case 401:
		case 403:
		case 404:
		case 405:
		case 407:
			return "fix-configuration";
		case 408:
		case 429:
			return "retry-later";
		case 410:
			return "drop-token";
		default:
			// Too many refused requests make Apple close connections: what it does not like is not sent again.
			return status < 500 ? "drop-message" : "retry-later";
	}
}

/**
 * What to do after an answer, by Apple's rules: what comes with 5xx is tried again, the rest of 4xx never as it was.
 * A reason that is not known is judged by its status. With a 410, `facts` tell whether the token has been registered
 * again since; if so, the push is worth another try.
 * https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
export function adviceOf(status: number, reason: string | null, facts: TokenFacts = {}): Advice {
	if (status >= 200 && status < 300) return "delivered";
	// Apple redirects nowhere: something else answered.
	if (status < 400) return "fix-configuration";
	if (status === 410 && !isTokenDead(facts)) return "retry-later";
	if (status >= 500) return "retry-later";
	return (reason !== null && byName.get(reason)?.advice) || adviceOfStatus(status);
}
