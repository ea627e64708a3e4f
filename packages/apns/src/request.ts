/**
 * A push as it goes to Apple: where to, the headers, and the body as it is written on the wire.
 * https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
 */

/** `development` is what builds from Xcode get, and what Apple's host names call the sandbox. */
export type Environment = "production" | "development";

export type PushType = "alert" | "background" | "liveactivity" | "widgets";

export interface PushHeaders {
	"apns-push-type": PushType;
	"apns-topic": string;
	/** 10: now. 5: when it suits the device's battery. 1: as little as possible. */
	"apns-priority": "10" | "5" | "1";
	/** Epoch seconds until which Apple keeps it for a device that is away; 0: not at all. */
	"apns-expiration": string;
	/** A lower-case UUID, the same for every attempt. */
	"apns-id": string;
	/** At most 64 bytes. */
	"apns-collapse-id"?: string;
}

export interface PushRequest {
	environment: Environment;
	/** In hexadecimal digits, of any length. */
	deviceToken: string;
	headers: PushHeaders;
	/** JSON. */
	body: string;
	/**
	 * What to do when nobody can tell whether Apple took it: `resend` where a second delivery changes nothing (an update, an
	 * end, what collapses with itself), `report` where it would be seen.
	 */
	whenAmbiguous: "resend" | "report";
}

/** To every device that is subscribed to a channel, since iOS 18. */
export interface BroadcastRequest {
	environment: Environment;
	bundleId: string;
	channelId: string;
	headers: Pick<PushHeaders, "apns-priority" | "apns-expiration"> & {
		"apns-push-type": "liveactivity";
		"apns-request-id": string;
	};
	/** JSON. */
	body: string;
}
