/**
 * What Apple answers with.
 * https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 * https://developer.apple.com/documentation/usernotifications/handling-error-responses-from-apns
 */

/** Reasons for a push to a device, by status. */
export const PUSH_REASONS = {
	400: [
		"BadCollapseId",
		"BadDeviceToken",
		"BadExpirationDate",
		"BadMessageId",
		"BadPriority",
		"BadTopic",
		"DeviceTokenNotForTopic",
		"DuplicateHeaders",
		"IdleTimeout",
		"InvalidPushType",
		"MissingDeviceToken",
		"MissingTopic",
		"PayloadEmpty",
		"TopicDisallowed",
	],
	403: [
		"BadCertificate",
		"BadCertificateEnvironment",
		"ExpiredProviderToken",
		"Forbidden",
		"InvalidProviderToken",
		"MissingProviderToken",
		"UnrelatedKeyIdInToken",
		"BadEnvironmentKeyIdInToken",
		// The same in what is really sent: the page spells it as above.
		"BadEnvironmentKeyInToken",
	],
	404: ["BadPath"],
	405: ["MethodNotAllowed"],
	410: ["ExpiredToken", "Unregistered"],
	413: ["PayloadTooLarge"],
	429: ["TooManyProviderTokenUpdates", "TooManyRequests"],
	500: ["InternalServerError"],
	503: ["ServiceUnavailable", "Shutdown"],
} as const;

/** Reasons for channels and broadcasts, by status. */
export const CHANNEL_REASONS = {
	400: [
		"BadChannelId",
		"BadExpirationDate",
		"BadMessageId",
		"BadPriority",
		"BadRequestParams",
		"BadRequestPayload",
		"CannotCreateChannelConfig",
		"ChannelNotRegistered",
		"FeatureNotEnabled",
		"InvalidPushType",
		"MissingChannelId",
		"MissingPushType",
		"PayloadEmpty",
		"TopicDisallowed",
	],
	403: [
		"BadCertificate",
		"BadCertificateEnvironment",
		"BadEnvironmentKeyIdInToken",
		"BadEnvironmentKeyInToken",
		"ExpiredProviderToken",
		"InvalidProviderToken",
		"MissingProviderToken",
		"TopicMismatch",
		"UnrelatedKeyIdInToken",
	],
	404: ["BadPath"],
	405: ["MethodNotAllowed"],
	413: ["PayloadTooLarge"],
	429: ["TooManyProviderTokenUpdates", "TooManyRequests"],
	500: ["InternalServerError"],
	// With a space, as the page has it.
	503: ["Service Unavailable", "Shutdown"],
} as const;

type PushReasons = typeof PUSH_REASONS;
type ChannelReasons = typeof CHANNEL_REASONS;

export type Reason = PushReasons[keyof PushReasons][number] | ChannelReasons[keyof ChannelReasons][number];

const statuses = new Map<string, number>(
	[...Object.entries(PUSH_REASONS), ...Object.entries(CHANNEL_REASONS)].flatMap(([status, reasons]) =>
		reasons.map((reason) => [reason, Number(status)] as const),
	),
);

/** The status that goes with a reason; `undefined` for what Apple does not say. */
export function statusOf(reason: string): number | undefined {
	return statuses.get(reason);
}

/** What the gateway answers, before it is written. */
export interface Answer {
	status: number;
	reason?: string;
	/** With a 410: since when the token is dead, in epoch milliseconds. */
	timestamp?: number;
	headers?: Record<string, string>;
	/** Of a successful answer that has one. */
	body?: unknown;
}

export function refuse(reason: Reason, timestamp?: number): Answer {
	return { status: statuses.get(reason) ?? 500, reason, ...(timestamp !== undefined && { timestamp }) };
}
